"""What a listener may choose, and within which bounds; unknown keys are refused."""

from typing import Annotated, Literal, get_args

from pydantic import BaseModel, ConfigDict, Field, StrictBool, StringConstraints

from assistant.accounts.schemas import Language, TimeZoneName

Theme = Literal["system", "light", "dark"]
THEMES: frozenset[str] = frozenset(get_args(Theme))
TASTES_MAX = 100
Share = Annotated[float, Field(ge=0, le=1, allow_inf_nan=False, strict=True)]
Seconds = Annotated[int, Field(ge=0, le=12, strict=True)]
Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=120)]
LanguageCode = Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}$")]
Names = Annotated[list[Name], Field(max_length=TASTES_MAX)]
Codes = Annotated[list[LanguageCode], Field(max_length=TASTES_MAX)]


class Notifications(BaseModel):
    """Which mails a listener wants; what their account's safety needs is always sent.

    Attributes:
        finished: when long work (an import, an export) has ended.
        weekly: a look back on the week.
    """

    finished: bool = False
    weekly: bool = False


class Privacy(BaseModel):
    """What others of the same server may see; nothing by default.

    Attributes:
        public_profile: name, words, place and photo.
        listening_activity: what is being heard.
    """

    public_profile: bool = False
    listening_activity: bool = False


class Playback(BaseModel):
    """How queues are played where Attune controls it.

    Attributes:
        autoplay: go on with songs that fit when a queue ends.
        crossfade_s: seconds that songs overlap, 0 to 12.
    """

    autoplay: bool = True
    crossfade_s: int = 0


class SettingsView(BaseModel):
    """How Attune looks and behaves for one listener.

    Attributes:
        theme: of the dashboard; "system" follows the device.
        time_zone: in which new entries get their day and hour; what is logged keeps its own.
        language: of the dashboard.
        explicit_ok: whether queues may hold songs marked explicit.
        sample_hidden: whether the sample library is kept out of sight.
        prompts: whether Attune asks for a mood before and after a queue.
    """

    theme: Theme
    time_zone: str
    language: str
    explicit_ok: bool
    sample_hidden: bool
    prompts: bool
    notifications: Notifications
    privacy: Privacy
    playback: Playback


class NotificationsChange(BaseModel):
    """What to change; what is left out, or null, stays."""

    model_config = ConfigDict(extra="forbid")

    finished: StrictBool | None = None
    weekly: StrictBool | None = None


class PrivacyChange(BaseModel):
    """What to change; what is left out, or null, stays."""

    model_config = ConfigDict(extra="forbid")

    public_profile: StrictBool | None = None
    listening_activity: StrictBool | None = None


class PlaybackChange(BaseModel):
    """What to change; what is left out, or null, stays."""

    model_config = ConfigDict(extra="forbid")

    autoplay: StrictBool | None = None
    crossfade_s: Seconds | None = None


class SettingsChange(BaseModel):
    """What to change; what is left out, or null, stays."""

    model_config = ConfigDict(extra="forbid")

    theme: Theme | None = None
    time_zone: TimeZoneName | None = None
    language: Language | None = None
    explicit_ok: StrictBool | None = None
    sample_hidden: StrictBool | None = None
    prompts: StrictBool | None = None
    notifications: NotificationsChange | None = None
    privacy: PrivacyChange | None = None
    playback: PlaybackChange | None = None


class PreferencesView(BaseModel):
    """What a listener likes in queues.

    Attributes:
        explicit_ok: whether queues may hold songs marked explicit.
        discovery: from only what is known and liked (0) to only what is new (1).
        energy: from calm (0) to lively (1); null lets the mood decide.
        favourite_genres: genres they want more of; so with artists.
        disliked_genres: genres they want none of; so with artists.
        languages: those they like to hear, as ISO 639 codes; empty for any.
    """

    explicit_ok: bool
    discovery: float
    energy: float | None
    favourite_genres: list[str]
    disliked_genres: list[str]
    favourite_artists: list[str]
    disliked_artists: list[str]
    languages: list[str]


class PreferencesChange(BaseModel):
    """What to change; what is left out stays, and `energy: null` lets the mood decide again.

    A list replaces the one before it; an empty one takes it away.
    """

    model_config = ConfigDict(extra="forbid")

    explicit_ok: StrictBool | None = None
    discovery: Share | None = None
    energy: Share | None = None
    favourite_genres: Names | None = None
    disliked_genres: Names | None = None
    favourite_artists: Names | None = None
    disliked_artists: Names | None = None
    languages: Codes | None = None
