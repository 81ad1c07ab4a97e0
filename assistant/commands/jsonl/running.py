"""The run over a catalogue: batch after batch, equal texts once, earlier work skipped."""

from collections import Counter, OrderedDict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, BinaryIO

from assistant.commands.jsonl.output import Output, OutputError
from assistant.commands.jsonl.progress import Progress
from assistant.commands.jsonl.reading import ReadAhead
from assistant.commands.jsonl.records import RESULTS, Row, results, to_json

if TYPE_CHECKING:
    from analysis.scorers import LyricsScorer

REMEMBERED = 2_048
"""Texts whose mood is remembered; more than a batch holds."""

Moods = tuple[Any, ...]  # the values of RESULTS: a dict each would take three times the memory


@dataclass(slots=True)
class Tally:
    """What happened to the lines.

    Attributes:
        lines: finished, those of earlier runs too.
        skipped: of these, finished by earlier runs.
        known: lines that have a mood.
        unknown: lines that have none, by reason.
        refused: lines that are no song, by code.
        equal: lines of this run whose text had been scored before.
    """

    lines: int = 0
    skipped: int = 0
    known: int = 0
    unknown: Counter[str] = field(default_factory=Counter)
    refused: Counter[str] = field(default_factory=Counter)
    equal: int = 0

    def count(self, record: dict[str, Any]) -> None:
        """Count a record."""
        self.lines += 1
        if "known" not in record:
            self.refused[record["error"]["code"]] += 1
        elif record["known"]:
            self.known += 1
        else:
            self.unknown[record["reason"]] += 1


class Catalogue:
    """Scores the rows of one input."""

    def __init__(self, scorer: "LyricsScorer", output: Output, progress: Progress) -> None:
        """Begin with nothing remembered."""
        self._scorer = scorer
        self._output = output
        self._progress = progress
        self._moods: OrderedDict[str, Moods | None] = OrderedDict()
        self.tally = Tally()

    def run(self, source: BinaryIO) -> None:
        """Read, score and write everything that is not written yet.

        Raises:
            OutputError: the output is no part of the result for this input and model.
            OSError: the system refused to read or write.
        """
        finished = self._output.finished()
        self._progress.begin(0)
        batches = ReadAhead(source)
        try:
            for batch in batches:
                rows = self._skip(batch.rows, finished)
                if not rows:
                    self._progress.begin(batch.end)
                    continue
                self._write(rows)
                tally = self.tally
                self._progress.show(tally.lines, tally.lines - tally.skipped, batch.end)
        finally:
            batches.stop()
            self._progress.clear()
        if next(finished, None) is not None:
            raise OutputError("the output has more records than the input has lines.")

    def _skip(self, rows: Sequence[Row], finished: Iterator[dict[str, Any]]) -> Sequence[Row]:
        """Hold the rows against the records of an earlier run; return those without one."""
        for place, row in enumerate(rows):
            record = next(finished, None)
            if record is None:
                return rows[place:]
            self._check(row, record)
            self.tally.skipped += 1
            self.tally.count(record)
            if row.problem is None:  # remember what the earlier run remembered at this point
                self._place(row.text)
                self._fill(row.text, tuple(record.get(name) for name in RESULTS))
        return []

    def _check(self, row: Row, record: dict[str, Any]) -> None:
        if not row.made(record):
            raise OutputError(
                f"record {self.tally.lines + 1} of the output was not made of line {row.number} "
                "of the input: it belongs to another input. Name another output file."
            )
        if row.problem is None and record.get("model") != self._scorer.mood_stamp:
            raise OutputError(
                f"the output was made by another model ({record.get('model')}): name another "
                "file, since moods of two models do not compare."
            )

    def _write(self, rows: Sequence[Row]) -> None:
        songs = [row for row in rows if row.problem is None]
        fresh = [row.text for row in songs if self._place(row.text)]
        scores = self._scorer.score(fresh, lines=False)
        stamp = self._scorer.mood_stamp
        for text, score in zip(fresh, scores, strict=True):
            self._fill(text, (*results(score).values(), stamp))
        records = [self._record(row) for row in rows]
        self._output.write("".join(to_json(record) + "\n" for record in records).encode())
        self.tally.equal += len(songs) - len(fresh)
        for record in records:
            self.tally.count(record)

    def _record(self, row: Row) -> dict[str, Any]:
        if row.problem is not None:
            return row.refusal()
        moods = self._moods[_key(row.text)]
        return row.fields | dict(zip(RESULTS, moods or (), strict=True))

    def _place(self, text: str) -> bool:
        """Make room for the mood of a text, that of the longest unused; False if it was there."""
        key = _key(text)
        new = key not in self._moods
        if new:
            self._moods[key] = None
            if len(self._moods) > REMEMBERED:
                self._moods.popitem(last=False)
        else:
            self._moods.move_to_end(key)
        return new

    def _fill(self, text: str, moods: Moods) -> None:
        self._moods[_key(text)] = moods


def _key(text: str) -> str:
    from analysis.preprocessing import text_sha256

    return text_sha256(text)
