"""The queue: one is current, every change raises its version."""

from typing import Any
from uuid import UUID, uuid4

import pytest

from analysis.affect import from_valence_arousal
from assistant.catalogue import service as catalogue
from assistant.catalogue.schemas import TrackNames
from assistant.playback import service
from assistant.playback.schemas import QueueDraft
from tests.support.app import App


@pytest.fixture
def shelf(app: App) -> App:
    """Six songs that everybody may play, and a listener."""
    with app.open_uow() as uow:
        app.songs = [
            str(catalogue.get_or_create_track(uow, TrackNames(title=f"Song {n}", artists=["A"])))
            for n in range(6)
        ]
    app.actor = app.person()
    return app


def titles(queue: dict[str, Any]) -> list[str]:
    return [item["track"]["title"][-1] for item in queue["items"]]


def test_add_move_remove_restore_clear(shelf: App) -> None:
    client = shelf.client(shelf.actor)
    assert client.get("/me/queue").json() is None
    queue = client.post("/me/queue", json={"track_ids": shelf.songs[:3]}).json()
    assert (titles(queue), queue["version"]) == (["0", "1", "2"], 1)
    first = queue["items"][0]["id"]
    queue = client.post("/me/queue", json={"track_ids": [shelf.songs[5]], "after": first}).json()
    assert (titles(queue), queue["version"]) == (["0", "5", "1", "2"], 2)
    ids = [item["id"] for item in queue["items"]]
    queue = client.put("/me/queue/reorder", json={"item_ids": ids[::-1], "version": 2}).json()
    assert (titles(queue), queue["version"]) == (["2", "1", "5", "0"], 3)
    assert client.delete(f"/me/queue/{ids[1]}").status_code == 204
    assert titles(client.get("/me/queue").json()) == ["2", "1", "0"]
    assert client.post(f"/me/queue/{ids[1]}/restore").status_code == 204
    assert titles(client.get("/me/queue").json()) == ["2", "1", "5", "0"]
    assert client.post("/me/queue/clear").status_code == 204
    assert client.get("/me/queue").json() is None


def test_two_tabs_do_not_overwrite_each_other(shelf: App) -> None:
    client = shelf.client(shelf.actor)
    queue = client.post("/me/queue", json={"track_ids": shelf.songs[:3]}).json()
    ids = [item["id"] for item in queue["items"]]
    move = {"item_ids": ids[::-1], "version": queue["version"]}
    assert client.put("/me/queue/reorder", json=move).status_code == 200
    late = client.put("/me/queue/reorder", json=move)
    assert (late.status_code, late.json()["code"]) == (409, "queue_changed")
    stale = client.delete(f"/me/queue/{ids[0]}", params={"version": queue["version"]})
    assert stale.status_code == 409
    part = client.put("/me/queue/reorder", json={"item_ids": ids[:2]})
    assert part.json()["code"] == "queue_changed"
    twice = client.put("/me/queue/reorder", json={"item_ids": [ids[0], ids[0], ids[1]]})
    assert twice.status_code == 409


def test_what_is_not_mine_is_not_there(shelf: App) -> None:
    mine = shelf.client(shelf.actor)
    item = mine.post("/me/queue", json={"track_ids": shelf.songs[:1]}).json()["items"][0]["id"]
    other = shelf.client(shelf.person("nils"))
    assert other.get("/me/queue").json() is None
    for answer in (
        other.delete(f"/me/queue/{item}"),
        other.put(f"/me/queue/{item}/lock", json={"locked": True}),
        other.post(f"/me/queue/{item}/restore"),
    ):
        assert answer.status_code == 404
    assert mine.post("/me/queue", json={"track_ids": [str(uuid4())]}).status_code == 404
    assert shelf.client().get("/me/queue").status_code == 401


def test_a_locked_song_keeps_its_place_when_the_queue_is_made_anew(shelf: App) -> None:
    client = shelf.client(shelf.actor)
    queue = client.post("/me/queue", json={"track_ids": shelf.songs[:3]}).json()
    kept = queue["items"][1]
    client.put(f"/me/queue/{kept['id']}/lock", json={"locked": True})
    draft = QueueDraft(
        "mood",
        from_valence_arousal(0.1, 0.1),
        items=[(catalogue_id(shelf, 1), None), (catalogue_id(shelf, 4), None)],
    )
    with shelf.open_uow() as uow:
        service.replace_queue(uow, shelf.actor, draft)
    after = client.get("/me/queue").json()
    assert titles(after) == ["4", "1"]
    assert [item["locked"] for item in after["items"]] == [False, True]


def catalogue_id(shelf: App, number: int) -> UUID:
    return UUID(shelf.songs[number])
