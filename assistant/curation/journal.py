"""All SQL that lets rows refer to another entry, noting each so that it can be undone exactly.

It knows the tables by their foreign keys: a table that comes later follows a merge as well.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Column, Date, Table, UniqueConstraint, bindparam, select
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, SQLModel, col

from assistant.core.bulk import insert_rows
from assistant.core.columns import Id, UtcDateTime
from assistant.curation import rules
from assistant.models.curation import CatalogueEditRow

Row = dict[str, Any]
Twins = Mapping[tuple[str, Any], Any]
MERGED = "merged_into_id"
_COLUMNS = ("edit_id", "user_id", "owner_key", "op", "table_name", "key", "before")
# What counts as the same row beyond the tables' own keys: (table, column that changes).
_SAME = {
    ("track_artist", "artist_id"): (("track_id", "artist_id"),),
    ("album_track", "track_id"): (("album_id", "track_id"),),
    ("album_track", "album_id"): (("album_id", "track_id"),),
}
_OWN_ORDER = ("album_track", "album_id")  # its places are numbered anew behind those taken
_ALL_OR_NONE = ("track_artist", "track_id")  # a track's credits are one track's, never mixed


class Journal:
    """Changes rows and notes what they were.

    Args:
        db: the session of a writing unit of work.
        edit_id: what the notes belong to.
        twins: rows, by table and key, that are one with another's key for reasons of their own.
    """

    def __init__(self, db: Session, edit_id: UUID, twins: Twins | None = None) -> None:
        self._db = db
        self._edit_id = edit_id
        self._twins = twins or {}
        self._notes: list[tuple[Any, ...]] = []
        self.touched: set[tuple[str, Any]] = set()

    def repoint(self, table: Table, old: Any, new: Any) -> None:
        """Let everything that refers to one row of a table refer to another."""
        for other, column in _referrers(table):
            self._repoint_column(other, column, old, new)

    def move(self, table: Table, rows: Sequence[Row], changes: Sequence[Row]) -> None:
        """Change columns of rows, each its own way."""
        if not rows:
            return
        keys = [c.name for c in table.primary_key]
        names = list(changes[0])
        statement = (
            table.update()
            .where(*(table.c[k] == bindparam(f"k_{k}") for k in keys))
            .values({name: bindparam(f"v_{name}") for name in names})
        )
        values = [
            {**{f"k_{k}": row[k] for k in keys}, **{f"v_{n}": change[n] for n in names}}
            for row, change in zip(rows, changes, strict=True)
        ]
        self._db.connection().execute(statement, values)
        for row, change in zip(rows, changes, strict=True):
            after = {**row, **change}
            self._note(table, "moved", after, {name: row[name] for name in names})

    def drop(self, table: Table, row: Row) -> None:
        """Take a row away."""
        self._note(table, "dropped", row, row)
        keys = [c == row[c.name] for c in table.primary_key]
        self._db.connection().execute(table.delete().where(*keys))

    def write(self) -> None:
        """Keep what was noted."""
        insert_rows(self._db, CatalogueEditRow, _COLUMNS, self._notes)
        self._notes = []

    def _repoint_column(self, table: Table, column: Column[Any], old: Any, new: Any) -> None:
        rows = self._rows(table, column, old)
        if not rows:
            return
        theirs = self._rows(table, column, new)
        place = (table.name, column.name)
        if place == _ALL_OR_NONE and theirs:
            for row in rows:
                self.drop(table, row)
            return
        known = _by_keys(_same_by(table, column), column, theirs)
        moving: list[Row] = []
        for row in rows:
            twin = self._twin_of(table, row, theirs) or _clash(known, row)
            if twin is None:
                moving.append(row)
            else:
                self._fold(table, row, twin)
        changes: list[Row] = [{column.name: new} for _ in moving]
        if place == _OWN_ORDER:
            last = max((row["position"] for row in theirs), default=0)
            changes = [
                {column.name: new, "disc": 1, "position": last + number}
                for number, _ in enumerate(moving, 1)
            ]
        self.move(table, moving, changes)

    def _fold(self, table: Table, gone: Row, kept: Row) -> None:
        """Two rows became one: what refers to one refers to the other, which learns from it."""
        keys = list(table.primary_key)
        if len(keys) == 1:
            name = keys[0].name
            self.repoint(table, gone[name], kept[name])
        if MERGED in table.c:
            self.move(table, [gone], [{MERGED: kept["id"]}])
        else:
            self.drop(table, gone)
        learned = rules.folded(table.name, kept, gone)
        if learned:
            self.move(table, [dict(kept)], [learned])
            kept.update(learned)

    def _twin_of(self, table: Table, row: Row, theirs: Iterable[Row]) -> Row | None:
        twin = self._twins.get((table.name, row.get("id")))
        return None if twin is None else next((r for r in theirs if r["id"] == twin), None)

    def _rows(self, table: Table, column: Column[Any], value: Any) -> list[Row]:
        order = list(table.primary_key)
        query = select(table).where(column == value).order_by(*order)
        return [dict(row) for row in self._db.connection().execute(query).mappings()]

    def _note(self, table: Table, op: str, row: Row, before: Row) -> None:
        key = {c.name: _plain(row[c.name]) for c in table.primary_key}
        user_id, owner_key = self._owner(table, row)
        self._notes.append((
            self._edit_id, user_id, owner_key, op, table.name, key,
            {name: _plain(value) for name, value in before.items()},
        ))  # fmt: skip
        for name in ("track_id", "id" if table.name == "track" else "track_id"):
            if row.get(name) is not None:
                self.touched.add((row.get("owner_key", ""), row[name]))

    def _owner(self, table: Table, row: Row) -> tuple[UUID | None, str]:
        """Whose a row is: its own word, or its parent's."""
        if "user_id" in row or "owner_key" in row:
            return row.get("user_id"), row.get("owner_key") or ""
        for column in table.c:
            for key in column.foreign_keys:
                parent = key.column.table
                if key.ondelete == "CASCADE" and "user_id" in parent.c and row[column.name]:
                    query = select(parent.c.user_id).where(key.column == row[column.name])
                    return self._db.connection().execute(query).scalar(), ""
        return None, ""


