"""Use cases of lyrics: which text counts for a listener, and how texts come in."""

from collections.abc import Collection, Iterable
from datetime import datetime, timedelta
from typing import cast
from uuid import UUID

from assistant.catalogue import service as catalogue
from assistant.core.actor import Actor
from assistant.core.errors import Conflict, NotFound, RuleViolated
from assistant.core.unit_of_work import UnitOfWork
from assistant.lyrics import asking_repository, repository
from assistant.lyrics.events import LyricsChanged
from assistant.lyrics.lrc import parse_lrc
from assistant.lyrics.rules import LyricsTooLongError, State, Words, read_lyrics
from assistant.lyrics.schemas import FoundLyrics, LyricsIn, LyricsText, LyricsView, SyncedLine
from assistant.models.base import SHARED, owner_key
from assistant.models.lyrics import Lyrics

MAX_BYTES = 200_000
OWN = "own"
RETRY_MISSING = timedelta(days=14)
_RANK = (OWN, "import", "sample", "lrclib")  # of one owner's texts, the first of these counts


def text_for(uow: UnitOfWork, user_id: UUID | None, track_id: UUID) -> LyricsText | None:
    """The text of a track that counts for a listener: their own, else the shared one."""
    return texts_for(uow, user_id, [track_id]).get(track_id)


def texts_for(
    uow: UnitOfWork, user_id: UUID | None, ids: Collection[UUID]
) -> dict[UUID, LyricsText]:
    """The texts that count for a listener; tracks without one are left out.

    Args:
        uow: an open unit of work.
        user_id: the listener; None for shared texts alone.
        ids: at most a few hundred tracks.
    """
    return {
        track_id: _as_text(row)
        for track_id, row in _counting(uow, user_id, ids).items()
        if row.state == "found"
    }


def states_for(uow: UnitOfWork, user_id: UUID | None, ids: Collection[UUID]) -> dict[UUID, State]:
    """Whether tracks have words, for a listener; tracks nobody asked about are left out."""
    return {i: cast("State", row.state) for i, row in _counting(uow, user_id, ids).items()}


def text_of_owner(uow: UnitOfWork, track_id: UUID, key: str) -> LyricsText | None:
    """The text that one owner ('' for everybody) has of a track."""
    rows = repository.list_for(uow.db, [track_id], [key])
    best = _best(rows)
    return _as_text(best) if best is not None and best.state == "found" else None


def get_lyrics(uow: UnitOfWork, actor: Actor, track_id: UUID) -> LyricsView:
    """The lyrics of a track, as the actor may read them.

    Raises:
        NotFound: no such track, or another listener's own.
    """
    user_id = actor.require_user("music:read")
    track = catalogue.get_track(uow, actor, track_id)
    row = _counting(uow, user_id, [track.id]).get(track.id)
    return LyricsView(track_id=track.id, state="unknown") if row is None else _view(row)


def save_own(
    uow: UnitOfWork, actor: Actor, track_id: UUID, data: LyricsIn, *,
    max_bytes: int = MAX_BYTES, ref: str | None = None, in_batch: bool = False,
) -> LyricsView:  # fmt: skip
    """Keep a text as the actor's own: nobody else sees it or anything made of it.

    Args:
        uow: an open unit of work.
        actor: the listener.
        track_id: a track they can see.
        data: plain words or LRC.
        max_bytes: the longest text taken, in UTF-8.
        ref: what it came with, such as an upload; see `forget`.
        in_batch: whether the caller has many texts scored together afterwards.

    Raises:
        NotFound: no such track.
        RuleViolated: too long, or no words in it.
    """
    user_id = actor.require_user("music:write")
    track = catalogue.get_track(uow, actor, track_id)
    words = read(data.lyrics, max_bytes)
    if words.state == "missing":
        raise RuleViolated(
            "lyrics_empty", "There are no words in this. Paste the words of the song.",
            pointer="/lyrics",
        )  # fmt: skip
    row = _row(uow, track.id, str(user_id), OWN, words)
    row.provider_ref = ref
    _save(uow, row, in_batch=in_batch)
    return _view(row)


def remove_own(uow: UnitOfWork, actor: Actor, track_id: UUID) -> None:
    """Remove the actor's own text; the shared one counts again.

    Raises:
        NotFound: no such track, or no text of their own.
    """
    key = str(actor.require_user("music:write"))
    track = catalogue.get_track(uow, actor, track_id)
    if not repository.delete_own(uow.db, track.id, key):
        raise NotFound("own_lyrics_not_found", "You have no lyrics of your own for this song.")
    uow.publish(LyricsChanged(track.id, key))


def forget(uow: UnitOfWork, user_id: UUID, provider: str, ref: str) -> int:
    """Remove the texts of a listener's own that came with one file; how many."""
    key = str(user_id)
    tracks = repository.delete_referred(uow.db, key, provider, ref)
    for track_id in tracks:
        uow.publish(LyricsChanged(track_id, key))
    return len(tracks)


def save_found(
    uow: UnitOfWork, track_id: UUID, provider: str, found: FoundLyrics, *,
    for_owner: str = SHARED, in_batch: bool = False, max_bytes: int = MAX_BYTES,
) -> bool:  # fmt: skip
    """Keep what a provider or a file has; the next answer of the same provider replaces it.

    Args:
        uow: an open unit of work.
        track_id: the track.
        provider: who has it, such as "lrclib", "sample", "import".
        found: the words as they came.
        for_owner: '' for everybody, else the listener whose text it is.
        in_batch: whether the caller has many texts scored together afterwards.
        max_bytes: the longest text taken.

    Returns:
        Whether this changed anything.

    Raises:
        RuleViolated: the text is too long.
    """
    words = read(found.lyrics, max_bytes)
    if found.synced and words.state != "instrumental":
        timed = read(found.synced, max_bytes)
        words = timed if timed.synced else words
    row = _row(uow, track_id, for_owner, provider, words)
    row.provider_ref, row.language = found.provider_ref, found.language
    return _save(uow, row, in_batch=in_batch)


