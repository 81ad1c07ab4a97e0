"""Owns the strings: a journey through the mood plane, bare as a preview or with its songs."""

from typing import Any

import reflex as rx

# The drawings import the pad's arithmetic, so its asset must be linked too.
import ui.components.affect  # noqa: F401
from ui.models import CurvePoint, RibbonSong
from ui.text.en import common as words

rx.asset("journey.js", shared=True)
_FILE = rx.asset("journey_ribbon.jsx", shared=True)


class JourneyStrings(rx.Component):
    """The bare strings."""

    library = _FILE.importable_path
    tag = "JourneyStrings"

    curve: rx.Var[list[CurvePoint]]
    label: rx.Var[str]


class JourneyRibbon(rx.Component):
    """The strings with the songs on them."""

    library = _FILE.importable_path
    tag = "JourneyRibbon"

    curve: rx.Var[list[CurvePoint]]
    songs: rx.Var[list[RibbonSong]]
    label: rx.Var[str]
    start: rx.Var[str]
    to: rx.Var[str]
    end: rx.Var[str]
    words: rx.Var[dict[str, str]]


def journey_strings(curve: rx.Var[list[CurvePoint]], label: str) -> rx.Component:
    """Return the preview.

    Args:
        curve: At least two points of the planned way.
        label: What it shows, for those who listen.
    """
    return JourneyStrings.create(curve=curve, label=label)


def journey_ribbon(**props: Any) -> rx.Component:
    """Return the journey with its songs.

    Args:
        **props: ``curve`` (`CurvePoint` list), ``songs`` (`RibbonSong` list), ``label`` (a spoken
            summary), ``start``, ``to`` (how it feels at both ends), ``end`` (the time it ends).
    """
    spoken = {
        "pleasant": words.PLEASANT,
        "energy": words.ENERGY,
        "solid": words.PLEASANT_LINE,
        "dotted": words.ENERGY_LINE,
        "locked": words.LOCKED,
    }
    return JourneyRibbon.create(words=spoken, **props)
