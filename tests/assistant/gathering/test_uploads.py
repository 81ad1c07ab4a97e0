"""Files of lyrics: given, matched, asked about, decided and taken out again."""

import io
import zipfile
from collections.abc import Mapping
from typing import Any
from uuid import UUID

import pytest

from assistant.catalogue.schemas import TrackNames
from assistant.core.actor import Actor
from assistant.gathering import opening
from assistant.listens import service as listens
from assistant.listens.schemas import PlayReport
from tests.support.app import NOON, App
from tests.support.one_job import kill_when, running

HAPPY = "happy happy happy happy happy morning"
SAD = "sad sad sad sad sad evening"
FILES = "/me/lyrics/files"


def hear(app: App, actor: Actor, *songs: tuple[str, str]) -> dict[str, str]:
    """Songs by (artist, title); their ids by title."""
    with app.open_uow() as uow:
        reports = [
            PlayReport("file", f"{n}", TrackNames(title, [artist], duration_ms=200_000), NOON)
            for n, (artist, title) in enumerate(songs)
        ]
        listens.record(uow, actor.require_user(), reports)
    return ids_of(app, actor)


def ids_of(app: App, actor: Actor) -> dict[str, str]:
    found: dict[str, str] = {}
    for state in ("waiting", "found", "instrumental"):
        page = app.client(actor).get(f"/me/lyrics/songs?state={state}&limit=200").json()
        found |= {item["track"]["title"]: item["track"]["id"] for item in page["items"]}
    return found


def give(app: App, actor: Actor, files: Mapping[str, bytes]) -> str:
    """Give files and have them matched; the upload."""
    parts = [("files", (name, data)) for name, data in files.items()]
    answer = app.client(actor).post(FILES, files=parts)
    assert answer.status_code == 202, answer.text
    app.run_jobs()
    upload_id: str = answer.json()["id"]
    return upload_id


def report(app: App, actor: Actor, upload_id: str) -> dict[str, tuple[str, str]]:
    """State and reason of each file, by its name."""
    page = app.client(actor).get(f"/me/lyrics/uploads/{upload_id}/files?limit=200").json()
    return {f["name"]: (f["state"], f["reason"]) for f in page["items"]}


