"""Whatever is kept about somebody is in their export, and nothing of it is left after deletion.

A row is planted in every table that foreign keys tie to an account: a table that comes later and
that nobody thought of is planted and looked for as well.
"""

import io
import json
import zipfile
from email.message import EmailMessage
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select
from sqlmodel import SQLModel

from assistant.accounts import service as accounts
from assistant.audit import service as audit
from assistant.core.actor import Actor
from assistant.models.profile import Profile
from assistant.takeout import service as takeout
from assistant.takeout.rules import GRACE, Places
from tests.support.app import App
from tests.support.planting import plant, tables_with_a_path

# The server's own: they name who began something, and let go of the name.
OF_THE_SERVER = {"index_generation", "index_event", "catalogue_edit"}
PASSWORD = "correct horse battery staple"
SECRETS = ("_hash", "secret_enc", "secrets_enc", "public_key")


@pytest.fixture
def places(app: App) -> Places:
    return Places(app.container.settings.data_dir)


def planted(app: App, actor: Actor, mark: str) -> dict[str, dict[str, Any]]:
    """Leave something of a person in every table; the key of each row."""
    with app.open_uow() as uow:
        keys = plant(uow, actor.require_user(), mark, app.container.vault.seal)
        audit.record(uow, actor, "thing.made", object=f"{mark}-audit")
    return keys


def files_of(app: App, places: Places, actor: Actor, mark: str) -> list[Any]:
    """Put every kind of file about a person where it lies."""
    with app.open_uow(read=True) as uow:
        photo_id = uow.db.get_one(Profile, actor.require_user()).photo_id
        email = accounts.get_me(uow, actor).email
        query = select(SQLModel.metadata.tables["import_run"].c.id)
        table = SQLModel.metadata.tables["import_run"]
        import_id = uow.db.execute(query.where(table.c.user_id == actor.user_id)).scalar_one()
    assert photo_id is not None
    found = [places.photo(photo_id), places.upload(import_id)]
    for path in found:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"{mark}-file")
    mail = EmailMessage()
    mail["To"] = email
    mail.set_content("Verify your address.")
    letter = places.outbox / f"{uuid4()}.eml"
    letter.parent.mkdir(exist_ok=True)
    letter.write_bytes(mail.as_bytes())
    return [*found, letter]


def export_of(app: App, actor: Actor) -> tuple[zipfile.ZipFile, str]:
    """The export of a person, and all its text."""
    client = app.client(actor)
    begun = client.post("/users/me/export")
    assert begun.status_code == 202
    app.run_jobs()
    ready = client.get(f"/users/me/export/{begun.json()['id']}").json()
    assert ready["state"] == "ready"
    answer = client.get(ready["download"].removeprefix("/api/v1"))
    assert answer.headers["content-type"] == "application/zip"
    packed = zipfile.ZipFile(io.BytesIO(answer.content))
    return packed, "\n".join(packed.read(name).decode() for name in packed.namelist())


def everything(app: App) -> str:
    """Every value of every table, as text."""
    with app.open_uow(read=True) as uow:
        return "\n".join(
            f"{table.name}: {dict(row)!r}"
            for table in SQLModel.metadata.sorted_tables
            for row in uow.db.execute(select(table)).mappings()
        )


def rows_in(packed: zipfile.ZipFile, name: str, key: dict[str, Any]) -> int:
    """How many rows of a table the export holds under a key."""
    rows = json.loads(packed.read(f"json/{name}.json"))
    plain = {column: str(value) for column, value in key.items()}
    found = [row for row in rows if {c: str(row[c]) for c in plain} == plain]
    lines = packed.read(f"csv/{name}.csv").decode().splitlines()
    assert sum(all(value in line for value in plain.values()) for line in lines) == len(found)
    return len(found)


def rows_left(app: App, keys: dict[str, dict[str, Any]]) -> list[str]:
    """The tables in which a row is still there."""
    with app.open_uow(read=True) as uow:
        return [
            name
            for name, key in keys.items()
            if uow.db.execute(
                select(SQLModel.metadata.tables[name]).filter_by(**key)
            ).first() is not None
        ]  # fmt: skip


