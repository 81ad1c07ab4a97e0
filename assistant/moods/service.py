"""Use cases of the mood log: say it, change it, take it back; and the mood now."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from analysis.affect import AffectError, Six, from_shares, from_valence_arousal, quadrant
from assistant.accounts import service as accounts
from assistant.core.actor import Actor, Scope
from assistant.core.columns import FIRST_YEAR, clean_text
from assistant.core.crypto import SecretUnreadable, Vault
from assistant.core.errors import Conflict, NotFound, RuleViolated
from assistant.core.local_time import local_parts, utc
from assistant.core.pagination import Page, decode_cursor, encode_cursor, id_of, moment_of
from assistant.core.unit_of_work import UnitOfWork
from assistant.models.base import SHARED, owner_key, six_values
from assistant.models.moods import MoodEntry, Tag
from assistant.moods import repository, rules, vocabulary
from assistant.moods.events import MoodChanged, MoodLogged
from assistant.moods.schemas import (
    ActivityView,
    CurrentMood,
    MoodChange,
    MoodIn,
    MoodSource,
    MoodView,
    Vocabulary,
    WordView,
)

OLDEST_YEAR = FIRST_YEAR + 70
_KNOWN: dict[str, dict[str, tuple[str, float | None, float | None]]] = {
    "word": {w.key: (w.name, w.valence, w.arousal) for w in vocabulary.WORDS},
    "activity": {a.key: (a.name, None, None) for a in vocabulary.ACTIVITIES},
}


def record(uow: UnitOfWork, vault: Vault, actor: Actor, data: MoodIn) -> MoodView:
    """Log a mood.

    Raises:
        RuleViolated: four zeros, or a time in the future or before 1970.
        NotFound: it answers to a queue that is not the actor's.
        Conflict: the client's id belongs to something else.
    """
    user_id = actor.require_user("mood:write")
    if data.id is not None:
        taken = repository.find_any(uow.db, data.id)
        if taken is not None:
            return _again(uow, vault, taken, user_id)
    if data.queue_id is not None and not repository.has_queue(uow.db, user_id, data.queue_id):
        raise NotFound("queue_not_found", "There is no such queue.", pointer="/queue_id")
    at = _when(uow, user_id, data.recorded_at)
    offset, day, hour = local_parts(at, accounts.time_zone_of(uow, user_id))
    note = data.note if data.note is not None else data.notes
    entry = MoodEntry(
        user_id=user_id, recorded_at=at, utc_offset_min=offset, local_day=day, local_hour=hour,
        input=data.input or ("pad" if data.valence is not None else "vector"),
        note_enc=_seal(vault, note), prompt=data.prompt, queue_id=data.queue_id,
        created_at=uow.now, **six_values(_six(data)),
    )  # fmt: skip
    if data.id is not None:
        entry.id = data.id
    repository.add(uow.db, entry)
    _tag(uow, entry, "word", data.words)
    _tag(uow, entry, "activity", data.activities)
    uow.publish(MoodLogged(user_id, entry.id))
    return _views(uow, vault, [entry])[0]


def offered(actor: Actor) -> Vocabulary:
    """The words and activities that are offered."""
    actor.require_user("mood:read")
    return Vocabulary(
        words=[
            WordView(key=w.key, name=w.name, valence=w.valence, arousal=w.arousal, mood=w.mood)
            for w in vocabulary.WORDS
        ],
        activities=[ActivityView(key=a.key, name=a.name) for a in vocabulary.ACTIVITIES],
    )


def get(uow: UnitOfWork, vault: Vault, actor: Actor, entry_id: UUID) -> MoodView:
    """One entry of the actor's."""
    return _views(uow, vault, [_mine(uow, actor, entry_id, "mood:read")])[0]


