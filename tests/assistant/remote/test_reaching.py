"""What a terminal says of servers that it cannot reach, trust or understand."""

import shutil
import socket
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse, RedirectResponse
from starlette.routing import Route

from assistant.remote.errors import Misused
from assistant.remote.rules import address_of
from assistant.tls import self_signed
from tests.assistant.remote.conftest import EMAIL, PASSWORD, There
from tests.support.app import App
from tests.support.served import Shell, served, serving


def login(shell: Shell, url: str, *more: str) -> tuple[int, str]:
    done = shell("login", url, "--email", EMAIL, "--password-stdin", *more, text=f"{PASSWORD}\n")
    assert PASSWORD not in done.stdout + done.stderr
    return done.returncode, done.stderr


@pytest.mark.parametrize(
    "typed, kept",
    [
        ("attune.example.com", "https://attune.example.com"),
        ("https://Attune.Example.com:8443/", "https://attune.example.com:8443"),
        ("https://example.com/attune/api/v1/", "https://example.com/attune"),
        ("127.0.0.1:3000", "http://127.0.0.1:3000"),
        ("http://localhost:3000", "http://localhost:3000"),
        ("http://[::1]:3000/", "http://[::1]:3000"),
    ],
)
def test_an_address_is_https_unless_it_is_this_machine(typed: str, kept: str) -> None:
    assert address_of(typed) == kept


@pytest.mark.parametrize(
    "typed",
    ["http://attune.example.com", "http://192.168.1.5:3000", "http://localhost.example.com",
     "http://127.0.0.1.example.com", "ftp://example.com", "https://", "https://a:b@example.com",
     "https://example.com/?q=1", "https://example.com:99999"],
)  # fmt: skip
def test_a_password_goes_nowhere_unfit(typed: str) -> None:
    with pytest.raises(Misused):
        address_of(typed)


def test_plain_http_elsewhere_is_for_who_insists() -> None:
    assert address_of("http://nas.lan:3000", insecure_http=True) == "http://nas.lan:3000"


def test_plain_http_elsewhere_is_wrong_usage_before_anything_is_asked(tmp_path: Path) -> None:
    code, said = login(Shell(tmp_path), "http://192.0.2.7:3000")
    assert (code, "Use https" in said) == (2, True)


def test_nobody_listens(tmp_path: Path, free_port: int) -> None:
    code, said = login(Shell(tmp_path), f"http://127.0.0.1:{free_port}")
    assert code == 4
    assert said.startswith(f"attune: http://127.0.0.1:{free_port} cannot be reached: ")


def test_a_server_that_never_answers_is_given_up(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        url = f"http://127.0.0.1:{silent.getsockname()[1]}"
        code, said = login(Shell(tmp_path, ATTUNE_REMOTE_TIMEOUT_S="0.3"), url)
    assert (code, said) == (4, f"attune: {url} took too long to answer.\n")


def test_somebody_else_answers(tmp_path: Path) -> None:
    async def page(_request: object) -> PlainTextResponse:
        return PlainTextResponse("It works!", 404)

    async def moved(_request: object) -> RedirectResponse:
        return RedirectResponse("https://elsewhere.example.com/")

    routes = [Route("/old/{rest:path}", moved, methods=["POST"]),
              Route("/{rest:path}", page, methods=["POST"])]  # fmt: skip
    with serving(Starlette(routes=routes)) as url:
        code, said = login(Shell(tmp_path), url)
        assert (code, "not as Attune does" in said) == (4, True)
        code, said = login(Shell(tmp_path), f"{url}/old")
        assert (code, "sends on to https://elsewhere.example.com/" in said) == (4, True)


def test_a_certificate_of_ones_own_is_trusted_when_named(
    sqlite_app: App, tmp_path: Path
) -> None:  # fmt: skip
    cert, key = self_signed(tmp_path / "tls", "127.0.0.1")
    other = shutil.copy(self_signed(tmp_path / "other", "127.0.0.1")[0], tmp_path / "other.pem")
    with served(sqlite_app, ssl_certfile=str(cert), ssl_keyfile=str(key)) as server:
        shell = Shell(tmp_path / "terminal")
        for more in ((), ("--ca", str(other))):
            code, said = login(shell, server.url, *more)
            assert (code, "not one that this machine trusts" in said) == (4, True)
        assert server.gate.seen == []
        code, said = login(shell, server.url, "--ca", str(cert))
        assert code == 1  # reached: there is no such account
        assert ("POST", "/auth/login") in server.gate.seen


def test_the_environments_proxies_see_nothing(there: There, free_port: int) -> None:
    for name in ("http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "ALL_PROXY"):
        there.shell.environment[name] = f"http://127.0.0.1:{free_port}"
    assert there.login().returncode == 0
    assert there.shell("whoami").returncode == 0


def test_reading_is_tried_again_and_doing_is_not(mara: There) -> None:
    mara.gate.failing = {"/users/me": 2, "/recommendations/queue": 1}
    assert mara.shell("whoami").returncode == 0
    assert mara.gate.count("GET", "/users/me") == 3
    assert mara.shell("queue", "--new").returncode == 4
    assert mara.gate.count("POST", "/recommendations/queue") == 1


def test_a_mood_whose_answer_was_lost_is_logged_once(mara: There) -> None:
    mara.gate.losing["/mood/record"] = 1
    logged = mara.json("mood", "log", "--valence", "0.5", "--arousal", "-0.5")
    assert mara.gate.count("POST", "/mood/record") == 2
    with mara.client() as api:
        assert [item["id"] for item in api.get("/mood/records").json()["items"]] == [logged["id"]]
