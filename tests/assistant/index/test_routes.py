"""The index over REST: every verb, for admins alone."""

from uuid import UUID

import pytest

from assistant.models.catalogue import Track
from tests.support.app import App
from tests.support.indexed import CALM, TENSE, plant

NOBODY = str(UUID(int=5))
EVERY_ROUTE = [
    ("GET", "", None), ("GET", "/plan", None), ("GET", "/history", None),
    ("POST", "/rebuild", {"switch": False}), ("POST", "/pause", None), ("POST", "/resume", None),
    ("POST", "/cancel", None), ("POST", "/rollback", None), ("POST", "/check", None),
    ("POST", "/activate", {"generation_id": NOBODY}),
    ("POST", "/compare", {"generation_id": NOBODY}),
    ("GET", f"/generations/{NOBODY}/comparison", None), ("DELETE", f"/generations/{NOBODY}", None),
]  # fmt: skip


@pytest.mark.parametrize("method, path, body", EVERY_ROUTE)
def test_only_admins_may(
    sqlite_app: App, method: str, path: str, body: dict[str, str] | None
) -> None:
    for client, status in (
        (sqlite_app.client(sqlite_app.person()), 403),
        (sqlite_app.client(), 401),
    ):
        answer = client.request(method, f"/admin/index{path}", json=body)
        assert answer.status_code == status
        assert answer.headers["content-type"] == "application/problem+json"
    assert sqlite_app.jobs.waiting == []


def test_a_build_from_plan_to_history(sqlite_app: App) -> None:
    app = sqlite_app
    client = app.client(app.person("mara", role="admin"))
    plant(app, "Low Water", CALM)
    plant(app, "Glass", TENSE)
    app.apply_index()
    plan = client.get("/admin/index/plan").json()
    assert (plan["songs"], plan["seconds"], plan["basis"]) == (2, None, [])
    assert client.post("/admin/index/rebuild", json={"switch": False}).status_code == 202
    waiting = client.get("/admin/index").json()["progress"]
    assert (waiting["number"], waiting["state"]) == (2, "waiting")
    assert waiting["phases"][0]["name"] == "Writing vectors"
    app.run_jobs()
    new = client.get("/admin/index").json()["generations"][0]
    assert (new["number"], new["state"], new["compared"]) == (2, "verified", True)
    found = client.get(f"/admin/index/generations/{new['id']}/comparison").json()
    assert (found["old"], found["new"], found["overlap_at_10"]) == (1, 2, 1.0)
    assert {s["title"] for s in found["probes"][0]["new"]} == {"Low Water", "Glass"}
    choice = {"generation_id": new["id"]}
    assert client.post("/admin/index/compare", json=choice).status_code == 202
    assert client.post("/admin/index/activate", json=choice).status_code == 202
    app.run_jobs()
    assert client.get("/admin/index").json()["active"]["number"] == 2
    assert client.post("/admin/index/rollback").status_code == 202
    app.run_jobs()
    assert client.delete(f"/admin/index/generations/{new['id']}").status_code == 202
    assert client.post("/admin/index/check").status_code == 202
    app.run_jobs()
    now = client.get("/admin/index").json()
    assert [(g["number"], g["state"]) for g in now["generations"]] == [(1, "active")]
    assert now["trouble"] is None
    told = [(e["number"], e["what"], e["by"]) for e in client.get("/admin/index/history").json()]
    assert told[:3] == [(2, "dropped", "Mara"), (1, "activated", "Mara"), (1, "verified", "Mara")]
    assert told[-1] == (1, "begun", None)


@pytest.mark.parametrize(
    "method, path, code",
    [
        ("POST", "/pause", "nothing_to_pause"), ("POST", "/resume", "nothing_to_resume"),
        ("POST", "/cancel", "nothing_to_cancel"), ("POST", "/rollback", "nothing_to_go_back_to"),
        ("DELETE", f"/generations/{NOBODY}", "generation_not_found"),
        ("GET", f"/generations/{NOBODY}/comparison", "comparison_not_found"),
    ],
)  # fmt: skip
def test_what_cannot_be_done_says_so(sqlite_app: App, method: str, path: str, code: str) -> None:
    client = sqlite_app.client(sqlite_app.person("mara", role="admin"))
    answer = client.request(method, f"/admin/index{path}")
    assert answer.status_code in (404, 409)
    assert answer.json()["code"] == code


def test_a_listeners_own_song_is_named_to_nobody(sqlite_app: App) -> None:
    """An own point, and a shared mood of a track that is one listener's own."""
    app = sqlite_app
    listener = app.person("nils")
    client = app.client(app.person("mara", role="admin"))
    for n in range(3):
        plant(app, f"Shared {n}", CALM)
    plant(app, "Secret diary", CALM, owner_key=str(listener.user_id))
    secret = plant(app, "Secret demo", CALM)
    with app.open_uow() as uow:
        row = uow.db.get(Track, secret)
        assert row is not None
        row.owner_key = str(listener.user_id)
    app.apply_index()
    client.post("/admin/index/rebuild", json={"switch": False})
    app.run_jobs()
    new = client.get("/admin/index").json()["generations"][0]
    text = client.get(f"/admin/index/generations/{new['id']}/comparison").text
    assert "Shared 1" in text
    assert "Secret" not in text
