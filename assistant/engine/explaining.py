"""Explanations as they cross the engine's border, and the last of them, kept."""

import hashlib
import threading
from collections import OrderedDict
from collections.abc import Callable
from typing import TYPE_CHECKING

from assistant.engine.types import ExplainedLine, ExplainedText, ExplainedTurn

if TYPE_CHECKING:
    from analysis.types import Explanation

KEPT = 256  # about 20 KB each


class RecentExplanations:
    """The explanations asked for last, by model and exact text; numbers and offsets, no words."""

    def __init__(self, kept: int = KEPT) -> None:
        """Begin with none."""
        self._kept = kept
        self._lock = threading.Lock()
        self._found: OrderedDict[tuple[str, str], ExplainedText] = OrderedDict()

    def get(self, stamp: str, text: str, make: Callable[[], ExplainedText]) -> ExplainedText:
        """Return what is kept, or make it and keep it; several threads may make at once."""
        key = (stamp, hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest())
        with self._lock:
            if key in self._found:
                self._found.move_to_end(key)
                return self._found[key]
        made = make()
        with self._lock:
            self._found[key] = made
            while len(self._found) > self._kept:
                self._found.popitem(last=False)
        return made


def explained(sha256: str, found: "Explanation") -> ExplainedText:
    """Put an explanation into the form that crosses the border."""
    turn, energy = found.turn, found.energy
    return ExplainedText(
        text_sha256=sha256, reason=found.reason, six=found.six, mood=found.mood,
        runner_up=found.runner_up, lead=found.lead,
        lines=[
            ExplainedLine(
                numbers=list(x.numbers), start=x.start, end=x.end, without=x.without, gives=x.gives
            )
            for x in found.lines
        ],
        untried=found.untried,
        turn=ExplainedTurn(lines=list(turn.lines), six=turn.six, mood=turn.mood) if turn else None,
        scatter=energy.scatter if energy else None,
        energy_unsaid=energy.says_nothing if energy else None,
    )  # fmt: skip