def put_back(db: Session, edit_id: UUID) -> None:
    """Undo what was noted of an edit, last first; rows that are gone since stay gone."""
    query = select(CatalogueEditRow).where(col(CatalogueEditRow.edit_id) == edit_id)
    notes = list(db.execute(query.order_by(col(CatalogueEditRow.id).desc())).scalars())
    connection = db.connection()
    for note in notes:
        table = SQLModel.metadata.tables[note.table_name]
        before = {name: _typed(table.c[name], value) for name, value in note.before.items()}
        if note.op == "moved":
            where = (table.c[n] == _typed(table.c[n], v) for n, v in note.key.items())
            connection.execute(table.update().where(*where).values(before))
            continue
        try:
            with connection.begin_nested():
                connection.execute(table.insert().values(before))
        except IntegrityError:  # what it belonged to was deleted since
            continue
    for note in notes:
        db.delete(note)


def table_of(name: str) -> Table:
    """A table by its name: kinds of entries are called as their tables are."""
    return SQLModel.metadata.tables[name]


def _referrers(table: Table) -> list[tuple[Table, Column[Any]]]:
    """Every column that refers to a table, children first so that keys stay whole."""
    return [
        (other, column)
        for other in SQLModel.metadata.sorted_tables
        for column in other.c
        if any(key.column.table is table for key in column.foreign_keys)
    ]


def _same_by(table: Table, column: Column[Any]) -> list[tuple[str, ...]]:
    """The sets of columns, this one among them, that no two rows share."""
    sets = [tuple(c.name for c in table.primary_key)]
    sets += [
        tuple(c.name for c in one.columns)
        for one in table.constraints
        if isinstance(one, UniqueConstraint)
    ]
    if (table.name, column.name) == _OWN_ORDER:
        sets = []
    sets += _SAME.get((table.name, column.name), ())
    return [names for names in sets if column.name in names and len(names) > 1]


def _by_keys(
    sets: Iterable[tuple[str, ...]], column: Column[Any], rows: Iterable[Row]
) -> dict[tuple[str, ...], dict[tuple[Any, ...], Row]]:
    known: dict[tuple[str, ...], dict[tuple[Any, ...], Row]] = {}
    for names in sets:
        others = tuple(name for name in names if name != column.name)
        known[others] = {tuple(row[name] for name in others): row for row in rows}
    return known


def _clash(known: Mapping[tuple[str, ...], Mapping[tuple[Any, ...], Row]], row: Row) -> Row | None:
    for names, rows in known.items():
        found = rows.get(tuple(row[name] for name in names))
        if found is not None:
            return found
    return None


def _plain(value: Any) -> Any:
    if isinstance(value, UUID):
        return str(value)
    return value.isoformat() if isinstance(value, date | datetime) else value


def _typed(column: Column[Any], value: Any) -> Any:
    if value is None:
        return None
    if isinstance(column.type, Id):
        return UUID(value)
    if isinstance(column.type, UtcDateTime):
        return datetime.fromisoformat(value)
    return date.fromisoformat(value) if isinstance(column.type, Date) else value
