"""From a URL to a Qdrant server: what may be said in it, and when a key may travel."""

import ipaddress
import warnings
from urllib.parse import SplitResult, urlsplit

from qdrant_client import QdrantClient

from vectorstore.errors import InvalidRequest, StoreRefused
from vectorstore.qdrant import QdrantStore
from vectorstore.qdrant_calls import Calls
from vectorstore.types import Spread

TIMEOUT_S = 10
PORT = 6333


def open_server(
    url: str,
    *,
    api_key: str | None = None,
    spread: Spread | None = None,
    calls: Calls | None = None,
    timeout_s: int = TIMEOUT_S,
) -> QdrantStore:
    """Connect to a Qdrant server; nothing is sent yet.

    Args:
        url: `http(s)://host[:port][/prefix]`, port 6333 when not given.
        api_key: the server's key.
        spread: how new generations lie on a cluster.
        calls: see `QdrantStore`.
        timeout_s: for one answer.

    Raises:
        StoreRefused: the key would travel in clear text, or cannot be a key.
        InvalidRequest: a URL that names no host, or carries more, such as a password or a key.
    """
    parts = _parts(url)
    host = parts.hostname or ""
    here = _is_here(host)
    if api_key:
        _check_key(api_key, host, safe=here or parts.scheme == "https")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of a key over http: it is to this machine
        client = QdrantClient(
            host=f"[{host}]" if ":" in host else host,
            port=parts.port or PORT,
            https=parts.scheme == "https",
            prefix=parts.path.strip("/") or None,
            api_key=api_key,
            timeout=timeout_s,
            check_compatibility=False,
            trust_env=not here,  # what is for this machine goes through no proxy
        )
    return QdrantStore(client, spread=spread, calls=calls or Calls())


def _parts(url: str) -> SplitResult:
    """The URL taken apart. It may hold a secret by mistake, so no message repeats it."""
    try:
        parts = urlsplit(url)
        whole = parts.hostname and parts.port != 0
    except ValueError:
        whole = False
    if not whole or parts.username or parts.password or parts.query or parts.fragment:
        raise InvalidRequest(
            "A server's URL is http(s)://host:port and nothing more: the API key, shards and "
            "replicas have settings of their own."
        )
    return parts


def _check_key(api_key: str, host: str, *, safe: bool) -> None:
    if not (api_key.isascii() and api_key.isprintable()) or " " in api_key:
        raise StoreRefused("The API key holds a space, a line break or a letter no key can have.")
    if not safe:
        raise StoreRefused(
            f"The API key would travel to {host} in clear text. Use https, or no key "
            "inside a network of your own."
        )


def _is_here(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
