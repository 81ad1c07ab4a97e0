"""The dashboard in a real browser: bytes, first paint, usable, and events while songs are scored.

Starts an Attune of its own. *Usable* is when the first mood tap is confirmed over the socket, from
a cold cache. The baseline of the events under load is the same clicks on the idle server.

    python -m bench.page [--size N] [--visits N] [--events N] [--json]
"""

import argparse
import json
import shutil
import socket
import statistics
import tempfile
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, Self

import httpx
from playwright.sync_api import Browser, sync_playwright

from bench.page_probe import Clicker, Visit, figures, signed_in, visit
from bench.songwriter import write_song
from tests.support.instance import Instance

SENDERS = 4
EVENTS_A_TAP = 4  # a day holds few moods: a page of hundreds would measure something else
CHROMIUMS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def main() -> None:
    """Print a table, or one JSON object with `--json`."""
    parser = argparse.ArgumentParser(prog="python -m bench.page", description=__doc__)
    parser.add_argument("--size", type=int, default=500, help="lyrics scored meanwhile")
    parser.add_argument("--visits", type=int, default=5, help="cold visits; the median counts")
    parser.add_argument("--events", type=int, default=400, help="clicks of state alone, at least")
    parser.add_argument("--json", action="store_true", help="one JSON object")
    chosen = parser.parse_args()
    found = measure(chosen.size, chosen.visits, chosen.events)
    if chosen.json:
        print(json.dumps(found))
        return
    for name, value in found.items():
        print(f"{name:28} {value}")


def measure(size: int, visits: int, events: int) -> dict[str, Any]:
    """Start an instance and measure it; the figures by name."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        instance = Instance(Path(folder) / "data", _free_port())
        try:
            instance.start()
            instance.wait_for(lambda: _settled(instance), "the sample scored and indexed")
            with sync_playwright() as playwright:
                browser = playwright.chromium.launch(
                    executable_path=_chromium(), args=["--no-sandbox"]
                )
                found = _visits(browser, instance, visits) | _events(
                    browser, instance, size, events
                )
                browser.close()
            return found
        finally:
            instance.stop()


def _visits(browser: Browser, instance: Instance, count: int) -> dict[str, Any]:
    made: list[Visit] = []
    for number in range(count + 1):
        with signed_in(browser, instance, f"visitor-{number}") as context:
            made.append(visit(context, instance))
    made = made[1:]  # the first one warms the server, not the browser
    return {
        "first_page_kb": round(statistics.median(v.kb for v in made), 1),
        "requests": int(statistics.median(v.requests for v in made)),
        "fcp_ms": round(statistics.median(v.fcp_ms for v in made)),
        "usable_ms": round(statistics.median(v.usable_ms for v in made)),
        "usable_worst_ms": round(max(v.usable_ms for v in made)),
    }


def _events(browser: Browser, instance: Instance, size: int, events: int) -> dict[str, Any]:
    scorer = instance.person("scorer")
    with signed_in(browser, instance, "clicker") as context:
        clicker = Clicker(context.new_page(), instance)
        for warm in (clicker.intent, clicker.tap):
            [warm() for _ in range(10)]
        with _Stalls(instance) as calm:
            idle = _clicks(clicker, events, lambda: False)
        with _Stalls(instance) as loaded, ThreadPoolExecutor(SENDERS) as pool:
            began = time.perf_counter()
            sent = [pool.submit(_score, scorer, seed) for seed in range(size)]
            busy = _clicks(clicker, events, lambda: not all(one.done() for one in sent))
            errors = sum(one.result() != 200 for one in sent)
            took = time.perf_counter() - began
    found: dict[str, Any] = {}
    for kind in ("event", "tap"):
        found |= {f"{kind}s_idle": len(idle[kind]), f"{kind}s_busy": len(busy[kind])}
        found |= figures(f"{kind}_idle", idle[kind]) | figures(f"{kind}_busy", busy[kind])
        found[f"ratio_{kind}_busy_p95"] = round(
            found[f"{kind}_busy_p95_ms"] / found[f"{kind}_idle_p95_ms"], 2
        )
    return found | {
        "stall_idle_worst_ms": round(calm.worst_ms, 1),
        "stall_busy_worst_ms": round(loaded.worst_ms, 1),
        "scored": size,
        "scored_per_s": round(size / took, 1),
        "errors": errors,
    }


def _clicks(clicker: Clicker, at_least: int, go_on: Callable[[], bool]) -> dict[str, list[float]]:
    found: dict[str, list[float]] = {"event": [], "tap": []}
    while len(found["event"]) < at_least or go_on():
        found["tap"].append(clicker.tap())
        found["event"] += [clicker.intent() for _ in range(EVENTS_A_TAP)]
    return found


class _Stalls:
    """Asks the web process the cheapest question all the time, and keeps the slowest answer.

    It bounds the event loop's worst stall from above: the way there and back is in it.
    """

    def __init__(self, instance: Instance) -> None:
        self.worst_ms = 0.0
        self._url = f"{instance.url}/health/live"
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._ask)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        self._thread.join()

    def _ask(self) -> None:
        with httpx.Client() as client:
            client.get(self._url)
            while not self._stop.wait(0.025):
                began = time.perf_counter()
                client.get(self._url)
                self.worst_ms = max(self.worst_ms, (time.perf_counter() - began) * 1e3)


def _score(client: httpx.Client, seed: int) -> int:
    return client.post("/analysis/score", json={"lyrics": write_song(seed)}).status_code


def _settled(instance: Instance) -> bool:
    status = instance.command("index", "status").stdout
    return "waiting 0" in status and "songs 9" in status


def _chromium() -> str:
    found = next(filter(None, map(shutil.which, CHROMIUMS)), None)
    assert found, "Chromium was not found; run tools/test_env.py as root."
    return found


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


if __name__ == "__main__":
    main()
