"""A small world to walk through: four people, and something of Mara's behind every address."""

import shutil
import sqlite3
from collections.abc import Mapping
from contextlib import closing
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

from fastapi.testclient import TestClient
from PIL import Image
from sqlalchemy import select
from sqlmodel import SQLModel

from assistant.accounts import service as accounts
from assistant.auth import passwords, sessions
from assistant.catalogue.schemas import TrackNames
from assistant.core.actor import Actor
from assistant.core.credentials import Seen
from assistant.listens import service as listens
from assistant.listens.schemas import PlayReport
from assistant.models.connections import Connection
from assistant.models.factors import Passkey
from assistant.models.identities import Identity
from assistant.models.playlists import Playlist
from assistant.takeout.ownership import owned_tables
from tests.support.app import App

PASSWORD = "harbour lamp at low water"
LYRICS = "happy happy happy happy happy and a little sad"
FOLDERS = ("photos", "exports", "imports", "outbox")


class World:
    """Mara, who has something of everything; Noor, a moderator and an admin, who walk in.

    Attributes:
        app: the Attune that they meet in.
        ids: what stands for a path's parameter: Mara's things.
        people: who can walk.
        cookies: of their browsers, for those who walk through the dashboard.
        kept: every row, as `restore` puts it back.
        belongings_kept: those of Mara's own.
    """

    def __init__(self, app: App) -> None:
        self.app = app
        self.cookies: dict[str, str] = {}
        self.client: TestClient = app.client()  # nobody is signed in with it
        self.people: dict[str, Actor] = {
            "owner": app.person("mara"), "other": app.person("noor"),
            "moderator": app.person("mo", "moderator"), "admin": app.person("root", "admin"),
        }  # fmt: skip
        hashed = passwords.hashed(PASSWORD)
        with app.open_uow() as uow:
            for person in self.people.values():
                accounts.set_password(uow, person.require_user(), hashed)
        self._bearers = {name: self._sign_in(person) for name, person in self.people.items()}
        self.ids = self._things()
        self._keep()

    def bearer(self, name: str) -> dict[str, str]:
        """The headers of somebody; of nobody for "stranger", of a token's text for "token …"."""
        if name.startswith("attune_"):
            return {"Authorization": f"Bearer {name}"}
        return {} if name == "stranger" else {"Authorization": f"Bearer {self._bearers[name]}"}

    def token(self, *scopes: str, kind: str = "api", of: str = "owner") -> str:
        """A personal token of Mara's, or of somebody else."""
        body = {
            "name": "Walker", "kind": kind, "scopes": list(scopes), "current_password": PASSWORD,
        }  # fmt: skip
        self.restore_tries()
        answer = self.client.post("/auth/tokens", json=body, headers=self.bearer(of))
        assert answer.status_code == 201, answer.text
        text: str = answer.json()["token"]
        return text

    def belongings(self) -> dict[str, list[tuple[Any, ...]]]:
        """Every row that is Mara's own, by table: what nobody else may change.

        Her tokens are left out, whose use is noted in them.
        """
        mara = self.people["owner"].require_user()
        with self.app.open_uow(read=True) as uow:
            return {
                owned.table.name: sorted(
                    (tuple(row) for row in uow.db.execute(select(owned.table).where(own(mara)))),
                    key=repr,
                )
                for owned in owned_tables()
                if (own := owned.own) is not None and owned.table.name != "personal_token"
            }

    def everything(self) -> dict[str, list[str]]:
        """Every row of every table but sign-ins, which note when they were used."""
        with self.app.open_uow(read=True) as uow:
            return {
                table.name: sorted(repr(tuple(row)) for row in uow.db.execute(select(table)))
                for table in SQLModel.metadata.sorted_tables
                if table.name != "auth_session"
            }

    def restore(self) -> None:
        """Put everything back as it was, counted tries too."""
        _copy(self._kept / "attune.db", self._file)
        data_dir = self.app.container.settings.data_dir
        for name in FOLDERS:
            shutil.rmtree(data_dir / name, ignore_errors=True)
            if (self._kept / name).exists():
                shutil.copytree(self._kept / name, data_dir / name)
        self.app.jobs.waiting.clear()
        self.restore_tries()

    def keep(self) -> None:
        """Let what is now be what `restore` puts back."""
        shutil.rmtree(self._kept)
        self._keep()

    def _keep(self) -> None:
        data_dir = self.app.container.settings.data_dir
        self._file = Path(str(self.app.container.sql.url.database))
        self._kept = data_dir.parent / "kept"
        self._kept.mkdir()
        _copy(self._file, self._kept / "attune.db")
        for name in FOLDERS:
            if (data_dir / name).exists():
                shutil.copytree(data_dir / name, self._kept / name)
        self.kept, self.belongings_kept = self.everything(), self.belongings()

    def restore_tries(self) -> None:
        """Forget what the limits counted."""
        self.app.container.limiter._own.storage.reset()

    def _sign_in(self, person: Actor) -> str:
        context = self.app.container.auth
        with self.app.open_uow() as uow:
            secret = sessions.open_session(
                uow, person.require_user(), "api", Seen(address="127.0.0.1"), timedelta(days=1),
                lambda session_id: f"walker {session_id}",
            )  # fmt: skip
            return context.signer.sign(secret.auth_session_id, uow.now)

    def _things(self) -> dict[str, str]:
        app, api = self.app, self.client
        mara, admin = self.bearer("owner"), self.bearer("admin")

        def made(method: str, path: str, headers: Mapping[str, str] = mara, **more: Any) -> Any:
            answer = api.request(method, path, headers=dict(headers), **more)
            assert answer.status_code < 300, f"{method} {path}: {answer.text}"
            return answer.json() if answer.content else None

        song = {"title": "Low Water", "artist": "The Harbour", "lyrics": LYRICS}
        track = made("POST", "/analysis/songs", json=song)["track"]["id"]
        made("PUT", f"/tracks/{track}/mood/correction", json={"valence": 0.5, "arousal": 0.5})
        made("PUT", f"/me/favorites/{track}")
        app.apply_index()
        entry = made(
            "POST", "/mood/record", json={"valence": 0.4, "arousal": 0.2, "note": "sea by night"}
        )
        gone = made("POST", "/mood/record", json={"valence": -0.4, "arousal": 0.2})["id"]
        made("DELETE", f"/mood/records/{gone}")
        queue = made("POST", "/recommendations/queue", json={"limit": 1})
        item = made("GET", "/me/queue")["items"][0]["id"]
        push = made("POST", "/me/queue/push", json={"target": "file", "format": "csv"})["job_id"]
        export = made("POST", "/users/me/export")["id"]
        upload = {"file": ("songs.csv", b"title,artist,lyrics\na,b,happy\n", "text/csv")}
        imported = made("POST", "/me/library/import", files=upload)["import_id"]
        words = {"files": ("Nobody - Nothing.txt", b"sad sad sad", "text/plain")}
        given = made("POST", "/me/lyrics/files", files=words)["id"]
        picture = BytesIO()
        Image.new("RGB", (40, 40), "teal").save(picture, "PNG")
        made("POST", "/users/me/photo", files={"file": ("me.png", picture.getvalue())})
        app.run_jobs()
        job = made("POST", "/recommendations/analyze-recent-tracks", json={})["job_id"]
        token = self.token("mood:read")
        assert token
        assert queue
        invitation = made("POST", "/auth/invitations", admin, json={})["id"]
        mara_id = self.people["owner"].require_user()
        passkey = Passkey(user_id=mara_id, credential_id=b"c" * 16, public_key=b"k", name="Key")
        identity = Identity(user_id=mara_id, provider="oidc", issuer="https://id", subject="mara")
        playlist = Playlist(
            user_id=mara_id, name="Low tide", source="spotify_api", source_ref="lowtide"
        )
        with app.open_uow() as uow:
            uow.db.add_all([passkey, identity, playlist])
            uow.db.add(Connection(user_id=mara_id, provider="listenbrainz", state="connected"))
        heard_at = app.clock() - timedelta(hours=2)
        heard = [
            PlayReport("file", str(n), TrackNames("Ebb at Dusk", ["Orla"]),
                       heard_at + timedelta(minutes=10 * n))
            for n in range(2)
        ]  # fmt: skip
        with app.open_uow() as uow:
            listens.record(uow, mara_id, heard)
        listen, put_right = (one["id"] for one in made("GET", "/me/history")["items"][:2])
        correction = made("DELETE", f"/me/history/{put_right}")["id"]
        generation = made("GET", "/admin/index", admin)["active"]["id"]
        return {
            "track_id": track, "entry_id": entry["id"], "item_id": item, "push_id": push,
            "export_id": export, "import_id": imported, "job_id": job,
            "token_id": made("GET", "/auth/tokens")[0]["id"],
            "session_id": made("GET", "/auth/sessions")[0]["id"],
            "invitation_id": invitation, "generation_id": generation, "deleted_id": gone,
            "upload_id": given,
            "file_id": made("GET", f"/me/lyrics/uploads/{given}/files")["items"][0]["id"],
            "passkey_id": str(passkey.id), "identity_id": str(identity.id), "provider": "oidc",
            "target": "listenbrainz", "edit_id": generation,
            "playlist_id": str(playlist.id), "kind": "tracks",
            "listen_id": str(listen), "correction_id": correction,
            "user_id": str(self.people["owner"].user_id),
        }  # fmt: skip


def _copy(source: Path, target: Path) -> None:
    """Copy a database as SQLite itself does, while others have it open."""
    with closing(sqlite3.connect(source)) as db, closing(sqlite3.connect(target)) as copy:
        db.backup(copy)
