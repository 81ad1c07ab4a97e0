"""What a listener may choose, and within which bounds; unknown keys are refused."""

from typing import Annotated, Literal, get_args

from pydantic import BaseModel, ConfigDict, Field, StrictBool

from assistant.accounts.schemas import Language, TimeZoneName

Theme = Literal["system", "light", "dark"]
THEMES: frozenset[str] = frozenset(get_args(Theme))
Share = Annotated[float, Field(ge=0, le=1, allow_inf_nan=False, strict=True)]


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


class SettingsChange(BaseModel):
    """What to change; what is left out, or null, stays."""

    model_config = ConfigDict(extra="forbid")

    theme: Theme | None = None
    time_zone: TimeZoneName | None = None
    language: Language | None = None
    explicit_ok: StrictBool | None = None
    sample_hidden: StrictBool | None = None
    prompts: StrictBool | None = None


class PreferencesView(BaseModel):
    """What a listener likes in queues.

    Attributes:
        explicit_ok: whether queues may hold songs marked explicit.
        discovery: from only what is known and liked (0) to only what is new (1).
        energy: from calm (0) to lively (1); null lets the mood decide.
    """

    explicit_ok: bool
    discovery: float
    energy: float | None


class PreferencesChange(BaseModel):
    """What to change; what is left out stays, and `energy: null` lets the mood decide again."""

    model_config = ConfigDict(extra="forbid")

    explicit_ok: StrictBool | None = None
    discovery: Share | None = None
    energy: Share | None = None
