"""The engine as other processes see it: httpx over a Unix socket, or TCP with a token."""

from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

import httpx
from pydantic import TypeAdapter

from assistant.core.errors import UpstreamTimeout, UpstreamUnavailable
from assistant.engine.types import (
    EngineHealth,
    ExplainedText,
    Filters,
    ScoredText,
    SearchAnswer,
    SearchQuery,
)

_SCORED = TypeAdapter(list[ScoredText])
_CONNECT_TIMEOUT_S = 2.0


class EngineClient:
    """Asks the worker.

    Args:
        address: `unix:///path/to/socket` or `http(s)://host:port`.
        token: shared secret of the installation, sent with every request.
        timeout_s: the longest wait for one answer.
    """

    def __init__(self, address: str, token: str, *, timeout_s: float = 120.0) -> None:
        parts = urlsplit(address)
        unix = parts.scheme == "unix"
        self._http = httpx.Client(
            transport=httpx.HTTPTransport(uds=parts.path) if unix else None,
            base_url="http://engine" if unix else address,
            headers={"Authorization": f"Bearer {token}"},
            timeout=httpx.Timeout(timeout_s, connect=_CONNECT_TIMEOUT_S),
            trust_env=False,  # the engine is ours: no proxy sees its token or what is scored
        )

    def score(
        self, texts: list[str], *, lines: bool = True, embeddings: bool = False
    ) -> list[ScoredText]:
        """See `Engine.score`."""
        body = {"texts": texts, "lines": lines, "embeddings": embeddings}
        return _SCORED.validate_python(self._post("/score", body))

    def explain(self, text: str) -> ExplainedText:
        """See `Engine.explain`."""
        return ExplainedText.model_validate(self._post("/explain", {"text": text}))

    def search(self, query: SearchQuery) -> SearchAnswer:
        """See `Engine.search`."""
        return SearchAnswer.model_validate(self._post("/search", query.model_dump(mode="json")))

    def similar(self, track_id: UUID, filters: Filters, limit: int) -> SearchAnswer:
        """See `Engine.similar`."""
        body = {
            "track_id": str(track_id),
            "filters": filters.model_dump(mode="json"),
            "limit": limit,
        }
        return SearchAnswer.model_validate(self._post("/similar", body))

    def apply_changes(self) -> int:
        """See `Engine.apply_changes`."""
        return int(self._post("/apply", {})["applied"])

    def health(self) -> EngineHealth:
        """See `Engine.health`."""
        return EngineHealth.model_validate(self._post("/health", {}))

    def close(self) -> None:
        """Drop the connections."""
        self._http.close()

    def _post(self, path: str, body: dict[str, Any]) -> Any:
        try:
            response = self._http.post(path, json=body)
        except httpx.TimeoutException as error:
            raise UpstreamTimeout(
                "engine_slow", "The worker did not answer in time. Try again in a moment."
            ) from error
        except httpx.TransportError as error:
            raise _away() from error
        if response.status_code == httpx.codes.OK:
            return response.json()
        if response.headers.get("content-type", "").startswith("application/json"):
            said = response.json()
            raise UpstreamUnavailable(
                said.get("code", "engine_failed"), said.get("detail", "The worker failed.")
            )
        raise _away()


def _away() -> UpstreamUnavailable:
    return UpstreamUnavailable(
        "engine_away",
        "The worker that reads lyrics is starting or was restarted. Try again in a moment.",
        retry_after_s=3,
    )
