"""A test's Attune as programs meet it: the whole web process behind a socket, and tokens."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from uuid import UUID

from sqlmodel import select

from assistant.auth import personal
from assistant.auth.personal_schemas import TokenWish
from assistant.core.actor import Actor
from assistant.core.settings import Settings
from assistant.models.library import LibraryItem
from assistant.models.listens import Listen, ListenSource
from assistant.web import Web
from tests.support.app import App
from tests.support.served import serving

PASSWORD = "harbour lamp at low water"
WHEN = 1_763_640_000  # 2025-11-20 12:00 UTC


def web_of(app: App, **settings: Any) -> Any:
    """The whole web process with the dashboard left out."""
    chosen: Settings = app.container.settings.model_copy(update=settings)
    web = Web(chosen)
    web._container = web.api.state.container = app.container
    asgi: Any = web.root()
    for layer in web.layers():
        asgi = layer(asgi)
    return asgi


@contextmanager
def listening(app: App, **tls: str) -> Iterator[str]:
    """Serve it on loopback; its address."""
    with serving(web_of(app), **tls) as url:
        yield url


def token(app: App, actor: Actor, name: str = "Player", **wish: Any) -> tuple[UUID, str]:
    """A scrobble token of somebody's: its id and its text."""
    app.give_password(actor, PASSWORD)
    asked = {"kind": "scrobble", **wish}
    made = personal.create(
        app.open_uow, app.container.auth, app.container.vault, actor,
        TokenWish(name=name, current_password=PASSWORD, **asked),
    )  # fmt: skip
    app.container.limiter._own.storage.reset()
    return made.id, made.token


def heard(app: App, actor: Actor) -> list[tuple[int, str, str]]:
    """What is in somebody's history: (when, title, source), oldest first."""
    with app.open_uow(read=True) as uow:
        rows = uow.db.exec(
            select(Listen.listened_at, ListenSource.track_name, ListenSource.source)
            .join(ListenSource, ListenSource.listen_id == Listen.id)  # type: ignore[arg-type]  # a column
            .where(Listen.user_id == actor.user_id)
        )
        return sorted((int(at.timestamp()), title, source) for at, title, source in rows)


def ratings(app: App, actor: Actor) -> dict[UUID, int]:
    """What somebody said of tracks."""
    with app.open_uow(read=True) as uow:
        rows = uow.db.exec(select(LibraryItem).where(LibraryItem.user_id == actor.user_id))
        return {row.track_id: row.rating for row in rows}
