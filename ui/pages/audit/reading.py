"""Owns how lines of the audit log are put in words, and how days become moments."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from urllib.parse import urlencode
from uuid import UUID

from assistant.accounts import service as accounts
from assistant.audit import service as audit
from assistant.audit.schemas import AdminAuditEntry, Which
from assistant.core.actor import Actor
from assistant.core.local_time import zone_of
from assistant.core.unit_of_work import UnitOfWork
from ui import routes
from ui.dates import moment_words
from ui.pages.audit.models import Found, Line
from ui.text.en import audit as words
from ui.text.en import my_data

PAGE_SIZE = 50
FOUND_AT_MOST = 6
_ID_SHOWN = 6  # the end of a UUIDv7 is what differs


@dataclass(frozen=True, slots=True)
class LogPage:
    """One page of the log; `following` is the cursor of what is older, empty at the end."""

    lines: list[Line]
    following: str


def day_in(text: str) -> date | None:
    """Return the day a field holds; None when it is empty or no day of these centuries."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if 1970 <= day.year <= 2900 else None


def start_of(day: date, zone: str) -> datetime:
    """Return a day's first moment in a listener's zone."""
    return datetime(day.year, day.month, day.day, tzinfo=zone_of(zone))


def between(first: str, last: str, zone: str) -> tuple[datetime | None, datetime | None]:
    """Return the moments that two days span, both of them whole; None where it is open."""
    from_day, to_day = day_in(first), day_in(last)
    return (
        start_of(from_day, zone) if from_day else None,
        start_of(to_day + timedelta(days=1), zone) if to_day else None,
    )


def csv_link(which: Which) -> str:
    """Return where the same lines are downloaded."""
    asked = {
        "kind": which.kind,
        "user_id": which.user_id,
        "since": which.since and which.since.isoformat(),
        "until": which.until and which.until.isoformat(),
    }
    given = urlencode({name: str(value) for name, value in asked.items() if value})
    return f"{routes.AUDIT_CSV}?{given}" if given else routes.AUDIT_CSV


def page_of(uow: UnitOfWork, actor: Actor, which: Which, cursor: str, zone: str) -> LogPage:
    """Read one page of the log."""
    found = audit.list_all(uow, actor, limit=PAGE_SIZE, cursor=cursor or None, which=which)
    return LogPage([_line(entry, zone, uow.now) for entry in found.items], found.cursor or "")


def people_like(uow: UnitOfWork, actor: Actor, letters: str) -> list[Found]:
    """Return some people whose name or address has some letters."""
    page = accounts.page_of_people(uow, actor, limit=FOUND_AT_MOST, search=letters)
    return [Found(str(one.id), one.display_name, one.email or "") for one in page.items]


def _line(entry: AdminAuditEntry, zone: str, now: datetime) -> Line:
    is_own = entry.actor_id is not None and entry.actor_id == entry.subject_id
    whom = "" if is_own else _name(entry.subject_id, entry.subject_name)
    via = str(entry.detail.get("via", ""))
    return Line(
        id=str(entry.id), at=entry.at.isoformat(), when=moment_words(entry.at, zone, now),
        who=_who(entry, via), who_id=_id(entry.actor_id),
        what=my_data.VERBS.get(entry.verb) or words.VERBS.get(entry.verb, entry.verb),
        facts=" · ".join(_facts(entry)), whom=whom,
        whom_id="" if is_own else _id(entry.subject_id),
        where=" · ".join(part for part in (entry.address, words.VIA.get(via)) if part),
    )  # fmt: skip


def _who(entry: AdminAuditEntry, via: str) -> str:
    if entry.actor_id is not None:
        return _name(entry.actor_id, entry.actor_name)
    return {"job": words.ATTUNE, "cli": words.COMMAND_LINE}.get(via, words.STRANGER)


def _name(user_id: UUID | None, name: str | None) -> str:
    """Return a name; of a deleted account the end of the opaque id that it left."""
    if user_id is None or name:
        return name or ""
    return words.GONE.format(id=user_id.hex[-_ID_SHOWN:])


def _id(user_id: UUID | None) -> str:
    return str(user_id) if user_id else ""


def _facts(entry: AdminAuditEntry) -> list[str]:
    """Return to what it was done, and what of its detail says more."""
    detail, facts = entry.detail, [_thing(entry.object)]
    if "was" in detail and "role" in detail:
        facts.append(words.ROLE.format(was=detail["was"], role=detail["role"]))
    if detail.get("ended"):
        facts.append(words.ENDED[detail["ended"] == 1].format(n=detail["ended"]))
    facts += [str(detail.get(name, "")) for name in ("device", "kind", "code")]
    return [fact for fact in facts if fact]


def _thing(thing: str) -> str:
    """Return what it was done to; of an id only the end, which tells it from others."""
    kind, _, name = thing.partition(" ")
    try:
        return f"{kind} {UUID(name).hex[-_ID_SHOWN:]}"
    except ValueError:
        return thing
