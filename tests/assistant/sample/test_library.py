"""The sample library: loaded once, lived by its listener, taken away without a trace."""

from sqlalchemy import text

from assistant.core.actor import SYSTEM
from assistant.sample import service
from assistant.sample.songs import load_songs
from tests.support.app import App

TABLES = (
    "track", "artist", "album", "lyrics", "song_mood", "listen", "listen_source", "mood_entry",
    "library_item", "song_mood_correction", "app_user", "track_identifier", "user_settings",
)  # fmt: skip


def counts(app: App) -> dict[str, int]:
    with app.container.sql.connect() as connection:
        return {
            t: connection.execute(text(f"SELECT count(*) FROM {t}")).scalar_one() for t in TABLES
        }


def load(app: App) -> None:
    service.load(app.open_uow)
    app.run_jobs()
    app.apply_index()


def test_loading_twice_is_loading_once(app: App) -> None:
    load(app)
    once = counts(app)
    assert once["track"] == once["lyrics"] == len(load_songs())
    assert once["mood_entry"] > 100
    assert once["listen"] > 500
    load(app)
    assert counts(app) == once


def test_removing_takes_the_sample_and_nothing_else(app: App) -> None:
    mara = app.person()
    client = app.client(mara)
    client.post("/mood/record", json={"valence": 0.1, "arousal": 0.1})
    before = counts(app)
    load(app)
    song = client.get("/recommendations", params={"limit": 1}).json()["items"][0]["track"]["id"]
    client.put(f"/tracks/{song}/mood/correction", json={"mood": "sad"})
    client.put(f"/me/favorites/{song}")
    with app.open_uow() as uow:
        assert service.remove(uow, SYSTEM).songs == len(load_songs())
    app.apply_index()
    assert counts(app) == before
    assert client.get("/recommendations").json()["items"] == []
    assert client.get("/mood/records").json()["total"] == 1


def test_only_admins_remove_it_and_everybody_may_hide_it(sqlite_app: App) -> None:
    load(sqlite_app)
    client = sqlite_app.client(sqlite_app.person())
    assert client.delete("/sample").status_code == 403
    assert client.post("/sample/load").status_code == 403
    assert client.get("/sample").json()["hidden"] is False
    assert len(client.get("/recommendations").json()["items"]) == 10
    assert client.put("/sample/hidden", json={"hidden": True}).status_code == 204
    assert client.get("/sample").json()["hidden"] is True
    assert client.get("/recommendations").json()["items"] == []


def test_the_sample_listener_is_nobody_who_could_sign_in(sqlite_app: App) -> None:
    load(sqlite_app)
    client = sqlite_app.client()
    refused = client.post("/auth/login", json={"email": service.EMAIL, "password": "x"})
    assert refused.status_code == 401
    entered = client.post("/auth/browser-sample", follow_redirects=False)
    assert (entered.status_code, entered.headers["location"]) == (303, "/")
    me = client.get("/users/me").json()
    assert (me["is_sample"], me["role"]) == (True, "listener")
    assert client.get("/mood/statistics").json()["count"] > 100
    assert client.get("/admin/index").status_code == 403
    far = sqlite_app.client(address=("203.0.113.9", 1))
    assert (
        far.post("/auth/browser-sample", follow_redirects=False)
        .headers["location"]
        .startswith("/sign-in?error=sample_not_here")
    )
