"""Owns the sixteen motifs of generated covers: four for each mood, as strings of SVG."""

import math
from collections.abc import Callable
from dataclasses import dataclass

from assistant.catalogue.cover_palette import Palette, Random, between


@dataclass(frozen=True, slots=True)
class Brush:
    """What a motif draws with: its numbers, its colours, a side to lean to, energy in [0, 1]."""

    draw: Random
    colours: Palette
    side: int
    energy: float

    def between(self, low: float, high: float) -> float:
        """Draw one number from [low, high)."""
        return between(self.draw, low, high)


Motif = Callable[[Brush], str]


def _n(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")


def _path(d: str, fill: str, more: str = "") -> str:
    return f'<path fill="{fill}" d="{d}"{more}/>'


def _line(d: str, stroke: str, width: float) -> str:
    return f'<path fill="none" stroke="{stroke}" stroke-width="{_n(width)}" d="{d}"/>'


def _disc(x: float, y: float, r: float, fill: str, more: str = "") -> str:
    return f'<circle cx="{_n(x)}" cy="{_n(y)}" r="{_n(r)}" fill="{fill}"{more}/>'


def _box(x: float, y: float, w: float, h: float, fill: str, more: str = "") -> str:
    return f'<rect x="{_n(x)}" y="{_n(y)}" width="{_n(w)}" height="{_n(h)}" fill="{fill}"{more}/>'


def _round(radius: float) -> str:
    return f' rx="{_n(radius)}"'


# --- angry: high energy, unpleasant ---------------------------------------------------------


def _peaks(b: Brush) -> str:
    c = b.colours
    x, out = b.between(38, 62), ""
    for i, fill in enumerate((c.second, c.deep, c.middle, c.accent, c.light)):
        half, top, lean = 62 - i / 4 * 50, 14 + i / 4 * 34, 3 if i % 2 else -3
        out += _path(f"M{_n(x - half)} 104L{_n(x + lean)} {_n(top)}L{_n(x + half)} 104Z", fill)
    return out


def _stripes(b: Brush) -> str:
    c = b.colours
    count = 7 + math.floor(b.energy * 4 + 0.5)
    gap = 150 / count
    turn = b.between(-40, -24)
    bars = "".join(
        _box(-30, -25 + i * gap, 160, gap * (0.25 + 0.5 * i / count), c.middle if i % 3 else c.deep)
        for i in range(count)
    )
    cut = f"M{_n(b.between(16, 26))} 86L{_n(b.between(44, 58))} 18L{_n(b.between(78, 88))} 86Z"
    dot = _disc(b.between(44, 56), 66, 6, c.light)
    return f'<g transform="rotate({_n(turn)} 50 50)">{bars}</g>{_path(cut, c.ground)}{dot}'


def _fan(b: Brush) -> str:
    c = b.colours
    x, out = (0 if b.side < 0 else 100), ""

    def tip(degrees: float) -> str:
        angle = math.radians(degrees)
        return f"{_n(x - b.side * math.cos(angle) * 150)} {_n(100 - math.sin(angle) * 150)}"

    for i in range(9):
        fill = (c.middle, c.second, c.accent, c.deep)[i % 4]
        out += _path(f"M{x} 100L{tip(i * 10)}L{tip((i + 0.52) * 10)}Z", fill)
    return out + _disc(x, 100, 26, c.ground) + _disc(x, 100, 14, c.light)


def _zigzag(b: Brush) -> str:
    c = b.colours
    out = ""
    for i, stroke in enumerate((c.middle, c.light, c.accent, c.middle, c.deep, c.second)):
        y, swing = 16 + i * 15, 5 + b.energy * 9 * b.between(0.6, 1.2)
        d = f"M-4 {y}"
        for j in range(8):
            d += f"L{_n(j * 100 / 7 + (3 if i % 2 else 0))} {_n(y + (swing if j % 2 else -swing))}"
        out += _line(d, stroke, 6.4 - i * 0.7)
    return out


# --- happy: high energy, pleasant -----------------------------------------------------------


def _sunrise(b: Brush) -> str:
    c = b.colours
    y = b.between(66, 76)
    rings = (c.second, c.deep, c.middle, c.accent, c.light)
    out = "".join(_disc(50, y, 50 - i * 9.5, fill) for i, fill in enumerate(rings))
    out += _box(0, y, 100, 60, c.ground)
    for i in range(3):
        out += _box(18 + i * 8, y + 7 + i * 7, 64 - i * 16, 2.6, c.middle, _round(1.3))
    return out


def _speaker(b: Brush) -> str:
    c = b.colours
    gap = 100 / 6
    column, row = 1 + math.floor(b.draw() * 4), 1 + math.floor(b.draw() * 4)
    by_fill: dict[str, str] = {}
    for i in range(6):
        for j in range(6):
            away = math.hypot(i - column, j - row)
            r = max(1.5, 7.6 * math.exp(-away * away / 9) + 1.4)
            outer = c.deep if (i + j) % 3 else c.accent
            fill = c.light if away < 0.5 else c.middle if away < 2.1 else outer
            # One path per colour: 36 circles as elements would not fit in 2 KB.
            x, y = (i + 0.5) * gap, (j + 0.5) * gap
            dot = f"M{_n(x - r)} {_n(y)}a{_n(r)} {_n(r)} 0 1 0 {_n(2 * r)} 0a{_n(r)} {_n(r)}"
            by_fill[fill] = by_fill.get(fill, "") + f"{dot} 0 1 0 {_n(-2 * r)} 0"
    return "".join(_path(d, fill) for fill, d in by_fill.items())


def _discs(b: Brush) -> str:
    c = b.colours
    x = b.between(40, 60)
    return (
        _disc(x - 17, 40, 30, c.middle)
        + _disc(x + 19, 46, 27, c.accent, ' fill-opacity=".86"')
        + _disc(x, 70, 24, c.light, ' fill-opacity=".92"')
        + _disc(x + 19, 46, 8, c.ground)
    )


def _rays(b: Brush) -> str:
    c = b.colours
    x, y = b.between(34, 66), b.between(36, 60)
    count = 14 + math.floor(b.energy * 8 + 0.5)
    by_fill = {c.accent: "", c.second: ""}
    for i in range(count):
        angle = i / count * math.tau
        far = angle + math.pi / count * 0.95
        ends = [f"{_n(x + math.cos(t) * 120)} {_n(y + math.sin(t) * 120)}" for t in (angle, far)]
        fill = c.second if i % 4 else c.accent
        by_fill[fill] += f"M{_n(x)} {_n(y)}L{ends[0]}L{ends[1]}Z"
    rays = "".join(_path(d, fill) for fill, d in by_fill.items())
    return rays + _disc(x, y, 27, c.middle) + _disc(x, y, 15, c.light)


# --- sad: low energy, unpleasant ------------------------------------------------------------


def _setting(b: Brush) -> str:
    c = b.colours
    y, x = b.between(52, 60), b.between(40, 60)
    out = _disc(x, y, 27, c.middle) + _box(0, y, 100, 60, c.deep)
    for i in range(6):
        width, fill = 46 - i * 6, c.light if i < 2 else c.middle
        fade = f' rx="1.3" fill-opacity="{_n(1 - i * 0.13)}"'
        out += _box(x - width / 2 + b.between(-5, 5), y + 5 + i * 6.6, width, 2.6, fill, fade)
    return out


def _rain(b: Brush) -> str:
    c = b.colours
    out = ""
    for i in range(13):
        x, y, length = 6 + i * 88 / 12, b.between(-10, 38), b.between(20, 58)
        drop = i % 4 == 1
        fill = c.light if drop else c.middle if i % 3 else c.deep
        out += _box(x - 1.3, y, 2.6, length, fill, _round(1.3))
        out += _disc(x, y + length + 5, 2.6, c.light) if drop else ""
    return out + _box(0, 88, 100, 12, c.second)


def _nested_drops(b: Brush) -> str:
    c = b.colours
    x, out = b.between(42, 58), ""
    for i, fill in enumerate((c.second, c.deep, c.accent, c.middle, c.light)):
        half, y, lean = 58 - i * 11, 6 + i * 9, 2 if i % 2 else -2
        d = f"M{_n(x - half)} {y}H{_n(x + half)}L{_n(x + lean)} {_n(y + half * 1.3)}Z"
        out += _path(d, fill)
    return out


def _moon(b: Brush) -> str:
    c = b.colours
    x, y = b.between(36, 64), b.between(32, 42)
    out = _disc(x, y, 22, c.light) + _disc(x + b.side * 10, y - 5, 20, c.ground)
    for i, fill in enumerate((c.second, c.deep, c.accent, c.deep, c.second)):
        level = 68 + i * 7
        out += _path(f"M0 {level}Q25 {level - 4 + i} 50 {level}T100 {level}V110H0Z", fill)
    return out


# --- relaxed: low energy, pleasant ----------------------------------------------------------


def _hills(b: Brush) -> str:
    c = b.colours
    out = _disc(b.between(26, 74), b.between(26, 36), 13, c.light)
    for i, fill in enumerate((c.accent, c.middle, c.deep, c.second)):
        y, swell, shift = 44 + i * 14, 6 + b.between(0, 7), b.between(-20, 20)
        first = f"C{_n(5 + shift)} {_n(y - swell * 2)} {_n(28 + shift)} {_n(y + swell)}"
        then = f"S{_n(96 + shift)} {_n(y - swell)} 140 {y + 4}V110H-30Z"
        out += _path(f"M-30 {y}{first} {_n(52 + shift)} {y}{then}", fill)
    return out


def _nested_squares(b: Brush) -> str:
    c = b.colours
    dx, dy, out = b.between(-6, 6), b.between(2, 8), ""
    fills = (c.second, c.deep, c.middle, c.accent, c.light)
    for i, (half, fill) in enumerate(zip((42, 33, 24, 15, 7), fills, strict=True)):
        x, y = 50 - half + dx * i / 4, 50 - half + dy * i / 4 * 1.6
        out += _box(x, y, half * 2, half * 2, fill, _round(half * 0.22))
    return out


def _bands(b: Brush) -> str:
    c = b.colours
    fills = [c.ground, c.second, c.deep, c.middle, c.accent]
    fills += [c.middle, c.light, c.middle, c.deep, c.second]
    y, out = 0, ""
    for height, fill in zip((30, 17, 12, 9, 7, 6, 5, 5, 5, 4), fills, strict=True):
        out += _box(0, y, 100, height + 0.5, fill)
        y += height
    return out + _box(b.between(24, 60), 14, 16, 16, c.light, _round(3.5))


def _stones(b: Brush) -> str:
    c = b.colours
    x, y, out = b.between(46, 54), 90.0, ""
    sizes = ((34.0, 10.0), (27.0, 9.0), (20.0, 8.0), (13.0, 6.5), (8.0, 5.0))
    fills = (c.deep, c.middle, c.accent, c.light, c.middle)
    for (half, thick), fill in zip(sizes, fills, strict=True):
        y -= thick * 2
        left = x - half + b.between(-4, 4)
        out += _box(left, y, half * 2, thick * 2 - 1.2, fill, _round(thick))
    return out + _box(0, 90, 100, 12, c.second)


# Keyed by (pleasant, energetic); the axes belong to the pleasant and the energetic side.
FAMILIES: dict[tuple[bool, bool], tuple[Motif, ...]] = {
    (False, True): (_peaks, _stripes, _fan, _zigzag),
    (True, True): (_sunrise, _speaker, _discs, _rays),
    (False, False): (_setting, _rain, _nested_drops, _moon),
    (True, False): (_hills, _nested_squares, _bands, _stones),
}
