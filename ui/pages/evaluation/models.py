"""Owns the plain values of the Evaluation page."""

from dataclasses import dataclass, field


@dataclass
class Bar:
    """One method's main figure as a bar.

    Attributes:
        method: Its name in words.
        value: The figure as printed.
        percent: Length of the bar, 0 to 100.
        low: Where its interval begins, 0 to 100.
        span: How long the interval is; 0 draws none.
        spoken: The row as a sentence.
        is_model: Whether it is the model itself.
    """

    method: str = ""
    value: str = ""
    percent: float = 0
    low: float = 0
    span: float = 0
    spoken: str = ""
    is_model: bool = False


@dataclass
class Figure:
    """One figure of the model as a row; all as printed."""

    name: str = ""
    value: str = ""
    interval: str = ""
    best_other: str = ""


@dataclass
class Taken:
    """What the songs of one label are taken for: the label and its counts in words."""

    mood: str = ""
    label: str = ""
    counts: list[str] = field(default_factory=list)


@dataclass
class SetCard:
    """One set, as its card shows it.

    Attributes:
        title: Its name.
        about: What it is, one sentence; may be empty.
        note: How many songs, and how many known.
        headline: What the bars show.
        bars: One a method, the model first.
        figures: All of the model's.
        columns: Heads of the confusion; empty where there is none.
        taken: Its rows.
        confusion_name: What it is called among those of the other sets.
    """

    title: str = ""
    about: str = ""
    note: str = ""
    headline: str = ""
    bars: list[Bar] = field(default_factory=list)
    figures: list[Figure] = field(default_factory=list)
    columns: list[str] = field(default_factory=list)
    taken: list[Taken] = field(default_factory=list)
    confusion_name: str = ""


@dataclass
class Model:
    """What the model is; all as printed."""

    name: str = ""
    stamp: str = ""
    precision: str = ""
    heads: str = ""
    temperature: str = ""
    is_in_use: bool = True
