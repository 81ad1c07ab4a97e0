"""An export is one moment: what others write while it is written is wholly in it, or not at all."""

import json
import zipfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from assistant.core.actor import Actor
from assistant.takeout import exporting
from assistant.takeout.archive import Archive
from assistant.takeout.rules import Places
from tests.support.app import App


class Interrupted(Archive):
    """An archive in whose first, middle and last table somebody else writes before it is read."""

    def __init__(self, path: Path, app: App, actor: Actor) -> None:
        super().__init__(path)
        self._app, self._actor, self._told = app, actor, 0

    def table(self, name: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
        self._told += 1
        write_something(self._app, self._actor, f"while {name} was read")
        super().table(name, columns, rows)


def write_something(app: App, actor: Actor, what: str) -> None:
    """One deed that leaves rows in several tables: the account, a mood, a song, the audit log."""
    client = app.client(actor)
    assert client.put("/users/me", json={"display_name": what[:80], "bio": what}).status_code == 200
    mood = {"valence": 0.1, "arousal": 0.1, "note": what}
    assert client.post("/mood/record", json=mood).status_code == 201
    song = {"title": what, "artist": what, "lyrics": f"happy {what}"}
    assert client.post("/analysis/songs", json=song).status_code in (200, 201)


def exported(app: App, actor: Actor, archive: Archive, path: Path) -> dict[str, Any]:
    """What an export holds, by the names of its files."""
    container = app.container
    places = Places(container.settings.data_dir)
    with app.open_uow(read=True) as uow, archive:
        exporting.write(
            uow, actor.require_user(), container.vault, places, archive, lambda *_: None
        )
    with zipfile.ZipFile(path) as packed:
        names = [name for name in packed.namelist() if name.startswith("json/")]
        return {name: json.loads(packed.read(name)) for name in names}


def test_what_is_written_meanwhile_is_in_the_next_export_and_in_none_of_this(
    app: App, tmp_path: Path
) -> None:
    mara = app.person("mara")
    write_something(app, mara, "before")
    paths = [tmp_path / f"{n}.zip" for n in range(3)]
    calm = exported(app, mara, Archive(paths[0]), paths[0])
    meanwhile = exported(app, mara, Interrupted(paths[1], app, mara), paths[1])
    assert meanwhile == calm
    assert [song["title"] for song in meanwhile["json/songs.json"]] == ["before"]

    after = exported(app, mara, Archive(paths[2]), paths[2])
    notes = [entry["note"] for entry in after["json/mood_entry.json"]]
    assert (len(notes), notes[-1]) == (len(calm) + 1, "while songs was read")
