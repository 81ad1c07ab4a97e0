"""Reading the figures beside the heads, whatever version of the measuring wrote them."""

from typing import Any

from pydantic import ValidationError

from assistant.evaluation.schemas import ConfusionView, FigureView, MethodView, SetView

MODEL = "model"


def sets_of(figures: Any) -> list[SetView]:
    """Return the sets of a description's figures: set → method → figure → number or interval.

    What is no figure is left out: the description is a file anybody may have trained.
    """
    return [
        SetView(name=name, methods=found)
        for name, methods in _items(figures)
        if (found := _methods(methods))
    ]


def _methods(methods: Any) -> list[MethodView]:
    found = [_method(name, said) for name, said in _items(methods)]
    return sorted((m for m in found if m.figures), key=lambda m: m.method != MODEL)


def _method(name: str, said: Any) -> MethodView:
    method = MethodView(method=name)
    for key, value in _items(said):
        figure = _figure(value)
        if key == "confusion":
            method.confusion = _confusion(value)
        elif figure is None:
            continue
        elif key == "songs":
            method.songs = round(figure.value)
        elif key == "known":
            method.known = figure.value
        else:
            method.figures[key] = figure
    return method


def _figure(value: Any) -> FigureView | None:
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return FigureView(value=value)
    try:
        return FigureView.model_validate(value)
    except ValidationError:
        return None


def _confusion(value: Any) -> ConfusionView | None:
    try:
        return ConfusionView.model_validate(value)
    except ValidationError:
        return None


def _items(value: Any) -> list[tuple[str, Any]]:
    return list(value.items()) if isinstance(value, dict) else []
