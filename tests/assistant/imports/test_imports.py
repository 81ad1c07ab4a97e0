"""Files of songs: every row accounted for, the same file twice is once, hostile files are reports."""

import json
from dataclasses import replace
from typing import Any
from uuid import UUID, uuid4

import pytest

from assistant.catalogue import service as catalogue
from assistant.catalogue.schemas import TrackNames
from assistant.core.actor import Actor
from assistant.imports import service
from assistant.imports.rules import RowRefusedError, to_song
from assistant.jobs import service as jobs
from tests.support.app import App

HAPPY = "happy happy happy happy day"
SAD = "sad sad sad sad night"
ROWS: list[dict[str, Any]] = [
    {
        "title": "Low Tide",
        "artist": "The Piers",
        "album": "Harbour",
        "year": 1999,
        "genres": ["folk", "slowcore"],
        "explicit": False,
        "isrc": "DE-A1-99-00001",
        "duration_ms": 180000,
        "lyrics": HAPPY,
    },
    {"title": "High Tide", "artist": "The Piers; Mara", "year": 2001, "lyrics": SAD},
    {"title": "No Words", "artist": "The Piers"},
    {"title": "", "artist": "Nobody"},
    {"title": "Low Tide (2011 Remaster)", "artist": "the piers", "lyrics": HAPPY},
]
CSV = (
    "Track Name,Artist Name(s),Album,Year,Genre,Explicit,ISRC,duration_ms,Lyrics\r\n"
    'Low Tide,The Piers,Harbour,1999,"folk, slowcore",false,DE-A1-99-00001,180000,"happy happy\n'
    'happy happy day"\r\n'
    f"High Tide,The Piers; Mara,,2001,,,,,{SAD}\r\n"
    "No Words,The Piers,,,,,,,\r\n"
    ",Nobody,,,,,,,\r\n"
    f"Low Tide (2011 Remaster),the piers,,,,,,,\r\n"
)
FILES = {
    "rows.json": json.dumps(ROWS),
    "wrapped.json": json.dumps({"tracks": ROWS}, indent=1),
    "rows.jsonl": "\n".join(map(json.dumps, ROWS)),
    "rows.csv": CSV,
    "excel.csv": "\ufeff" + CSV.replace(",", ";").replace('"folk; slowcore"', "folk")
        .replace("Piers; Mara", "Piers"),
    "no-ending": json.dumps(ROWS),
}  # fmt: skip


def send(app: App, actor: Actor, name: str, content: str | bytes, **form: Any) -> dict[str, Any]:
    client = app.client(actor)
    data = content.encode() if isinstance(content, str) else content
    started = client.post("/me/library/import", files={"file": (name, data)}, data=form)
    assert started.status_code == 202, started.text
    app.run_jobs()
    view: dict[str, Any] = client.get(f"/me/imports/{started.json()['import_id']}").json()
    return view


def counts(view: dict[str, Any]) -> dict[str, Any]:
    return {k: view[k] for k in ("state", "read", "added", "merged", "skipped", "refused")}


@pytest.mark.parametrize("name", FILES)
def test_every_format_gives_the_same_songs(sqlite_app: App, name: str) -> None:
    mara = sqlite_app.person()
    assert counts(send(sqlite_app, mara, name, FILES[name])) == {
        "state": "done",
        "read": 5,
        "added": 3,
        "merged": 0,
        "skipped": {"repeated": 1},
        "refused": {"no_title": 1},
    }
    songs = sqlite_app.client(mara).get("/me/library", params={"sort": "year"}).json()["items"]
    assert [s["track"]["title"] for s in songs] == ["Low Tide", "High Tide", "No Words"]
    assert (songs[0]["track"]["year"], songs[0]["track"]["genres"][0]) == (1999, "folk")
    assert [s["mood"]["quadrant"] or s["mood"]["reason"] for s in songs] == [
        "happy",
        "sad",
        "no_lyrics",
    ]


def test_the_same_file_again_adds_nothing(app: App) -> None:
    mara = app.person()
    send(app, mara, "rows.csv", CSV)
    assert counts(send(app, mara, "again.csv", CSV)) == {
        "state": "done",
        "read": 5,
        "added": 0,
        "merged": 0,
        "skipped": {"already_here": 3, "repeated": 1},
        "refused": {"no_title": 1},
    }
    more = [{**ROWS[2], "lyrics": HAPPY, "album": "Harbour"}]
    assert counts(send(app, mara, "more.json", json.dumps(more)))["merged"] == 1
    assert app.client(mara).get("/me/library").json()["total"] == 3
    assert app.client(mara).get("/me/library/summary").json()["by_mood"]["happy"] == 2


