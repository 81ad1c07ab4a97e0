"""The web process's HTTP side: REST, health, metrics and covers, with the dashboard beneath."""

import json
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from hmac import compare_digest
from pathlib import Path
from typing import Any

import anyio
import prometheus_client
from fastapi import Request
from fastapi.responses import FileResponse, JSONResponse, Response
from prometheus_fastapi_instrumentator import Instrumentator
from sqlalchemy import text
from starlette.applications import Starlette
from starlette.routing import Mount, Route

from assistant import bootstrap
from assistant.api import create_api
from assistant.container import Container
from assistant.core.errors import DomainError, NotAuthenticated
from assistant.core.http import seen
from assistant.core.lifeline import exit_with_parent
from assistant.core.logging import configure
from assistant.core.memory import settle
from assistant.core.problems import PROBLEM_JSON, problem
from assistant.core.reach import (
    believe_proxies,
    doubt_loopback,
    is_loopback,
    own_pages_only,
    to_own_host,
)
from assistant.core.security import (
    App,
    content_security_policy,
    limit_body,
    shield,
)
from assistant.core.settings import Settings
from assistant.metadata import service as metadata
from assistant.scrobbles import audioscrobbler, lastfm, listenbrainz
from assistant.scrobbles.listenbrainz_rules import BODY_BYTES_MAX
from assistant.song_moods.service import cover_of

API_PREFIX = "/api/v1"
# Programs that scrobble keep to the address they were given, whatever it is called.
PROGRAMS = ("/1/", "/apis/", "/2.0")
# A thousand listens at the longest; a little more, so that the protocol's own refusal is told.
ROOMIER = dict.fromkeys(("/1/", "/apis/listenbrainz/"), BODY_BYTES_MAX + 1_000_000)
_HASHES = Path(".web") / "csp-hashes.json"
_FALLBACK = "__spa-fallback.html"
# The event loop gives up the interpreter at every wait and queues for it behind the requests'
# threads; at Python's own 5 ms a turn, a click during a few requests waits some 50 ms.
SWITCH_S = 0.0005


