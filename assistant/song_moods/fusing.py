"""Fusing what a model read in the words with tags, whenever either changes; needs no model.

A row of `song_mood` keeps the words' own mood among its evidence, so it can be fused anew with
other tags. A track without a text has a row of its own owner's when its tags say something.
"""

from collections.abc import Collection, Sequence
from typing import Any
from uuid import UUID

from analysis.affect import Six, from_shares
from analysis.fusion import Evidence, fuse, tag_evidence
from assistant.catalogue import service as catalogue
from assistant.catalogue.events import GenresFound
from assistant.core.unit_of_work import UnitOfWork
from assistant.lyrics import service as lyrics
from assistant.models.base import six_values
from assistant.models.song_moods import SongMood
from assistant.song_moods import repository
from assistant.song_moods.events import SongChanged
from assistant.song_moods.repository import NO_TEXT
from assistant.song_moods.rules import pack_evidence

SWEEP = 200
_UNKNOWN: dict[str, Any] = dict.fromkeys(
    ("valence", "arousal", "happy", "sad", "angry", "relaxed"), None
)
_FUSED = ("known", "reason", "basis", "confidence", "evidence", *_UNKNOWN)


def evidence_of(uow: UnitOfWork, ids: Collection[UUID]) -> dict[UUID, tuple[Evidence, ...]]:
    """What tags say of tracks; where a track's own say nothing, those of its artist."""
    own = catalogue.tags_of(uow, ids)
    found = {track_id: tag_evidence(own.get(track_id, ())) for track_id in ids}
    bare = [track_id for track_id, parts in found.items() if not parts]
    artist = catalogue.artist_tags_of(uow, bare)
    return found | {track_id: tag_evidence((), artist.get(track_id, ())) for track_id in bare}


def words_of(row: SongMood) -> tuple[Six | None, float | None]:
    """The mood of the words alone and its confidence; (None, None) where they say nothing."""
    for part in row.evidence:
        if part["kind"] == "words":
            return from_shares(*part["shares"]), part["confidence"]
    return (None, None) if row.basis == "tags" else (row.six, row.confidence)


def fused(row: SongMood, tags: Sequence[Evidence]) -> SongMood:
    """A copy of a row whose mood is that of its words fused with tags."""
    words, sure = words_of(row)
    found = fuse(words, sure, tags)
    values = row.model_dump() | {"known": found is not None, "basis": None, "evidence": []}
    if found is None:
        return SongMood(**values | {"confidence": None} | _UNKNOWN)
    values |= {"basis": found.basis, "confidence": found.confidence, **six_values(found.six)}
    if found.basis != "lyrics":
        values["evidence"] = pack_evidence(found.parts, sure)
    return SongMood(**values)


def settle(uow: UnitOfWork, stamp: str, ids: Collection[UUID]) -> int:
    """Fuse the moods of tracks anew with their tags as they are now; how many changed.

    Args:
        uow: an open unit of work.
        stamp: the mood model that counts: a track without a text gets its row under it.
        ids: at most a few hundred tracks.
    """
    owners = repository.owners_by_track(uow.db, ids) if ids else {}
    if not owners:
        return 0
    tags = evidence_of(uow, list(owners))
    rows = repository.rows_of(uow.db, list(owners))
    scored = {(row.track_id, row.owner_key) for row in rows if row.stamp == stamp}
    missing = {i: key for i, key in owners.items() if (i, key) not in scored and tags[i]}
    bare = [SongMood(track_id=i, owner_key=key, stamp=stamp, text_sha256=NO_TEXT, known=False,
                     created_at=uow.now) for i, key in missing.items()]  # fmt: skip
    bare += [row for row in rows if row.text_sha256 == NO_TEXT]
    changed = _settle_bare(uow, bare, tags)
    for row in rows:
        if row.text_sha256 != NO_TEXT:
            changed += _write(uow, row, fused(row, tags[row.track_id]))
    return changed


def settle_waiting(uow: UnitOfWork, stamp: str, owners: Sequence[str], after: UUID | None) -> (
    list[UUID]
):  # fmt: skip
    """Give moods to the next `SWEEP` tracks that have tags but neither a text nor a mood; those."""
    ids = repository.tagged_without_mood(uow.db, stamp, owners, after, SWEEP)
    settle(uow, stamp, ids)
    return ids


def on_genres_found(uow: UnitOfWork, event: GenresFound, stamp: str) -> None:
    """Fuse anew what rests on genres: the tracks' own moods and those of untagged neighbours.

    New tracks are left to whoever makes them: their words come in the same breath.
    """
    mates = catalogue.untagged_of_same_artists(uow, (*event.grown, *event.new))
    settle(uow, stamp, {*event.grown, *repository.with_mood(uow.db, mates)})


def _settle_bare(
    uow: UnitOfWork, rows: Sequence[SongMood], tags: dict[UUID, tuple[Evidence, ...]]
) -> int:
    """Write the moods of tracks without a text, and remove those that nothing speaks for."""
    changed = 0
    for key in sorted({row.owner_key for row in rows}):
        of_owner = [row for row in rows if row.owner_key == key]
        user_id = UUID(key) if key else None
        states = lyrics.states_for(uow, user_id, [row.track_id for row in of_owner])
        for row in of_owner:
            state = states.get(row.track_id)
            if state == "found":
                continue  # its words are waiting to be read
            reason = "instrumental" if state == "instrumental" else "no_lyrics"
            said = SongMood(**row.model_dump() | {"reason": reason})
            new = fused(said, tags[row.track_id])
            changed += _write(uow, row, new)
    return changed


def _write(uow: UnitOfWork, old: SongMood, new: SongMood) -> bool:
    if all(getattr(old, name) == getattr(new, name) for name in _FUSED):
        return False
    if new.text_sha256 == NO_TEXT and not new.known:
        repository.delete_mood(uow.db, new)
    else:
        repository.save_score(uow.db, new, None)
    uow.publish(SongChanged(new.track_id, new.owner_key))
    return True
