"""Answers of Spotify's Web API: only the fields we use, each of exactly the type it must have.

Fields that Spotify stopped sending (popularity, email, product, markets, previews) are not read.
"""

from datetime import datetime
from typing import Annotated, Any

from pydantic import (
    AwareDatetime,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    RootModel,
    StringConstraints,
)

SpotifyId = Annotated[str, StringConstraints(pattern=r"\A[0-9A-Za-z]{1,64}\z")]
TrackUri = Annotated[str, StringConstraints(pattern=r"\Aspotify:track:[0-9A-Za-z]{22}\z")]
Text = Annotated[str, StringConstraints(max_length=2_000)]
DurationMs = Annotated[int, Field(ge=0, le=86_400_000)]


class _Answer(BaseModel):
    model_config = ConfigDict(strict=True, frozen=True, extra="ignore")


class Artist(_Answer):
    """An artist as a track names it; local files have no id."""

    id: SpotifyId | None = None
    name: Text


class Album(_Answer):
    """An album as a track names it."""

    id: SpotifyId | None = None
    name: Text = ""


class ExternalIds(_Answer):
    """Identifiers of others."""

    isrc: Annotated[str, StringConstraints(max_length=32)] | None = None


class Track(_Answer):
    """One track. A local file (`is_local`) has neither id nor a URI that can be queued."""

    id: SpotifyId | None = None
    uri: Text
    name: Text
    artists: list[Artist] = Field(max_length=200)
    album: Album | None = None
    duration_ms: DurationMs
    explicit: bool | None = None
    external_ids: ExternalIds = ExternalIds()
    is_local: bool = False


def _only_tracks(value: Any) -> Any:
    """An episode or audiobook where a track may stand counts as nothing."""
    if isinstance(value, dict) and value.get("type", "track") != "track":
        return None
    return value


TrackOrNone = Annotated[Track | None, BeforeValidator(_only_tracks)]


class Me(_Answer):
    """The account; `account_id` never changes: accounts are linked on it."""

    account_id: Annotated[str, StringConstraints(min_length=1, max_length=128)]
    id: Text
    display_name: Text | None = None
    uri: Text


class PlayedItem(_Answer):
    """One recent play; `played_at` is sometimes its start and sometimes its end."""

    track: Track
    played_at: AwareDatetime


class Cursors(_Answer):
    """Where to go on: Unix ms, as strings."""

    after: Annotated[str, StringConstraints(pattern=r"\A[0-9]{1,15}\z")] | None = None
    before: Annotated[str, StringConstraints(pattern=r"\A[0-9]{1,15}\z")] | None = None


class RecentlyPlayed(_Answer):
    """Recent plays, newest first."""

    items: list[PlayedItem] = Field(max_length=50)
    cursors: Cursors | None = None
    next: Text | None = None

    def may_miss_plays(self, after: datetime) -> bool:
        """Whether plays since a moment were lost: a full page, all of it newer than the moment."""
        return len(self.items) == 50 and min(item.played_at for item in self.items) > after


class Device(_Answer):
    """One of the listener's devices; without an id it cannot be addressed."""

    id: Annotated[str, StringConstraints(max_length=128)] | None = None
    name: Text
    type: Text
    is_active: bool
    is_restricted: bool = False


class Devices(_Answer):
    """The listener's devices."""

    devices: list[Device] = Field(max_length=1_000)


class Player(_Answer):
    """What is playing where; `item` is None for an episode or an advertisement."""

    device: Device | None = None
    item: TrackOrNone = None
    progress_ms: DurationMs | None = None
    is_playing: bool
    shuffle_state: bool = False
    repeat_state: Text = "off"


class PlayerQueue(_Answer):
    """What plays now and next; episodes are None."""

    currently_playing: TrackOrNone = None
    queue: list[TrackOrNone] = Field(max_length=1_000)


class TrackPage(_Answer):
    """One page of found tracks."""

    items: list[Track | None] = Field(max_length=50)
    total: int | None = None


class SearchAnswer(_Answer):
    """What a search found."""

    tracks: TrackPage


class Owner(_Answer):
    """Whose a playlist is."""

    id: Text


class ItemCount(_Answer):
    """How many items a playlist has."""

    total: Annotated[int, Field(ge=0)] | None = None


class Playlist(_Answer):
    """One playlist, without its items; those of others show none to new apps."""

    id: SpotifyId
    uri: Text
    name: Text = ""
    description: Text | None = None
    public: bool | None = None
    collaborative: bool = False
    owner: Owner | None = None
    items: ItemCount | None = None
    snapshot_id: Annotated[str, StringConstraints(min_length=1, max_length=500)]


class PlaylistPage(_Answer):
    """One page of playlists."""

    items: list[Playlist | None] = Field(max_length=50)
    total: int | None = None
    next: Text | None = None


class PlaylistEntry(_Answer):
    """One place in a playlist; None where an episode stands, or nothing any more."""

    item: TrackOrNone = None


class ItemPage(_Answer):
    """One page of a playlist's items."""

    items: list[PlaylistEntry | None] = Field(max_length=50)
    total: Annotated[int, Field(ge=0)]


class TopTracks(_Answer):
    """What a listener heard most, as Spotify counts."""

    items: list[Track] = Field(max_length=50)


class TopArtists(_Answer):
    """Whom a listener heard most, as Spotify counts."""

    items: list[Artist] = Field(max_length=50)


class Contained(RootModel[list[bool]]):
    """Whether each of some things is saved, in the order they were asked for."""

    model_config = ConfigDict(strict=True, frozen=True)


class Snapshot(_Answer):
    """The version of a playlist after a change."""

    snapshot_id: Annotated[str, StringConstraints(min_length=1, max_length=500)]


class ErrorDetail(_Answer):
    """Spotify's own words about a refusal."""

    status: int | None = None
    message: str = ""
    reason: str | None = None


class ErrorBody(_Answer):
    """The body of every refusal of the Web API."""

    error: ErrorDetail


class TokenAnswer(_Answer):
    """The body of a token exchange or refresh; a refresh may leave out all but the access token."""

    access_token: Annotated[str, StringConstraints(pattern=r"\A[\x21-\x7e]{1,4096}\z")]
    expires_in: Annotated[int, Field(gt=0, le=2_592_000)]
    refresh_token: Annotated[str, StringConstraints(pattern=r"\A[\x21-\x7e]{1,4096}\z")] | None = (
        None
    )
    scope: Text | None = None
    token_type: Text = "Bearer"  # noqa: S105 - the name of a kind, no secret


class TokenError(_Answer):
    """The body of a refusal by the accounts service."""

    error: Annotated[str, StringConstraints(max_length=64)]
