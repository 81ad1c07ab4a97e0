"""The mood log over REST."""

import json
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from tests.support.app import NOON, App

POINT = {"valence": 0.5, "arousal": -0.2}


def post_raw(app: App, body: str) -> Any:
    client = app.client(app.person("raw"))
    return client.post("/mood/record", content=body, headers={"content-type": "application/json"})


def test_a_point_and_four_amounts_are_one_mood(app: App) -> None:
    client = app.client(app.person())
    point = client.post(
        "/mood/record",
        json={
            **POINT,
            "words": ["Calm", "left alone"],
            "activities": ["walk"],
            "note": "by the sea",
        },
    )
    assert point.status_code == 201
    made = point.json()
    assert (made["valence"], made["arousal"], made["source"]) == (0.5, -0.2, "logged")
    assert made["happy"] == pytest.approx(0.3)
    assert (made["words"], made["note"]) == (["calm", "left alone"], "by the sea")
    amounts = client.post(
        "/mood/record", json={"happy": 0.2, "sad": 0, "angry": 0, "relaxed": 0.6, "notes": "n"}
    ).json()
    assert (amounts["happy"], amounts["relaxed"]) == pytest.approx((0.25, 0.75))
    assert (amounts["valence"], amounts["arousal"]) == pytest.approx((1.0, -0.5))
    assert amounts["note"] == "n"


@pytest.mark.parametrize(
    "body",
    [
        '{"valence": NaN, "arousal": 0}',
        '{"valence": 1e309, "arousal": 0}',
        '{"valence": "very", "arousal": 0}',
        '{"valence": 1.01, "arousal": 0}',
        '{"valence": 0.5}',
        '{"happy": 0, "sad": 0, "angry": 0, "relaxed": 0}',
        '{"happy": -0.1, "sad": 0, "angry": 1, "relaxed": 0}',
        '{"valence": 0, "arousal": 0, "happy": 1}',
        '{"valence": 0, "arousal": 0, "recorded_at": "0000-01-01T00:00:00Z"}',
        '{"valence": 0, "arousal": 0, "recorded_at": "0001-01-01T00:00:00+14:00"}',
        '{"valence": 0, "arousal": 0, "recorded_at": "9999-12-31T23:59:59Z"}',
        '{"valence": 0, "arousal": 0, "recorded_at": "yesterday"}',
        '{"valence": 0, "arousal": 0, "words": "calm"}',
        '{"valence": 0, "arousal": 0, "note": {}}',
        '{"valence": 0, "arousal": 0, "note": "\\ud83c"}',
        "{}",
        "[]",
        "null",
        '{"valence": 0, ',
    ],
)  # fmt: skip
def test_what_is_no_mood_is_refused_with_a_reason(sqlite_app: App, body: str) -> None:
    answer = post_raw(sqlite_app, body)
    assert answer.status_code == 422
    assert answer.json()["detail"]
    assert answer.headers["content-type"] == "application/problem+json"


def test_a_note_is_kept_whole_and_sealed(app: App) -> None:
    actor = app.person()
    client = app.client(actor)
    note = "a\u0000b \U0001f30a " + "é" * 300
    made = client.post("/mood/record", json={**POINT, "note": note}).json()
    assert made["note"] == note.replace("\u0000", "")
    with app.container.sql.connect() as connection:
        sealed = connection.exec_driver_sql("SELECT note_enc FROM mood_entry").scalar_one()
    assert b"\xc3\xa9" not in bytes(sealed)


def test_the_clients_id_makes_one_entry_and_is_nobody_elses(app: App) -> None:
    mara, nils = app.client(app.person("mara")), app.client(app.person("nils"))
    body = {**POINT, "id": "01890000-0000-7000-8000-000000000001"}
    first, again = (mara.post("/mood/record", json=body) for _ in range(2))
    assert first.json()["id"] == again.json()["id"] == body["id"]
    assert mara.get("/mood/records").json()["total"] == 1
    taken = nils.post("/mood/record", json=body)
    assert (taken.status_code, taken.json()["code"]) == (409, "id_taken")


def test_change_delete_restore(app: App) -> None:
    client = app.client(app.person())
    entry = client.post("/mood/record", json={**POINT, "words": ["calm"], "note": "x"}).json()
    path = f"/mood/records/{entry['id']}"
    changed = client.put(path, json={"valence": -0.5, "words": ["tired"], "note": ""}).json()
    assert (changed["valence"], changed["arousal"]) == (-0.5, -0.2)
    assert (changed["words"], changed["note"], changed["mood"]) == (["tired"], None, "sad")
    assert client.delete(path).status_code == 204
    assert client.get(path).status_code == 404
    assert client.get("/mood/records").json()["items"] == []
    assert client.post(f"{path}/restore").json()["words"] == ["tired"]
    assert client.get(path).status_code == 200


