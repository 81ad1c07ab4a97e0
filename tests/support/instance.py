"""A real Attune of this test run: `attune serve` in a folder of its own, on a port of its own."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import httpx

ROOT = Path(__file__).resolve().parents[2]
START_PATIENCE_S = 300.0


class Instance:
    """A running Attune.

    Args:
        folder: its data folder.
        port: its port.
        settings: more `ATTUNE_…` settings, without the prefix.
    """

    def __init__(self, folder: Path, port: int, **settings: str) -> None:
        self.folder, self.port = folder, port
        self.url = f"http://127.0.0.1:{port}"
        self.api = f"{self.url}/api/v1"
        self._environment = {
            **{k: v for k, v in os.environ.items() if not k.startswith("ATTUNE_")},
            "ATTUNE_DATA_DIR": str(folder),
            "ATTUNE_PORT": str(port),
            **{f"ATTUNE_{k.upper()}": v for k, v in settings.items()},
        }
        self._process: subprocess.Popen[bytes] | None = None
        self._clients: list[httpx.Client] = []
        self.log = folder.parent / f"{folder.name}.log"

    def start(self) -> "Instance":
        """Start it and wait until model and index are ready."""
        self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "assistant.cli", "serve"], cwd=ROOT,
                env=self._environment, stdout=log, stderr=log, stdin=subprocess.DEVNULL,
            )  # fmt: skip
        self.wait_ready()
        return self

    def wait_ready(self) -> None:
        """Wait until the page answers and the model is warm."""

        def ready() -> bool:
            found = httpx.get(f"{self.url}/health/ready", timeout=5).json()
            return bool(found.get("model") == "ready" and found.get("store") == "ready")

        self.wait_for(ready, "ready")

    def wait_for(self, holds: Any, what: str, patience_s: float = START_PATIENCE_S) -> None:
        """Wait until something holds; with the log's end when it never does."""
        end = time.monotonic() + patience_s
        while time.monotonic() < end:
            if self._process is not None and self._process.poll() is not None:
                raise AssertionError(f"attune serve ended\n{self.tail()}")
            try:
                if holds():
                    return
            except (httpx.HTTPError, ValueError):
                pass
            time.sleep(0.2)
        raise AssertionError(f"not {what} after {patience_s:.0f} s\n{self.tail()}")

    def tail(self) -> str:
        """The end of the log."""
        return self.log.read_text(errors="replace")[-4000:] if self.log.exists() else ""

    def pid(self, name: str) -> int:
        """The process number of "web" or "worker" now; 0 while it is being started again."""
        for line in (self.folder / "run" / "pids").read_text().splitlines():
            if line.startswith(f"{name} "):
                return int(line.split()[1])
        return 0

    def kill(self, name: str) -> None:
        """Kill -9 one of the two processes, and wait until the supervisor has another."""
        before = self.pid(name)
        assert before, f"{name} is not running"
        os.kill(before, signal.SIGKILL)
        self.wait_for(lambda: self.pid(name) not in (0, before), f"{name} restarted")

    def stop(self) -> None:
        """Stop it."""
        for client in self._clients:
            client.close()
        if self._process is not None and self._process.poll() is None:
            self._process.terminate()
            try:
                self._process.wait(20)
            except subprocess.TimeoutExpired:
                self._process.kill()

    def command(self, *args: str, text: str | None = None) -> subprocess.CompletedProcess[str]:
        """Run an `attune` command against the same folder."""
        return subprocess.run(
            [sys.executable, "-m", "assistant.cli", *args], cwd=ROOT, env=self._environment,
            capture_output=True, text=True, input=text, timeout=120, check=False,
        )  # fmt: skip

    def person(self, name: str = "mara") -> httpx.Client:
        """Register, sign in, and hold a client that acts as that person."""
        body = {"email": f"{name}@example.com", "password": "harbour lamp at low water",
                "display_name": name.title()}  # fmt: skip
        client = httpx.Client(base_url=self.api, timeout=60)
        self._clients.append(client)
        assert client.post("/auth/register", json=body).status_code == 201
        tokens = client.post("/auth/login", json=body).json()
        client.headers["Authorization"] = f"Bearer {tokens['access_token']}"
        return client

    def finish_job(self, client: httpx.Client, job_id: str, patience_s: float = 120) -> Any:
        """Wait until a job has ended; its last state."""
        last: dict[str, Any] = {}

        def ended() -> bool:
            nonlocal last
            last = client.get(f"/me/jobs/{job_id}").json()
            return last["state"] not in ("waiting", "running")

        self.wait_for(ended, f"job {job_id} ended", patience_s)
        return last
