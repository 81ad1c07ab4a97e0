"""Get-or-create of tracks: many at once, and never two of one recording."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from assistant.catalogue import repository, rules
from assistant.catalogue import writing_repository as writing
from assistant.catalogue.events import GenresFound, TrackChanged
from assistant.catalogue.repository import Key
from assistant.catalogue.schemas import Made, TrackNames
from assistant.core.columns import clean_text
from assistant.core.errors import RuleViolated
from assistant.core.ids import new_id
from assistant.core.music_names import artist_key
from assistant.core.recordings import lengths_agree
from assistant.core.unit_of_work import UnitOfWork
from assistant.models.base import SHARED
from assistant.models.catalogue import (
    Album,
    AlbumTrack,
    Artist,
    Genre,
    Track,
    TrackArtist,
    TrackGenre,
    TrackIdentifier,
)

SHORTEST_MS, LONGEST_MS = 1, 24 * 3_600_000
ARTISTS_MAX, GENRES_MAX = 12, 8
IDENTIFIER_MAX = 700
Values = dict[str, Any]  # of a row, by column


@dataclass
class _Work:
    """What a call finds and makes.

    Attributes:
        known: the track of each identifier, old and new.
        owner_of: whose catalogue each found or made track is in.
        length_of: how long tracks are, where names that say their own length mean them.
    """

    known: dict[Key, UUID]
    owner_of: dict[UUID, str] = field(default_factory=dict)
    length_of: dict[UUID, int | None] = field(default_factory=dict)
    new: list[tuple[UUID, TrackNames]] = field(default_factory=list)
    identifiers: list[Values] = field(default_factory=list)


def get_or_create(uow: UnitOfWork, names: Sequence[TrackNames]) -> list[Made]:
    """Find the tracks that names mean, and make those that are not there.

    A listener's own names find the shared track when there is one, and change nothing about it.

    Args:
        uow: an open unit of work.
        names: what sources say; title and first artist must hold something.

    Returns:
        One answer per name, in their order.

    Raises:
        RuleViolated: a title or an artist is missing.
    """
    if not names:
        return []
    if not all(name.title.strip() and rules.distinct(name.artists, 1) for name in names):
        raise RuleViolated("names_missing", "A track needs a title and an artist.")
    asked = [_keys(name) for name in names]
    work = _look(uow, names, asked)
    if any(_hit(work, name, keys)[0] is None for name, keys in zip(names, asked, strict=True)):
        writing.lock(uow.db)
        work = _look(uow, names, asked)
    made = [_one(work, name, keys) for name, keys in zip(names, asked, strict=True)]
    _insert(uow, work)
    changed = _enrich(uow, work, names, made)
    return [Made(track_id, created, track_id in changed) for track_id, created in made]


def lock(uow: UnitOfWork) -> None:
    """Let nobody else make tracks until this unit ends: none is found while it is merged."""
    writing.lock(uow.db)


def fill(uow: UnitOfWork, track_id: UUID, names: TrackNames) -> None:
    """Fill what is unknown of one shared track: length, date, album, genres."""
    _enrich(uow, _Work({}, owner_of={track_id: SHARED}), [names], [(track_id, False)])


def _keys(names: TrackNames) -> list[Key]:
    """The identifiers of a recording, the surest first; a listener's own before the shared."""
    artist = _credited(names)[0]
    values = [
        ("spotify", names.spotify_id),
        ("mbid", names.mbid and names.mbid.lower()),
        ("isrc", names.isrc and names.isrc.upper().replace("-", "")),
        ("text", rules.text_identifier(artist, names.title)),
    ]
    owners = dict.fromkeys((names.owner_key, SHARED))
    return [
        Key(owner, scheme, clean_text(value.strip(), IDENTIFIER_MAX))
        for owner in owners
        for scheme, value in values
        if value and value.strip()
    ]


def _look(uow: UnitOfWork, names: Sequence[TrackNames], asked: Sequence[list[Key]]) -> _Work:
    """What is there of the tracks that names mean."""
    every = {key for keys in asked for key in keys}
    for name, keys in zip(names, asked, strict=True):
        every.update(_of_its_length(name, keys))
    known = repository.find_identifiers(uow.db, every)
    timed = {
        known[key]
        for name, keys in zip(names, asked, strict=True)
        if _duration(name) is not None
        for key in keys
        if key in known
    }
    return _Work(known, length_of=repository.lengths_of(uow.db, timed))


