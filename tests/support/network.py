"""Keeps the tests on this machine: any connection beyond loopback is an error.

But for the one Qdrant server that a person names in QDRANT_TEST_URL, see tests/vectorstore.
"""

import ipaddress
import os
import socket
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

import pytest


class NetworkBlockedError(RuntimeError):
    """A test tried to reach another machine."""


def is_local(address: object) -> bool:
    """Whether a socket address stays on this machine: a Unix socket or a loopback host."""
    if not isinstance(address, tuple):
        return True  # a Unix socket's path, or a netlink address
    host = str(address[0]).split("%")[0]
    if host in {"", "localhost"}:
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def chosen() -> set[str]:
    """The name and addresses of the server in QDRANT_TEST_URL; empty without one."""
    host = urlsplit(os.environ.get("QDRANT_TEST_URL", "")).hostname
    if not host:
        return set()
    return {host} | {str(found[4][0]) for found in socket.getaddrinfo(host, None)}


def block_outside(patch: pytest.MonkeyPatch) -> None:
    """Make connecting and name look-ups fail for everything but loopback and what was chosen."""
    allowed = chosen()

    def guarded(original: Callable[..., Any]) -> Callable[..., Any]:
        def connect(self: socket.socket, address: Any) -> Any:
            if not is_local(address) and str(address[0]) not in allowed:
                raise NetworkBlockedError(f"a test tried to connect to {address!r}")
            return original(self, address)

        return connect

    look_up = socket.getaddrinfo

    def resolve(host: Any, *args: Any, **kwargs: Any) -> Any:
        name = host.decode() if isinstance(host, bytes) else host
        # 0.0.0.0 and :: are only ever bound
        bound = {None, "0.0.0.0", "::"}
        if name not in bound | allowed and not is_local((name,)):
            raise NetworkBlockedError(f"a test tried to look up {name!r}")
        return look_up(host, *args, **kwargs)

    patch.setattr(socket.socket, "connect", guarded(socket.socket.connect))
    patch.setattr(socket.socket, "connect_ex", guarded(socket.socket.connect_ex))
    patch.setattr(socket, "getaddrinfo", resolve)