def save_missing(
    uow: UnitOfWork, track_id: UUID, provider: str, *, instrumental: bool = False,
    provider_ref: str | None = None,
) -> None:  # fmt: skip
    """Note that a provider has no words: nobody sings, or it does not know them (for two weeks)."""
    words = Words("instrumental" if instrumental else "missing")
    row = _row(uow, track_id, SHARED, provider, words)
    row.provider_ref = provider_ref
    _save(uow, row)


def needs_fetch(uow: UnitOfWork, ids: Collection[UUID], now: datetime) -> set[UUID]:
    """Tracks whose shared lyrics are worth asking a provider for: not known, no fresh failure."""
    if not ids:
        return set()
    wanted = set(ids) - repository.settled(uow.db, set(ids), now)
    return wanted - asking_repository.resting(uow.db, wanted, now)


def own_states(uow: UnitOfWork, user_id: UUID, ids: Collection[UUID]) -> dict[UUID, State]:
    """What a listener said themselves of tracks' words: that they are there, or nobody sings."""
    rows = repository.list_for(uow.db, ids, [str(user_id)]) if ids else []
    return {row.track_id: cast("State", row.state) for row in rows}


def mark_instrumental(uow: UnitOfWork, actor: Actor, track_id: UUID) -> LyricsView:
    """Say that nobody sings in a track: for the actor alone, and never asked for again.

    Raises:
        NotFound: no such track.
        Conflict: the actor gave it words of their own.
    """
    user_id = actor.require_user("music:write")
    track = catalogue.get_track(uow, actor, track_id)
    if own_states(uow, user_id, [track.id]).get(track.id) == "found":
        raise Conflict(
            "own_lyrics_exist", "You gave this song words. Remove them first, if nobody sings."
        )
    row = _row(uow, track.id, str(user_id), OWN, Words("instrumental"))
    _save(uow, row)
    return _view(row)


def unmark_instrumental(uow: UnitOfWork, actor: Actor, track_id: UUID) -> None:
    """Take back that nobody sings in a track.

    Raises:
        NotFound: no such track, or the actor did not say so.
    """
    user_id = actor.require_user("music:write")
    track = catalogue.get_track(uow, actor, track_id)
    if own_states(uow, user_id, [track.id]).get(track.id) != "instrumental":
        raise NotFound("not_marked", "You did not mark this song as instrumental.")
    remove_own(uow, actor, track.id)


def read(lyrics: str, max_bytes: int = MAX_BYTES) -> Words:
    """Clean lyrics and tell plain words from LRC.

    Raises:
        RuleViolated: the text is longer than `max_bytes`.
    """
    try:
        return read_lyrics(lyrics, max_bytes)
    except LyricsTooLongError as error:
        raise RuleViolated(
            "lyrics_too_long",
            f"These lyrics are longer than {max_bytes:,} bytes, the most that is taken. "
            "Give the words of one song.",
            pointer="/lyrics", max_bytes=max_bytes,
        ) from error  # fmt: skip


def _counting(uow: UnitOfWork, user_id: UUID | None, ids: Collection[UUID]) -> dict[UUID, Lyrics]:
    """The row that counts of each track: own before shared, words before none."""
    if not ids:
        return {}
    owners = list(dict.fromkeys((SHARED, owner_key(user_id))))
    rows = repository.list_for(uow.db, set(ids), owners)
    by_track: dict[UUID, list[Lyrics]] = {}
    for row in rows:
        by_track.setdefault(row.track_id, []).append(row)
    found = {}
    for track_id, group in by_track.items():
        own = _best(row for row in group if row.owner_key != SHARED)
        best = own or _best(row for row in group if row.owner_key == SHARED)
        if best is not None:
            found[track_id] = best
    return found


def _best(rows: Iterable[Lyrics]) -> Lyrics | None:
    states = ("found", "instrumental", "missing")

    def rank(row: Lyrics) -> tuple[int, int]:
        known = row.provider in _RANK
        return states.index(row.state), _RANK.index(row.provider) if known else len(_RANK)

    return min(rows, key=rank, default=None)


def _row(uow: UnitOfWork, track_id: UUID, key: str, provider: str, words: Words) -> Lyrics:
    retry = uow.now + RETRY_MISSING if words.state == "missing" else None
    return Lyrics(
        track_id=track_id, owner_key=key, provider=provider, state=words.state, text=words.text,
        synced=words.synced, text_sha256=words.sha256, fetched_at=uow.now, retry_after=retry,
        created_at=uow.now,
    )  # fmt: skip


def _save(uow: UnitOfWork, row: Lyrics, *, in_batch: bool = False) -> bool:
    changed = repository.save(uow.db, row)
    if changed:
        uow.publish(LyricsChanged(row.track_id, row.owner_key, in_batch))
    return changed


def _as_text(row: Lyrics) -> LyricsText:
    return LyricsText(
        track_id=row.track_id, owner_key=row.owner_key, provider=row.provider,
        text=row.text or "", text_sha256=row.text_sha256 or "", synced=row.synced,
        language=row.language,
    )  # fmt: skip


def _view(row: Lyrics) -> LyricsView:
    lines = parse_lrc(row.synced).lines if row.synced else ()
    return LyricsView(
        track_id=row.track_id, state=cast("State", row.state), own=row.owner_key != SHARED,
        provider=row.provider, text=row.text, language=row.language, fetched_at=row.fetched_at,
        lines=[SyncedLine(time_ms=line.time_ms, text=line.text) for line in lines],
    )  # fmt: skip
