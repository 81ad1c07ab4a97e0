"""Taking an entry apart: a part of its names and plays, or its tracks, becomes one of its own."""

from collections.abc import Callable
from typing import Any

from assistant.audit import service as audit
from assistant.catalogue import rules as names
from assistant.core.actor import Actor
from assistant.core.errors import Conflict, RuleViolated
from assistant.core.unit_of_work import UnitOfWork
from assistant.curation import repository
from assistant.curation.editing import announce, begin, edit_view, entry
from assistant.curation.journal import Journal, Row, table_of
from assistant.curation.rules import Kind
from assistant.curation.schemas import EditView, SplitIn
from assistant.models.catalogue import Album, Artist, Track

Moves = list[tuple[str, list[Row], str]]  # table, rows, the column that names the new entry


def split(uow: UnitOfWork, actor: Actor, data: SplitIn) -> EditView:
    """Make an entry of its own out of a part of another (moderators).

    Of a track: the chosen identifiers, and every play that only sources with the chosen names or
    identifiers reported. Of an artist or album: the chosen tracks. Libraries, lyrics and moods
    stay with what they were given to.

    Raises:
        NotFound: no such entry, merged away already, or a listener's own.
        RuleViolated: nothing was chosen, or nothing of it is the entry's.
        Conflict: there is another artist or album of that name.
    """
    actor.require("catalogue.edit")
    whole = entry(uow, data.kind, data.id)
    moves = _MOVES[data.kind](uow, data)
    if not any(rows for _, rows, _ in moves):
        raise RuleViolated("nothing_to_split", "Choose what belongs to the other one.")
    part = _PARTS[data.kind](uow, whole, data.name.strip() or data.name)
    part.created_at = uow.now
    repository.add(uow.db, part)
    if isinstance(part, Track):
        repository.copy_credits(uow.db, whole.id, part.id)
    edit = begin(uow, actor, "split", data.kind, part, whole)
    journal = Journal(uow.db, edit.id)
    for table, rows, column in moves:
        journal.move(table_of(table), rows, [{column: part.id} for _ in rows])
    journal.write()
    if isinstance(part, Track):
        repository.claim(uow.db, part.id, _text_of(uow, part))
    uow.db.expire_all()
    announce(uow, data.kind, (part.id, whole.id), [("", one) for one in data.track_ids])
    audit.record(uow, actor, "catalogue.split", object=f"{data.kind} {data.id}",
                 part=str(part.id))  # fmt: skip
    return edit_view(edit)


def _of_track(uow: UnitOfWork, data: SplitIn) -> Moves:
    chosen = {(one.scheme, one.value) for one in data.identifiers}
    said = {(one.title, one.artist) for one in data.names}
    kept: set[int] = set()
    moving: set[int] = set()
    for listen_id, title, artist, given in repository.sources_of(uow.db, data.id):
        fits = (title, artist) in said or not chosen.isdisjoint(given.items())
        (moving if fits else kept).add(listen_id)
    return [
        ("track_identifier", repository.identifier_rows(uow.db, data.id, chosen), "track_id"),
        ("listen", repository.listen_rows(uow.db, data.id, moving - kept), "track_id"),
    ]


def _of_artist(uow: UnitOfWork, data: SplitIn) -> Moves:
    return [
        ("track_artist", repository.credit_rows(uow.db, data.id, data.track_ids), "artist_id"),
        ("album", repository.whole_album_rows(uow.db, data.id, data.track_ids), "artist_id"),
    ]


def _of_album(uow: UnitOfWork, data: SplitIn) -> Moves:
    return [("album_track", repository.place_rows(uow.db, data.id, data.track_ids), "album_id")]


def _track(_: UnitOfWork, whole: Track, name: str) -> Track:
    return Track(
        title=name, title_key=names.name_key(name), search_text=names.search_key(name),
        language=whole.language, origin=whole.origin, created_by=whole.created_by,
    )  # fmt: skip


def _artist(uow: UnitOfWork, whole: Artist, name: str) -> Artist:
    if repository.is_artist(uow.db, whole.name_key, name):
        raise Conflict("name_taken", "Another artist of that name is called so already.")
    return Artist(
        name=whole.name, name_key=whole.name_key, disambiguation=name, origin=whole.origin
    )


def _album(uow: UnitOfWork, whole: Album, name: str) -> Album:
    key = names.name_key(name)
    if repository.is_album(uow.db, whole.artist_id, key, whole.kind):
        raise Conflict("name_taken", "Another album of this artist has that title.")
    return Album(
        title=name, title_key=key, artist_id=whole.artist_id, kind=whole.kind, origin=whole.origin
    )


def _text_of(uow: UnitOfWork, part: Track) -> str:
    credited = repository.credited(uow.db, part.id)
    part.search_text = names.search_key(part.title, *credited)
    return names.text_identifier(credited[0] if credited else "", part.title)


_MOVES: dict[Kind, Callable[[UnitOfWork, SplitIn], Moves]] = {
    "track": _of_track, "artist": _of_artist, "album": _of_album,
}  # fmt: skip
_PARTS: dict[Kind, Callable[[UnitOfWork, Any, str], Any]] = {
    "track": _track, "artist": _artist, "album": _album,
}  # fmt: skip
