"""A process of the index for `test_killed`: opens the store and does one thing until killed."""

import itertools
from multiprocessing.connection import Connection
from pathlib import Path

from assistant import bootstrap
from assistant.core.actor import SYSTEM
from assistant.index import service
from assistant.jobs import service as jobs
from assistant.jobs.context import execute
from assistant.models.catalogue import Track
from assistant.models.song_moods import SongMood
from tests.support.app import App, make_app


def work(place: dict[str, str], what: str, told: Connection) -> None:
    """Do as the worker does at its start, then what was asked; says when it begins and ends."""
    app = make_app(place["database_url"], Path(place["folder"]), vectors=place["vectors"])
    service.start_over(app.open_uow)
    told.send("ready")
    {"rebuild": rebuild, "activate": activate, "upsert": upsert}[what](app)
    told.send("done")


def rebuild(app: App) -> None:
    """Run the build's job again, as DBOS does with a job that a killed process left."""
    with app.open_uow(read=True) as uow:
        job = jobs.find_active(uow, "index.rebuild", "")
    if job is not None:
        execute(job.id, bootstrap.handlers(app.container, app.store), app.open_uow)


def activate(app: App) -> None:
    """Switch back and forth without end."""
    while True:
        with app.open_uow() as uow:
            service.rollback(uow, SYSTEM)
        app.run_jobs()


def upsert(app: App) -> None:
    """Change songs, add some, remove some, and bring the index up to it, without end."""
    for n in itertools.count():
        with app.open_uow() as uow:
            track = Track(title=f"New {n}", title_key=f"new {n}", search_text=f"new {n}")
            uow.db.add(track)
            uow.db.flush()
            uow.db.add(
                SongMood(track_id=track.id, stamp=app.container.stamps.mood, text_sha256="",
                         known=True, confidence=0.5, valence=0.1, arousal=0.1, happy=0.4,
                         sad=0.2, angry=0.2, relaxed=0.2)
            )  # fmt: skip
            service.note_change(uow, track.id, "")
        if n % 3 == 0:
            with app.open_uow() as uow:
                uow.db.delete(uow.db.get(Track, track.id))
                service.note_removal(uow, track.id, "")
        if n % 5 == 0:
            service.apply_changes(app.open_uow, app.store, settled=n % 2 == 0)
