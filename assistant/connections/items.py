"""What a listener's Spotify named: songs, albums and artists, by its own ids; gone with it."""

from collections.abc import Iterable, Sequence
from uuid import UUID

from assistant.catalogue import service as catalogue
from assistant.catalogue.schemas import TrackNames
from assistant.connections import item_repository as repository
from assistant.connections import rules
from assistant.core.settings import Settings
from assistant.core.unit_of_work import UnitOfWork
from assistant.integrations.spotify.schemas import Track
from assistant.models.connections import ConnectionItem


def names_of(track: Track, settings: Settings, origin: str) -> TrackNames:
    """What Spotify says about a song."""
    real = not rules.in_sandbox(settings)  # the sandbox's ids must never reach Spotify
    return TrackNames(
        title=track.name, artists=[a.name for a in track.artists],
        album=track.album.name if track.album else None, duration_ms=track.duration_ms or None,
        explicit=track.explicit, origin=origin,
        isrc=track.external_ids.isrc if real else None,
        spotify_id=track.id if real and not track.is_local else None,
    )  # fmt: skip


def is_named(track: Track) -> bool:
    """Whether a song has a title and an artist."""
    return bool(track.name.strip()) and any(a.name.strip() for a in track.artists)


def tracks_of(
    uow: UnitOfWork, settings: Settings, tracks: Sequence[Track], origin: str = "import"
) -> list[UUID]:
    """The catalogue's songs for Spotify's, in their order; they must be named."""
    made = catalogue.get_or_create_tracks(uow, [names_of(t, settings, origin) for t in tracks])
    return [one.track_id for one in made]


def note_tracks(
    uow: UnitOfWork,
    connection_id: UUID,
    settings: Settings,
    tracks: Sequence[Track],
    origin: str = "play",
) -> list[UUID]:
    """Remember which songs, albums and artists Spotify named; the songs, in their order."""
    named = [track for track in tracks if is_named(track)]
    ids = tracks_of(uow, settings, named, origin)
    rows = list(_rows(connection_id, zip(named, ids, strict=True)))
    repository.add(uow.db, rows)
    return ids


def _rows(connection_id: UUID, tracks: Iterable[tuple[Track, UUID]]) -> Iterable[ConnectionItem]:
    found: dict[tuple[str, str], ConnectionItem] = {}

    def note(kind: str, value: str | None, name: str, track_id: UUID | None = None) -> None:
        if value and name.strip():
            found[kind, value] = ConnectionItem(
                connection_id=connection_id, kind=kind, value=value, name=name, track_id=track_id
            )

    for track, track_id in tracks:
        if not track.is_local:
            note("track", track.id, track.name, track_id)
        if track.album is not None:
            note("album", track.album.id, track.album.name)
        for artist in track.artists:
            note("artist", artist.id, artist.name)
    return found.values()
