"""One Attune of several web and worker processes: PostgreSQL, a Qdrant server, one data folder."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx
import psycopg

ROOT = Path(__file__).resolve().parents[2]
PATIENCE_S = 300.0
DEAD_AFTER_S = 10


class Fleet:
    """The processes, started with `attune web` and `attune worker`.

    Args:
        folder: the data folder they share.
        database_url: their PostgreSQL database.
        vector_url: their vector store.
    """

    def __init__(self, folder: Path, database_url: str, vector_url: str) -> None:
        self.folder, self._database_url = folder, database_url
        self._environment = {
            **{k: v for k, v in os.environ.items() if not k.startswith("ATTUNE_")},
            "ATTUNE_DATA_DIR": str(folder),
            "ATTUNE_DATABASE_URL": database_url,
            "ATTUNE_VECTOR_URL": vector_url,
            "ATTUNE_WORKER_DEAD_AFTER_S": str(DEAD_AFTER_S),
        }
        self._processes: dict[str, subprocess.Popen[bytes]] = {}
        self._clients: list[httpx.Client] = []

    def worker(self, name: str, engine_url: str, **settings: str) -> None:
        """Start a worker of a name, with settings of its own."""
        own = {"ATTUNE_WORKER_NAME": name, "ATTUNE_ENGINE_URL": engine_url, **settings}
        self._start(name, ["worker"], **own)

    def web(self, port: int, engine_url: str) -> None:
        """Start a web process that asks one of the workers."""
        self._start(f"web-{port}", ["web", "--port", str(port)], ATTUNE_ENGINE_URL=engine_url)

    def wait_ready(self, port: int) -> None:
        """Wait until a web process and the worker that it asks are ready."""

        def ready() -> bool:
            found = httpx.get(f"http://127.0.0.1:{port}/health/ready", timeout=20).json()
            return bool(found.get("model") == "ready" and found.get("store") == "ready")

        self.wait_for(ready, f"{port} ready")

    def client(self, port: int) -> httpx.Client:
        """A REST client of one web process; nobody is signed in."""
        made = httpx.Client(base_url=f"http://127.0.0.1:{port}/api/v1", timeout=60)
        self._clients.append(made)
        return made

    def kill(self, name: str) -> None:
        """Kill -9 a process."""
        process = self._processes.pop(name)
        process.send_signal(signal.SIGKILL)
        process.wait()

    def end(self, name: str) -> int:
        """Ask a process to stop, as a service manager does; its exit code."""
        process = self._processes.pop(name)
        process.terminate()
        return process.wait(PATIENCE_S)

    def alive(self, name: str) -> bool:
        """Whether a process runs."""
        return self._processes[name].poll() is None

    def begun(self, job_id: str) -> tuple[str, str, int]:
        """Who has a job as DBOS knows it: (name of the worker, its run, how often it was begun)."""
        with psycopg.connect(self._plain_url) as connection:
            row = connection.execute(
                "SELECT executor_id, recovery_attempts FROM dbos.workflow_status"
                " WHERE workflow_uuid = %s", [job_id],
            ).fetchone()  # fmt: skip
        assert row is not None
        return str(row[0]).partition(":")[0], str(row[0]), int(row[1])

    def workers(self) -> dict[str, str]:
        """The run of each worker on the list, and of the leader."""
        with psycopg.connect(self._plain_url) as connection:
            rows = connection.execute("SELECT name, holder FROM worker_lease").fetchall()
        return {str(name).removeprefix("worker/"): str(holder) for name, holder in rows}

    def wait_for(self, holds: Callable[[], Any], what: str) -> Any:
        """Wait until something holds, and return it; with the logs' ends when it never does."""
        end = time.monotonic() + PATIENCE_S
        while time.monotonic() < end:
            for name, process in self._processes.items():
                assert process.poll() is None, f"{name} ended\n{self._tails()}"
            try:
                if found := holds():
                    return found
            except (httpx.HTTPError, ValueError):
                pass
            time.sleep(0.05)
        raise AssertionError(f"not {what} after {PATIENCE_S:.0f} s\n{self._tails()}")

    def stop(self) -> None:
        """Stop everything."""
        for client in self._clients:
            client.close()
        for process in self._processes.values():
            process.terminate()
        for process in self._processes.values():
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()

    @property
    def _plain_url(self) -> str:
        return self._database_url.replace("+psycopg", "")

    def _start(self, name: str, command: list[str], **settings: str) -> None:
        self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        with self._log(name).open("ab") as log:
            self._processes[name] = subprocess.Popen(
                [sys.executable, "-m", "assistant.cli", *command], cwd=ROOT,
                env=self._environment | settings, stdin=subprocess.DEVNULL, stdout=log, stderr=log,
            )  # fmt: skip

    def _log(self, name: str) -> Path:
        return self.folder.parent / f"{name}.log"

    def _tails(self) -> str:
        logs = sorted(self.folder.parent.glob("*.log"))
        return "\n".join(f"== {p.name}\n{p.read_text(errors='replace')[-3000:]}" for p in logs)
