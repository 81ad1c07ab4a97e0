"""The dashboard's way into the product: this process's container, and calls to services.

Handlers run on the event loop; services block. `call` runs one in a worker thread with a unit of
work, `ask` one that opens its own.
"""

from collections.abc import Callable
from functools import partial
from typing import Any, Concatenate, ParamSpec, TypeVar

import anyio

from assistant.container import Container
from assistant.core.unit_of_work import UnitOfWork
from assistant.web import create_web

P = ParamSpec("P")
T = TypeVar("T")
web = create_web()


def container() -> Container:
    """The parts of this process."""
    return web.container


async def read(
    service: Callable[Concatenate[UnitOfWork, P], T], *args: P.args, **kwargs: P.kwargs
) -> T:
    """Call a service that only reads."""
    return await anyio.to_thread.run_sync(partial(_within, True, service, *args, **kwargs))


async def write(
    service: Callable[Concatenate[UnitOfWork, P], T], *args: P.args, **kwargs: P.kwargs
) -> T:
    """Call a service that writes; what it did is committed when this returns."""
    return await anyio.to_thread.run_sync(partial(_within, False, service, *args, **kwargs))


async def ask(service: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """Call a service that opens its own units of work, because it leaves the database."""
    return await anyio.to_thread.run_sync(partial(service, *args, **kwargs))


def _within(read_only: bool, service: Callable[..., T], *args: Any, **kwargs: Any) -> T:
    with web.container.open_uow(read=read_only) as uow:
        return service(uow, *args, **kwargs)
