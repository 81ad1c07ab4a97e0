"""The sample listener is shared: what is somebody's alone is kept from whoever explores."""

from fastapi.testclient import TestClient

from assistant.sample import service as sample
from tests.support.app import App


def explorer(app: App, device: str) -> TestClient:
    """A browser that explores the sample."""
    client = app.client()
    client.headers.update(
        {"Origin": app.container.settings.origin, "User-Agent": f"{device}/1 (Linux)"}
    )
    client.post("/auth/browser-sample", follow_redirects=False)
    assert client.get("/users/me").json()["is_sample"]
    return client


def test_explorers_neither_see_nor_end_each_others_sign_ins(sqlite_app: App) -> None:
    sample.load(sqlite_app.open_uow)
    one, two = explorer(sqlite_app, "Firefox"), explorer(sqlite_app, "Chrome")
    (seen,) = one.get("/auth/sessions").json()
    assert (seen["device"], seen["current"]) == ("Firefox on Linux", True)
    (others,) = two.get("/auth/sessions").json()
    refused = one.delete(f"/auth/sessions/{others['id']}")
    assert (refused.status_code, refused.json()["code"]) == (404, "session_not_found")
    assert one.post("/auth/logout-all").status_code == 204
    assert one.get("/users/me").status_code == 401
    assert two.get("/users/me").status_code == 200


def test_the_sample_listener_stays_as_it_is(sqlite_app: App) -> None:
    sample.load(sqlite_app.open_uow)
    client = explorer(sqlite_app, "Firefox")
    refused = client.put("/users/me", json={"display_name": "Somebody"})
    assert (refused.status_code, refused.json()["code"]) == (403, "sample_stays")
    assert client.get("/users/me").json()["display_name"] == sample.NAME
