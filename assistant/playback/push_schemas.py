"""What may be asked of a push, and what it shows."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, Field

from assistant.catalogue.schemas import TrackView
from assistant.jobs.schemas import JobState
from assistant.playback.schemas import QUEUE_MAX

Target = Literal["spotify_queue", "spotify_playlist", "file"]
FileFormat = Literal["m3u", "jspf", "csv"]
ItemState = Literal[
    "waiting", "sending", "sent", "uncertain", "confirmed", "played", "failed", "unmatched"
]
SENT_STATES: tuple[ItemState, ...] = ("sending", "sent", "uncertain", "confirmed", "played")
"""States of a song that Spotify may have; none of these is sent again unless asked."""
RESEND_STATES: tuple[ItemState, ...] = ("waiting", "sending", "uncertain", "failed")
RESENT = "resent"
ItemIds = Annotated[list[UUID], Field(min_length=1, max_length=QUEUE_MAX)]
DeviceId = Annotated[str, Field(pattern=r"^[0-9A-Za-z]{1,128}$")]


class PushIn(BaseModel):
    """Where a queue goes.

    Attributes:
        item_ids: which songs; by default all that were not heard yet and, for Spotify's queue, not
            sent before. Songs that are named are sent even if they were.
        device_id: one of /spotify/devices; by default the active one.
        format: of the file.
    """

    target: Target
    item_ids: ItemIds | None = None
    device_id: DeviceId | None = None
    format: FileFormat = "m3u"


class ResendIn(BaseModel):
    """Songs of a push to be sent once more."""

    item_ids: ItemIds


class QueueSongIn(BaseModel):
    """A song to put at the end of the queue, and whether to send it on to Spotify."""

    track_id: UUID
    push: bool = False
    device_id: DeviceId | None = None


class SongQueued(BaseModel):
    """The song's place in the queue, and the job that sends it on, if one does."""

    item_id: UUID
    job_id: UUID | None = None


class PushItemView(BaseModel):
    """How far one song came; `reason` says why it went no further, or what is known of it."""

    item_id: UUID
    track: TrackView | None
    state: ItemState
    reason: str | None
    at: datetime
    can_resend: bool


class PushView(BaseModel):
    """How far a push came.

    Attributes:
        job_state: of the job that sends.
        counts: songs by state.
        reason: why it stopped before its end.
        offer: other targets that would work, when this one does not.
        sandbox: whether it went to the sandbox.
    """

    id: UUID
    target: Target
    created_at: datetime
    job_state: JobState
    device_id: str | None
    playlist_url: str | None
    counts: dict[ItemState, int]
    reason: str | None
    offer: list[Target]
    sandbox: bool
    items: list[PushItemView]
