"""`attune score --jsonl` over a catalogue: speed, memory along the way, killed and gone on with.

The command runs as a process of its own, as an owner would call it. The baseline is the same scorer
called once, in the same run, on all texts held in memory.

    python -m bench.catalogue [--size N] [--threads N] [--json]
"""

import argparse
import json
import os
import re
import resource
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bench.songwriter import write_song

_POLL_S = 0.02
_CHUNK = 1024 * 1024


@dataclass(slots=True)
class Run:
    """What a run of the command was seen to do.

    Attributes:
        code: exit code; negative for a signal.
        said: standard error.
        peaks: MB of memory at its height until so many records were written.
        written: records at the end.
    """

    code: int = 0
    said: str = ""
    peaks: dict[int, float] = field(default_factory=dict)
    written: int = 0


def main() -> None:
    """Print a table, or one JSON object with `--json`."""
    parser = argparse.ArgumentParser(prog="python -m bench.catalogue", description=__doc__)
    parser.add_argument("--size", type=int, default=2_000, help="songs")
    parser.add_argument("--threads", type=int, default=os.cpu_count(), help="processor threads")
    parser.add_argument("--json", action="store_true", help="one JSON object")
    chosen = parser.parse_args()
    figures = measure(chosen.size, chosen.threads)
    if chosen.json:
        print(json.dumps(figures))
        return
    for name, value in figures.items():
        print(f"{name:26} {value}")


def measure(size: int, threads: int) -> dict[str, Any]:
    """Score a catalogue whole, then once more with a kill in the middle, then the baseline."""
    with tempfile.TemporaryDirectory() as place:
        songs, whole, killed = (Path(place) / name for name in ("songs", "whole", "killed"))
        with songs.open("w", encoding="utf-8") as file:
            file.writelines(
                json.dumps({"id": n, "text": write_song(n)}) + "\n" for n in range(size)
            )
        marks = (size // 4, size // 2, size)
        straight = _run(songs, whole, threads, marks)
        straight.peaks.setdefault(size, _peak_of_ended())
        _run(songs, killed, threads, (), kill_at=size // 2)
        before = _count(killed)
        resumed = _run(songs, killed, threads, ())
        assert (straight.code, resumed.code) == (0, 0), straight.said + resumed.said
        ids = [json.loads(line)["id"] for line in killed.open("rb")]
        same = whole.read_bytes() == killed.read_bytes()
    baseline_rate, baseline_mb = _baseline(size, threads)
    quarter, half, full = (straight.peaks[mark] for mark in marks)
    rate = _number(r"([\d,.]+)/s\)", straight.said)
    return {
        "songs": size,
        "threads": threads,
        "songs_per_s": rate,
        "baseline_songs_per_s": baseline_rate,
        "ratio_baseline": round(rate / baseline_rate, 2),
        "peak_mb_quarter": quarter,
        "peak_mb_half": half,
        "peak_mb_whole": full,
        "mb_per_1000_songs": round((full - half) / (size - size // 2) * 1_000, 2),
        "baseline_peak_mb": baseline_mb,
        "written_when_killed": before,
        "scored_after_resume": int(_number(r"([\d,]+) done now", resumed.said)),
        "scored_twice": before + int(_number(r"([\d,]+) done now", resumed.said)) - size,
        "records_twice": len(ids) - len(set(ids)),
        "records_missing": size - len(set(ids)),
        "resumed_is_identical": same,
    }


def _run(
    songs: Path, out: Path, threads: int, marks: tuple[int, ...], kill_at: int | None = None
) -> Run:
    """Run the command and watch its output grow."""
    run = Run()
    command = [sys.executable, "-m", "assistant.cli", "score", "--jsonl", str(songs)]
    with (
        tempfile.TemporaryFile("w+") as said,
        subprocess.Popen(
            [*command, "--out", str(out), "--resume"], stderr=said,
            env={**os.environ, "ATTUNE_MODEL_THREADS": str(threads)},
        ) as process,
    ):  # fmt: skip
        for run.written in _growth(out, process):
            for mark in marks:
                if run.written >= mark and mark not in run.peaks:
                    run.peaks[mark] = _peak(process.pid)
            if kill_at is not None and run.written >= kill_at:
                process.send_signal(signal.SIGKILL)
                break
        run.code = process.wait()
        said.seek(0)
        run.said = said.read()
    return run


def _growth(out: Path, process: "subprocess.Popen[bytes]") -> Iterator[int]:
    """Give the number of records whenever there are more, until the process ends."""
    position = count = 0
    while process.poll() is None:
        with out.open("rb") if out.exists() else open(os.devnull, "rb") as file:  # noqa: PTH123
            file.seek(position)
            while chunk := file.read(_CHUNK):
                position += len(chunk)
                count += chunk.count(b"\n")
        yield count
        time.sleep(_POLL_S)


def _peak(pid: int) -> float:
    """Return the most MB a process has held so far."""
    status = Path(f"/proc/{pid}/status").read_text()
    return round(int(_number(r"VmHWM:\s+(\d+)", status)) / 1024, 1)


def _peak_of_ended() -> float:
    """Return the most MB that a process this one waited for has held."""
    return round(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024, 1)


def _baseline(size: int, threads: int) -> tuple[float, float]:
    """Return songs per second and peak MB of one call on all texts."""
    from analysis.scorers.embedded import EmbeddedScorer

    scorer = EmbeddedScorer(threads=threads)
    scorer.load()
    texts = [write_song(n) for n in range(size)]
    start = time.perf_counter()
    scores = scorer.score(texts, lines=False)
    seconds = time.perf_counter() - start
    assert len(scores) == size
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return round(size / seconds, 1), round(peak, 1)


def _number(pattern: str, text: str) -> float:
    found = re.search(pattern, text)
    assert found, text
    return float(found[1].replace(",", ""))


def _count(path: Path) -> int:
    with path.open("rb") as file:
        return sum(1 for line in file if line.endswith(b"\n"))


if __name__ == "__main__":
    main()
