"""A thousand wrong passwords: they get nobody in, and keep nobody out."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from redis import Redis

from assistant.auth.devices import DeviceMarks
from tests.support.app import ELSEWHERE, App, make_app

RIGHT = "harbour lamp at low water"
MARA = {"email": "mara@example.com", "password": RIGHT, "display_name": "Mara"}
SIGN_IN = {"email": MARA["email"], "password": RIGHT}
FIREFOX = {"User-Agent": "Mozilla/5.0 (X11; Linux x86_64) Gecko/20100101 Firefox/140.0"}
CURL = {"User-Agent": "curl/8.14"}
HOME = ("192.168.1.20", 50_000)


def wrong(api: TestClient, times: int, **headers: str) -> list[int]:
    """Try wrong passwords; the answers' codes."""
    bodies = [{**SIGN_IN, "password": f"guess {n}"} for n in range(times)]
    return [api.post("/auth/login", json=body, headers=headers).status_code for body in bodies]


@pytest.fixture(params=["memory", "redis"])
def mara(request: pytest.FixtureRequest, migrated_sqlite_url: str, tmp_path: Path) -> Iterator[App]:
    """An Attune with an account that is used at home, in Firefox; its limits here and in Redis."""
    shared_at = request.getfixturevalue("redis") if request.param == "redis" else ""
    if shared_at:
        Redis.from_url(shared_at).flushdb()
    app = make_app(migrated_sqlite_url, tmp_path, redis_url=shared_at)
    app.client().post("/auth/register", json=MARA)
    at_home = app.client(address=HOME).post("/auth/login", json=SIGN_IN, headers=FIREFOX)
    assert at_home.status_code == 200
    yield app
    app.container.sql.dispose()


def test_a_thousand_wrong_passwords_from_elsewhere_do_not_lock_the_usual_place(mara: App) -> None:
    codes = wrong(mara.client(address=ELSEWHERE), 1000, **CURL)
    assert codes[:11] == [401] * 10 + [429]
    assert set(codes) == {401, 429}
    right = mara.client(address=HOME).post("/auth/login", json=SIGN_IN, headers=FIREFOX)
    assert right.status_code == 200


def test_wrong_passwords_from_many_networks_do_not_lock_it_either(mara: App) -> None:
    codes: list[int] = []
    for n in range(12):
        codes += wrong(mara.client(address=(f"203.0.113.{n}", 1)), 10, **CURL)
    assert (codes.count(401), codes.count(429)) == (99, 21)  # one was the first at home
    new_place = mara.client(address=("198.51.100.7", 1)).post("/auth/login", json=SIGN_IN)
    assert new_place.status_code == 429  # as an unknown account would be
    right = mara.client(address=HOME).post("/auth/login", json=SIGN_IN, headers=FIREFOX)
    assert right.status_code == 200


def test_wrong_passwords_from_the_same_address_do_not_lock_another_program_there(mara: App) -> None:
    codes = wrong(mara.client(address=HOME), 40, **CURL)
    assert codes[:10] == [401] * 9 + [429]  # the first sign-in at home was one, too
    right = mara.client(address=HOME).post("/auth/login", json=SIGN_IN, headers=FIREFOX)
    assert right.status_code == 200


def test_a_known_device_is_let_in_even_beside_one_that_looks_the_same(mara: App) -> None:
    known = mara.client(address=HOME)
    assert known.post("/auth/login", json=SIGN_IN, headers=FIREFOX).status_code == 200
    codes = wrong(mara.client(address=HOME), 40, **FIREFOX)
    assert 429 in codes
    assert known.post("/auth/login", json=SIGN_IN, headers=FIREFOX).status_code == 200


def test_a_known_device_may_itself_not_guess_on(mara: App) -> None:
    known = mara.client(address=HOME)
    known.post("/auth/login", json=SIGN_IN, headers=FIREFOX)
    codes = wrong(known, 20, **FIREFOX)
    assert codes == [401] * 10 + [429] * 10


def test_unknown_accounts_are_limited_as_known_ones_are(mara: App) -> None:
    def told(email: str, address: str) -> list[Any]:
        api = mara.client(address=(address, 1))
        answers = [
            api.post("/auth/login", json={"email": email, "password": "no"}) for _ in range(12)
        ]
        return [(a.status_code, a.json()["code"], a.headers.get("retry-after")) for a in answers]

    assert told("mara@example.com", "203.0.113.1") == told("who@example.com", "203.0.113.2")


def test_a_device_mark_is_good_for_its_account_and_server_alone() -> None:
    marks, others = DeviceMarks(b"1" * 32), DeviceMarks(b"2" * 32)
    mark = marks.make("mara@example.com")
    nonce, _, seal = mark.partition("!")
    assert marks.read(mark, "mara@example.com", None) == nonce
    for value in (
        None,
        "",
        "!",
        nonce,
        f"other!{seal}",
        f"{nonce}!ü",
        others.make("mara@example.com"),
    ):
        assert marks.read(value, "mara@example.com", None) is None
    assert marks.read(mark, "nils@example.com", None) is None