def test_the_export_holds_a_row_of_every_table(app: App, places: Places) -> None:
    mara, noor = app.person("mara"), app.person("noor")
    keys = planted(app, mara, "maras")
    planted(app, noor, "noors")
    files_of(app, places, mara, "maras")
    packed, text = export_of(app, mara)

    assert set(keys) == {table.name for table in tables_with_a_path()}
    assert {name: rows_in(packed, name, key) for name, key in keys.items()} == dict.fromkeys(
        keys, 1
    )
    assert "maras-audit" in text
    assert "maras-mood_entry note" in text
    assert packed.read("photo.webp") == b"maras-file"
    uploads = [packed.read(n) for n in packed.namelist() if n.startswith("uploads/")]
    assert uploads == [b"maras-file"]
    (song,) = json.loads(packed.read("json/songs.json"))
    assert song["track_id"] == str(keys["track"]["id"])


def test_the_export_holds_nothing_of_others_and_no_secret(app: App, places: Places) -> None:
    mara, noor = app.person("mara"), app.person("noor")
    planted(app, mara, "maras")
    planted(app, noor, "noors")
    files_of(app, places, noor, "noors")
    packed, text = export_of(app, mara)
    assert "noors" not in text
    assert str(noor.user_id) not in text
    assert '"email": "mara@example.com"' in text
    columns = {
        column
        for name in packed.namelist()
        if name.startswith("json/")
        for row in json.loads(packed.read(name))
        for column in row
    }
    assert [c for c in columns if c.endswith(SECRETS) and c != "text_sha256"] == []


def test_nothing_is_left_after_the_time_of_grace(app: App, places: Places) -> None:
    mara, noor = app.person("mara"), app.person("noor")
    app.give_password(mara, PASSWORD)
    keys, others_keys = planted(app, mara, "maras"), planted(app, noor, "noors")
    files, others = (files_of(app, places, p, p.address) for p in (mara, noor))
    export_of(app, mara)
    export = places.export(_newest(app, mara))
    assert set(keys) - set(rows_left(app, keys)) == {"takeout"}  # the new one replaced it
    assert [path for path in [*files, *others, export] if not path.is_file()] == []

    asked = app.client(mara).request("DELETE", "/users/me", json={"password": PASSWORD})
    assert asked.status_code == 202
    app.clock.forward(seconds=GRACE.total_seconds() - 1)
    assert sweep(app) == 0
    app.clock.forward(seconds=1)
    assert sweep(app) == 1

    assert set(rows_left(app, keys)) == OF_THE_SERVER
    left = [line for line in everything(app).splitlines() if not line.startswith("index_change:")]
    traces = (str(mara.user_id), repr(mara.require_user().bytes), "mara@", "Mara", "maras")
    for line in left:
        of_the_server = line.split(":")[0] in OF_THE_SERVER
        assert [t for t in traces if t in line and not (of_the_server and t == "maras")] == []
    assert [path for path in [*files, export] if path.exists()] == []
    assert [path for path in others if not path.exists()] == []
    assert rows_left(app, others_keys) == list(others_keys)


def test_an_account_that_is_kept_loses_nothing(app: App) -> None:
    mara = app.person("mara")
    keys = planted(app, mara, "maras")
    app.give_password(mara, PASSWORD)
    client = app.client(mara)
    asked = client.request("DELETE", "/users/me", json={"password": PASSWORD})
    assert asked.json()["delete_after"] is not None
    assert client.get("/users/me").json()["delete_after"] is not None
    app.clock.forward(seconds=GRACE.total_seconds() - 1)
    assert client.post("/users/me/keep").json() == {"delete_after": None}
    app.clock.forward(days=30)
    assert sweep(app) == 0
    assert rows_left(app, keys) == list(keys)


def _newest(app: App, actor: Actor) -> UUID:
    with app.open_uow(read=True) as uow:
        found = takeout.latest(uow, actor)
    assert found is not None
    return found.id


def sweep(app: App) -> int:
    """What the worker does once a minute; how many accounts went."""
    with app.open_uow() as uow:
        before = accounts.count_people(uow)
        takeout.start_sweep(uow)
    app.run_jobs()
    with app.open_uow(read=True) as uow:
        return before - accounts.count_people(uow)
