"""What every sandbox shares: routing, fault playing, the record of requests, the control desk."""

import ipaddress
import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from typing import Any
from urllib.parse import urlsplit

from assistant.sandbox.faults import MAX_DELAY_MS, RAW_KINDS, REPLY_KINDS, Fault, FaultBook, spoil
from assistant.sandbox.http import Reply, Request, Route, find_route, json_reply

CONTROL = "/__sandbox__"
_MAX_RECORDED = 5_000
_SECRET_FIELDS = frozenset({"code", "code_verifier", "refresh_token", "access_token"})


@dataclass(slots=True)
class Recorded:
    """One request as it arrived, and what became of it; secrets are never kept.

    Attributes:
        outcome: "answered", "cut" (the client got no whole answer).
        effect: whether the request was carried out.
    """

    method: str
    path: str
    query: dict[str, list[str]]
    body: Any
    headers: dict[str, str]
    status: int | None = None
    outcome: str = "answered"
    effect: bool = True
    fault: str | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the server must send, and the fault it must play while sending."""

    reply: Reply
    fault: Fault | None


class Sandbox:
    """A vendor in memory. Subclasses give `routes`, `refusals` and their own control endpoints.

    All requests are handled under one lock: a sandbox answers one at a time, so that tests may
    look at its state without surprises. Waiting (`slow`, `drip`) happens outside the lock.
    """

    name = "sandbox"

    def __init__(self) -> None:
        self.faults = FaultBook()
        self.requests: list[Recorded] = []
        self.lock = threading.RLock()

    # --- what a vendor fills in ---

    def routes(self) -> Sequence[Route]:
        """The endpoints of the vendor's contract."""
        raise NotImplementedError

    def refusals(self) -> Mapping[str, Callable[[Fault], Reply]]:
        """Fault kinds in the vendor's own words."""
        raise NotImplementedError

    def unknown_path(self, request: Request) -> Reply:
        """The vendor's answer to a path it does not have."""
        raise NotImplementedError

    def wrong_method(self, request: Request, allowed: list[str]) -> Reply:
        """The vendor's answer to a method a path does not take."""
        raise NotImplementedError

    def control_routes(self) -> Sequence[Route]:
        """Control endpoints beyond faults and requests."""
        return ()

    # --- answering ---

    def handle(self, request: Request) -> Outcome:
        """Answer a request, recording it and playing the fault that waits for it."""
        if request.path.startswith(CONTROL):
            return Outcome(self._control(request), None)
        fault = self.faults.take(request.method, request.path)
        with self.lock:
            record = self._record(request)
            reply = self._reply(request, fault)
            record.status = reply.status
            record.effect = fault is None or fault.takes_effect
            record.fault = fault.kind if fault else None
            if fault and fault.kind in {"cut_before", "cut_after_effect", "cut_mid_body"}:
                record.outcome = "cut"
        return Outcome(reply, fault)

    def _reply(self, request: Request, fault: Fault | None) -> Reply:
        honest = Reply(500)
        if fault is None or fault.takes_effect:
            honest = self._honest(request)
        if fault is None or fault.kind in RAW_KINDS:
            return honest
        if fault.kind in REPLY_KINDS:
            return spoil(fault, honest)
        return self.refusals()[fault.kind](fault)

    def _honest(self, request: Request) -> Reply:
        found = find_route(self.routes(), request)
        if isinstance(found, tuple):
            route, segments = found
            return route.handler(request, **segments)
        return self.wrong_method(request, found) if found else self.unknown_path(request)

    def _record(self, request: Request) -> Recorded:
        record = Recorded(
            method=request.method,
            path=request.path,
            query={k: ["…"] if k in _SECRET_FIELDS else v for k, v in request.query.items()},
            body=_readable(request),
            headers={
                k: v for k, v in request.headers.items() if k not in {"authorization", "cookie"}
            },
        )
        self.requests.append(record)
        del self.requests[:-_MAX_RECORDED]
        return record

    def sent(self, method: str, path: str) -> list[Recorded]:
        """The recorded requests of one endpoint, oldest first."""
        with self.lock:
            return [r for r in self.requests if (r.method, r.path) == (method, path)]

    # --- the control desk ---

    def _control(self, request: Request) -> Reply:
        if not (_loopback(request.client_host) and _loopback_name(request.headers.get("host", ""))):
            return json_reply(403, {"error": "the control desk is for this machine only"})
        if request.method != "GET" and request.content_type != "application/json":
            # A web page of another origin can send forms, not JSON.
            return json_reply(415, {"error": "send application/json"})
        own = [
            Route("POST", f"{CONTROL}/faults", self._add_fault),
            Route("GET", f"{CONTROL}/faults", self._list_faults),
            Route("DELETE", f"{CONTROL}/faults", self._clear_faults),
            Route("GET", f"{CONTROL}/requests", self._list_requests),
            Route("DELETE", f"{CONTROL}/requests", self._clear_requests),
        ]
        found = find_route([*own, *self.control_routes()], request)
        if not isinstance(found, tuple):
            return json_reply(405 if found else 404, {"error": "no such control", "allow": found})
        try:
            with self.lock:
                return found[0].handler(request, **found[1])
        except (ValueError, TypeError, KeyError) as error:
            return json_reply(400, {"error": f"{type(error).__name__}: {error}"})

    def add_fault(self, **asked: Any) -> Fault:
        """Script a fault; the fields of `Fault`.

        Raises:
            ValueError: no such kind, or a number out of range.
        """
        fault = Fault(**asked)
        kinds = RAW_KINDS | REPLY_KINDS | set(self.refusals())
        if fault.kind not in kinds:
            raise ValueError(f"kind must be one of {sorted(kinds)}")
        if not (fault.times >= 1 and fault.after >= 0 and 0 <= fault.delay_ms <= MAX_DELAY_MS):
            raise ValueError("times, after or delay_ms is out of range")
        self.faults.add(fault)
        return fault

    def _add_fault(self, request: Request) -> Reply:
        asked = request.json()
        unknown = set(asked) - {field.name for field in fields(Fault)}
        if unknown:
            raise ValueError(f"unknown fields {sorted(unknown)}")
        return json_reply(201, asdict(self.add_fault(**asked)))

    def _list_faults(self, _: Request) -> Reply:
        return json_reply(200, {"faults": [asdict(fault) for fault in self.faults.waiting()]})

    def _clear_faults(self, _: Request) -> Reply:
        self.faults.clear()
        return Reply(204)

    def _list_requests(self, request: Request) -> Reply:
        path = request.param("path")
        kept = [asdict(r) for r in self.requests if path in (None, r.path)]
        return json_reply(200, {"requests": kept})

    def _clear_requests(self, _: Request) -> Reply:
        self.requests.clear()
        return Reply(204)


def _readable(request: Request) -> Any:
    form = request.form()
    if form:
        return {name: "…" if name in _SECRET_FIELDS else value for name, value in form.items()}
    try:
        return request.json() if request.body else None
    except ValueError:
        return request.body.decode("utf-8", "replace")


def _loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _loopback_name(host_header: str) -> bool:
    """Whether Host names this machine by address: a rebound name would not."""
    name = urlsplit(f"//{host_header}").hostname or ""
    return name == "localhost" or _loopback(name)
