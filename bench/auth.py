"""What telling who asks costs: a request with and without it, and a sign-in against one hash.

The same request is asked in turns of two APIs on one database: one that reads the token or the
cookie, and one that was told beforehand who asks. A sign-in's baseline is one bare Argon2id
comparison of the same password.

    python -m bench.auth [--requests N] [--sign-ins N] [--json]
"""

import argparse
import asyncio
import json
import statistics
import tempfile
import time
from collections.abc import Awaitable, Callable, Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import httpx

from assistant.api import create_api
from assistant.auth import passwords, rules
from assistant.core.actor import Actor
from assistant.moods import service as moods
from assistant.moods.schemas import MoodIn
from tests.support.app import ActingAs, App, make_app

PASSWORD = "harbour lamp at low water"  # noqa: S105 - of a listener that lives for minutes
MARA = {"email": "mara@example.com", "password": PASSWORD, "display_name": "Mara"}
ENTRIES = 200
WARM_UP = 20
PATHS = {"account": "/users/me", "log": "/mood/records?limit=50", "current": "/mood/current"}


def main() -> None:
    """Print a table, or one JSON object with `--json`."""
    parser = argparse.ArgumentParser(prog="python -m bench.auth", description=__doc__)
    parser.add_argument("--requests", type=int, default=400, help="of each kind")
    parser.add_argument("--sign-ins", type=int, default=40, help="and as many bare hashes")
    parser.add_argument("--json", action="store_true", help="one JSON object")
    chosen = parser.parse_args()
    found = measure(chosen.requests, chosen.sign_ins)
    if chosen.json:
        print(json.dumps(found))
        return
    for name, value in found.items():
        print(f"{name:24} {value}")


def measure(requests: int, sign_ins: int) -> dict[str, Any]:
    """Make an installation with a listener and some moods; the figures by name."""
    rules.SIGN_IN_PER_ACCOUNT = rules.SIGN_IN_FROM_NEW_PLACES = "1000000/minute"
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        url = f"sqlite:///{folder / 'attune.db'}"
        app = make_app(url, folder, sign_ins_per_minute=1_000_000)
        try:
            return asyncio.run(_measure(app, requests, sign_ins))
        finally:
            app.container.sql.dispose()


async def _measure(app: App, requests: int, sign_ins: int) -> dict[str, Any]:
    async with _client(app, None) as real:
        made = (await real.post("/auth/register", json=MARA)).json()
        pair = (await real.post("/auth/login", json=MARA)).json()
        actor = Actor(user_id=UUID(made["id"]), role=made["role"], address="127.0.0.1")
        _fill(app, actor)
        form = await real.post("/auth/browser-session", data=MARA)
        cookie = {"Cookie": f"attune_session={form.cookies['attune_session']}"}
        bearer = {"Authorization": f"Bearer {pair['access_token']}"}
        real.cookies.clear()
        found: dict[str, Any] = {}
        async with _client(app, actor) as told:
            for kind, path in PATHS.items():
                asked = {
                    "told": lambda path=path: told.get(path),
                    "bearer": lambda path=path: real.get(path, headers=bearer),
                    "cookie": lambda path=path: real.get(path, headers=cookie),
                }
                found |= _ratios(kind, await _in_turns(asked, requests))
        return found | await _sign_in(real, sign_ins)


async def _sign_in(real: httpx.AsyncClient, times: int) -> dict[str, Any]:
    stored = passwords.hashed(PASSWORD)

    async def bare() -> httpx.Response:
        assert await asyncio.to_thread(passwords.verify, PASSWORD, stored)
        return httpx.Response(200)

    async def sign_in() -> httpx.Response:
        real.cookies.clear()
        return await real.post("/auth/login", json=MARA)

    took = await _in_turns({"hash": bare, "sign_in": sign_in}, times)
    return {f"{name}_p50_ms": round(value, 2) for name, value in took.items()} | {
        "ratio_sign_in_hash": round(took["sign_in"] / took["hash"], 2)
    }


Ask = Callable[[], Awaitable[httpx.Response]]


async def _in_turns(ways: Mapping[str, Ask], times: int) -> dict[str, float]:
    """Ask each way in turns; the median of each in milliseconds."""
    took: dict[str, list[float]] = {name: [] for name in ways}
    for turn in range(times + WARM_UP):
        for name, ask in ways.items():
            began = time.perf_counter()
            answer = await ask()
            if turn >= WARM_UP:
                took[name].append((time.perf_counter() - began) * 1e3)
            assert answer.status_code == 200, answer.text
    return {name: statistics.median(values) for name, values in took.items()}


def _ratios(kind: str, took: dict[str, float]) -> dict[str, Any]:
    figures = {f"{kind}_{name}_p50_ms": round(value, 2) for name, value in took.items()}
    return figures | {
        f"ratio_{kind}_{name}": round(took[name] / took["told"], 2) for name in ("bearer", "cookie")
    }


def _client(app: App, actor: Actor | None) -> httpx.AsyncClient:
    api = create_api(app.container)
    if actor is not None:
        api.state.container = ActingAs(app.container, actor)
    transport = httpx.ASGITransport(app=api, client=("127.0.0.1", 50_000))
    origin = app.container.settings.origin
    return httpx.AsyncClient(transport=transport, base_url=origin)


def _fill(app: App, actor: Actor) -> None:
    for n in range(ENTRIES):
        entry = MoodIn(valence=0.2, arousal=0.1, recorded_at=app.clock.at - timedelta(hours=3 * n))
        with app.open_uow() as uow:
            moods.record(uow, app.container.vault, actor, entry)


if __name__ == "__main__":
    main()
