"""Cursors that no list gave out: every list says that there is no such page."""

from typing import Any
from uuid import UUID

import pytest

from assistant.core.pagination import encode_cursor
from tests.support.app import App

NOBODYS = str(UUID(int=7))
LISTS = (
    "/mood/records", "/me/history", "/me/recently-played", "/me/jobs", "/tracks", "/artists",
    "/genres",    "/me/library", "/me/favorites", "/me/imports",
)  # fmt: skip
KEYS: tuple[tuple[Any, ...], ...] = (
    (1e308,), (2**70,), (-1,), ("x",), ("2026-13-40",), ("a\x00b",), ("\ud800",), ([1],), ({},),
    ("0001-01-01T00:00:00+14:00",), ("9999-12-31T23:59:59-14:00",),
    (1, 2), ([], {}), ("x", NOBODYS), ("2026-11-20T00:00:00+00:00", "x"),
    ("0001-01-01T00:00:00+14:00", NOBODYS), ("2026-11-20T00:00:00+00:00", {}), (1, 2, 3),
)  # fmt: skip


@pytest.mark.parametrize("path", LISTS)
def test_a_forged_cursor_is_refused_by_every_list(sqlite_app: App, path: str) -> None:
    client = sqlite_app.client(sqlite_app.person())
    answers = [client.get(path, params={"cursor": encode_cursor(*key)}) for key in KEYS]
    assert {(a.status_code, a.json()["code"]) for a in answers} == {(422, "bad_cursor")}


def test_everybodys_jobs_are_read_with_the_same_care(sqlite_app: App) -> None:
    client = sqlite_app.client(sqlite_app.person(role="admin"))
    answer = client.get("/admin/jobs", params={"cursor": encode_cursor("yesterday")})
    assert (answer.status_code, answer.json()["code"]) == (422, "bad_cursor")
