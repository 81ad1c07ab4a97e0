"""Every route of the web process, walked by everybody: a route without expectations fails."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from starlette.routing import Mount, Route

from assistant.api import create_api
from assistant.core.permissions import CHOOSABLE, Scope, includes
from assistant.core.settings import Settings
from assistant.web import Web
from tests.assistant.walk.expectations import OUTSIDE_THE_API, ROUTES, TOUCHED_BY_ANYBODY
from tests.assistant.walk.requests import body_of, url_of
from tests.support.app import make_app
from tests.support.world import World

WALKERS = ("stranger", "other", "moderator", "admin", "bare", "owner")


@dataclass(frozen=True, slots=True)
class Row:
    """What a route answers to each walker, and which scopes a token needs for it."""

    method: str
    path: str
    answers: dict[str, int]
    scopes: str

    @property
    def route(self) -> str:
        """As it is named everywhere here."""
        return f"{self.method} {self.path}"


def _row(line: str) -> Row:
    method, path, *answers, scopes = line.split()
    return Row(method, path, dict(zip(WALKERS, map(int, answers), strict=True)), scopes)


ROWS = [_row(line) for line in ROUTES.strip().splitlines()]


@pytest.fixture(scope="module")
def world(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """The people, their things, and a token for each set of scopes that a route names."""
    folder = tmp_path_factory.mktemp("walk")
    database = folder / "attune.db"
    database.write_bytes(sqlite_template.read_bytes())
    made = World(make_app(f"sqlite:///{database}", folder / "data"))
    yield made
    made.app.container.sql.dispose()


@pytest.fixture(scope="module")
def tokens(world: World) -> dict[str, str]:
    """A token for each set of scopes; "bare" has none at all."""
    found = {"bare": world.token(kind="scrobble")}
    for scopes in sorted({row.scopes for row in ROWS} - {"-", "never"}):
        of = "admin" if scopes == "admin" else "owner"
        found[scopes] = world.token(*scopes.split(","), of=of)
        world.restore_tries()
    for scope in CHOOSABLE:  # all but one: what lacks just what is asked for
        rest = [s for s in CHOOSABLE if s != "admin" and not includes(frozenset({s}), scope)]
        found[f"without {scope}"] = world.token(*rest)
        world.restore_tries()
    world.keep()
    return found


def answer_of(world: World, row: Row, bearer: str) -> tuple[int, dict[str, str]]:
    """What a route answers; everything is put back afterwards."""
    answer = world.client.request(
        row.method, url_of(row.path, row.route, world), headers=world.bearer(bearer),
        follow_redirects=False, **body_of(row.route, world),
    )  # fmt: skip
    if row.method != "GET":
        world.restore()
    is_problem = "problem+json" in answer.headers.get("content-type", "")
    return answer.status_code, answer.json() if is_problem else {}


def test_every_route_of_the_api_has_expectations() -> None:
    described = {
        f"{method.upper()} {path}"
        for path, methods in create_api().openapi()["paths"].items()
        for method in methods
    }
    assert described == {row.route for row in ROWS}
    assert len(ROWS) == len(described)


def test_every_route_outside_the_api_is_known() -> None:
    web = Web(Settings(_env_file=None))  # type: ignore[call-arg]
    hidden = {r.path for r in web.api.routes if isinstance(r, Route) and not _described(r)}
    beside = {r.path for r in web.root().routes if not isinstance(r, Mount)}  # type: ignore[attr-defined]
    assert hidden | beside == set(OUTSIDE_THE_API)


def _described(route: Route) -> bool:
    return bool(getattr(route, "include_in_schema", False)) and hasattr(route, "dependant")


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.route)
def test_each_walker_gets_what_is_expected_and_changes_nothing_of_maras(
    world: World, tokens: dict[str, str], row: Row
) -> None:
    told = {}
    for walker in WALKERS:
        before = world.belongings() if walker != "owner" else None
        bearer = tokens["bare"] if walker == "bare" else walker
        answer = world.client.request(
            row.method, url_of(row.path, row.route, world), headers=world.bearer(bearer),
            follow_redirects=False, **body_of(row.route, world),
        )  # fmt: skip
        told[walker] = answer.status_code
        if before is not None and row.route not in TOUCHED_BY_ANYBODY.get(walker, ()):
            assert world.belongings() == before, f"{walker} changed something of Mara's"
        if row.method != "GET":
            world.restore()
    assert told == row.answers


@pytest.mark.parametrize(
    "row", [row for row in ROWS if row.scopes not in ("-", "never")], ids=lambda row: row.route
)
def test_a_token_with_just_its_scopes_does_what_its_owner_may(
    world: World, tokens: dict[str, str], row: Row
) -> None:
    person = "admin" if row.scopes == "admin" else "owner"
    status, _ = answer_of(world, row, tokens[row.scopes])
    assert status == row.answers[person]


@pytest.mark.parametrize("row", [row for row in ROWS if row.scopes != "-"], ids=lambda r: r.route)
def test_a_token_that_lacks_one_scope_is_told_which(
    world: World, tokens: dict[str, str], row: Row
) -> None:
    if row.scopes == "never":
        status, problem = answer_of(world, row, tokens["without admin"])
        assert (status, problem.get("code")) in ((403, "not_by_token"), (303, None))
        return
    scopes: list[Scope] = [s for s in CHOOSABLE if s in row.scopes.split(",")]
    for scope in scopes:
        status, problem = answer_of(world, row, tokens[f"without {scope}"])
        assert (status, problem["code"], problem["scope"]) == (403, "scope_missing", scope)