def _of_its_length(names: TrackNames, keys: Sequence[Key]) -> list[Key]:
    """The keys of a recording whose names belong to one of quite another length."""
    length = _duration(names)
    if length is None:
        return []
    return [
        key._replace(value=rules.text_identifier_of_length(key.value, length)[:IDENTIFIER_MAX])
        if key.scheme == "text"
        else key
        for key in keys
    ]


def _hit(work: _Work, names: TrackNames, keys: Sequence[Key]) -> tuple[Key | None, Sequence[Key]]:
    """The surest known key of a recording, and the keys it goes by.

    Names alone are no match when the lengths say that these are two recordings.
    """
    hit = next((key for key in keys if key in work.known), None)
    if hit is None or hit.scheme != "text":
        return hit, keys
    if lengths_agree(_duration(names), work.length_of.get(work.known[hit])):
        return hit, keys
    others = _of_its_length(names, keys)
    return next((key for key in others if key in work.known), None), others


def _one(work: _Work, names: TrackNames, keys: Sequence[Key]) -> tuple[UUID, bool]:
    hit, keys = _hit(work, names, keys)
    created = hit is None
    track_id = new_id() if hit is None else work.known[hit]
    owner_key = names.owner_key if hit is None else hit.owner_key
    work.owner_of[track_id] = owner_key
    if created:
        work.new.append((track_id, names))
        work.length_of[track_id] = _duration(names)
    if owner_key == names.owner_key:
        for key in keys:
            if key.owner_key == owner_key and key not in work.known:
                work.known[key] = track_id
                work.identifiers.append({**key._asdict(), "track_id": track_id})
    return track_id, created


def _insert(uow: UnitOfWork, work: _Work) -> None:
    """Write new tracks with their artists; then every new identifier."""
    artists = _artists(uow, [names for _, names in work.new])
    tracks = [_track(uow, track_id, names) for track_id, names in work.new]
    credited: list[Values] = [
        {
            "track_id": track_id, "position": position, "credited_as": name,
            "artist_id": artists[artist_key(name)],
            "role": "main" if position == 0 else "guest",
        }
        for track_id, names in work.new
        for position, name in enumerate(_credited(names))
    ]  # fmt: skip
    writing.add_new(uow.db, Track, tracks)
    writing.add_new(uow.db, TrackArtist, credited)
    writing.add_new(uow.db, TrackIdentifier, work.identifiers)


def _track(uow: UnitOfWork, track_id: UUID, names: TrackNames) -> Values:
    title = " ".join(clean_text(names.title, 300).split())
    day, precision = rules.release(names.release_date, names.release_year)
    return {
        "id": track_id, "title": title, "title_key": rules.name_key(title),
        "search_text": rules.search_key(title, *_credited(names), names.album or ""),
        "duration_ms": _duration(names), "explicit": names.explicit, "release_date": day,
        "release_precision": precision, "language": names.language,
        "owner_key": names.owner_key, "origin": names.origin, "created_at": uow.now,
        "created_by": UUID(names.owner_key) if names.owner_key else None,
    }  # fmt: skip


def _credited(names: TrackNames) -> list[str]:
    return rules.distinct(names.artists, ARTISTS_MAX, artist_key)


def _duration(names: TrackNames) -> int | None:
    given = names.duration_ms
    return given if given is not None and SHORTEST_MS <= given <= LONGEST_MS else None


def _artists(uow: UnitOfWork, names: Iterable[TrackNames]) -> dict[str, UUID]:
    wanted = {
        artist_key(artist): (artist, one.origin) for one in names for artist in _credited(one)
    }
    found = writing.find_artists(uow.db, wanted)
    fresh: list[Values] = [
        {
            "id": new_id(), "name": name, "name_key": key, "disambiguation": "",
            "origin": origin, "created_at": uow.now,
        }
        for key, (name, origin) in wanted.items()
        if key not in found
    ]  # fmt: skip
    writing.add_new(uow.db, Artist, fresh)
    return found | {artist["name_key"]: artist["id"] for artist in fresh}


def _enrich(
    uow: UnitOfWork, work: _Work, names: Sequence[TrackNames], made: Sequence[tuple[UUID, bool]]
) -> set[UUID]:
    """Fill what is unknown yet of each track; the names of a listener fill only their own."""
    offers: dict[UUID, TrackNames] = {}
    for one, (track_id, _) in zip(names, made, strict=True):
        if one.owner_key == work.owner_of[track_id]:
            offers.setdefault(track_id, one)
    new = {track_id for track_id, _ in work.new}
    old = [track_id for track_id in offers if track_id not in new]
    changed = _fill(uow, {track_id: offers[track_id] for track_id in old})
    changed |= _add_albums(uow, offers)
    tagged = _add_genres(uow, offers)
    changed |= tagged
    changed -= new
    for track_id in changed:
        uow.publish(TrackChanged(track_id))
    if tagged:
        uow.publish(GenresFound(tuple(sorted(tagged - new)), tuple(sorted(tagged & new))))
    return changed


