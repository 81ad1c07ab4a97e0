"""Requests, replies and routes of a sandbox: the little of HTTP that a strict vendor needs."""

import json
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs

Query = dict[str, list[str]]


@dataclass(frozen=True, slots=True)
class Request:
    """What a client sent; header names are lower case."""

    method: str
    path: str
    query: Query
    headers: dict[str, str]
    body: bytes
    client_host: str

    def param(self, name: str) -> str | None:
        """The first value of a query parameter."""
        values = self.query.get(name)
        return values[0] if values else None

    @property
    def content_type(self) -> str:
        """The media type of the body, without parameters, lower case."""
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()

    def json(self) -> Any:
        """The body as JSON.

        Raises:
            ValueError: it is none.
        """
        return json.loads(self.body)

    def form(self) -> dict[str, str]:
        """The body as a form, first values only; empty when it is none."""
        if self.content_type != "application/x-www-form-urlencoded":
            return {}
        fields = parse_qs(self.body.decode("utf-8", "replace"), keep_blank_values=True)
        return {name: values[0] for name, values in fields.items()}


@dataclass(frozen=True, slots=True)
class Reply:
    """What is sent back; Content-Length is added on the way out."""

    status: int
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)


Handler = Callable[..., Reply]


@dataclass(frozen=True, slots=True)
class Route:
    """One endpoint: `{name}` in the path matches one segment and becomes an argument."""

    method: str
    path: str
    handler: Handler

    def match(self, path: str) -> dict[str, str] | None:
        """The named segments of a path that is this route's, else None."""
        pattern = re.sub(r"\{(\w+)\}", r"(?P<\1>[^/]+)", self.path)
        found = re.fullmatch(pattern, path)
        return found.groupdict() if found else None


def json_reply(status: int, payload: Any, **headers: str) -> Reply:
    """A JSON body."""
    body = json.dumps(payload).encode()
    return Reply(status, body, {"Content-Type": "application/json; charset=utf-8", **headers})


def html_reply(status: int, page: str, **headers: str) -> Reply:
    """A page for people."""
    return Reply(status, page.encode(), {"Content-Type": "text/html; charset=utf-8", **headers})


def find_route(
    routes: Sequence[Route], request: Request
) -> tuple[Route, dict[str, str]] | list[str]:
    """The route of a request, or the methods that its path would have allowed (maybe none)."""
    allowed = []
    for route in routes:
        segments = route.match(request.path)
        if segments is None:
            continue
        if route.method == request.method:
            return route, segments
        allowed.append(route.method)
    return allowed
