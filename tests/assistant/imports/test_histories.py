"""Listening histories: every format, many sources of one play, reports, undoing, hostile files."""

import csv
import io
import json
import zipfile
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from assistant.core.actor import Actor
from assistant.imports import service, taking
from assistant.imports.reading import archive
from assistant.listens import service as listens
from tests.support.app import NOON, App

AT = datetime(2024, 3, 5, 20, 15, 30, tzinfo=UTC)
SECRETS = ("203.0.113.77", "Mozilla/5.0 (Spy)", "QX", "account-name-of-mara")


def extended(title: str | None = "Low Tide", at: datetime = AT, ms: int = 200_000, **more: Any):
    return {
        "ts": (at + timedelta(milliseconds=ms)).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "username": SECRETS[3], "platform": "android", "ms_played": ms, "conn_country": SECRETS[2],
        "ip_addr_decrypted": SECRETS[0], "ip_addr": SECRETS[0],
        "user_agent_decrypted": SECRETS[1], "master_metadata_track_name": title,
        "master_metadata_album_artist_name": title and "The Piers",
        "master_metadata_album_album_name": "Harbour",
        "spotify_track_uri": f"spotify:track:{(title or '').encode().hex():0<22.22}",
        "episode_name": None,
        "reason_start": "trackdone", "reason_end": "trackdone", "shuffle": False, "skipped": None,
        "offline": False, "offline_timestamp": 0, "incognito_mode": False, **more,
    }  # fmt: skip


