"""A catalogue and a listener for the queue benchmark, written straight into SQL."""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

import numpy as np
from sqlmodel import SQLModel

from analysis.preprocessing import text_sha256
from assistant.core.clock import utc_now
from assistant.core.unit_of_work import OpenUow
from assistant.core.upsert import insert_new
from assistant.models.catalogue import Artist, Track, TrackArtist
from assistant.models.library import LibraryItem
from assistant.models.listens import Listen
from assistant.models.lyrics import Lyrics
from assistant.models.song_moods import SongEmbedding, SongMood
from bench.search_data import Songs, make, track_id
from bench.songwriter import write_song
from vectorstore.types import Six

BATCH = 500
LIKED, HEARD = 60, 400
_TEXTS = 200  # as many different words as reading them back can tell apart


def fill(open_uow: OpenUow, size: int, stamps: tuple[str, str], user_id: UUID) -> Songs:
    """Write `size` songs with moods, embeddings and lyrics, and what one listener likes."""
    songs = make(size)
    texts = [write_song(seed) for seed in range(_TEXTS)]
    _write(open_uow, (_artist(songs, number) for number in _artists(songs)))
    for kind in range(5):
        _write(open_uow, (_rows(songs, i, texts, stamps)[kind] for i in range(size)))
    _write(open_uow, (_liked(user_id, i * size // LIKED) for i in range(LIKED)))
    _write(open_uow, (_listen(user_id, i, i * size // HEARD) for i in range(HEARD)))
    return songs


def _write(open_uow: OpenUow, rows: Iterator[SQLModel]) -> None:
    waiting: list[SQLModel] = []
    for row in rows:
        waiting.append(row)
        if len(waiting) == BATCH:
            _flush(open_uow, waiting)
    _flush(open_uow, waiting)


def _flush(open_uow: OpenUow, rows: list[SQLModel]) -> None:
    if rows:
        with open_uow() as uow:
            insert_new(uow.db, rows)
    rows.clear()


def _artists(songs: Songs) -> list[int]:
    return sorted({int(number) for number in songs.artist})


def _artist(songs: Songs, number: int) -> Artist:  # noqa: ARG001 - beside its siblings
    name = f"Artist {number}"
    return Artist(id=_artist_id(number), name=name, name_key=name.casefold())


def _artist_id(number: int) -> UUID:
    return track_id(10**9 + number)


def _rows(
    songs: Songs, i: int, texts: Sequence[str], stamps: tuple[str, str]
) -> tuple[SQLModel, ...]:
    mood_stamp, embedding_stamp = stamps
    text = f"{texts[i % _TEXTS]}\nsong {i}"
    sha = text_sha256(text)
    title = f"Song {i}"
    v, a, h, s, an, r = songs.six[i].tolist()
    six: dict[str, Any] = dict(
        zip(("valence", "arousal", "happy", "sad", "angry", "relaxed"), (v, a, h, s, an, r),
            strict=True)
    )  # fmt: skip
    return (
        Track(
            id=track_id(i), title=title, title_key=title.casefold(), search_text=title,
            duration_ms=200_000, explicit=bool(songs.explicit[i]),
            popularity=float(songs.popularity[i]),
        ),
        TrackArtist(track_id=track_id(i), position=0, artist_id=_artist_id(int(songs.artist[i]))),
        Lyrics(
            track_id=track_id(i), provider="bench", state="found", text=text, text_sha256=sha,
            fetched_at=utc_now(),
        ),
        SongMood(
            track_id=track_id(i), stamp=mood_stamp, text_sha256=sha, known=True, confidence=0.8,
            language="en", lines=_lines(text, (h, s, an, r)), **six,
        ),
        SongEmbedding(
            text_sha256=sha, stamp=embedding_stamp,
            vector=songs.lyric[i].astype("<f2").tobytes(),
        ),
    )  # fmt: skip


def _lines(text: str, shares: tuple[float, ...]) -> list[list[float]]:
    lines, start = [], 0
    for number, line in enumerate(text.split("\n")[:20]):
        lines.append([number, start, start + len(line), *np.round(shares, 4).tolist(), 0.5])
        start += len(line) + 1
    return lines


def _liked(user_id: UUID, i: int) -> LibraryItem:
    now = utc_now()
    return LibraryItem(
        user_id=user_id, track_id=track_id(i), added_at=now, source="bench", rating=1, rated_at=now
    )


def _listen(user_id: UUID, n: int, i: int) -> Listen:
    at = utc_now() - timedelta(hours=3 * n)
    return Listen(
        user_id=user_id, track_id=track_id(i), listened_at=at, utc_offset_min=0,
        local_day=at.year * 10_000 + at.month * 100 + at.day, local_hour=at.hour,
    )  # fmt: skip


def six_of(songs: Songs, i: int) -> Six:
    """The mood of a song, as the store takes it."""
    v, a, h, s, an, r = songs.six[i].tolist()
    return (v, a, h, s, an, r)
