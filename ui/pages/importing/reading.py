"""Owns how imports are put into words."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from assistant.accounts import service as accounts
from assistant.core.actor import Actor
from assistant.core.unit_of_work import UnitOfWork
from assistant.imports import service as imports
from assistant.imports.schemas import ImportView
from assistant.jobs import service as jobs
from ui import routes
from ui.dates import moment_words
from ui.pages.importing.models import ImportRow, Why
from ui.text.en import importing as words

_MEGA, _GIGA = 1_000_000, 1_000_000_000


@dataclass(frozen=True, slots=True)
class Imports:
    """The newest imports, and whether there are older ones."""

    rows: list[ImportRow]
    has_older: bool


def imports_of(uow: UnitOfWork, actor: Actor, shown: int) -> Imports:
    """Read some of the newest imports."""
    zone = accounts.time_zone_of(uow, actor.require_user())
    page = imports.list_imports(uow, actor, limit=shown, cursor=None)
    return Imports([_row(uow, view, zone) for view in page.items], page.cursor is not None)


def size_words(max_bytes: int) -> str:
    """Return a size as printed, such as ``"500 MB"`` or ``"1 GB"``."""
    if max_bytes >= _GIGA:
        return words.GIGA.format(n=f"{max_bytes / _GIGA:g}")
    return words.MEGA.format(n=f"{max_bytes / _MEGA:.3g}")


def _row(uow: UnitOfWork, view: ImportView, zone: str) -> ImportRow:
    is_reading = view.state in ("waiting", "running")
    is_undoing = view.job_id is not None and not is_reading
    state = "undoing" if is_undoing else view.state
    skipped, refused = sum(view.skipped.values()), sum(view.refused.values())
    link = str(view.id)
    return ImportRow(
        id=link, name=view.file_name, about=_about(view, zone, uow.now),
        state=state, state_words=words.STATES[state],
        is_working=is_reading or is_undoing, removed=_removed(uow, view) if is_undoing else "",
        read=f"{view.read:,}", added=f"{view.added:,}", merged=f"{view.merged:,}",
        skipped=f"{skipped:,}", refused=f"{refused:,}", whys=_whys(view),
        trouble="" if is_reading else _trouble(view),
        report=routes.IMPORT_REPORT.format(id=link),
        refused_rows=routes.IMPORT_REFUSED.format(id=link) if refused else "",
        history=routes.history_of_import(link) if _has_plays(view) else "",
        can_undo=not is_reading and not is_undoing and bool(view.added + view.merged)
        and view.state != "undone",
    )  # fmt: skip


def _has_plays(view: ImportView) -> bool:
    is_there = view.state not in ("waiting", "undone") and bool(view.added + view.merged)
    return is_there and view.format not in ("", "catalogue")


def _about(view: ImportView, zone: str, now: datetime) -> str:
    kinds = [words.FORMATS[key] for key in view.format.split(",") if key in words.FORMATS]
    if _trouble(view):
        kinds = []
    return " · ".join([*kinds, moment_words(view.created_at, zone, now)])


def _removed(uow: UnitOfWork, view: ImportView) -> str:
    job = jobs.find(uow, view.job_id) if view.job_id else None
    return words.ROWS_REMOVED.format(n=f"{job.done:,}") if job else ""


def _whys(view: ImportView) -> list[Why]:
    found = [
        *_reasons(view.skipped),
        *_reasons(view.refused),
        *((count, words.MENDED.format(what=column)) for column, count in view.mended.items()),
    ]
    return [Why(f"{count:,}", said) for count, said in sorted(found, key=lambda one: -one[0])]


def _reasons(counted: Mapping[str, int]) -> list[tuple[int, str]]:
    return [(count, words.REASONS.get(code, code)) for code, count in counted.items()]


def _trouble(view: ImportView) -> str:
    """Why nothing came of a file."""
    if view.state == "undone" or view.added or view.merged or view.skipped:
        return ""
    return words.NOTHING_KNOWN if view.refused or view.state == "done" else ""
