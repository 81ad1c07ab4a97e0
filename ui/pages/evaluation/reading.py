"""Owns how the figures of the model become what the Evaluation page draws."""

from dataclasses import dataclass

from assistant.evaluation.schemas import (
    ConfusionView,
    EvaluationView,
    FigureView,
    MethodView,
    ModelView,
    SetView,
)
from ui.pages.evaluation.models import Bar, Figure, Model, SetCard, Taken
from ui.text.en import common
from ui.text.en import evaluation as words

_HEADLINES = ("accuracy", "r_valence")


@dataclass(frozen=True, slots=True)
class EvaluationPage:
    """All that the page shows; each field is a variable of its state."""

    model: Model
    sets: list[SetCard]
    limits: list[str]
    command: str


def page_of(found: EvaluationView) -> EvaluationPage:
    """Print what the service found."""
    return EvaluationPage(
        model=_model(found.model),
        sets=[set_card(one) for one in found.sets],
        limits=[words.LIMITS[limit] for limit in found.limits],
        command=found.command,
    )


def set_card(one: SetView) -> SetCard:
    """Print one set."""
    title, about = words.SETS.get(one.name, (one.name, ""))
    model = one.methods[0]
    headline = next((name for name in _HEADLINES if name in model.figures), "")
    bars = [_bar(m, headline) for m in _in_order(one.methods) if headline in m.figures]
    spanned = any(bar.span for bar in bars)
    sentence = words.HEADLINE if spanned else words.HEADLINE_PLAIN
    confusion = model.confusion
    return SetCard(
        title=title,
        about=about,
        note=_note(one.name, model),
        headline=sentence.format(figure=words.FIGURES[headline]) if headline else "",
        bars=bars,
        figures=[_figure(one, name) for name in words.FIGURES if name in model.figures],
        columns=[_mood(column) for column in confusion.columns] if confusion else [],
        taken=_taken(confusion) if confusion else [],
        confusion_name=words.CONFUSION_OF.format(title=title),
    )


def printed(name: str, value: float) -> str:
    """Print a figure's value: in per cent, or with two decimals."""
    if name in words.IN_PERCENT:
        return f"{100 * value:.1f}%"
    return f"{value:.2f}"


def _in_order(methods: list[MethodView]) -> list[MethodView]:
    order = list(words.METHODS)
    return sorted(methods, key=lambda m: order.index(m.method) if m.method in order else len(order))


def _model(model: ModelView) -> Model:
    unknown = words.PRECISION_UNKNOWN
    return Model(
        name=model.name,
        stamp=model.mood_stamp,
        precision=words.PRECISIONS.get(model.precision, model.precision) or unknown,
        heads=words.KILOBYTES.format(n=f"{model.heads_bytes / 1000:,.0f}"),
        temperature=f"{model.temperature:g}",
        is_in_use=model.is_in_use,
    )


def _note(name: str, model: MethodView) -> str:
    said = []
    if model.songs is not None:
        said.append(words.SONGS.get(name, words.SONGS_ELSE).format(n=f"{model.songs:,}"))
    if model.known is not None and model.known < 1:
        said.append(words.KNOWN.format(percent=f"{100 * model.known:.1f}%"))
    return ", ".join(said)


def _bar(method: MethodView, name: str) -> Bar:
    figure = method.figures[name]
    title, value = words.METHODS.get(method.method, method.method), printed(name, figure.value)
    bar = Bar(method=title, value=value, percent=_length(figure.value),
              is_model=method.method == "model",
              spoken=words.BAR_SPOKEN.format(method=title, value=value))  # fmt: skip
    if figure.low is not None and figure.high is not None:
        bar.low = _length(figure.low)
        bar.span = round(_length(figure.high) - bar.low, 1)
        bar.spoken = words.BAR_SPOKEN_SPAN.format(
            method=title, value=value, low=printed(name, figure.low),
            high=printed(name, figure.high),
        )  # fmt: skip
    return bar


def _length(value: float) -> float:
    return round(100 * min(1.0, max(0.0, value)), 1)


def _figure(one: SetView, name: str) -> Figure:
    mine = one.methods[0].figures[name]
    return Figure(
        name=words.FIGURES[name],
        value=printed(name, mine.value),
        interval=_interval(name, mine),
        best_other=_best_other(one.methods[1:], name),
    )


def _interval(name: str, figure: FigureView) -> str:
    if figure.low is None or figure.high is None:
        return words.NONE
    return words.SPAN.format(low=printed(name, figure.low), high=printed(name, figure.high))


def _best_other(others: list[MethodView], name: str) -> str:
    values = [other.figures[name].value for other in others if name in other.figures]
    if not values:
        return words.NONE
    return printed(name, min(values) if name in words.LOWER_IS_BETTER else max(values))


def _taken(confusion: ConfusionView) -> list[Taken]:
    return [
        Taken(mood, _mood(mood), [f"{count:,}" for count in counts])
        for mood, counts in zip(confusion.moods, confusion.counts, strict=False)
    ]


def _mood(name: str) -> str:
    return common.MOODS.get(name, words.UNKNOWN)
