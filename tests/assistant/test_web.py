"""The web process's outside: headers on every answer, sizes, who counts as local."""

from collections.abc import Iterator
from typing import Any

import pytest
from starlette.responses import Response
from starlette.testclient import TestClient

from assistant.core.reach import doubt_loopback
from assistant.core.security import shield
from assistant.core.settings import Settings
from assistant.web import Web
from tests.support.app import ELSEWHERE, LOOPBACK, App

HERE = "http://127.0.0.1:3000"
ALWAYS = {
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=()",
}
MARA = {"email": "m@example.com", "password": "harbour lamp at low water", "display_name": "Mara"}
PROBLEM = "application/problem+json"


def outside(app: App, client: tuple[str, int] = LOOPBACK, url: str = HERE, **settings: Any) -> Any:
    """A client of the whole web process, dashboard left out."""
    chosen: Settings = app.container.settings.model_copy(update=settings)
    web = Web(chosen)
    web._container = web.api.state.container = app.container
    asgi: Any = web.root()
    for layer in web.layers():
        asgi = layer(asgi)
    return TestClient(
        asgi, base_url=url, client=client, raise_server_exceptions=False, follow_redirects=False
    )


def chunks(size: int) -> Iterator[bytes]:
    """A body that does not say how long it is."""
    for _ in range(size // 1000):
        yield b" " * 1000


@pytest.mark.parametrize(
    "method, path, body, status",
    [
        ("GET", "/health/live", None, 200),
        ("GET", "/api/v1/users/me", None, 401),
        ("GET", "/api/v1/nothing/here", None, 404),
        ("GET", "/nothing/here", None, 404),
        ("POST", "/api/v1/users/me", b"{}", 405),
        ("POST", "/api/v1/auth/login", b"{", 422),
        ("POST", "/api/v1/auth/login", b" " * 30_000, 413),
        ("GET", "/api/v1/docs", None, 200),
    ],
)
def test_every_answer_carries_the_headers(
    sqlite_app: App, method: str, path: str, body: bytes | None, status: int
) -> None:
    client = outside(sqlite_app, request_max_bytes=20_000)
    answer = client.request(method, path, content=body)
    assert answer.status_code == status
    assert {name: answer.headers.get(name) for name in ALWAYS} == ALWAYS
    policy = answer.headers["content-security-policy"]
    assert "default-src 'self'" in policy
    assert "unsafe-eval" not in policy
    assert "http" not in policy
    assert len(answer.headers["x-request-id"]) == 16
    assert "strict-transport-security" not in answer.headers


def test_an_error_of_ours_says_nothing_of_itself_but_has_the_headers(
    sqlite_app: App, monkeypatch: pytest.MonkeyPatch
) -> None:
    def breaks(_seen: object) -> None:
        raise RuntimeError("the secret is a heron")

    monkeypatch.setattr(sqlite_app.container, "authenticate", breaks)
    answer = outside(sqlite_app).get("/api/v1/users/me")
    assert (answer.status_code, answer.json()["code"]) == (500, "unexpected")
    assert "heron" not in answer.text
    assert {name: answer.headers.get(name) for name in ALWAYS} == ALWAYS
    assert answer.json()["request_id"] == answer.headers["x-request-id"]


def test_https_is_asked_to_stay(sqlite_app: App) -> None:
    client = outside(sqlite_app, public_url="https://attune.example")
    assert "max-age=" in client.get("/health/live").headers["strict-transport-security"]


@pytest.mark.parametrize(
    "method, path, body, status, code",
    [
        ("GET", "/api/v1/nothing", b"", 404, "no_such_path"),
        ("GET", "/api/v1/tracks/no-uuid", b"", 422, "not_valid"),
        ("DELETE", "/api/v1/mood/current", b"", 405, "method_not_allowed"),
        ("POST", "/api/v1/auth/login", b'{"email": 1}', 422, "not_valid"),
        ("POST", "/api/v1/auth/login", b"\xff\xfe", 422, "not_valid"),
        ("POST", "/api/v1/auth/login", b" " * 30_000, 413, "body_too_large"),
    ],
)
def test_problems_have_one_form(
    sqlite_app: App, method: str, path: str, body: bytes, status: int, code: str
) -> None:
    client = outside(sqlite_app, request_max_bytes=20_000)
    client.post("/api/v1/auth/register", json=MARA)
    tokens = client.post("/api/v1/auth/login", json=MARA).json()
    headers = {
        "Authorization": f"Bearer {tokens['access_token']}",
        "Content-Type": "application/json",
    }
    answer = client.request(method, path, content=body, headers=headers)
    found = answer.json()
    assert (answer.status_code, found["status"], found["code"]) == (status, status, code)
    assert answer.headers["content-type"] == PROBLEM
    assert found["title"]
    assert found["detail"]
    assert found["request_id"] == answer.headers["x-request-id"]


@pytest.mark.parametrize(
    "body, pointers",
    [
        (b'{"a/b~c": 2, "' + b"k" * 5000 + b'": 3}', ["/a~1b~0c", "/" + "k" * 80]),
        (b'{"\\ud83c": 1}', ["/"]),
        (b'{"prompts": "\\ud83c"}', ["/prompts"]),
        (b'{"\\u0000": 1}', ["/"]),
    ],
)
def test_unknown_keys_come_back_clean(sqlite_app: App, body: bytes, pointers: list[str]) -> None:
    answer = sqlite_app.client(sqlite_app.person()).put(
        "/users/me/settings", content=body, headers={"content-type": "application/json"}
    )
    assert answer.status_code == 422
    assert [error["pointer"] for error in answer.json()["errors"]] == pointers


@pytest.mark.parametrize("size, status", [(10_000, 422), (21_000, 413), (3_000_000, 413)])
def test_a_body_that_does_not_say_its_length_is_stopped_as_well(
    sqlite_app: App, size: int, status: int
) -> None:
    client = outside(sqlite_app, request_max_bytes=20_000)
    headers = {"Content-Type": "application/json"}
    answer = client.post("/api/v1/auth/login", content=chunks(size), headers=headers)
    assert "content-length" not in answer.request.headers
    assert (answer.status_code, answer.headers["content-type"]) == (status, PROBLEM)
    if status == 413:
        assert "0.02 MB" in answer.json()["detail"]


def test_request_ids_are_never_the_senders(sqlite_app: App) -> None:
    client = outside(sqlite_app)
    answers = [client.get("/health/live", headers={"X-Request-Id": "mine"}) for _ in range(3)]
    assert len({answer.headers["x-request-id"] for answer in answers} - {"mine"}) == 3


@pytest.mark.parametrize(
    "client, headers, allowed",
    [
        (LOOPBACK, {}, True),
        (("::1", 5), {}, True),
        (ELSEWHERE, {}, False),
        (LOOPBACK, {"X-Forwarded-For": "203.0.113.9"}, False),
        (LOOPBACK, {"Forwarded": "for=203.0.113.9"}, False),
        (LOOPBACK, {"X-Real-IP": "127.0.0.1"}, False),
        (LOOPBACK, {"Host": "rebound.example:3000"}, False),
        (LOOPBACK, {"Host": "127.0.0.1.rebound.example"}, False),
        (LOOPBACK, {"Host": "[::1]:3000"}, True),
        (LOOPBACK, {"Host": "[::1"}, False),
    ],
)
def test_metrics_are_for_this_machine(
    sqlite_app: App, client: tuple[str, int], headers: dict[str, str], allowed: bool
) -> None:
    answer = outside(sqlite_app, client).get("/metrics", headers=headers)
    assert answer.status_code == (200 if allowed else 403)
    if allowed:
        assert "python_info" in answer.text
    else:
        assert answer.json()["code"] == "metrics_not_here"


def test_metrics_with_a_token_are_by_token_only(sqlite_app: App) -> None:
    client = outside(sqlite_app, metrics_token="right")
    given = {"none": {}, "wrong": {"Authorization": "Bearer wrong"},
             "odd": {"Authorization": b"Bearer \xff"},
             "right": {"Authorization": "Bearer right"}}  # fmt: skip
    found = {name: client.get("/metrics", headers=h).status_code for name, h in given.items()}
    assert found == {"none": 403, "wrong": 403, "odd": 403, "right": 200}


def test_the_first_account_through_an_unnamed_proxy_needs_the_code(sqlite_app: App) -> None:
    client = outside(sqlite_app)
    far = {"X-Forwarded-For": "203.0.113.9"}
    refused = client.post("/api/v1/auth/register", json=MARA, headers=far)
    assert (refused.status_code, refused.json()["code"]) == (422, "setup_code_needed")
    rebound = client.post("/api/v1/auth/register", json=MARA, headers={"Host": "evil.example"})
    assert rebound.json()["code"] == "setup_code_needed"
    assert client.post("/api/v1/auth/register", json=MARA).status_code == 201


@pytest.mark.anyio
@pytest.mark.parametrize("kind", ["http", "websocket"])
async def test_a_client_of_doubt_has_an_address_that_says_nothing(kind: str) -> None:
    """It is empty and not None: the dashboard's socket reads its first part and would break."""
    seen: list[Any] = []

    async def inner(scope: Any, receive: Any, send: Any) -> None:
        seen.append(scope["client"])

    async def nothing(*_message: Any) -> Any:
        return None

    far = [(b"host", b"127.0.0.1:3000"), (b"x-forwarded-for", b"203.0.113.9")]
    near = [(b"host", b"127.0.0.1:3000")]
    via = [*near, (b"via", b"1.1 somewhere")]
    for headers, version in (
        (far, "1.1"), ([(b"host", b"evil.example")], "1.1"), (via, "1.1"), (near, "1.0"),
        (near, "1.1"),
    ):  # fmt: skip
        scope = {"type": kind, "client": LOOPBACK, "headers": headers, "http_version": version}
        await doubt_loopback(inner)(scope, nothing, nothing)
    assert seen == [("", 0), ("", 0), ("", 0), ("", 0), LOOPBACK]


@pytest.mark.anyio
@pytest.mark.parametrize(
    "page, opens",
    [
        ({b"origin": HERE.encode(), b"sec-fetch-site": b"same-origin"}, True),
        ({b"origin": HERE.encode()}, True),
        ({}, True),  # no browser
        ({b"origin": b"https://trusted.example", b"sec-fetch-site": b"cross-site"}, True),
        ({b"origin": b"https://evil.example"}, False),
        ({b"origin": b"null"}, False),
        ({b"origin": HERE.encode(), b"sec-fetch-site": b"cross-site"}, False),
        ({b"origin": b"http://127.0.0.1:3001", b"sec-fetch-site": b"same-site"}, False),
        ({b"sec-fetch-site": b"cross-site"}, False),
    ],
)
async def test_a_socket_opens_for_our_own_pages_alone(
    sqlite_app: App, page: dict[bytes, bytes], opens: bool
) -> None:
    reached: list[str] = []
    sent: list[Any] = []

    async def inner(scope: Any, receive: Any, send: Any) -> None:
        reached.append(scope["type"])

    async def connect() -> Any:
        return {"type": "websocket.connect"}

    async def send(message: Any) -> None:
        sent.append(message)

    trusting = sqlite_app.container.settings.model_copy(
        update={"cors_origins": ("https://trusted.example",)}
    )
    asgi: Any = inner
    for layer in Web(trusting).layers():
        asgi = layer(asgi)
    scope = {
        "type": "websocket", "path": "/_event/", "query_string": b"", "http_version": "1.1",
        "client": LOOPBACK, "headers": [(b"host", b"127.0.0.1:3000"), *page.items()],
    }  # fmt: skip
    await asgi(scope, connect, send)
    assert (reached, sent) == (
        (["websocket"], []) if opens else ([], [{"type": "websocket.close", "code": 1008}])
    )


def test_a_name_with_more_than_a_port_is_not_followed(sqlite_app: App) -> None:
    answer = outside(sqlite_app).get("/queue", headers={"Host": "localhost:3000@evil.example"})
    assert (answer.status_code, answer.headers.get("location")) == (404, None)


def test_a_named_proxy_is_believed_and_no_other(sqlite_app: App) -> None:
    far = {"X-Forwarded-For": "203.0.113.9"}
    named = outside(sqlite_app, trusted_proxies=("127.0.0.1",))
    named.post("/api/v1/auth/register", json=MARA)
    pair = named.post("/api/v1/auth/login", json=MARA, headers=far).json()
    token = {"Authorization": f"Bearer {pair['access_token']}"}
    sessions = named.get("/api/v1/auth/sessions", headers=token).json()
    assert [session["address"] for session in sessions] == ["203.0.113.9"]
    spoofed = {"X-Forwarded-For": "127.0.0.1, 203.0.113.9"}
    assert named.get("/metrics", headers=spoofed).status_code == 403


@pytest.mark.parametrize(
    "asked, location",
    [
        ("http://localhost:3000/queue?a=1&b=%2F", f"{HERE}/queue?a=1&b=%2F"),
        ("http://LOCALHOST:8080/a%2520b", "http://127.0.0.1:8080/a%2520b"),
        ("http://localhost//evil.example/x", "http://127.0.0.1/evil.example/x"),
    ],
)
def test_localhost_is_sent_to_the_address_we_go_by(
    sqlite_app: App, asked: str, location: str
) -> None:
    answer = outside(sqlite_app, url="http://localhost").get(asked)
    assert (answer.status_code, answer.headers["location"]) == (307, location)
    assert {name: answer.headers.get(name) for name in ALWAYS} == ALWAYS


def test_localhost_stays_where_browsers_reach_us_by_another_name(sqlite_app: App) -> None:
    choices: tuple[dict[str, Any], ...] = ({"public_url": "https://a.example"}, {"host": "0.0.0.0"})
    for settings in choices:
        client = outside(sqlite_app, url="http://localhost:3000", **settings)
        assert client.get("/health/live").status_code == 200


@pytest.mark.parametrize(
    "path, status, kept",
    [
        ("/assets/a-1b2c.js", 200, "public, max-age=31536000, immutable"),
        ("/assets/a-1b2c.js", 304, "public, max-age=31536000, immutable"),
        ("/assets/gone.js", 404, "no-store"),
        ("/api/v1/mood/current", 200, "no-store"),
        ("/queue", 200, None),
    ],
)
def test_only_assets_that_are_there_are_kept(path: str, status: int, kept: str | None) -> None:
    async def answers(scope: Any, receive: Any, send: Any) -> None:
        await Response(status_code=status)(scope, receive, send)

    asgi: Any = shield(answers, csp=lambda _path: "", secure=False)
    assert TestClient(asgi).get(path).headers.get("cache-control") == kept


@pytest.mark.parametrize(
    "headers, allowed",
    [
        ({"Origin": HERE}, True),
        ({"Origin": HERE, "Sec-Fetch-Site": "same-origin"}, True),
        ({}, False),
        ({"Origin": "https://evil.example"}, False),
        ({"Origin": "null"}, False),
        ({"Origin": HERE, "Sec-Fetch-Site": "cross-site"}, False),
        ({"Origin": "http://127.0.0.1:3001"}, False),
    ],
)
def test_a_cookie_counts_only_from_our_own_pages(
    sqlite_app: App, headers: dict[str, str], allowed: bool
) -> None:
    client = outside(sqlite_app)
    client.post("/api/v1/auth/register", json=MARA)
    client.post("/api/v1/auth/browser-session", data=MARA)
    answer = client.put("/api/v1/users/me", json={"display_name": "M"}, headers=headers)
    assert answer.status_code == (200 if allowed else 403)
    assert client.get("/api/v1/users/me").status_code == 200