def list_entries(
    uow: UnitOfWork,
    vault: Vault,
    actor: Actor,
    *,
    limit: int,
    cursor: str | None = None,
    first_day: int | None = None,
    last_day: int | None = None,
) -> Page[MoodView]:
    """The actor's entries, newest first; days as yyyymmdd."""
    user_id = actor.require_user("mood:read")
    before = None
    if cursor:
        at, entry_id = decode_cursor(cursor, 2)
        before = (moment_of(at), id_of(entry_id))
    rows = repository.page(uow.db, user_id, limit + 1, before, first_day, last_day)
    more, rows = len(rows) > limit, rows[:limit]
    return Page(
        items=_views(uow, vault, rows),
        cursor=encode_cursor(rows[-1].recorded_at.isoformat(), str(rows[-1].id)) if more else None,
        total=repository.count(uow.db, user_id, first_day, last_day),
    )


def change(
    uow: UnitOfWork, vault: Vault, actor: Actor, entry_id: UUID, data: MoodChange
) -> MoodView:
    """Change an entry; what is left out stays. Raises as `record`."""
    entry = _mine(uow, actor, entry_id, "mood:write")
    if data.valence is not None or data.arousal is not None:
        six = from_valence_arousal(
            entry.valence if data.valence is None else data.valence,
            entry.arousal if data.arousal is None else data.arousal,
        )
        _set(entry, six_values(six))
    if data.recorded_at is not None:
        at = _when(uow, entry.user_id, data.recorded_at)
        offset, day, hour = local_parts(at, accounts.time_zone_of(uow, entry.user_id))
        _set(entry, {"recorded_at": at, "utc_offset_min": offset, "local_day": day,
                     "local_hour": hour})  # fmt: skip
    if data.note is not None:
        entry.note_enc = _seal(vault, data.note)
    if data.words is not None:
        _tag(uow, entry, "word", data.words)
    if data.activities is not None:
        _tag(uow, entry, "activity", data.activities)
    entry.edited_at = uow.now
    uow.db.flush()
    uow.publish(MoodChanged(entry.user_id, entry.id))
    return _views(uow, vault, [entry])[0]


def delete(uow: UnitOfWork, actor: Actor, entry_id: UUID) -> None:
    """Take an entry away; `restore` brings it back within 30 days."""
    entry = _mine(uow, actor, entry_id, "mood:write")
    entry.deleted_at = uow.now
    uow.db.flush()
    uow.publish(MoodChanged(entry.user_id, entry.id))


def restore(uow: UnitOfWork, vault: Vault, actor: Actor, entry_id: UUID) -> MoodView:
    """Bring a deleted entry back.

    Raises:
        NotFound: no such entry.
    """
    entry = repository.find(uow.db, actor.require_user("mood:write"), entry_id, deleted=True)
    if entry is None:
        raise _no_entry()
    entry.deleted_at = None
    uow.db.flush()
    uow.publish(MoodChanged(entry.user_id, entry.id))
    return _views(uow, vault, [entry])[0]


def current(uow: UnitOfWork, actor: Actor) -> CurrentMood | None:
    """The actor's mood now, or None when nothing was said or heard lately."""
    user_id = actor.require_user("mood:read")
    now = uow.now
    said = [
        rules.Evidence(e.recorded_at, e.six, 1.0)
        for e in repository.since(uow.db, user_id, now - rules.WINDOW, now + rules.FUTURE_SLACK)
    ]
    heard = [
        rules.Evidence(
            h.to_at, h.six, rules.LISTENING_WEIGHT * h.tracks_known / max(1, h.tracks_total)
        )
        for h in repository.latest_listening(uow.db, user_id, now - rules.WINDOW)[-1:]
    ]
    found = rules.combine([*said, *heard], now)
    if found is None:
        return None
    six, uncertainty = found
    return CurrentMood(
        **six_values(six),
        uncertainty=uncertainty,
        sources=_sources({"logged": said, "listening": heard}, now),
    )


def answered(uow: UnitOfWork, actor: Actor, queue_id: UUID) -> bool:
    """Whether the actor has said how they felt after a queue."""
    return repository.answered(uow.db, actor.require_user("mood:read"), queue_id)