def test_another_listener_sees_nothing_of_it(app: App) -> None:
    mara, nils = app.client(app.person("mara")), app.client(app.person("nils"))
    entry = mara.post("/mood/record", json={**POINT, "words": ["secretly glad"]}).json()
    path = f"/mood/records/{entry['id']}"
    assert nils.get(path).status_code == 404
    assert nils.put(path, json={"valence": 1}).status_code == 404
    assert nils.delete(path).status_code == 404
    assert nils.post(f"{path}/restore").status_code == 404
    assert nils.get("/mood/current").json() is None
    assert nils.get("/mood/statistics").json()["count"] == 0
    assert app.client().get("/mood/current").status_code == 401


def test_the_list_is_paged_without_gaps(app: App) -> None:
    client = app.client(app.person())
    for n in range(7):
        at = (NOON - timedelta(hours=n // 2)).isoformat()
        client.post("/mood/record", json={**POINT, "recorded_at": at})
    seen, cursor = [], None
    while True:
        page = client.get(
            "/mood/records", params={"limit": 3, "cursor": cursor} if cursor else {"limit": 3}
        ).json()
        seen += [i["id"] for i in page["items"]]
        cursor = page["cursor"]
        if cursor is None:
            break
    assert len(seen) == len(set(seen)) == 7
    assert client.get("/mood/records", params={"cursor": "nonsense"}).json()["code"] == "bad_cursor"


def test_the_current_mood_follows_what_was_said_last(app: App) -> None:
    client = app.client(app.person())
    assert client.get("/mood/current").json() is None
    old = (NOON - timedelta(hours=9)).isoformat()
    client.post("/mood/record", json={"valence": -0.8, "arousal": 0.2, "recorded_at": old})
    client.post("/mood/record", json={"valence": 0.8, "arousal": 0.2})
    now = client.get("/mood/current").json()
    assert now["valence"] == pytest.approx((0.8 - 0.8 / 32) / (1 + 1 / 32))
    assert now["sources"] == [
        {"kind": "logged", "count": 2, "share": 1.0, "latest_at": "2026-11-20T12:00:00Z"}
    ]
    app.clock.forward(hours=30)
    assert client.get("/mood/current").json() is None


def test_days_and_hours_are_the_listeners_own(app: App) -> None:
    client = app.client(app.person(time_zone="Asia/Tokyo"))
    made = client.post("/mood/record", json={**POINT, "recorded_at": "2026-03-01T16:30:00Z"}).json()
    assert (made["local_day"], made["local_hour"], made["utc_offset_min"]) == (20260302, 1, 540)
    naive = client.post("/mood/record", json={**POINT, "recorded_at": "2026-03-01T01:30:00"}).json()
    assert naive["recorded_at"] == "2026-02-28T16:30:00Z"


def test_statistics_agree_with_a_count_by_hand(app: App) -> None:
    client = app.client(app.person())
    points = [(0.5, 0.5, 1), (0.7, 0.3, 1), (-0.5, -0.5, 3), (-0.5, 0.5, 9), (0.5, -0.5, 9)]
    for v, a, day in points:
        at = f"2026-11-{day:02}T08:15:00Z"
        client.post(
            "/mood/record", json={"valence": v, "arousal": a, "recorded_at": at, "words": ["calm"]}
        )
    stats = client.get("/mood/statistics", params={"group": "week"}).json()
    assert (stats["count"], stats["days"]) == (5, 3)
    assert stats["shares"] == {"happy": 0.4, "sad": 0.2, "angry": 0.2, "relaxed": 0.2}
    assert [(b["starts"], b["count"]) for b in stats["buckets"]] == [
        ("2026-10-26", 2), ("2026-11-02", 1), ("2026-11-09", 2)
    ]  # fmt: skip
    assert stats["buckets"][0]["valence"] == pytest.approx(0.6)
    assert stats["words"] == [{"name": "calm", "mood": "relaxed", "count": 5}]
    assert [(h["weekday"], h["hour"], h["count"]) for h in stats["hours"]] == [
        (0, 8, 2), (1, 8, 1), (6, 8, 2)
    ]  # fmt: skip
    days = client.get("/mood/calendar", params={"from": "2026-11-02", "to": "2026-11-09"}).json()
    assert [(d["day"], d["count"]) for d in days] == [("2026-11-03", 1), ("2026-11-09", 2)]
    wrong = client.get("/mood/statistics", params={"from": "2026-11-09", "to": "2026-11-02"})
    assert (wrong.status_code, wrong.json()["code"]) == (422, "period_backwards")
    assert json.dumps(stats)


def test_a_mood_answers_to_ones_own_queue_only(app: App) -> None:
    mara, olaf = app.client(app.person()), app.client(app.person("olaf"))
    pasted = {"title": "Tide", "artist": "Vela", "lyrics": "happy " * 20}
    song = mara.post("/analysis/songs", json=pasted).json()["track"]["id"]
    queue = mara.post("/me/queue", json={"track_ids": [song]}).json()["id"]
    made = mara.post("/mood/record", json={**POINT, "queue_id": queue})
    assert made.status_code == 201
    others = olaf.post("/mood/record", json={**POINT, "queue_id": queue})
    nobodys = mara.post("/mood/record", json={**POINT, "queue_id": str(UUID(int=5))})
    for refused in (others, nobodys):
        assert (refused.status_code, refused.json()["code"]) == (404, "queue_not_found")
        assert refused.json()["errors"][0]["pointer"] == "/queue_id"
