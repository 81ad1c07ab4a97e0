"""Writing down what the sample listener did: listens, mood entries, ratings and one correction.

Everything follows from the songs' scores and from when the sample was loaded, and every row has a
name of its own, so a run that was killed is simply run again.
"""

from collections.abc import Iterable, Mapping, Sequence
from itertools import islice
from typing import TypeVar
from uuid import UUID, uuid5
from zoneinfo import ZoneInfo

from analysis.affect import Six, from_valence_arousal
from analysis.types import ModelStamps
from assistant.accounts import service as accounts
from assistant.catalogue.schemas import TrackNames
from assistant.core.actor import Actor
from assistant.core.crypto import Vault
from assistant.core.unit_of_work import OpenUow, UnitOfWork
from assistant.library import service as library
from assistant.listens import service as listens
from assistant.listens.schemas import PlayReport
from assistant.models.accounts import AppUser
from assistant.moods import service as moods
from assistant.moods.schemas import MoodIn
from assistant.sample import repository
from assistant.sample.diary import SampleEntry
from assistant.sample.listener import SampleListener, make_listener
from assistant.sample.playing import SamplePlay
from assistant.sample.repository import SAMPLE
from assistant.sample.songs import SampleSong, load_songs
from assistant.song_moods import service as song_moods

_PLAYS, _ENTRIES = 200, 20  # rows of one transaction: it must stay short
T = TypeVar("T")


def fill(open_uow: OpenUow, stamps: ModelStamps, vault: Vault) -> bool:
    """Give the sample listener a history, unless it has one; whether this wrote it.

    Args:
        open_uow: opens units of work.
        stamps: the models whose moods the listener felt.
        vault: seals the notes.
    """
    with open_uow(read=True) as uow:
        user = accounts.find_sample(uow)
        if user is None or repository.is_filled(uow.db, user.id):
            return False
        ids = repository.track_ids(uow.db)
        felt = _moods(uow, ids, stamps.mood)
    songs = [song for song in load_songs() if song.key in ids]
    if not songs:
        return False
    lived = make_listener(songs, felt, user.created_at, ZoneInfo(user.time_zone))
    _write_plays(open_uow, user, lived, {s.key: s for s in songs}, ids)
    _write_entries(open_uow, user, vault, lived.entries)
    with open_uow() as uow:
        _write_words(uow, user, lived, ids)
        repository.note_filled(uow.db, user.id)
    return True


def _moods(uow: UnitOfWork, ids: Mapping[str, UUID], stamp: str) -> dict[str, Six]:
    found = song_moods.moods_of(uow, None, list(ids.values()), stamp)
    return {
        key: six
        for key, track_id in ids.items()
        if track_id in found and (six := found[track_id].six) is not None
    }


def _write_plays(
    open_uow: OpenUow, user: AppUser, lived: SampleListener, songs: Mapping[str, SampleSong],
    ids: Mapping[str, UUID],
) -> None:  # fmt: skip
    plays = sorted((*lived.listens, *lived.skips), key=lambda play: play.started_at)
    for batch in _batches(plays, _PLAYS):
        reports = [_report(play, songs[play.song_key], ids[play.song_key]) for play in batch]
        with open_uow() as uow:
            listens.record(uow, user.id, reports)


def _report(play: SamplePlay, song: SampleSong, track_id: UUID) -> PlayReport:
    return PlayReport(
        source=SAMPLE, source_key=f"{play.started_at:%Y%m%dT%H%M%S.%f}",
        track=TrackNames(
            song.title, list(song.artists), album=song.album, duration_ms=song.duration_ms
        ),
        started_at=play.started_at, ms_played=play.ms_played, track_id=track_id,
    )  # fmt: skip


def _write_entries(
    open_uow: OpenUow, user: AppUser, vault: Vault, entries: Sequence[SampleEntry]
) -> None:
    actor = _actor(user)
    for batch in _batches(entries, _ENTRIES):
        with open_uow() as uow:
            for entry in batch:
                moods.record(uow, vault, actor, _mood(user, entry))


def _mood(user: AppUser, entry: SampleEntry) -> MoodIn:
    return MoodIn.model_validate(
        {
            "id": uuid5(user.id, entry.recorded_at.isoformat()),
            "valence": entry.valence,
            "arousal": entry.arousal,
            "words": list(entry.words),
            "activities": list(entry.activities),
            "note": entry.note,
            "recorded_at": entry.recorded_at,
            "input": entry.input,
        }
    )


def _write_words(
    uow: UnitOfWork, user: AppUser, lived: SampleListener, ids: Mapping[str, UUID]
) -> None:
    """What the listener has in the library, likes, dislikes, and says against the model."""
    actor = _actor(user)
    library.add(uow, user.id, {ids[play.song_key] for play in lived.listens}, SAMPLE)
    for rating in lived.ratings:
        track_id = ids[rating.song_key]
        library.rate(uow, actor, track_id, rating.rating, rating.rated_at)
    if lived.correction is not None:
        six = from_valence_arousal(lived.correction.valence, lived.correction.arousal)
        song_moods.correct(uow, actor, ids[lived.correction.song_key], six)


def _actor(user: AppUser) -> Actor:
    return Actor(user_id=user.id, via="job", is_sample=True)


def _batches(rows: Iterable[T], size: int) -> Iterable[list[T]]:
    waiting = iter(rows)
    while batch := list(islice(waiting, size)):
        yield batch
