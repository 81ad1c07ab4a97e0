"""What an admin sees of the shipped mood model and its figures."""

from typing import Literal

from pydantic import BaseModel, Field

from analysis.affect import Mood

Limit = Literal["words_only", "energy", "sad_relaxed", "opinions", "english", "short"]
LIMITS: tuple[Limit, ...] = (
    "words_only", "energy", "sad_relaxed", "opinions", "english", "short",
)  # fmt: skip
"""What the model is not good at, by name: music it cannot hear; energy, which words seldom say;
the border of sad and relaxed; moods people disagree on; other languages; a few words."""
COMMAND = "attune evaluate mood FILE.jsonl"


class FigureView(BaseModel):
    """One figure, with its 95% interval where one was taken."""

    value: float
    low: float | None = None
    high: float | None = None


class ConfusionView(BaseModel):
    """How songs of each mood are taken.

    Attributes:
        moods: labels, one a row of `counts`.
        columns: what songs are taken for, "unknown" last.
        counts: songs.
    """

    moods: list[Mood]
    columns: list[str]
    counts: list[list[int]]


class MethodView(BaseModel):
    """One method on one set: the model, or something it has to beat.

    Attributes:
        method: its name; the model is "model".
        songs: how many were looked at; None where that was not written down.
        known: share of them whose mood it names, 0 to 1; None likewise.
        figures: by name, such as accuracy, macro_f1, auc_valence, calibration_error, r_valence.
        confusion: where it was counted.
    """

    method: str
    songs: int | None = None
    known: float | None = None
    figures: dict[str, FigureView] = Field(default_factory=dict)
    confusion: ConfusionView | None = None


class SetView(BaseModel):
    """A set of labelled texts with what each method made of it, the model first."""

    name: str
    methods: list[MethodView]


class ModelView(BaseModel):
    """What the shipped model is.

    Attributes:
        name: of the encoder under it.
        mood_stamp: that its moods carry.
        encoder_sha256: of the encoder's weights.
        heads_sha256: of the trained heads.
        heads_bytes: size of their file.
        temperature: calibration of its shares.
        is_in_use: whether it is the model that counts here; another can be set.
        precision: arithmetic of the running worker, "fp32" or "bf16"; empty while that is not
            known or another model is in use.
    """

    name: str
    mood_stamp: str
    encoder_sha256: str
    heads_sha256: str
    heads_bytes: int
    temperature: float
    is_in_use: bool
    precision: str = ""


class EvaluationView(BaseModel):
    """The shipped model, its figures, what it is not good at, how to measure it oneself.

    Attributes:
        model: what it is.
        sets: what it was measured on when it was trained.
        limits: what it is not good at, by name.
        command: measures any model on a file of one's own.
    """

    model: ModelView
    sets: list[SetView]
    limits: list[Limit]
    command: str = COMMAND
