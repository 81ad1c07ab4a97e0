"""Tables of the catalogue: artists, albums, tracks, their genres, and every way to name them."""

from datetime import date
from uuid import UUID

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field, SQLModel

from assistant.models.base import SHARED, Created, id_key, ref, text


class Artist(Created, table=True):
    """Somebody who makes music; `name_key` is the name as compared."""

    __tablename__ = "artist"
    __table_args__ = (UniqueConstraint("name_key", "disambiguation"),)

    id: UUID = id_key()
    name: str = text(300)
    name_key: str = text(300)
    disambiguation: str = text(120, default="")
    origin: str = text(16, default="import")
    merged_into_id: UUID | None = ref("artist.id", on_delete="SET NULL", default=None)


class Album(Created, table=True):
    """A release of tracks by one artist."""

    __tablename__ = "album"
    __table_args__ = (UniqueConstraint("artist_id", "title_key", "kind"),)

    id: UUID = id_key()
    title: str = text(300)
    title_key: str = text(300)
    artist_id: UUID = ref("artist.id")
    kind: str = text(16, default="album")
    release_date: date | None = None
    release_precision: str | None = text(8, default=None)
    cover: str | None = text(200, default=None)
    origin: str = text(16, default="import")
    merged_into_id: UUID | None = ref("album.id", on_delete="SET NULL", default=None)


class Track(Created, table=True):
    """A recording; shared by all accounts unless `owner_key` names a listener."""

    __tablename__ = "track"
    __table_args__ = (Index(None, "owner_key"), Index(None, "origin"))

    id: UUID = id_key()
    title: str = text(300)
    title_key: str = text(300)
    search_text: str = text(700)
    duration_ms: int | None = None
    explicit: bool | None = None
    release_date: date | None = None
    release_precision: str | None = text(8, default=None)
    language: str | None = text(16, default=None)
    popularity: float | None = None
    owner_key: str = text(36, default=SHARED)
    origin: str = text(16, default="import")
    created_by: UUID | None = ref("app_user.id", on_delete="SET NULL", default=None)
    merged_into_id: UUID | None = ref("track.id", on_delete="SET NULL", default=None)


class TrackIdentifier(SQLModel, table=True):
    """One way to name a recording (spotify, isrc, mbid, msid, text)."""

    __tablename__ = "track_identifier"

    owner_key: str = text(36, default=SHARED, primary_key=True)
    scheme: str = text(16, primary_key=True)
    value: str = text(700, primary_key=True)
    track_id: UUID = ref("track.id", index=True)


class TrackArtist(SQLModel, table=True):
    """Who is credited on a track, in order; position 0 is the first artist."""

    __tablename__ = "track_artist"

    track_id: UUID = ref("track.id", primary_key=True)
    position: int = Field(primary_key=True)
    artist_id: UUID = ref("artist.id", index=True)
    role: str = text(16, default="main")
    credited_as: str = text(300, default="")


class AlbumTrack(SQLModel, table=True):
    """Where a track stands on an album."""

    __tablename__ = "album_track"

    album_id: UUID = ref("album.id", primary_key=True)
    disc: int = Field(default=1, primary_key=True)
    position: int = Field(primary_key=True)
    track_id: UUID = ref("track.id", index=True)


class Genre(SQLModel, table=True):
    """A genre; `key` is its name as compared."""

    __tablename__ = "genre"

    id: UUID = id_key()
    key: str = text(80, unique=True)
    name: str = text(80)


class TrackGenre(SQLModel, table=True):
    """A genre of a track, as one source says it."""

    __tablename__ = "track_genre"

    track_id: UUID = ref("track.id", primary_key=True)
    genre_id: UUID = ref("genre.id", primary_key=True)
    source: str = text(16, primary_key=True)
    weight: float = 1.0