def _sources(evidence: dict[Any, list[rules.Evidence]], now: datetime) -> list[MoodSource]:
    every = [(kind, e) for kind, found in evidence.items() for e in found]
    weights = dict.fromkeys(evidence, 0.0)
    for (kind, _), weight in zip(every, rules.weights([e for _, e in every], now), strict=True):
        weights[kind] += weight
    total = sum(weights.values())
    return [
        MoodSource(
            kind=kind, count=len(found), share=weights[kind] / total,
            latest_at=max(e.at for e in found),
        )
        for kind, found in evidence.items()
        if found and weights[kind] > 0
    ]  # fmt: skip


def _six(data: MoodIn) -> Six:
    try:
        if data.valence is not None and data.arousal is not None:
            return from_valence_arousal(data.valence, data.arousal)
        return from_shares(data.happy or 0, data.sad or 0, data.angry or 0, data.relaxed or 0)
    except AffectError as error:
        raise RuleViolated("mood_not_valid", f"{error}.".capitalize(), pointer="/happy") from error


def _when(uow: UnitOfWork, user_id: UUID, given: datetime | None) -> datetime:
    if given is None:
        return uow.now
    try:
        at = utc(given, accounts.time_zone_of(uow, user_id))
    except OverflowError:
        at = None
    if at is None or at.year < OLDEST_YEAR or at > uow.now + timedelta(minutes=5):
        raise RuleViolated(
            "time_not_valid",
            f"A mood can be logged for now or the past, back to {OLDEST_YEAR}.",
            pointer="/recorded_at",
        )
    return min(at, uow.now)


def _again(uow: UnitOfWork, vault: Vault, entry: MoodEntry, user_id: UUID) -> MoodView:
    if entry.user_id != user_id:
        raise Conflict("id_taken", "Choose another id for this entry.", pointer="/id")
    return _views(uow, vault, [entry])[0]


def _tag(uow: UnitOfWork, entry: MoodEntry, kind: str, names: Sequence[str]) -> None:
    own = owner_key(entry.user_id)
    tags = []
    for name in names:
        key = "_".join(name.casefold().split())
        known = _KNOWN[kind].get(key)
        tag = repository.find_tag(uow.db, [SHARED, own], kind, key)
        if tag is None:
            shown, v, a = known or (name, None, None)
            tag = repository.add_tag(
                uow.db,
                Tag(owner_key=SHARED if known else own, kind=kind, key=key, name=shown,
                    valence=v, arousal=a),
            )  # fmt: skip
        tags.append(tag)
    repository.set_tags(uow.db, entry.id, kind, tags)


def _mine(uow: UnitOfWork, actor: Actor, entry_id: UUID, scope: Scope) -> MoodEntry:
    entry = repository.find(uow.db, actor.require_user(scope), entry_id)
    if entry is None:
        raise _no_entry()
    return entry


def _no_entry() -> NotFound:
    return NotFound("mood_entry_not_found", "There is no such entry in your log.")


def _set(entry: MoodEntry, values: dict[str, Any]) -> None:
    for name, value in values.items():
        setattr(entry, name, value)


def _views(uow: UnitOfWork, vault: Vault, entries: Sequence[MoodEntry]) -> list[MoodView]:
    tags = repository.tags_of(uow.db, [e.id for e in entries])
    return [
        MoodView(
            id=e.id, **six_values(e.six), mood=quadrant(e.valence, e.arousal),
            words=[t.name for t in tags.get(e.id, []) if t.kind == "word"],
            activities=[t.name for t in tags.get(e.id, []) if t.kind == "activity"],
            note=_note(vault, e), recorded_at=e.recorded_at, local_day=e.local_day,
            local_hour=e.local_hour, utc_offset_min=e.utc_offset_min, edited_at=e.edited_at,
        )
        for e in entries
    ]  # fmt: skip


def _seal(vault: Vault, note: str | None) -> bytes | None:
    return vault.seal(clean_text(note)) if note else None


def _note(vault: Vault, entry: MoodEntry) -> str | None:
    if entry.note_enc is None:
        return None
    try:
        return vault.open(entry.note_enc)
    except SecretUnreadable:
        return None
