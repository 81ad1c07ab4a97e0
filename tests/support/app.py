"""A whole Attune inside a test: real database, real services, fake model, jobs run when told."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from fastapi.testclient import TestClient
from sqlalchemy import inspect
from starlette.datastructures import State
from starlette.types import ASGIApp, Receive, Scope, Send

from analysis.types import ModelStamps
from assistant import bootstrap
from assistant.accounts import service as accounts
from assistant.api import create_api
from assistant.auth import passwords
from assistant.container import Container
from assistant.core.actor import STRANGER, Actor, Role
from assistant.core.logging import configure
from assistant.core.migrate import upgrade
from assistant.core.settings import Settings
from assistant.engine.inprocess import InProcessEngine
from assistant.engine.model_host import ModelHost
from assistant.index import service as index
from assistant.jobs.runtime import InlineQueue
from tests.support.fake_scorer import FakeScorer
from vectorstore import open_store
from vectorstore.base import VectorStore

LOOPBACK = ("127.0.0.1", 50_000)
ELSEWHERE = ("203.0.113.9", 50_000)
NOBODY = "http://127.0.0.1:9"  # where a service is that a test gives no address for
NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)


class HeldClock:
    """A clock that moves only when told."""

    def __init__(self, at: datetime = NOON) -> None:
        self.at = at

    def __call__(self) -> datetime:
        """The time it holds."""
        return self.at

    def forward(self, **span: float) -> None:
        """Move on by a timedelta's arguments."""
        self.at += timedelta(**span)


@dataclass
class App:
    """What a test holds: the container, its clock, its jobs, and people to act as."""

    container: Container
    clock: HeldClock
    jobs: InlineQueue
    store: VectorStore
    actor: Actor = STRANGER
    songs: list[str] = field(default_factory=list)

    @property
    def open_uow(self) -> Any:
        """Opens units of work."""
        return self.container.open_uow

    def run_jobs(self) -> None:
        """Run what was enqueued, and what that enqueues."""
        self.jobs.drain(bootstrap.handlers(self.container, self.store), self.container.open_uow)

    def apply_index(self) -> int:
        """Bring the vector store up to what SQL says, as the worker does all the time."""
        return self.container.engine.apply_changes()

    def person(self, name: str = "mara", role: Role = "listener", **values: Any) -> Actor:
        """Make an account without a password and act as it."""
        with self.open_uow() as uow:
            account = accounts.create(
                uow,
                email=f"{name}@example.com",
                display_name=name.title(),
                password_hash=None,
                role=role,
                **values,
            )
        return Actor(user_id=account.id, role=role, address="127.0.0.1")

    def give_password(self, actor: Actor, password: str) -> None:
        """Let somebody's account have a password."""
        with self.open_uow() as uow:
            accounts.set_password(uow, actor.require_user(), passwords.hashed(password))

    def client(
        self, actor: Actor | None = None, *, address: tuple[str, int] = LOOPBACK
    ) -> TestClient:
        """A REST client; as `actor` when one is given. Paths start at the API's root."""
        acting = self.container if actor is None else ActingAs(self.container, actor)
        return TestClient(Standing(acting), client=address, raise_server_exceptions=False)


@cache
def _routes() -> ASGIApp:
    """The API's routes, laid out once: that takes longer than most tests."""
    return create_api().build_middleware_stack()


class Standing:
    """The REST API on some container, as `create_api` would stand on it.

    Args:
        container: what `request.app.state.container` is.
    """

    def __init__(self, container: Any) -> None:
        self.state = State({"container": container})

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        scope["app"] = self
        await _routes()(scope, receive, send)


class ActingAs:
    """A container in which everybody is the same person."""

    def __init__(self, container: Container, actor: Actor) -> None:
        self._container = container
        self.authenticate = lambda _seen: actor

    def __getattr__(self, name: str) -> Any:
        return getattr(self._container, name)


def make_app(
    database_url: str, folder: Path, *, vectors: str = "memory://", **settings: Any
) -> App:
    """Build an Attune on a fresh database; the vector store lives in memory unless `vectors` says."""
    values = {
        "data_dir": folder, "database_url": database_url, "load_sample": False,
        "listenbrainz_url": NOBODY, "lastfm_url": NOBODY,
        "lrclib_gap_s": 0, **settings,
    }  # fmt: skip
    chosen = Settings.model_validate(values)
    configure("WARNING", "text")
    clock, jobs = HeldClock(), InlineQueue()
    model = ModelHost(FakeScorer())
    model.warm()
    store = open_store(vectors)
    engine = InProcessEngine(model, store)
    stamps = ModelStamps(FakeScorer.mood_stamp, FakeScorer.embedding_stamp)
    container = bootstrap.build(chosen, engine=engine, jobs=jobs, stamps=stamps, clock=clock)
    if not inspect(container.sql).has_table("alembic_version"):
        upgrade(container.sql)
    index.ensure_active(container.open_uow, store, stamps)
    engine.apply = lambda: index.apply_changes(container.open_uow, store)
    return App(container, clock, jobs, store)
