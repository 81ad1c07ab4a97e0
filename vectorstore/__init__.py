"""Vectors to neighbours; knows no product and no database.

`open_store` is the way in. The engines are imported only when one is opened, so that importing
`vectorstore.types` stays light.
"""

from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

if TYPE_CHECKING:
    from vectorstore.base import VectorStore
    from vectorstore.types import Spread


def open_store(
    url: str, *, api_key: str | None = None, spread: "Spread | None" = None
) -> "VectorStore":
    """Open a store.

    Args:
        url: `edge:///absolute/folder` (embedded; this process owns the folder), `memory://`
            (forgotten at the end; for tests), or `http(s)://host:port` of a Qdrant server.
        api_key: the server's key. Refused over plain http, except to this machine.
        spread: how new generations lie on a server's cluster; only a server can spread.

    Raises:
        InvalidRequest: another kind of URL, or a spread or a key for what is not a server.
        ForeignFolder, StoreBusy, StoreUnavailable: see `vectorstore.edge.EdgeStore`.
        StoreRefused: see `vectorstore.qdrant_url`.
    """
    from vectorstore.errors import InvalidRequest
    from vectorstore.types import Spread

    kind = url.partition(":")[0].lower()
    if kind in ("http", "https"):
        from vectorstore.qdrant_url import open_server

        return open_server(url, api_key=api_key, spread=spread)
    if spread not in (None, Spread()):
        raise InvalidRequest(
            "Only a Qdrant server has shards and replicas: give its URL, or leave them out."
        )
    if api_key:
        raise InvalidRequest(
            "Only a Qdrant server takes an API key: give its URL, or leave the key out."
        )
    parts = urlsplit(url)
    if parts.scheme == "edge" and not parts.netloc and parts.path.startswith("/"):
        from vectorstore.edge import EdgeStore

        return EdgeStore(Path(unquote(parts.path)))
    if url == "memory://":
        from vectorstore.memory import open_memory

        return open_memory()
    raise InvalidRequest(
        f"{kind!r} opens no store: give edge:///absolute/folder, memory:// or http(s)://host:port."
    )


def open_builder(
    url: str, name: str, *, api_key: str | None = None, spread: "Spread | None" = None
) -> "VectorStore":
    """Open one generation for building beside the process that serves from the same place.

    On the embedded engine the owner must not hold that generation (`release`); call this in a
    spawned process, never a forked one. Elsewhere it is the same as `open_store`.
    """
    parts = urlsplit(url)
    if parts.scheme != "edge":
        return open_store(url, api_key=api_key, spread=spread)
    from vectorstore.edge import EdgeStore

    return EdgeStore(Path(unquote(parts.path)), builds=name)