def _fill(uow: UnitOfWork, offers: Mapping[UUID, TrackNames]) -> set[UUID]:
    changed: set[UUID] = set()
    if not offers:
        return changed
    for track in repository.find_tracks(uow.db, list(offers), None):
        names = offers[track.id]
        day, precision = rules.release(names.release_date, names.release_year)
        offered: dict[str, Any] = {
            "duration_ms": _duration(names), "explicit": names.explicit,
            "language": names.language,
        }  # fmt: skip
        if track.release_date is None and day is not None:
            offered |= {"release_date": day, "release_precision": precision}
        for column, value in offered.items():
            if value is not None and getattr(track, column) is None:
                setattr(track, column, value)
                changed.add(track.id)
        if track.origin == "sample" and names.origin in ("import", "manual"):
            writing.adopt(uow.db, [track.id], names.origin)
    return changed


def _add_albums(uow: UnitOfWork, offers: Mapping[UUID, TrackNames]) -> set[UUID]:
    wanted = {i: names for i, names in offers.items() if (names.album or "").strip()}
    if not wanted:
        return set()
    have = writing.with_album(uow.db, wanted)
    wanted = {i: names for i, names in wanted.items() if i not in have}
    first = {i: named[0].id for i, named in repository.credits_of(uow.db, wanted).items()}
    keys = {i: rules.name_key(names.album or "") for i, names in wanted.items()}
    albums = writing.find_albums(uow.db, set(first.values()), set(keys.values()))
    fresh: dict[tuple[UUID, str], Values] = {}
    for i, names in wanted.items():
        place = (first[i], keys[i])
        if place not in albums and place not in fresh:
            fresh[place] = _album(uow, names, *place)
    writing.add_new(uow.db, Album, list(fresh.values()))
    albums |= {place: album["id"] for place, album in fresh.items()}
    last = writing.last_positions(uow.db, set(albums.values()))
    rows = []
    for i in wanted:
        album_id = albums[first[i], keys[i]]
        last[album_id] = last.get(album_id, 0) + 1
        rows.append({"album_id": album_id, "disc": 1, "position": last[album_id], "track_id": i})
    writing.add_new(uow.db, AlbumTrack, rows)
    return set(wanted)


def _album(uow: UnitOfWork, names: TrackNames, artist_id: UUID, key: str) -> Values:
    day, precision = rules.release(names.release_date, names.release_year)
    title = " ".join(clean_text(names.album or "").split())[:300]
    return {
        "id": new_id(), "title": title, "title_key": key, "artist_id": artist_id,
        "kind": "album", "release_date": day, "release_precision": precision,
        "origin": names.origin, "created_at": uow.now,
    }  # fmt: skip


def _add_genres(uow: UnitOfWork, offers: Mapping[UUID, TrackNames]) -> set[UUID]:
    wanted = {i: rules.distinct(names.genres, GENRES_MAX) for i, names in offers.items()}
    wanted = {i: genres for i, genres in wanted.items() if genres}
    if not wanted:
        return set()
    have = writing.with_genre(uow.db, wanted)
    wanted = {i: genres for i, genres in wanted.items() if i not in have}
    shown = {rules.name_key(g)[:80]: g[:80] for genres in wanted.values() for g in genres}
    found = writing.find_genres(uow.db, shown)
    fresh: list[Values] = [
        {"id": new_id(), "key": key, "name": name}
        for key, name in shown.items()
        if key not in found
    ]
    writing.add_new(uow.db, Genre, fresh)
    found |= {genre["key"]: genre["id"] for genre in fresh}
    rows = {
        (i, found[rules.name_key(genre)[:80]]): 1.0 / (place + 1)
        for i, genres in wanted.items()
        for place, genre in enumerate(genres)
    }
    tagged = [
        {"track_id": i, "genre_id": genre_id, "source": offers[i].origin, "weight": weight}
        for (i, genre_id), weight in rows.items()
    ]
    writing.add_new(uow.db, TrackGenre, tagged)
    return set(wanted)
