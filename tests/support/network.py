"""Keeps the tests on this machine: any connection beyond loopback is an error."""

import ipaddress
import socket
from collections.abc import Callable
from typing import Any

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


def block_outside(patch: pytest.MonkeyPatch) -> None:
    """Make connecting and name look-ups fail for everything but loopback."""

    def guarded(original: Callable[..., Any]) -> Callable[..., Any]:
        def connect(self: socket.socket, address: Any) -> Any:
            if not is_local(address):
                raise NetworkBlockedError(f"a test tried to connect to {address!r}")
            return original(self, address)

        return connect

    look_up = socket.getaddrinfo

    def resolve(host: Any, *args: Any, **kwargs: Any) -> Any:
        name = host.decode() if isinstance(host, bytes) else host
        # 0.0.0.0 and :: are only ever bound
        if name is not None and name not in {"0.0.0.0", "::"} and not is_local((name,)):
            raise NetworkBlockedError(f"a test tried to look up {name!r}")
        return look_up(host, *args, **kwargs)

    patch.setattr(socket.socket, "connect", guarded(socket.socket.connect))
    patch.setattr(socket.socket, "connect_ex", guarded(socket.socket.connect_ex))
    patch.setattr(socket, "getaddrinfo", resolve)
