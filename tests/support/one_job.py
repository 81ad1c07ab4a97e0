"""Runs one job in a process of its own, so that a test can kill it: `python -m tests.support.one_job`.

Reads from standard input {job_id, settings}; `settings` are those of the test's own Attune.
"""

import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import UUID

from tests.support.app import App

ROOT = Path(__file__).resolve().parents[2]
_PATIENCE_S = 60


@contextmanager
def running(app: App, job_id: UUID) -> Iterator["subprocess.Popen[str]"]:
    """Run a waiting job of a test's Attune elsewhere; killed at the end if it still runs."""
    app.jobs.waiting.remove(job_id)
    settings = app.container.settings.model_dump(mode="json", exclude={"data_dir"})
    asked = {
        "job_id": str(job_id),
        "folder": str(app.container.settings.data_dir),
        "settings": settings,
    }
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.support.one_job"],
        cwd=ROOT, stdin=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert process.stdin is not None
    with process, process.stdin as pipe:
        pipe.write(json.dumps(asked))
        pipe.close()
        try:
            yield process
        finally:
            if process.poll() is None:
                process.kill()


def kill_when(process: "subprocess.Popen[str]", happened: Callable[[], bool]) -> None:
    """Kill -9 as soon as something happened elsewhere."""
    until = time.monotonic() + _PATIENCE_S
    while not happened():
        assert process.poll() is None, "the job ended before it could be killed"
        assert time.monotonic() < until, "nothing happened that the test waits for"
        time.sleep(0.005)
    process.kill()
    process.wait()


def main() -> None:
    """Build an Attune on the test's database and run the job there."""
    from assistant import bootstrap
    from assistant.jobs.context import execute
    from tests.support.app import make_app

    asked = json.load(sys.stdin)
    app = make_app(
        asked["settings"].pop("database_url"), Path(asked["folder"]), **asked["settings"]
    )
    execute(UUID(asked["job_id"]), bootstrap.handlers(app.container), app.open_uow)


if __name__ == "__main__":
    main()
