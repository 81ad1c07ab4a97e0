"""Owns the mood pad and its twin, the sliders: both speak valence and arousal in [-1, 1]."""

from typing import Any

import reflex as rx

from ui.models import PadDraft, PadEntry, PadNow
from ui.text.en import common
from ui.text.en import mood as words

# Beside the two parts that import it.
rx.asset("affect_math.js", shared=True)
_PAD = rx.asset("affect_pad.jsx", shared=True)
_SLIDERS = rx.asset("affect_sliders.jsx", shared=True)

_AT = rx.event.passthrough_event_spec(float, float)


class AffectPad(rx.Component):
    """The pad. `entries` are today's in order; `now` and `draft` are points of the plane."""

    library = _PAD.importable_path
    tag = "AffectPad"

    entries: rx.Var[list[PadEntry]]
    now: rx.Var[PadNow]
    draft: rx.Var[PadDraft]
    words: rx.Var[dict[str, str]]
    logged: rx.Var[int]
    on_move: rx.EventHandler[_AT]
    on_log: rx.EventHandler[_AT]
    on_quadrant: rx.EventHandler[rx.event.passthrough_event_spec(str)]


class AffectSliders(rx.Component):
    """Two range inputs and a live sentence."""

    library = _SLIDERS.importable_path
    tag = "AffectSliders"

    v: rx.Var[float]
    a: rx.Var[float]
    words: rx.Var[dict[str, str]]
    on_move: rx.EventHandler[_AT]


PLANE_WORDS = {
    **common.MOODS,
    "label": words.PAD_LABEL,
    "high": words.HIGH_ENERGY,
    "low": words.LOW_ENERGY,
    "pleasant": words.PLEASANT,
    "unpleasant": words.UNPLEASANT,
    "slightly": words.SLIGHTLY,
    "very": words.VERY,
    "even": words.EVEN,
    "slider_v": words.SLIDER_PLEASANT,
    "slider_a": words.SLIDER_ENERGY,
}


def affect_pad(**props: Any) -> rx.Component:
    """Return the mood pad.

    Args:
        **props: ``entries`` (list of `PadEntry`), ``now`` (`PadNow`), ``draft`` (`PadDraft`),
            ``logged`` (a counter: each step ripples the dots), ``on_move(v, a)`` when the needle
            comes to rest, ``on_log(v, a)`` on Enter, ``on_quadrant(mood)`` on a corner key.
    """
    return AffectPad.create(words=PLANE_WORDS, **props)


def affect_sliders(**props: Any) -> rx.Component:
    """Return the sliders.

    Args:
        **props: ``v``, ``a`` and ``on_move(v, a)``.
    """
    return AffectSliders.create(words=PLANE_WORDS, **props)
