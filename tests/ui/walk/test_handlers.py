"""Every event handler of the dashboard, called by everybody: one without expectations fails.

Any client may send any event with any arguments, and set any variable of its own tab. So each
handler is called in a fresh tab, and in one that holds all that Mara's tab held.
"""

import asyncio
import inspect
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import reflex as rx

import ui.app
from tests.support.app import make_app
from tests.support.states import connect, cookie_of, state_of
from tests.support.world import World
from tests.ui.walk.expectations import ADMINS, FRAMEWORK, LOCAL, STAFF, STOPPED_BY_ADMINS
from tests.ui.walk.handlers import HANDLERS
from ui import backend, routes

pytestmark = pytest.mark.anyio
WALKERS = ("stranger", "other", "moderator", "admin")
# What only Mara has: her address, her song, her words, her note, her token's name.
MARKS = ("mara@example.com", "Low Water", "a little sad", "sea by night", "Walker")
assert ui.app.__doc__  # every page is imported, so every state is known
Handler = tuple[type[rx.State], str]


class StillWatching(BaseException):
    """A handler that waits for something was let go."""


def _states(kind: type[rx.State]) -> Iterator[type[rx.State]]:
    for child in kind.__subclasses__():
        yield child
        yield from _states(child)


def _handlers() -> dict[str, Handler]:
    found: dict[str, Handler] = {}
    for state in dict.fromkeys(_states(rx.State)):
        for name in state.event_handlers:
            if name not in state.get_parent_state().event_handlers:  # type: ignore[union-attr]
                found[f"{state.__name__}.{name}"] = (state, name)
    return found


ALL = _handlers()


def test_every_handler_has_expectations() -> None:
    assert set(ALL) | set(rx.State.event_handlers) == HANDLERS.keys() | FRAMEWORK


@pytest.fixture(scope="module")
def world(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    folder = tmp_path_factory.mktemp("walk")
    database = folder / "attune.db"
    database.write_bytes(sqlite_template.read_bytes())
    made = World(make_app(f"sqlite:///{database}", folder / "data"))
    made.cookies = {name: cookie_of(made.app, who) for name, who in made.people.items()}
    made.keep()
    yield made
    made.app.container.sql.dispose()


@pytest.fixture(autouse=True)
def dashboard(world: World, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The handlers stand on that world; who waits is let go; everything is put back."""

    async def let_go(*_: Any) -> None:
        raise StillWatching

    monkeypatch.setattr(backend.web, "_container", world.app.container)
    monkeypatch.setattr(asyncio, "sleep", let_go)
    yield
    world.restore()


def tab(world: World, kind: type[rx.State], walker: str) -> Any:
    """A fresh tab of somebody's, at Mara's song."""
    state = state_of(kind)
    cookie = "" if walker == "stranger" else world.cookies[walker]
    connect(state, cookie=cookie, path=routes.song(world.ids["track_id"]))
    return state


def arguments(world: World, state: type[rx.State], name: str) -> list[Any]:
    """Mara's things, in the shape that a handler takes them."""
    given = HANDLERS[f"{state.__name__}.{name}"]
    return [_in_place(world, value) for value in given]


def _in_place(world: World, value: Any) -> Any:
    if isinstance(value, list):
        return [_in_place(world, one) for one in value]
    return world.ids.get(value, value) if isinstance(value, str) else value


async def call(state: Any, name: str, values: list[Any]) -> list[Any]:
    """Run a handler to its end, as Reflex does; what it answered."""
    done = type(state).event_handlers[name].fn(state, *values)
    try:
        if inspect.isasyncgen(done):
            return [step async for step in done]
        return [await done if inspect.isawaitable(done) else done]
    except StillWatching:
        return []


def shown(state: Any) -> str:
    """All that a tab shows."""
    return repr({name: getattr(state, name) for name in type(state).vars})


def leads_out(answers: list[Any]) -> bool:
    """Whether a handler led to the sign-in page."""
    return any(routes.SIGN_IN in repr(getattr(a, "args", "")) for a in answers)


def hold_the_same(state: Any, hers: Any) -> None:
    """Give a tab all that another holds, even what no client can set; but not whose it is."""
    kind = type(state)
    for var in (*kind.base_vars, "_version", "_queue_id"):
        if hasattr(hers, var):
            setattr(state, var, getattr(hers, var))


async def maras_tab(world: World, kind: type[rx.State]) -> Any:
    """What her tab holds once its page has been filled."""
    state = tab(world, kind, "owner")
    for name in type(state).event_handlers:
        if name in (
            "load",
            "load_data",
            "load_sessions",
            "load_tastes",
            "load_tokens",
            "load_passkeys",
            "load_security",
            "load_linked",
            "look_around",
            "start_pasting",
        ):
            await call(state, name, [])
    if kind.__name__ == "MoodState":
        await call(state, "manage", [world.ids["entry_id"], "edit"])
    return state


@pytest.mark.parametrize("handler", HANDLERS)
async def test_a_fresh_tab_shows_and_changes_nothing_of_maras(world: World, handler: str) -> None:
    kind, name = ALL[handler]
    for walker in WALKERS:
        state = tab(world, kind, walker)
        await call(state, name, arguments(world, kind, name))
        told = shown(state)
        allowed = MARKS[:1] if walker == "admin" and handler in STAFF else ()
        assert [mark for mark in MARKS if mark in told and mark not in allowed] == [], walker
        unchanged(world, handler, walker)


@pytest.mark.parametrize("handler", HANDLERS)
async def test_a_tab_that_holds_maras_ids_changes_nothing_of_hers(
    world: World, handler: str
) -> None:
    kind, name = ALL[handler]
    hers = await maras_tab(world, kind)
    world.restore()
    for walker in WALKERS:
        state = tab(world, kind, walker)
        hold_the_same(state, hers)
        answers = await call(state, name, arguments(world, kind, name))
        if walker == "stranger":
            assert leads_out(answers) == (handler not in LOCAL)
        unchanged(world, handler, walker)


def unchanged(world: World, handler: str, walker: str) -> None:
    """Hold a walker to what they may change, and put it back."""
    kept, now = world.kept, world.everything()
    if now == kept:
        return
    staff = {"moderator", "admin"} if handler in STAFF else {"admin"}
    assert walker != "stranger", "a stranger changed something"
    assert handler not in STAFF | ADMINS or walker in staff, f"{walker} changed something"
    if walker != "admin" or handler not in STOPPED_BY_ADMINS:
        assert world.belongings() == world.belongings_kept, f"{walker} changed something of Mara's"
    world.restore()


@pytest.mark.parametrize(
    "page, marks",
    [
        ("MeState", {"mara@example.com"}), ("LibraryState", {"Low Water"}),
        ("QueueState", {"Low Water"}), ("SongState", {"Low Water"}),
        ("LogState", {"sea by night"}), ("TokensState", {"Walker"}),
    ],
)  # fmt: skip
async def test_mara_herself_sees_what_the_others_do_not(
    world: World, page: str, marks: set[str]
) -> None:
    kind = next(kind for kind, _ in ALL.values() if kind.__name__ == page)
    told = shown(await maras_tab(world, kind))
    assert {mark for mark in MARKS if mark in told} >= marks
