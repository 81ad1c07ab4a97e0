"""Songs with moods and words, put straight into SQL; and what a search finds."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any, cast
from uuid import UUID, uuid5

import numpy as np

from analysis.affect import from_valence_arousal
from assistant.engine.types import Filters, SearchQuery
from assistant.index import service
from assistant.models.base import six_values
from assistant.models.catalogue import Track
from assistant.models.song_moods import SongEmbedding, SongMood
from tests.support.app import App
from tests.support.fake_scorer import FakeScorer
from vectorstore.base import VectorStore
from vectorstore.types import SongPoint

CALM = from_valence_arousal(0.6, -0.5)
TENSE = from_valence_arousal(-0.6, 0.6)


def plant(app: App, title: str, six: object, *, owner_key: str = "") -> UUID:
    """Put a scored song into SQL and note the change."""
    with app.open_uow() as uow:
        track = Track(title=title, title_key=title.lower(), search_text=title.lower())
        uow.db.add(track)
        uow.db.flush()
        uow.db.add(
            SongMood(
                track_id=track.id,
                owner_key=owner_key,
                stamp=FakeScorer.mood_stamp,
                text_sha256=title,
                known=True,
                confidence=0.8,
                **six_values(six),  # type: ignore[arg-type]
            )
        )
        vector = np.eye(384, dtype="<f2")[uuid5(UUID(int=0), title).int % 384]
        uow.db.merge(
            SongEmbedding(
                text_sha256=title, stamp=FakeScorer.embedding_stamp, vector=vector.tobytes()
            )
        )
        service.note_change(uow, track.id, owner_key)
        return track.id


def found(app: App, six: object, **filters: object) -> list[UUID]:
    """The songs nearest to a mood."""
    query = SearchQuery(mood=six, filters=Filters(**filters), limit=10)  # type: ignore[arg-type]
    return [c.track_id for c in app.container.engine.search(query).candidates]


def plant_many(app: App, many: int) -> None:
    """Put many songs into SQL at once; what the index lacks is noted."""
    with app.open_uow() as uow:
        for n in range(many):
            track = Track(title=f"Song {n}", title_key=f"song {n}", search_text=f"song {n}")
            uow.db.add(track)
            uow.db.flush()
            place = from_valence_arousal((n % 21) / 10 - 1, (n % 19) / 9 - 1)
            uow.db.add(
                SongMood(track_id=track.id, stamp=FakeScorer.mood_stamp, text_sha256=f"text {n}",
                         known=True, confidence=0.8, **six_values(place))
            )  # fmt: skip
            service.note_change(uow, track.id, "")


class Watched:
    """A store that calls somebody before it writes to a generation.

    Args:
        store: the store that does the work.
        before_write: called with the generation's name before each batch.
    """

    def __init__(self, store: VectorStore, before_write: Callable[[str], object]) -> None:
        self._store, self._before_write = store, before_write

    def upsert(self, name: str, points: Iterable[SongPoint]) -> int:
        """Write, after telling."""
        self._before_write(name)
        return self._store.upsert(name, points)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._store, name)


def watch(app: App, before_write: Callable[[str], object]) -> None:
    """Have somebody called before each batch that the index's jobs write."""
    app.store = cast("VectorStore", Watched(app.store, before_write))


class Interrupted:
    """A store that calls somebody before one of its methods is called.

    Args:
        store: the store that does the work.
        method: the name of that method.
        before: called with the generation's name.
    """

    def __init__(self, store: VectorStore, method: str, before: Callable[[str], object]) -> None:
        self._store, self._method, self._before = store, method, before

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._store, name)
        if name != self._method:
            return found

        def told(generation: str, *args: Any, **values: Any) -> Any:
            self._before(generation)
            return found(generation, *args, **values)

        return told


class KilledError(BaseException):
    """Ends a job as a crash does: nobody notes anything."""


def crash(_name: str) -> None:
    """Die here."""
    raise KilledError


@contextmanager
def before(app: App, method: str, what: Callable[[str], object]) -> Iterator[None]:
    """Have something done before each call of a method of the store, as jobs see it."""
    store = app.store
    app.store = cast("VectorStore", Interrupted(store, method, what))
    try:
        yield
    finally:
        app.store = store
