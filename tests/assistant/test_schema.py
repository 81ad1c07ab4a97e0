"""Requests made up from the API's own description: none breaks the server or its word.

Schemathesis sends what the description allows and what it does not, to every operation, as a
stranger and as somebody signed in; each answer must be one that is described.
"""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import response_schema_conformance

from assistant.api import create_api
from tests.support.app import make_app
from tests.support.world import World

EXAMPLES = int(os.environ.get("SCHEMA_EXAMPLES", "3"))
"""Requests to each operation in a run of the tests; more, where somebody has the time."""


@pytest.fixture(scope="module")
def world(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    folder = tmp_path_factory.mktemp("schema")
    database = folder / "attune.db"
    database.write_bytes(sqlite_template.read_bytes())
    made = World(make_app(f"sqlite:///{database}", folder / "data"))
    api.state.container = made.app.container
    yield made
    made.app.container.sql.dispose()


api = create_api()
schema = schemathesis.openapi.from_asgi("/openapi.json", api)


@schema.parametrize()
@settings(
    max_examples=EXAMPLES, deadline=None, derandomize=True, database=None,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)  # fmt: skip
def test_no_request_breaks_the_server_or_the_description(case: Any, world: World) -> None:
    for walker in ("stranger", "owner", "admin"):
        response = case.call(headers=world.bearer(walker), allow_redirects=False)
        if case.method != "GET":
            world.restore()
        case.validate_response(response, checks=[not_a_server_error, response_schema_conformance])
