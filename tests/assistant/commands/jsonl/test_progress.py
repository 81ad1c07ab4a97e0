"""The bar: its words, its arithmetic, and silence where nobody watches."""

import io

import pytest

from assistant.commands.jsonl.command import summary
from assistant.commands.jsonl.progress import Progress, bar, clock_time
from assistant.commands.jsonl.running import Tally


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture
def wide(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "100")


@pytest.mark.usefixtures("wide")
def test_the_bar_counts_from_where_this_run_began() -> None:
    times = iter([0.0, 10.0, 20.0])
    terminal = Terminal()
    progress = Progress(terminal, total=1_000, clock=lambda: next(times))
    progress.begin(500)
    progress.show(lines=1_300, scored=300, position=750)
    assert terminal.getvalue().split("\x1b[K")[-1] == (
        " 75% ██████████████████░░░░░░  1,300 songs  30/s  0:10 left"
    )


def test_a_pipe_sees_nothing() -> None:
    stream = io.StringIO()
    progress = Progress(stream, total=1_000)
    progress.say("loading")
    progress.show(1, 1, 1)
    progress.clear()
    assert stream.getvalue() == ""


@pytest.mark.usefixtures("wide")
def test_it_is_taken_away_at_the_end() -> None:
    terminal = Terminal()
    progress = Progress(terminal)
    progress.say("loading")
    progress.clear()
    assert terminal.getvalue() == "\r\x1b[Kloading\r\x1b[K"


def test_without_a_size_there_is_no_share() -> None:
    assert bar(1_234_567, 3.25, None, None) == "1,234,567 songs  3.2/s"


@pytest.mark.parametrize(
    "seconds, words",
    [(0, "0:00"), (7.4, "0:07"), (725, "12:05"), (11_045, "3:04:05"), (-1, "0:00")],
)
def test_times_are_written_as_on_a_clock(seconds: float, words: str) -> None:
    assert clock_time(seconds) == words


def test_the_summary_names_every_kind_of_line() -> None:
    tally = Tally(lines=1_010, skipped=10, known=990, equal=5)
    tally.unknown.update({"too_short": 12, "instrumental": 3})
    tally.refused.update({"no_json": 4, "no_text": 1})
    assert summary(tally, 100.0).splitlines() == [
        "1,010 lines: 990 with a mood, 12 too short, 3 instrumental (1,000 done now in 1:40, 10.0/s).",
        "5 were equal to one before them and were not scored again.",
        "10 were there already and were not scored again.",
        '5 are no songs and have an "error" instead: 4 no_json, 1 no_text.',
    ]
