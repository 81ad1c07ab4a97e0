"""How well names from two sources are recognised as one recording: precision and recall.

The pairs (`matching_pairs.txt`) are ours: songs and artists are made up, in the ways real sources
differ. Each kind's pairs go in turns into two halves: on the first the threshold is chosen, on the
second all figures are reported. The baseline is the usual one: equal names, lower-cased.

    python -m bench.matching [--errors] [--json]
"""

import argparse
import json
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import NamedTuple

from assistant.catalogue.rules import text_identifier
from assistant.core.recordings import THRESHOLD, Recording, lengths_agree, likeness

PAIRS = Path(__file__).with_name("matching_pairs.txt")
WANTED_PRECISION = 0.98


class Pair(NamedTuple):
    """Two sources' words, and whether they mean one recording."""

    kind: str
    is_same: bool
    one: Recording
    other: Recording


class Figures(NamedTuple):
    """How often a verdict was right."""

    precision: float
    recall: float
    wrong: int
    missed: int


def main() -> None:
    """Measure; print a table, or one JSON object."""
    parser = argparse.ArgumentParser(description=__doc__, prog="python -m bench.matching")
    parser.add_argument("--json", action="store_true", help="one JSON object")
    parser.add_argument("--errors", action="store_true", help="show the first half's errors")
    args = parser.parse_args()
    choosing, reporting = halves()
    if args.errors:
        for pair in choosing:
            found = likeness(pair.one, pair.other)
            if (found >= THRESHOLD) != pair.is_same:
                print(f"{found:.3f} {pair.is_same!s:5} {pair.kind}: {pair.one} {pair.other}")
    figures = run(choosing, reporting)
    if args.json:
        print(json.dumps(figures))
        return
    for name, value in figures.items():
        print(f"{name:28} {value:>10,.3f}")


def run(choosing: list[Pair], reporting: list[Pair]) -> dict[str, float]:
    """The figures by name, all of the second half but the threshold."""
    figures: dict[str, float] = {
        "pairs": len(choosing) + len(reporting), "reported_on": len(reporting),
        "threshold": THRESHOLD, "threshold_of_first_half": best_threshold(choosing),
    }  # fmt: skip
    ways = {"": alike, "keys_": by_keys, "baseline_": lower_cased}
    for name, way in ways.items():
        found = judge(reporting, way)
        figures |= {f"{name}{key}": value for key, value in found._asdict().items()}
    return figures


def halves() -> tuple[list[Pair], list[Pair]]:
    """The pairs to choose on, and those to report on."""
    seen: Counter[tuple[str, bool]] = Counter()
    parts: dict[int, list[Pair]] = defaultdict(list)
    for pair in pairs():
        group = (pair.kind, pair.is_same)
        parts[seen[group] % 2].append(pair)
        seen[group] += 1
    return parts[0], parts[1]


def pairs() -> list[Pair]:
    """Every labelled pair."""
    lines = PAIRS.read_text(encoding="utf-8").splitlines()
    return [_read(line) for line in lines if line and not line.startswith("# ")]


def alike(pair: Pair) -> bool:
    """What Attune says."""
    return likeness(pair.one, pair.other) >= THRESHOLD


def by_keys(pair: Pair) -> bool:
    """What an import says, before anything else is looked at: equal keys, lengths that agree."""
    one, other = pair.one, pair.other
    return text_identifier(one.artists[0], one.title) == text_identifier(
        other.artists[0], other.title
    ) and lengths_agree(one.duration_ms, other.duration_ms)


def lower_cased(pair: Pair) -> bool:
    """The baseline: names without case."""
    one, other = pair.one, pair.other
    return (one.title.lower(), one.artists[0].lower()) == (
        other.title.lower(), other.artists[0].lower(),
    )  # fmt: skip


def judge(some: Iterable[Pair], verdict: Callable[[Pair], bool]) -> Figures:
    """How right a verdict is on some pairs."""
    counts = Counter((pair.is_same, verdict(pair)) for pair in some)
    right, wrong, missed = counts[True, True], counts[False, True], counts[True, False]
    return Figures(right / max(1, right + wrong), right / max(1, right + missed), wrong, missed)


def best_threshold(some: list[Pair]) -> float:
    """The lowest threshold with the wanted precision on some pairs that loses no recall by it."""
    scored = [(likeness(pair.one, pair.other), pair.is_same) for pair in some]
    best = (0.0, 1.0)
    for step in range(100, 49, -1):
        limit = step / 100
        taken = [is_same for score, is_same in scored if score >= limit]
        if taken and sum(taken) / len(taken) >= WANTED_PRECISION:
            best = max(best, (sum(taken), limit))
    return best[1]


def _read(line: str) -> Pair:
    kind, label, *rest = (part.strip() for part in line.split(" | "))
    if label not in ("same", "other") or len(rest) != 6:
        raise ValueError(line)
    return Pair(kind, label == "same", _recording(*rest[:3]), _recording(*rest[3:]))


def _recording(title: str, artists: str, seconds: str) -> Recording:
    length = None if seconds == "-" else int(seconds) * 1000
    return Recording(title, tuple(artists.split("; ")), length)


if __name__ == "__main__":
    main()
