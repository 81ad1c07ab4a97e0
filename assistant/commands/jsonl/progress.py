"""A line on the terminal that says how far a long work is."""

import shutil
import sys
import time
from collections.abc import Callable
from typing import TextIO

_BAR = 24
_ERASE = "\r\x1b[K"


class Progress:
    """Counts, rate and remaining time; silent where nobody watches."""

    def __init__(
        self,
        stream: TextIO | None = None,
        total: int | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """Begin.

        Args:
            stream: where to draw; standard error when None.
            total: bytes of the input; None for a pipe.
            clock: seconds.
        """
        self._stream = stream or sys.stderr
        self._seen = self._stream.isatty()
        self._total = total
        self._clock = clock
        self._began = clock()
        self._skipped = 0

    def say(self, words: str) -> None:
        """Draw some words in place of the bar."""
        self._draw(words)

    def begin(self, position: int) -> None:
        """Start the clock where the work starts, behind what an earlier run did."""
        self._began, self._skipped = self._clock(), position

    def show(self, lines: int, scored: int, position: int) -> None:
        """Draw the bar.

        Args:
            lines: finished, those of earlier runs too.
            scored: finished by this run.
            position: bytes of the input that are finished.
        """
        spent = self._clock() - self._began
        share = left = None
        if self._total:
            share = min(1.0, position / self._total)
            done = position - self._skipped
            left = spent * (self._total - position) / done if done > 0 else None
        self._draw(bar(lines, scored / spent if spent > 0 else 0.0, share, left))

    def clear(self) -> None:
        """Take it away."""
        self._draw("")

    @property
    def seconds(self) -> float:
        """Since `begin`."""
        return self._clock() - self._began

    def _draw(self, words: str) -> None:
        if self._seen:
            width = shutil.get_terminal_size().columns
            self._stream.write(_ERASE + words[: width - 1])
            self._stream.flush()


def bar(lines: int, rate: float, share: float | None, left: float | None) -> str:
    """Put the words of the bar together.

    Args:
        lines: finished.
        rate: lines per second.
        share: finished part of the input, 0 to 1; None when its size is not known.
        left: seconds that remain; None when unknown.
    """
    parts = [f"{lines:,} songs", f"{rate:,.0f}/s" if rate >= 10 else f"{rate:.1f}/s"]
    if share is not None:
        full = int(share * _BAR)
        parts.insert(0, f"{share:4.0%} {'█' * full}{'░' * (_BAR - full)}")
    if left is not None:
        parts.append(f"{clock_time(left)} left")
    return "  ".join(parts)


def clock_time(seconds: float) -> str:
    """Write seconds as 0:07, 12:05 or 3:04:05."""
    minutes, rest = divmod(max(0, round(seconds)), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"
