"""From a URL to a Qdrant server: what may be said in it, and when a key may travel."""

import ipaddress
import time
import warnings
from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit

from qdrant_client import QdrantClient

from vectorstore.errors import InvalidRequest, StoreRefused
from vectorstore.qdrant import QdrantStore, Spread
from vectorstore.qdrant_calls import Calls

TIMEOUT_S = 10


def open_server(
    url: str, *, api_key: str | None = None, pause: Callable[[float], None] = time.sleep
) -> QdrantStore:
    """Connect to a Qdrant server; nothing is sent yet.

    Args:
        url: `http(s)://host[:port][/prefix][?shards=3&replicas=2]`, port 6333 when not given.
        api_key: the server's key.
        pause: see `Calls`.

    Raises:
        StoreRefused: the key would travel in clear text.
        InvalidRequest: a URL that names no host, or carries a user or password.
    """
    parts = urlsplit(url)
    if not parts.hostname or parts.username or parts.password:
        raise InvalidRequest("A server's URL is http(s)://host:port, without a user or password.")
    if api_key and parts.scheme != "https" and not _is_here(parts.hostname):
        raise StoreRefused(
            f"The API key would travel to {parts.hostname} in clear text. Use https, or no key "
            "inside a network of your own."
        )
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of a key over http: it is to this machine
        client = QdrantClient(
            host=parts.hostname,
            port=parts.port or 6333,
            https=parts.scheme == "https",
            prefix=parts.path.strip("/") or None,
            api_key=api_key,
            timeout=TIMEOUT_S,
            check_compatibility=False,
        )
    return QdrantStore(client, spread=_spread(parts.query), calls=Calls(pause))


def _is_here(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _spread(query: str) -> Spread:
    given = {key: values[-1] for key, values in parse_qs(query).items()}
    if given.keys() - {"shards", "replicas"} or not all(v.isdigit() for v in given.values()):
        raise InvalidRequest("A server's URL takes ?shards=<number>&replicas=<number> only.")
    return Spread(**{key: int(value) for key, value in given.items()})