def test_a_listeners_import_is_theirs_alone(app: App) -> None:
    mara, nils = app.person("mara"), app.person("nils")
    with app.open_uow() as uow:
        catalogue.get_or_create_track(uow, TrackNames("High Tide", ["The Piers"]))
    view = send(app, mara, "rows.json", FILES["rows.json"])
    assert (view["added"], view["merged"]) == (2, 1)
    assert app.client(nils).get("/me/library").json()["total"] == 0
    assert app.client(nils).get("/tracks").json()["total"] == 1
    shared = app.client(nils).get("/tracks").json()["items"][0]["id"]
    assert app.client(nils).get(f"/tracks/{shared}/lyrics").json()["state"] == "unknown"
    assert app.client(mara).get(f"/tracks/{shared}/lyrics").json()["text"] == SAD
    for path in (f"/me/imports/{view['id']}", f"/me/imports/{view['id']}/rejects"):
        assert app.client(nils).get(path).json()["code"] == "import_not_found"
    assert app.client(nils).get("/me/imports").json()["total"] == 0
    assert app.client(mara).get("/me/imports").json()["items"][0]["file_name"] == "rows.json"


def test_an_admin_may_import_for_everybody(app: App) -> None:
    admin, nils = app.person("ada", role="admin"), app.person("nils")
    send(app, admin, "rows.json", FILES["rows.json"], for_all="true")
    assert app.client(nils).get("/tracks").json()["total"] == 3
    refused = app.client(nils).post(
        "/me/library/import", files={"file": ("a.json", b"[]")}, data={"for_all": "true"}
    )
    assert (refused.status_code, refused.json()["code"]) == (403, "admin_only")


def test_refused_rows_are_told_with_their_number(app: App) -> None:
    mara = app.person()
    long = {"title": "Long", "artist": "A", "lyrics": "la " * 80_000}
    rows = [ROWS[0], {"artist": "A"}, {"title": "T"}, long, {"title": "x" * 400, "artist": "A"}, 7]
    view = send(app, mara, "rows.json", json.dumps(rows))
    assert view["refused"] == {
        "no_title": 1,
        "no_artist": 1,
        "lyrics_too_long": 1,
        "name_too_long": 1,
        "not_a_row": 1,
    }
    rejects = app.client(mara).get(f"/me/imports/{view['id']}/rejects").json()
    assert [(r["row_no"], r["reason"]) for r in rejects["items"]] == [
        (2, "no_title"),
        (3, "no_artist"),
        (4, "lyrics_too_long"),
        (5, "name_too_long"),
        (6, "not_a_row"),
    ]
    assert "la la" not in json.dumps(rejects)