def zipped(files: Mapping[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", method) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return made.getvalue()


def words(app: App, actor: Actor, track_id: str) -> str | None:
    text: str | None = app.client(actor).get(f"/tracks/{track_id}/lyrics").json()["text"]
    return text


def test_files_find_their_songs_are_scored_and_private(app: App) -> None:
    mara, noor = app.person("mara"), app.person("noor")
    ids = hear(app, mara, ("Vela", "Door"), ("Vela", "Lamp"), ("Tide", "Moon"), ("Vela", "Hum"))
    hear(app, noor, ("Vela", "Door"))
    folder = {
        "Tide/Album/02 Moon.txt": SAD.encode("utf-16"),
        "Tide/Album/cover.jpg": b"\xff\xd8",
        "__MACOSX/._Moon.txt": b"\x00",
    }
    upload = give(app, mara, {
        "Vela - Door.lrc": b"[ti:Door]\r\n[ar:Vela]\r\n[00:01.50]happy happy happy happy happy\r\n",
        "Vela - Hum.lrc": b"[au: instrumental]",
        "music.zip": zipped(folder),
        "Vela - Lantern.lrc": HAPPY.encode(),
    })  # fmt: skip
    assert report(app, mara, upload) == {
        "Vela - Door.lrc": ("matched", ""), "Vela - Hum.lrc": ("matched", ""),
        "Tide/Album/02 Moon.txt": ("matched", ""),
        "Vela - Lantern.lrc": ("unmatched", "no_such_song"),
    }  # fmt: skip
    client = app.client(mara)
    door = client.get(f"/tracks/{ids['Door']}/lyrics").json()
    assert (door["own"], door["lines"]) == (
        True, [{"time_ms": 1500, "text": "happy happy happy happy happy"}],
    )  # fmt: skip
    assert words(app, mara, ids["Moon"]) == SAD
    assert client.get(f"/tracks/{ids['Moon']}/mood").json()["known"] is True
    shares = client.get("/me/lyrics").json()["states"]
    assert {s: n["songs"] for s, n in shares.items() if n["songs"]} == {
        "found": 2, "instrumental": 1, "waiting": 1,
    }  # fmt: skip
    assert app.client(noor).get(f"/tracks/{ids['Door']}/lyrics").json()["state"] == "unknown"
    view = client.get(f"/me/lyrics/uploads/{upload}").json()
    assert (view["files"]["matched"], view["files"]["unmatched"], view["job"]["state"]) == (
        3, 1, "done",
    )  # fmt: skip
    for path in (f"/me/lyrics/uploads/{upload}", f"/me/lyrics/uploads/{upload}/files"):
        assert app.client(noor).get(path).status_code == 404
    assert app.client(noor).get("/me/lyrics/uploads").json()["total"] == 0


def test_where_it_is_unsure_the_listener_chooses(app: App) -> None:
    mara, noor = app.person("mara"), app.person("noor")
    ids = hear(app, mara, ("Vela", "Door"), ("Tide", "Moon"), ("Tide", "Hum"))
    client = app.client(mara)
    upload = give(app, mara, {"Door.txt": HAPPY.encode(), "Odd - Moon.txt": SAD.encode()})
    files = client.get(f"/me/lyrics/uploads/{upload}/files?state=unsure").json()["items"]
    assert [(f["name"], f["reason"], [c["title"] for c in f["candidates"]]) for f in files] == [
        ("Door.txt", "no_artist", ["Door"]), ("Odd - Moon.txt", "other_artist", ["Moon"]),
    ]  # fmt: skip
    assert files[0]["excerpt"] == HAPPY
    assert [f["id"] for f in client.get(FILES).json()["items"]] == [f["id"] for f in files]
    assert app.client(noor).get(FILES).json()["items"] == []
    assert words(app, mara, ids["Door"]) is None
    door = files[0]["id"]
    body = {"track_id": ids["Door"]}
    assert app.client(noor).post(f"{FILES}/{door}/choose", json=body).status_code == 404
    chosen = client.post(f"{FILES}/{door}/choose", json=body).json()
    assert (chosen["state"], chosen["track"]["title"], chosen["excerpt"]) == (
        "matched", "Door", "",
    )  # fmt: skip
    app.run_jobs()
    assert words(app, mara, ids["Door"]) == HAPPY
    assert client.get(f"/tracks/{ids['Door']}/mood").json()["known"] is True
    again = client.post(f"{FILES}/{door}/choose", json=body)
    assert (again.status_code, again.json()["code"]) == (409, "file_decided")
    assert client.delete(f"{FILES}/{door}").status_code == 409
    assert client.delete(f"{FILES}/{files[1]['id']}").status_code == 204
    assert report(app, mara, upload)["Odd - Moon.txt"] == ("dismissed", "other_artist")
    with app.open_uow(read=True) as uow:
        kept = uow.db.connection().exec_driver_sql("SELECT text FROM lyrics_file").scalars().all()
    assert kept == [None, None]


def test_other_words_are_replaced_only_when_chosen(sqlite_app: App) -> None:
    app = sqlite_app
    mara = app.person()
    ids = hear(app, mara, ("Vela", "Door"))
    client = app.client(mara)
    client.put(f"/tracks/{ids['Door']}/lyrics", json={"lyrics": HAPPY})
    same = give(app, mara, {"Vela - Door.txt": HAPPY.encode()})
    assert report(app, mara, same) == {"Vela - Door.txt": ("matched", "unchanged")}
    other = give(app, mara, {"Vela - Door.txt": SAD.encode()})
    (file,) = client.get(f"/me/lyrics/uploads/{other}/files").json()["items"]
    assert (file["state"], file["reason"]) == ("unsure", "has_own")
    assert words(app, mara, ids["Door"]) == HAPPY
    client.post(f"{FILES}/{file['id']}/choose", json={"track_id": ids["Door"]})
    assert words(app, mara, ids["Door"]) == SAD


def test_an_upload_is_undone_and_pasted_words_stay(app: App) -> None:
    mara, noor = app.person("mara"), app.person("noor")
    ids = hear(app, mara, ("Vela", "Door"), ("Vela", "Lamp"))
    client = app.client(mara)
    client.put(f"/tracks/{ids['Lamp']}/lyrics", json={"lyrics": SAD})
    upload = give(app, mara, {
        "Vela - Door.txt": HAPPY.encode(), "Vela - Lamp.txt": SAD.encode(),
    })  # fmt: skip
    assert words(app, mara, ids["Door"]) == HAPPY
    assert app.client(noor).delete(f"/me/lyrics/uploads/{upload}").status_code == 404
    assert client.delete(f"/me/lyrics/uploads/{upload}").status_code == 204
    assert (words(app, mara, ids["Door"]), words(app, mara, ids["Lamp"])) == (None, SAD)
    assert client.get(f"/me/lyrics/uploads/{upload}").status_code == 404
    assert client.get(f"/tracks/{ids['Door']}/mood").json()["known"] is False


def test_hostile_files_are_refused_each_with_its_reason(sqlite_app: App) -> None:
    app = sqlite_app
    mara = app.person()
    hear(app, mara, ("Vela", "Door"))
    limit = app.container.settings.lyrics_max_bytes
    bomb = zipped({"bomb.txt": b"a" * 30_000_000})
    broken = bytearray(zipped({"Vela - Door.txt": HAPPY.encode() * 50}, zipfile.ZIP_STORED))
    broken[60:70] = b"??????????"
    upload = give(app, mara, {
        "../../../etc/passwd.lrc": b"root",
        "C:\\Windows\\system.txt": b"win",
        "picture.lrc": b"\x89PNG\r\n\x1a\n\x00\x00",
        "program.exe": b"MZ",
        "empty.lrc": b"", "tags.lrc": b"[ti:Door]\n[ar:Vela]\n",
        "long.txt": b"a " * limit, "longer.txt": b"a" * (4 * limit + 1),
        "bomb.zip": bomb, "cut.zip": zipped({"a.txt": b"a"})[:30], "harm.zip": bytes(broken),
        "nest.zip": zipped({"in.zip": zipped({"a.txt": b"a"}), "x/../../y.lrc": b"la"}),
        "n" * 900 + ".txt": b"la", "nul\x00\u202e.txt": b"la",
    })  # fmt: skip
    found = report(app, mara, upload)
    refused = {name: reason for name, (state, reason) in found.items() if state == "refused"}
    assert refused == {
        "picture.lrc": "not_text", "program.exe": "not_lyrics", "empty.lrc": "no_words",
        "tags.lrc": "no_words", "long.txt": "too_large", "longer.txt": "too_large",
        "bomb.txt": "too_large", "cut.zip": "bad_zip", "Vela - Door.txt": "bad_zip",
        "in.zip": "zip_in_zip",
    }  # fmt: skip
    others = {name for name, (state, _) in found.items() if state == "unmatched"}
    assert {"etc/passwd.lrc", "x/y.lrc"} <= others
    assert [name for name in found if ".." in name or "\\" in name or "\x00" in name] == []
    assert max(len(name) for name in found) <= 300
    assert len(found) == 15


@pytest.mark.parametrize(
    "text, encoding",
    [
        ("Straße und Brücke, wo die Möwen schlafen gehen über Nacht", "cp1252"),
        ("Над рекой стоит туман, и никто не ждёт меня домой сегодня", "cp1251"),
        ("港の明かりが消えるまで、あなたを待っていますと言った", "cp932"),
        ("海边的灯光慢慢熄灭了我还在等你回到这个小小的港口", "gb18030"),
        ("Straße und Brücke", "utf-8"), ("Straße und Brücke", "utf-8-sig"),
        ("港の明かり", "utf-16"), ("港の明かり", "utf-32"),
    ],
)  # fmt: skip
def test_encodings(sqlite_app: App, text: str, encoding: str) -> None:
    mara = sqlite_app.person()
    ids = hear(sqlite_app, mara, ("Vela", "Door"))
    lines = "\r\n".join([text] * 4)
    give(sqlite_app, mara, {"Vela - Door.txt": lines.encode(encoding)})
    assert words(sqlite_app, mara, ids["Door"]) == "\n".join([text] * 4)


def test_too_many_files_are_told_of(sqlite_app: App, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "FILES_MAX", 3)
    monkeypatch.setattr(opening, "TOTAL_MAX", 7)
    mara = sqlite_app.person()
    files = {f"{n}.txt": b"aaa" for n in range(6)}
    upload = give(sqlite_app, mara, {"all.zip": zipped(files)})
    assert list(report(sqlite_app, mara, upload).values()) == [
        ("unmatched", "no_such_song"), ("unmatched", "no_such_song"), ("refused", "too_much"),
        ("refused", "too_many_files"),
    ]  # fmt: skip


def test_killed_matching_goes_on_and_doubles_nothing(app: App) -> None:
    mara = app.person()
    titles = [f"Song{n:03d}" for n in range(200)]
    hear(app, mara, *(("Vela", title) for title in titles))
    parts = [("files", (f"Vela - {t}.txt", f"{HAPPY} {t}".encode())) for t in titles]
    started = app.client(mara).post(FILES, files=parts).json()

    def count() -> int:
        seen = app.client(mara).get(f"/me/lyrics/uploads/{started['id']}").json()["files"]
        matched: int = seen["matched"]
        return matched

    with running(app, UUID(started["job_id"])) as process:
        kill_when(process, lambda: count() > 0)
    assert 0 < count() < 200
    app.jobs.waiting.append(UUID(started["job_id"]))
    app.run_jobs()
    assert count() == 200
    assert set(report(app, mara, started["id"]).values()) == {("matched", "")}
    done = app.client(mara).get(f"/me/jobs/{started['job_id']}").json()
    assert (done["state"], done["done"], done["total"]) == ("done", 200, 200)
    assert app.client(mara).get("/me/lyrics").json()["states"]["found"]["songs"] == 200


def test_matching_can_be_stopped(sqlite_app: App) -> None:
    app = sqlite_app
    mara = app.person()
    hear(app, mara, ("Vela", "Door"))
    answer = app.client(mara).post(FILES, files=[("files", ("Vela - Door.txt", b"la la"))]).json()
    early = app.client(mara).delete(f"/me/lyrics/uploads/{answer['id']}")
    assert (early.status_code, early.json()["code"]) == (409, "upload_running")
    app.client(mara).post(f"/me/jobs/{answer['job_id']}/cancel")
    app.run_jobs()
    assert report(app, mara, answer["id"]) == {"Vela - Door.txt": ("dismissed", "cancelled")}
    assert app.client(mara).delete(f"/me/lyrics/uploads/{answer['id']}").status_code == 204


def test_one_file_for_one_song(sqlite_app: App) -> None:
    app = sqlite_app
    mara, noor = app.person("mara"), app.person("noor")
    ids = hear(app, mara, ("Vela", "Door"))
    path = f"/tracks/{ids['Door']}/lyrics/file"
    client = app.client(mara)
    kept = client.put(path, files={"file": ("whatever.txt", HAPPY.encode("utf-16"))}).json()
    assert (kept["state"], kept["own"], kept["text"]) == ("found", True, HAPPY)
    app.run_jobs()
    assert client.get(f"/tracks/{ids['Door']}/mood").json()["known"] is True
    for data, code in ((b"\x89PNG\x00", "not_text"), (b"", "lyrics_empty"),
                       (b"a" * 900_000, "lyrics_too_long")):  # fmt: skip
        refused = client.put(path, files={"file": ("x.lrc", data)})
        assert (refused.status_code, refused.json()["code"]) == (422, code)
    assert words(app, mara, ids["Door"]) == HAPPY
    assert words(app, noor, ids["Door"]) is None


def test_nothing_given(sqlite_app: App) -> None:
    mara = sqlite_app.person()
    only = zipped({"cover.jpg": b"x"})
    answer: Any = sqlite_app.client(mara).post(FILES, files=[("files", ("a.zip", only))])
    assert (answer.status_code, answer.json()["code"]) == (422, "no_files")
    assert sqlite_app.client(mara).post(FILES).status_code == 422
    assert sqlite_app.client(mara).get("/me/lyrics/uploads").json()["items"] == []
