"""The Lyrics page: counts, lists, marks, looking up, files to be decided."""

from typing import Any
from uuid import UUID

import pytest

from assistant.catalogue.schemas import TrackNames
from assistant.core.actor import Actor
from assistant.listens import service as listens
from assistant.listens.schemas import PlayReport
from assistant.lyrics import asking
from assistant.lyrics import service as lyrics
from tests.support.app import NOON, App
from tests.support.states import cookie_of, in_background, state_of
from ui.pages.lyrics.files import FilesState
from ui.pages.lyrics.state import LyricsState
from ui.text.en import coverage as words

pytestmark = pytest.mark.anyio
HAPPY = b"happy happy happy happy happy morning"


@pytest.fixture
def heard(app: App, mara: Actor) -> Actor:
    """Mara, who heard three songs, the first of them twice."""
    with app.open_uow() as uow:
        reports = [
            PlayReport("file", f"{n}", TrackNames(title, ["Vela"], duration_ms=200_000), NOON)
            for n, title in enumerate(("Door", "Lamp", "Moon"))
        ]
        reports.append(PlayReport("file", "again", TrackNames("Door", ["Vela"]),
                                  NOON.replace(day=1)))  # fmt: skip
        listens.record(uow, mara.require_user(), reports)
    return mara


async def opened(app: App, actor: Actor, kind: Any = LyricsState) -> Any:
    state = state_of(kind, cookie=cookie_of(app, actor))
    await (state.load() if kind is LyricsState else state.load_files())
    return state


def numbers(page: Any) -> dict[str, str]:
    return {part.state: part.number for part in page.parts if part.number != "0"}


async def test_counts_by_songs_and_by_plays(app: App, heard: Actor) -> None:
    page = await opened(app, heard)
    assert (page.total, numbers(page), page.summary) == (
        3, {"waiting": "3"}, "0% of your songs have lyrics",
    )  # fmt: skip
    await page.choose_measure("plays")
    assert (numbers(page), page.parts[5].spoken) == (
        {"waiting": "4"}, "Not asked yet: 4 plays, 100%",
    )  # fmt: skip
    await page.choose_measure("nonsense")
    assert page.by == "songs"


async def test_lists_marks_and_undo(app: App, heard: Actor) -> None:
    page = await opened(app, heard)
    await page.choose_state("waiting")
    assert [(s.title, s.plays, s.can_mark) for s in page.songs] == [
        ("Door", "2", True), ("Lamp", "1", True), ("Moon", "1", True),
    ]  # fmt: skip
    await page.mark(page.songs[1].id)
    assert (numbers(page), page.notice.can_undo) == ({"instrumental": "1", "waiting": "2"}, True)
    await page.choose_state("instrumental")
    assert [(s.title, s.note, s.can_unmark) for s in page.songs] == [("Lamp", words.OWN, True)]
    await page.undo()
    assert (numbers(page), page.songs, page.none) == (
        {"waiting": "3"}, [], words.NONE["instrumental"],
    )  # fmt: skip


async def test_what_is_missing_or_failed_says_since_when(app: App, heard: Actor) -> None:
    page = await opened(app, heard)
    await page.choose_state("waiting")
    door, lamp = UUID(page.songs[0].id), UUID(page.songs[1].id)
    with app.open_uow() as uow:
        lyrics.save_missing(uow, door, "lrclib")
        asking.take(uow, lamp, lamp)
        asking.failed(uow, lamp, "lrclib_lied")
    await page.choose_state("missing")
    assert [(s.title, s.note) for s in page.songs] == [
        ("Door", "asked today at 13:00, again 4 December at 13:00"),
    ]  # fmt: skip
    await page.choose_state("failed")
    assert [(s.title, s.note, s.can_retry) for s in page.songs] == [
        ("Lamp", "the answer made no sense, asked today at 13:00, again today at 14:00", True),
    ]  # fmt: skip
    await page.allow(True)
    await page.retry(page.songs[0].id)
    assert page.notice.text == "1 song is asked about again."


async def test_looking_up_is_off_until_the_switch(app: App, heard: Actor) -> None:
    page = await opened(app, heard)
    assert (page.look_up.is_allowed, page.look_up.job.is_running) == (False, False)
    for try_it in (page.retry_all, page.start):
        await try_it()
        assert page.notice.text.startswith("Looking lyrics up is off.")
    await page.allow(True)
    assert (page.look_up.is_allowed, page.look_up.job.note) == (True, words.STARTS)
    await page.pause()
    assert (page.look_up.is_paused, page.look_up.sentence) == (
        True, "Paused. Nothing is asked until you go on.",
    )  # fmt: skip
    await page.allow(False)
    assert page.look_up.is_allowed is False


async def test_files_are_shown_decided_and_taken_out(app: App, heard: Actor) -> None:
    parts = [("files", (name, HAPPY)) for name in ("Vela - Door.txt", "Lamp.txt", "What.txt")]
    assert app.client(heard).post("/me/lyrics/files", files=parts).status_code == 202
    page = await opened(app, heard, FilesState)
    assert (page.matching.is_running, page.matching.note) == (True, "0 of 3 files")
    app.run_jobs()
    await in_background(page, "follow_files")
    assert page.uploads[0].sentence == "1 found its song, 2 to decide"
    lamp, what = page.files
    assert (lamp.name, [c.title for c in lamp.candidates], what.candidates) == (
        "Lamp.txt", ["Lamp"], [],
    )  # fmt: skip
    await page.choose(lamp.id, lamp.candidates[0].id)
    await page.leave(what.id)
    assert (page.files, page.uploads[0].sentence) == ([], "2 found their songs, 1 left aside")
    kept = app.client(heard).get(f"/tracks/{UUID(lamp.candidates[0].id)}/lyrics").json()
    assert kept["text"] == HAPPY.decode()
    page.ask_take_out(page.uploads[0].id)
    await page.take_out()
    assert (page.uploads, page.taking_out) == ([], "")
    counts = app.client(heard).get("/me/lyrics").json()["states"]
    assert counts["waiting"]["songs"] == 3


async def test_nobody_decides_for_another(app: App, heard: Actor) -> None:
    app.client(heard).post("/me/lyrics/files", files=[("files", ("Lamp.txt", HAPPY))])
    app.run_jobs()
    mine = await opened(app, heard, FilesState)
    file = mine.files[0]
    other = await opened(app, app.person("noor"), FilesState)
    assert (other.files, other.uploads) == ([], [])
    await other.choose(file.id, file.candidates[0].id)
    assert other.notice.text == "There is no such file."
    other.ask_take_out(mine.uploads[0].id)
    assert other.taking_out == ""