def zipped(files: dict[str, str | bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in files.items():
            made.writestr(name, content)
    return out.getvalue()


def declaring(content: str, size: int) -> bytes:
    """A zip whose list of contents says that its one file is far longer than it is."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("h.json", content)
        made.filelist[0].file_size = size
    return out.getvalue()


STAMP = int(AT.timestamp())
# One play of "Low Tide" by "The Piers" at AT, as each program writes it.
FORMATS: dict[str, tuple[str, str | bytes]] = {
    "spotify_extended": ("Streaming_History_Audio_2024.json", json.dumps([extended()], indent=2)),
    "endsong": ("endsong_0.json", json.dumps([extended(offline_timestamp=STAMP * 1000)])),
    "spotify_account": ("StreamingHistory0.json", json.dumps(
        [{"endTime": "2024-03-05 20:18", "artistName": "The Piers", "trackName": "Low Tide",
          "msPlayed": 150_000}])),
    "lastfm": ("recenttracks.json", json.dumps([{"track": [
        {"artist": {"mbid": "", "#text": "The Piers"}, "name": "Low Tide",
         "album": {"#text": "Harbour"}, "@attr": {"nowplaying": "true"}},
        {"artist": {"mbid": "", "#text": "The Piers"}, "name": "Low Tide",
         "album": {"#text": "Harbour"}, "date": {"uts": str(STAMP), "#text": "05 Mar 2024"}}]}])),
    "apple": ("Apple Music Play Activity.csv",
        ("Play Duration Milliseconds,Artist Name,Event Type,Song Name,Event End Timestamp,"
        "Event Start Timestamp,Media Duration In Milliseconds,End Reason Type\r\n"
        "200000,The Piers,PLAY_END,Low Tide,2024-03-05T20:18:50.000Z,2024-03-05T20:15:30.000Z,"
        "210000,NATURAL_END_OF_TRACK\r\n"
        ",The Piers,PLAY_START,Low Tide,,2024-03-05T20:15:30.000Z,210000,\r\n")),
    "youtube": ("watch-history.json", json.dumps([
        {"header": "YouTube", "title": "Watched a cat", "subtitles": [{"name": "Cats"}],
         "time": "2024-03-05T20:15:30.000Z"},
        {"header": "YouTube Music", "title": "Watched Low Tide",
         "subtitles": [{"name": "The Piers - Topic"}], "time": "2024-03-05T20:15:30.000Z"}])),
    "listenbrainz": ("listens/2024/3.jsonl", json.dumps(
        {"listened_at": STAMP, "track_metadata": {"artist_name": "The Piers",
         "track_name": "Low Tide", "release_name": "Harbour",
         "additional_info": {"duration_ms": 210_000}}}) + "\n"),
    "maloja": ("maloja_export.json", json.dumps({"maloja": {"export_time": STAMP}, "scrobbles": [
        {"time": STAMP, "track": {"artists": ["The Piers"], "title": "Low Tide",
         "album": {"albumtitle": "Harbour"}, "length": 210}, "duration": 200,
         "origin": "client:x"}]})),
    "pano": ("pano.jsonl", json.dumps(
        {"timeHuman": "x", "timeMs": STAMP * 1000, "artist": "The Piers", "track": "Low Tide",
         "album": "Harbour", "durationMs": 210_000, "event": "scrobble"}) + "\n"
        + json.dumps({"timeMs": STAMP * 1000, "artist": "A", "track": "B", "event": "love"}) + "\n"),
    "librefm": ("librefm.csv",
        "Time,Artist,Track,Album\n2024-03-05 20:15:30,The Piers,Low Tide,Harbour\n"),
    "tabs": ("scrobbles.tsv",
        f"timestamp\ttrack\tartist\talbum\n{STAMP}\tLow Tide\tThe Piers\tHarbour\n"),
}  # fmt: skip
NEVER_SAID = {"spotify_account": timedelta(seconds=0)}


def send(app: App, actor: Actor, name: str, content: str | bytes) -> dict[str, Any]:
    client = app.client(actor)
    data = content.encode() if isinstance(content, str) else content
    started = client.post("/me/library/import", files={"file": (name, data)})
    assert started.status_code == 202, started.text
    app.run_jobs()
    view: dict[str, Any] = client.get(f"/me/imports/{started.json()['import_id']}").json()
    return view


def heard(app: App, actor: Actor) -> list[tuple[datetime, str, str, int | None]]:
    with app.open_uow(read=True) as uow:
        items = listens.list_listens(uow, actor, limit=100).items
    return [(i.listened_at, i.track.title, i.track.artist, i.ms_played) for i in items]


def report(app: App, actor: Actor, view: dict[str, Any]) -> list[tuple[str, str, str, str]]:
    text = app.client(actor).get(f"/me/imports/{view['id']}/report").text
    rows = csv.DictReader(io.StringIO(text))
    return [(r["row"], r["to_row"], r["outcome"], r["reason"]) for r in rows]


@pytest.mark.parametrize("kind", FORMATS)
def test_every_format_tells_the_same_play(sqlite_app: App, kind: str) -> None:
    mara = sqlite_app.person()
    name, content = FORMATS[kind]
    view = send(sqlite_app, mara, name, content)
    assert (view["state"], view["added"], view["refused"]) == ("done", 1, {})
    played = {"spotify_account": 150_000, "spotify_extended": 200_000, "endsong": 200_000,
              "apple": 200_000, "maloja": 200_000}.get(kind)  # fmt: skip
    assert heard(sqlite_app, mara) == [(AT, "Low Tide", "The Piers", played)]
    assert view["format"] == {"endsong": "spotify_extended", "librefm": "plays",
                              "tabs": "plays"}.get(kind, kind)  # fmt: skip


def test_all_of_them_in_one_zip_are_one_listen(app: App) -> None:
    mara = app.person()
    files = {f"some/where/{kind}/{name}": content for kind, (name, content) in FORMATS.items()}
    view = send(app, mara, "everything.zip", zipped({**files, "ReadMe.pdf": b"%PDF", "x/": b""}))
    assert (view["state"], view["refused"]) == ("done", {})
    # endsong is the same row as the extended one, tabs as librefm's
    assert (view["added"], view["merged"], view["skipped"]["already_here"]) == (1, 8, 2)
    assert [(at, title) for at, title, *_ in heard(app, mara)] == [(AT, "Low Tide")]


def test_what_is_no_play_is_passed_over_and_said(sqlite_app: App) -> None:
    mara = sqlite_app.person()
    rows = [
        extended(),
        extended(ms=12_000, at=AT + timedelta(hours=1)),
        extended(None, episode_name="Talk"),
        extended(None, audiobook_title="Book"),
        extended(None),
        extended(incognito_mode=True),
        extended(at=NOON + timedelta(days=9)),
        extended(ms=-5),
        {**extended(), "ts": "1969-12-31T23:59:59Z"},
        {**extended(), "ts": "no time"},
        extended("x" * 10_000),
        extended("Low Tide"),
    ]
    view = send(sqlite_app, mara, "h.json", json.dumps(rows))
    assert (view["read"], view["added"], view["merged"]) == (12, 1, 1)
    assert view["skipped"] == {
        "short": 1, "podcast": 1, "audiobook": 1, "private_session": 1, "future": 1,
    }  # fmt: skip
    assert view["refused"] == {
        "no_title": 1, "impossible_length": 1, "impossible_time": 1, "no_time": 1,
        "name_too_long": 1,
    }  # fmt: skip
    assert report(sqlite_app, mara, view) == [
        ("1", "1", "added", ""), ("2", "2", "skipped", "short"), ("3", "3", "skipped", "podcast"),
        ("4", "4", "skipped", "audiobook"), ("5", "5", "refused", "no_title"),
        ("6", "6", "skipped", "private_session"), ("7", "7", "skipped", "future"),
        ("8", "8", "refused", "impossible_length"), ("9", "9", "refused", "impossible_time"),
        ("10", "10", "refused", "no_time"), ("11", "11", "refused", "name_too_long"),
        ("12", "12", "merged", ""),
    ]  # fmt: skip


def test_a_play_that_was_skipped_makes_no_song(sqlite_app: App) -> None:
    mara = sqlite_app.person()
    send(sqlite_app, mara, "h.json", json.dumps([extended(ms=9_000)]))
    assert sqlite_app.client(mara).get("/tracks").json()["total"] == 0


def test_a_killed_import_loses_no_row_and_doubles_none(
    app: App, monkeypatch: pytest.MonkeyPatch
) -> None:
    mara = app.person()
    rows = [extended(f"Song {n % 3}", AT + timedelta(minutes=5 * n)) for n in range(11)]
    rows += [extended(None), extended(None), rows[0], rows[0]]
    monkeypatch.setattr(taking, "ROWS_AT_ONCE", 2)
    folder = Path(app.container.settings.data_dir) / "imports"
    started = service.start(
        app.open_uow, folder, mara, io.BytesIO(json.dumps(rows).encode()), "h.json"
    )
    reads = []

    class KilledError(BaseException):
        """The process is gone."""

    def die(read: int) -> None:
        reads.append(read)
        raise KilledError

    for _ in range(8):  # one batch each time, and then it is over
        with pytest.raises(KilledError):
            service.read_import(app.open_uow, folder, started.import_id, die)
    counts = service.read_import(app.open_uow, folder, started.import_id, lambda _: None)
    assert reads == [2, 4, 6, 8, 10, 12, 14, 15]
    assert (counts.read, counts.added, counts.merged) == (15, 11, 2)
    assert counts.refused == {"no_title": 2}
    assert len(heard(app, mara)) == 11
    view = app.client(mara).get(f"/me/imports/{started.import_id}").json()
    assert [line[:3] for line in report(app, mara, view)] == [
        *((str(n), str(n), "added") for n in range(1, 12)),
        ("12", "13", "refused"), ("14", "14", "merged"), ("15", "15", "merged"),
    ]  # fmt: skip


def test_the_same_file_again_adds_nothing(app: App) -> None:
    mara = app.person()
    rows = [extended(f"Song {n}", AT + timedelta(minutes=5 * n)) for n in range(7)]
    first = send(app, mara, "h.json", json.dumps(rows))
    again = send(app, mara, "h2.json", json.dumps(rows, indent=1))
    assert (first["added"], again["added"], again["merged"]) == (7, 0, 0)
    assert again["skipped"] == {"already_here": 7}
    assert report(app, mara, again) == [("1", "7", "skipped", "already_here")]
    assert len(heard(app, mara)) == 7


def test_an_undone_import_leaves_what_others_reported(app: App) -> None:
    mara = app.person()
    file = [extended(f"Song {n}", AT + timedelta(minutes=5 * n)) for n in range(4)]
    first = send(app, mara, "h.json", json.dumps(file))
    short = [{"endTime": (AT + timedelta(minutes=5 * n, seconds=200)).strftime("%Y-%m-%d %H:%M"),
              "artistName": "The Piers", "trackName": f"Song {n}", "msPlayed": 200_000}
             for n in (1, 2, 40)]  # fmt: skip
    second = send(app, mara, "StreamingHistory0.json", json.dumps(short))
    assert (second["added"], second["merged"]) == (1, 2)
    client = app.client(mara)
    asked = client.post(f"/me/imports/{first['id']}/undo")
    assert asked.status_code == 202
    app.run_jobs()
    assert sorted(title for _, title, *_ in heard(app, mara)) == ["Song 1", "Song 2", "Song 40"]
    assert client.get(f"/me/imports/{first['id']}").json()["state"] == "undone"
    assert client.get("/me/library").json()["total"] == 3
    assert send(app, mara, "h.json", json.dumps(file))["added"] == 2


def test_only_its_owner_undoes_an_import(sqlite_app: App) -> None:
    mara, noor = sqlite_app.person(), sqlite_app.person("noor")
    view = send(sqlite_app, mara, "h.json", json.dumps([extended()]))
    assert sqlite_app.client(noor).post(f"/me/imports/{view['id']}/undo").status_code == 404
    assert sqlite_app.client(noor).get(f"/me/imports/{view['id']}/report").status_code == 404


def test_undoing_a_catalogue_takes_its_songs_and_words(sqlite_app: App) -> None:
    mara = sqlite_app.person()
    songs = [{"title": f"Song {n}", "artist": "The Piers", "lyrics": "happy " * 9} for n in (1, 2)]
    view = send(sqlite_app, mara, "songs.json", json.dumps(songs))
    client = sqlite_app.client(mara)
    kept = client.get("/me/library").json()["items"][0]["track"]["id"]
    assert client.put(f"/me/favorites/{kept}").status_code == 204
    client.post(f"/me/imports/{view['id']}/undo")
    sqlite_app.run_jobs()
    assert [s["track"]["id"] for s in client.get("/me/library").json()["items"]] == [kept]
    assert client.get(f"/catalogue/tracks/{kept}/lyrics").json().get("state") != "found"


def test_addresses_agents_and_countries_are_nowhere(sqlite_app: App) -> None:
    mara = sqlite_app.person()
    rows = [extended(), extended(ms=-1), extended(None), extended(incognito_mode=True)]
    broken = json.dumps(rows)[:-1] + ',{"ip_addr": "' + SECRETS[0] + '", x}]'
    view = send(sqlite_app, mara, "h.json", broken)
    assert view["refused"]["bad_json"] == 1
    folder = Path(sqlite_app.container.settings.data_dir)
    files = [path for path in folder.rglob("*") if path.is_file()]
    kept = b"".join(path.read_bytes() for path in files)
    assert b"Low Tide" in kept
    assert [s for s in SECRETS if s != "QX" and s.encode() in kept] == []
    assert b'"QX"' not in kept


BOMB = b"[" + b" " * 12_000_000 + b"]"
HOSTILE: dict[str, tuple[bytes, dict[str, Any]]] = {
    "bomb.zip": (zipped({"h.json": BOMB}), {"added": 0, "refused": {"zip_bomb": 1}}),
    "../../up.zip": (
        zipped({"../../../etc/h.json": json.dumps([extended()])}), {"added": 1, "refused": {}}),
    "inner.zip": (
        zipped({"in.zip": zipped({"h.json": "[]"})}), {"added": 0, "refused": {"zip_in_zip": 1}}),
    "damaged.zip": (
        zipped({"h.json": json.dumps([extended()])})[:-30], {"added": 0}),
    "middle.json": (
        json.dumps([extended("A"), extended("B", AT + timedelta(hours=1)),
                    extended("C", AT + timedelta(hours=2))]).replace('"B"', '"B').encode(),
        {"added": 2, "refused": {"bad_json": 1}}),
    "latin.json": (
        json.dumps([extended("Café")], ensure_ascii=False).encode("cp1252"),
        {"added": 1, "refused": {}}),
    "declares.zip": (
        declaring(json.dumps([extended()]), 10_000_000_000), {"added": 1, "refused": {}}),
    "times.json": (
        json.dumps([{**extended(), "ts": ts} for ts in (
            "-2024-03-05T20:15:30Z", "2024-13-45T99:00:00Z", "1969-12-31T23:59:59Z",
            "9999-12-31T23:59:59Z", -1, 1e300)]).encode(),
        {"added": 0, "refused": {"impossible_time": 4, "no_time": 2}}),
    "nulls.json": (
        b"[" + b"null," * 99_999 + b"null]", {"added": 0, "refused": {"empty_row": 100_000}}),
    "lists.json": (
        json.dumps([{**extended(), "master_metadata_track_name": ["x"]},
                    {**extended(), "ts": {"a": 1}}, {**extended(), "ms_played": [1]}]).encode(),
        {"added": 0, "refused": {"no_title": 1, "no_time": 1, "impossible_length": 1}}),
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_files_give_a_report_and_leave_nothing(sqlite_app: App, name: str) -> None:
    mara = sqlite_app.person()
    content, wanted = HOSTILE[name]
    view = send(sqlite_app, mara, name, content)
    assert {key: view[key] for key in wanted} == wanted
    assert view["read"] == view["added"] + sum(view["refused"].values())
    assert len(report(sqlite_app, mara, view)) == view["added"] + len(view["refused"])
    assert list((Path(sqlite_app.container.settings.data_dir) / "imports").iterdir()) == []


def test_a_zip_that_declares_little_and_gives_much_is_stopped(
    sqlite_app: App, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archive, "TOTAL_MAX", 3_000)
    rows = json.dumps([extended(f"Song {n}", AT + timedelta(hours=n)) for n in range(50)])
    view = send(sqlite_app, sqlite_app.person(), "h.zip", zipped({"h.json": rows}))
    assert (view["added"], view["refused"]) == (0, {"too_large": 1})