HOSTILE = {
    "empty.csv": b"",
    "nul.csv": b"\x00" * 2_000,
    "header only.csv": b"title,artist\n",
    "binary.json": bytes(range(256)) * 20,
    "zip.csv": b"PK\x03\x04" + bytes(range(256)) * 20,
    "cut off.json": b'[{"title": "Low Tide", "artist": "The Piers"}, {"tit',
    "deep.json": b"[" * 100_000,
    "deep.jsonl": b'{"a":' * 50_000 + b"\n{}",
    "number.json": b'[{"title": ' + b"9" * 5_000 + b', "artist": "A"}]',
    "quote.csv": b'title,artist\n"Low Tide,The Piers\n' + b"x,y\n" * 50,
    "field.csv": b"title,artist\nLow," + b"x" * 4_100_000 + b"\n",
    "types.json": json.dumps(
        [
            {"title": [1], "artist": {"name": 2}},
            {"title": True, "artist": "A"},
            None,
            [],
            "x",
            {"title": "\ud800", "artist": "A"},
            {"title": "\x00", "artist": "A"},
        ]
    ).encode(),
    "..\\..\\evil/../name.csv": b"title\n",
    "": b"{}",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_files_give_a_report(sqlite_app: App, name: str) -> None:
    view = send(sqlite_app, sqlite_app.person(), name or "x", HOSTILE[name])
    assert view["state"] == "done"
    assert view["added"] == (1 if name in ("types.json", "cut off.json") else 0)
    assert view["read"] == view["added"] + sum(view["refused"].values())
    assert "/" not in view["file_name"]
    assert list((sqlite_app.container.settings.data_dir / "imports").iterdir()) == []


def test_latin_and_utf16_files_are_read(sqlite_app: App) -> None:
    mara = sqlite_app.person()
    for n, encoding in enumerate(("cp1252", "utf-16", "utf-8-sig")):
        send(sqlite_app, mara, "a.csv", f"title,artist\nÉtude {n},Noé\n".encode(encoding))
    titles = [
        s["track"]["title"] for s in sqlite_app.client(mara).get("/me/library").json()["items"]
    ]
    assert titles == ["Étude 0", "Étude 1", "Étude 2"]


@pytest.mark.parametrize(
    "column, value, wanted, mended",
    [
        ("year", "0", None, True),
        ("year", "9999", None, True),
        ("year", "2023-02-31", None, True),
        ("year", "1987", 1987, False),
        ("year", 1987.0, 1987, False),
        ("duration_ms", "NaN", None, True),
        ("duration_ms", 1e309, None, True),
        ("duration_ms", -5, None, True),
        ("duration", "3:05", 185_000, False),
        ("duration", 185, 185_000, False),
        ("explicit", "maybe", None, True),
        ("explicit", "TRUE", True, False),
        ("isrc", "nonsense", None, True),
        ("spotify_uri", "spotify:track:" + "a" * 22, "a" * 22, False),
        ("spotify_id", "https://open.spotify.com/track/" + "a" * 22 + "?si=1", "a" * 22, False),
    ],
)  # fmt: skip
def test_single_values_are_mended_not_believed(column, value, wanted, mended) -> None:
    song = to_song({"Title": "T", "Artist": "A", column: value}, "")
    names = song.names
    read = {
        "year": names.release_year, "duration_ms": names.duration_ms, "isrc": names.isrc,
        "duration": names.duration_ms, "explicit": names.explicit,
        "spotify_uri": names.spotify_id, "spotify_id": names.spotify_id,
    }  # fmt: skip
    assert (read[column], bool(song.mended)) == (wanted, mended)


def test_a_row_without_a_name_is_refused() -> None:
    with pytest.raises(RowRefusedError, match="no_artist"):
        to_song({"title": "T", "artists": [{"name": None}]}, "")


def test_a_killed_import_goes_on_after_its_last_batch(app: App) -> None:
    mara = app.person()
    rows = "\n".join(json.dumps({"title": f"Song {n}", "artist": "A"}) for n in range(120))
    started = (
        app.client(mara)
        .post("/me/library/import", files={"file": ("a.jsonl", rows.encode())})
        .json()
    )
    import_id = UUID(started["import_id"])
    folder = app.container.settings.data_dir / "imports"

    def kill(read: int) -> None:
        raise InterruptedError

    with pytest.raises(InterruptedError):
        service.read_import(app.open_uow, folder, import_id, kill)
    assert app.client(mara).get(f"/me/imports/{import_id}").json()["added"] == 50
    app.run_jobs()
    assert counts(app.client(mara).get(f"/me/imports/{import_id}").json()) == {
        "state": "done",
        "read": 120,
        "added": 120,
        "merged": 0,
        "skipped": {},
        "refused": {},
    }


def test_a_stranger_imports_nothing(sqlite_app: App) -> None:
    answer = sqlite_app.client().post("/me/library/import", files={"file": ("a.csv", b"")})
    assert answer.status_code == 401
    mara = sqlite_app.client(sqlite_app.person())
    assert mara.post("/me/library/import").json()["code"] == "not_valid"
    assert mara.get(f"/me/imports/{uuid4()}").status_code == 404


def test_a_cancelled_import_keeps_what_it_has_and_leaves_no_file(sqlite_app: App) -> None:
    mara = sqlite_app.person()
    client = sqlite_app.client(mara)
    rows = "title,artist\n" + "".join(f"Song {n},A\n" for n in range(120))
    sent = {"file": ("a.csv", rows.encode())}
    started = client.post("/me/library/import", files=sent).json()
    with sqlite_app.open_uow() as uow:
        jobs.report(uow, UUID(started["job_id"]), cancel_requested=True)
    sqlite_app.run_jobs()
    view = client.get(f"/me/imports/{started['import_id']}").json()
    assert (view["state"], view["read"], view["added"]) == ("cancelled", 50, 50)
    assert client.get(f"/me/jobs/{started['job_id']}").json()["state"] == "cancelled"
    assert list((sqlite_app.container.settings.data_dir / "imports").iterdir()) == []


def test_the_job_of_an_import_is_named_until_it_ends(sqlite_app: App) -> None:
    mara = sqlite_app.person()
    client = sqlite_app.client(mara)
    started = client.post("/me/library/import", files={"file": ("a.csv", CSV.encode())}).json()
    path = f"/me/imports/{started['import_id']}"
    assert client.get(path).json()["job_id"] == started["job_id"]
    stopped = client.post(f"/me/jobs/{started['job_id']}/cancel").json()
    assert (stopped["state"], client.get(path).json()["state"]) == ("cancelled", "cancelled")
    assert client.post(f"{path}/undo").status_code == 202
    sqlite_app.run_jobs()
    assert (client.get(path).json()["state"], client.get(path).json()["job_id"]) == ("undone", None)
    assert list((sqlite_app.container.settings.data_dir / "imports").iterdir()) == []


def test_the_sample_listener_brings_no_history(sqlite_app: App) -> None:
    everybody = replace(sqlite_app.person("robin"), is_sample=True)
    answer = sqlite_app.client(everybody).post(
        "/me/library/import", files={"file": ("a.csv", CSV.encode())}
    )
    assert (answer.status_code, answer.json()["code"]) == (403, "sample_stays")


def test_only_so_many_files_of_one_listener_wait_on_the_disk(
    sqlite_app: App, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(service, "UNREAD_MAX", 2)
    mara, nils = sqlite_app.person(), sqlite_app.person("nils")
    folder = sqlite_app.container.settings.data_dir / "imports"

    def sent(actor: Actor) -> int:
        files = {"file": ("rows.json", FILES["rows.json"].encode())}
        answer = sqlite_app.client(actor).post("/me/library/import", files=files)
        return answer.status_code

    assert [sent(mara), sent(mara), sent(mara), sent(nils)] == [202, 202, 409, 202]
    assert len(list(folder.iterdir())) == 3
    sqlite_app.run_jobs()
    assert sent(mara) == 202