class Web:
    """The web process: built at import without touching anything, started by its lifespan."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.api = create_api()
        Instrumentator(excluded_handlers=["/metrics"]).instrument(self.api)
        self._container: Container | None = None

    @property
    def container(self) -> Container:
        """The parts of this process, once it has started."""
        if self._container is None:
            raise RuntimeError("the web process has not started yet")
        return self._container

    def root(self) -> Starlette:
        """The app that the dashboard is mounted beneath."""
        return Starlette(
            routes=[
                Mount(API_PREFIX, app=self.api),
                Mount("/1", app=listenbrainz.create(lambda: self.container)),
                Mount("/apis/listenbrainz/1", app=listenbrainz.create(lambda: self.container)),
                Mount("/2.0", app=lastfm.create(lambda: self.container)),
                Route("/health/live", self._live),
                Route("/health/ready", self._ready),
                Route("/metrics", self._metrics),
                Route("/covers/{track_id:uuid}.svg", self._cover),
            ]
        )

    def layers(self) -> list[Callable[[App], App]]:
        """What every request passes, the outermost last; Reflex answers other origins before."""
        csp = PagePolicies(_script_hashes())
        return [
            self._own_host,
            lambda inner: audioscrobbler.layer(inner, lambda: self.container),
            lambda inner: limit_body(
                inner,
                self.settings.request_max_bytes,
                ROOMIER | {f"{API_PREFIX}/me/library/import": self._file_max},
            ),
            lambda inner: own_pages_only(inner, self.settings.own_origins),
            lambda inner: shield(inner, csp=csp, secure=self.settings.secure),
            doubt_loopback,
            lambda inner: believe_proxies(inner, self.settings.trusted_proxies),
        ]

    @asynccontextmanager
    async def lifespan(self) -> AsyncIterator[None]:
        """Open the database and the way to the worker; close them at the end."""
        exit_with_parent()
        configure(self.settings.log_level, self.settings.log_format)
        self._container = await anyio.to_thread.run_sync(bootstrap.build, self.settings)
        self.api.state.container = self._container
        settle()
        sys.setswitchinterval(SWITCH_S)
        try:
            yield
        finally:
            self._container.sql.dispose()

    @property
    def _file_max(self) -> int:
        """The longest body with a file to import: the form around it takes a little more."""
        return self.settings.import_max_bytes + 10_000

    def _live(self, _request: Request) -> Response:
        return JSONResponse({"status": "live"})

    def _ready(self, _request: Request) -> Response:
        checks: dict[str, Any] = {}
        try:
            with self.container.sql.connect() as connection:
                connection.execute(text("SELECT 1"))
            checks["database"] = "ready"
        except Exception as error:  # noqa: BLE001 - whatever it is, we are not ready
            checks["database"] = type(error).__name__
        try:
            health = self.container.engine.health()
            checks |= {"model": health.model, "store": health.store}
        except DomainError as error:
            checks |= {"model": error.code, "store": error.code}
        ready = checks["database"] == "ready"
        return JSONResponse({"ready": ready, **checks}, 200 if ready else 503)

    def _metrics(self, request: Request) -> Response:
        token = self.settings.metrics_token
        given = request.headers.get("authorization", "")
        allowed = (
            compare_digest(given.encode(), f"Bearer {token}".encode())
            if token
            else is_loopback(request.client.host if request.client else "")
        )
        if not allowed:
            detail = "Metrics are for this machine, or by ATTUNE_METRICS_TOKEN."
            body = problem(403, "metrics_not_here", detail, request.state.request_id)
            return JSONResponse(body, 403, media_type=PROBLEM_JSON)
        figures = prometheus_client.generate_latest()
        return Response(figures, media_type=prometheus_client.CONTENT_TYPE_LATEST)

    def _cover(self, request: Request) -> Response:
        """Draw a song's cover as the one who asks sees its mood; strangers see none."""
        headers = {"Cache-Control": "private, max-age=60"}  # short: a correction changes it
        try:
            actor = self.container.authenticate(seen(request))
            actor.require_user("music:read")
            with self.container.open_uow(read=True) as uow:
                picture = metadata.cover_file(
                    uow, actor, request.path_params["track_id"], self.settings.data_dir
                )
                drawn = cover_of(
                    uow, request.path_params["track_id"], actor, self.container.stamps.mood
                )
        except DomainError as error:
            return Response(status_code=401 if isinstance(error, NotAuthenticated) else 404)
        if picture is not None:
            return FileResponse(picture, media_type="image/webp", headers=headers)
        return Response(drawn, media_type="image/svg+xml", headers=headers)

    def _own_host(self, inner: App) -> App:
        """Only where browsers reach us by loopback: elsewhere `localhost` is somebody's tunnel."""
        if not self.settings.bound_to_loopback or self.settings.public_url:
            return inner
        return to_own_host(inner, self.settings.origin, PROGRAMS)


def create_web() -> Web:
    """The web process of this installation."""
    return Web(Settings())


class PagePolicies:
    """The content security policy of each page: its own inline scripts by hash, no others.

    Args:
        hashes: of each built HTML file, as `tools/build_ui.py` wrote them.
    """

    def __init__(self, hashes: dict[str, list[str]]) -> None:
        self._policies = {name: content_security_policy(h) for name, h in hashes.items()}
        self._other = self._policies.get(_FALLBACK, content_security_policy([]))

    def __call__(self, path: str) -> str:
        """The policy of a path; the one of the fallback page where no file was built."""
        return self._policies.get(f"{path.strip('/') or 'index'}.html", self._other)


def _script_hashes() -> dict[str, list[str]]:
    found: dict[str, list[str]] = json.loads(_HASHES.read_text()) if _HASHES.exists() else {}
    return found
