"""Owns what a cover is made of: a seeded stream of numbers, and six colours from a mood."""

import math
from collections.abc import Callable
from dataclasses import dataclass

Random = Callable[[], float]

_MASK = 0xFFFFFFFF
# Where each mood sits on the OKLCH wheel, in degrees.
_HUES = {"angry": 29.0, "happy": 84.0, "sad": 268.0, "relaxed": 176.0}


@dataclass(frozen=True, slots=True)
class Palette:
    """Six sRGB colours of one cover, as ``#rrggbb``."""

    ground: str
    second: str
    middle: str
    deep: str
    accent: str
    light: str


def seeded(seed: str) -> Random:
    """Return a stream of numbers in [0, 1) that depends on the seed alone.

    The hash is xmur3, the generator mulberry32 (both public domain): small, and the same in a
    browser, so that a cover can be drawn in either place.
    """
    units = memoryview(seed.encode("utf-16-le")).cast("H")
    h = (1779033703 ^ len(units)) & _MASK
    for unit in units:
        h = ((h ^ unit) * 3432918353) & _MASK
        h = ((h << 13) | (h >> 19)) & _MASK
    state = h

    def draw() -> float:
        nonlocal state
        state = (state + 0x6D2B79F5) & _MASK
        t = ((state ^ (state >> 15)) * (1 | state)) & _MASK
        t = ((t + (((t ^ (t >> 7)) * (61 | t)) & _MASK)) & _MASK) ^ t
        return float((t ^ (t >> 14)) & _MASK) / 4294967296

    return draw


def palette(draw: Random, pleasant: float, energy: float) -> tuple[Palette, int]:
    """Choose the colours of a cover.

    Args:
        draw: the cover's stream of numbers; four are taken.
        pleasant: valence scaled to [0, 1].
        energy: arousal scaled to [0, 1].

    Returns:
        The colours, and the side (-1 or 1) that lopsided motifs lean to.
    """
    hue = _hue(pleasant, energy) + between(draw, -14, 14)
    side = -1 if draw() < 0.5 else 1
    by_day = draw() < 0.42
    other = hue + side * between(draw, 38, 70)
    # Yellows are lifted or they go muddy; greens are calmed or they shout.
    lift, lift_other = _near(hue, 90, 34), _near(other, 90, 34)
    calm = _near(hue, 165, 40) * 0.035
    if by_day:
        return Palette(
            ground=_hex(0.89, 0.05, hue),
            second=_hex(0.81, 0.075, hue),
            middle=_hex(0.63 + 0.15 * lift, 0.16 - calm, hue),
            deep=_hex(0.37 + 0.14 * lift, 0.10 - calm, hue),
            accent=_hex(0.61 + 0.17 * lift_other, 0.15, other),
            light=_hex(0.965, 0.028, hue),
        ), side
    return Palette(
        ground=_hex(0.25, 0.055 - calm * 0.4, hue),
        second=_hex(0.34 + 0.04 * lift, 0.08 - calm, hue),
        middle=_hex(0.67 + 0.14 * lift, 0.165 - calm, hue),
        deep=_hex(0.46 + 0.12 * lift, 0.125 - calm, hue),
        accent=_hex(0.60 + 0.19 * lift_other, 0.155, other),
        light=_hex(0.92, 0.07, hue),
    ), side


def between(draw: Random, low: float, high: float) -> float:
    """Draw one number from [low, high)."""
    return low + (high - low) * draw()


def _hue(pleasant: float, energy: float) -> float:
    """Average the four moods' hues as vectors; the power keeps the strongest mood in charge."""
    shares = {
        "angry": (1 - pleasant) * energy,
        "happy": pleasant * energy,
        "sad": (1 - pleasant) * (1 - energy),
        "relaxed": pleasant * (1 - energy),
    }
    x = y = 0.0
    for mood, share in shares.items():
        weight = share**3.4
        x += weight * math.cos(math.radians(_HUES[mood]))
        y += weight * math.sin(math.radians(_HUES[mood]))
    return math.degrees(math.atan2(y, x))


def _near(hue: float, centre: float, width: float) -> float:
    distance = (hue - centre + 540) % 360 - 180
    return math.exp(-((distance / width) ** 2))


def _hex(lightness: float, chroma: float, hue: float) -> str:
    """Convert OKLCH (Ottosson's OKLab) to the nearest sRGB colour."""
    a = chroma * math.cos(math.radians(hue))
    b = chroma * math.sin(math.radians(hue))
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    medium = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3
    red = 4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short
    green = -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short
    blue = -0.0041960863 * long - 0.7034186147 * medium + 1.707614701 * short
    return "#" + "".join(f"{_gamma(channel):02x}" for channel in (red, green, blue))


def _gamma(linear: float) -> int:
    linear = min(1.0, max(0.0, linear))
    encoded = 12.92 * linear if linear <= 0.0031308 else 1.055 * linear ** (1 / 2.4) - 0.055
    return math.floor(encoded * 255 + 0.5)
