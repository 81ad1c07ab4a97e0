"""Vectors to neighbours; knows no product and no database.

`open_store` is the way in. The engines are imported only when one is opened, so that importing
`vectorstore.types` stays light.
"""

from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

if TYPE_CHECKING:
    from vectorstore.base import VectorStore


def open_store(url: str, *, api_key: str | None = None) -> "VectorStore":
    """Open a store.

    Args:
        url: `edge:///absolute/folder` (embedded; this process owns the folder), `memory://`
            (forgotten at the end; for tests), or `http(s)://host:port` of a Qdrant server.
        api_key: the server's key. Refused over plain http, except to this machine.

    Raises:
        InvalidRequest: another kind of URL.
        ForeignFolder, StoreBusy: see `vectorstore.edge.EdgeStore`.
        StoreRefused: see `vectorstore.qdrant_url`.
    """
    from vectorstore.errors import InvalidRequest

    parts = urlsplit(url)
    if parts.scheme == "edge" and not parts.netloc and parts.path.startswith("/"):
        from vectorstore.edge import EdgeStore

        return EdgeStore(Path(unquote(parts.path)))
    if url == "memory://":
        from vectorstore.memory import open_memory

        return open_memory()
    if parts.scheme in ("http", "https"):
        from vectorstore.qdrant_url import open_server

        return open_server(url, api_key=api_key)
    raise InvalidRequest(
        f"{parts.scheme or url!r} opens no store: give edge:///absolute/folder, memory:// or "
        "http(s)://host:port."
    )


def open_builder(url: str, name: str, *, api_key: str | None = None) -> "VectorStore":
    """Open one generation for building beside the process that serves from the same place.

    On the embedded engine the owner must not hold that generation (`release`); call this in a
    spawned process, never a forked one. Elsewhere it is the same as `open_store`.
    """
    parts = urlsplit(url)
    if parts.scheme != "edge":
        return open_store(url, api_key=api_key)
    from vectorstore.edge import EdgeStore

    return EdgeStore(Path(unquote(parts.path)), builds=name)
