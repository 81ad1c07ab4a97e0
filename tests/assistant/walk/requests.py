"""What is sent to every route of the API: bodies that would do something if they were let."""

from io import BytesIO
from typing import Any

from PIL import Image

from tests.support.world import PASSWORD, World

NEW_PASSWORD = "another lamp at high water"
CALM = {"valence": 0.5, "arousal": -0.5}
SONG = {"title": "High Water", "artist": "The Harbour", "lyrics": "sad sad sad"}


def _picture() -> bytes:
    made = BytesIO()
    Image.new("RGB", (40, 40), "red").save(made, "PNG")
    return made.getvalue()


def body_of(route: str, world: World) -> dict[str, Any]:
    """What goes with a request: `json`, `data`, `files` or `params` of the client."""
    ids = world.ids
    mail = {"email": "mara@example.com"}
    pair = {"kind": "track", "id": ids["track_id"], "into_id": ids["generation_id"]}
    json: dict[str, Any] = {
        "POST /admin/catalogue/keep-apart": pair,
        "POST /admin/catalogue/merge": pair,
        "POST /admin/catalogue/split": {"kind": "track", "id": ids["track_id"], "name": "Part"},
        "POST /admin/index/activate": {"generation_id": ids["generation_id"]},
        "POST /admin/index/compare": {"generation_id": ids["generation_id"]},
        "POST /admin/index/rebuild": {},
        "PUT /admin/metadata": {"enabled": True},
        "PUT /admin/users/{user_id}": {"locked": True, "current_password": PASSWORD},
        "PUT /admin/users/{user_id}/role": {"role": "moderator", "current_password": PASSWORD},
        "POST /analysis/explain": {"lyrics": "happy"},
        "POST /analysis/score": {"lyrics": "happy"},
        "POST /analysis/songs": SONG,
        "POST /auth/2fa/disable": {"code": "123456", "password": PASSWORD},
        "POST /auth/2fa/enable": {"password": PASSWORD},
        "POST /auth/2fa/verify": {"code": "123456"},
        "POST /auth/login/second-step": {"challenge": "guess", "code": "123456"},
        "POST /auth/oauth/{provider}": {"link": True, "current_password": PASSWORD},
        "POST /auth/passkeys": {"credential": {}},
        "POST /auth/passkeys/sign-in": {"credential": {}},
        "PUT /auth/passkeys/{passkey_id}": {"name": "Stolen"},
        "POST /auth/proof": {"password": PASSWORD},
        "PUT /auth/change-password": {
            "current_password": PASSWORD, "new_password": NEW_PASSWORD,
        },
        "POST /auth/forgot-password": mail,
        "POST /auth/invitations": {},
        "POST /auth/login": {**mail, "password": "not this one"},
        "POST /auth/refresh": {"refresh_token": "guess"},
        "POST /auth/register": {
            "email": "new@example.com", "password": PASSWORD, "display_name": "New",
        },
        "POST /auth/reset-password": {"token": "guess", "password": NEW_PASSWORD},
        "POST /auth/tokens": {
            "name": "Mine", "scopes": ["mood:read"], "current_password": PASSWORD,
        },
        "POST /auth/verify-email": {"token": "guess"},
        "PUT /me/history/{listen_id}/song": {"title": "High Water", "artist": "The Harbour"},
        "PUT /connections/lastfm": {
            "api_key": "k", "api_secret": "s", "user_name": "mara", "password": "p",
        },
        "PUT /connections/listenbrainz": {"token": "guess"},
        "POST /connections/{target}/uncertain": {"send": True},
        "PUT /connections/lyrics": {"allowed": True},
        "PUT /me/library/{track_id}": {"rating": -1},
        "POST /me/lyrics/files/{file_id}/choose": {"track_id": ids["track_id"]},
        "POST /me/lyrics/retry": {"state": "missing"},
        "POST /me/queue": {"track_ids": [ids["track_id"]]},
        "POST /me/queue/push": {"target": "file"},
        "POST /me/queue/push/{push_id}/resend": {"item_ids": [ids["item_id"]]},
        "PUT /me/queue/reorder": {"item_ids": [ids["item_id"]]},
        "PUT /me/queue/{item_id}/lock": {"locked": True},
        "POST /mood/record": CALM,
        "PUT /mood/records/{entry_id}": {"note": "changed"},
        "POST /recommendations/analyze-recent-tracks": {},
        "POST /recommendations/queue": {"limit": 1},
        "POST /recommendations/queue-song": {"track_id": ids["track_id"], "push": False},
        "PUT /sample/hidden": {"hidden": True},
        "PUT /spotify": {"client_id": "0" * 32},
        "PUT /spotify/polling": {"on": False},
        "POST /spotify/callback-url": {"url": "http://127.0.0.1/callback?code=a&state=b"},
        "PUT /tracks/{track_id}/lyrics": {"lyrics": "angry angry"},
        "PUT /tracks/{track_id}/mood/correction": {"mood": "sad"},
        "DELETE /users/me": {"password": PASSWORD},
        "PUT /users/me": {"display_name": "Changed"},
        "PUT /users/me/preferences": {"discovery": 0.9},
        "PUT /users/me/settings": {"theme": "dark"},
    }  # fmt: skip
    files = {
        "POST /me/library/import": {"file": ("a.csv", b"title,artist\na,b\n", "text/csv")},
        "POST /me/lyrics/files": {"files": ("a.txt", b"angry angry", "text/plain")},
        "PUT /tracks/{track_id}/lyrics/file": {"file": ("a.txt", b"angry angry", "text/plain")},
        "POST /users/me/photo": {"file": ("me.png", _picture())},
    }
    forms: dict[str, dict[str, str]] = {
        "POST /auth/browser-change-password": {
            "current_password": PASSWORD, "new_password": NEW_PASSWORD,
        },
        "POST /auth/browser-forgot": mail,
        "POST /auth/browser-passkey": {"credential": "{}"},
        "POST /auth/browser-second-step": {"code": "123456"},
        "POST /auth/browser-register": {**mail, "password": PASSWORD, "display_name": "Mara"},
        "POST /auth/browser-reset": {"token": "guess", "password": NEW_PASSWORD},
        "POST /auth/browser-session": {**mail, "password": "not this one"},
        "POST /auth/browser-verify": {"token": "guess"},
    }  # fmt: skip
    params = {
        "GET /admin/catalogue/entries": {"q": "low water"},
        "GET /me/lyrics/songs": {"state": "found"},
        "GET /recommendations": {"limit": "1"},
        "GET /spotify/callback": {"code": "a", "state": "b"},
    }
    given = {"json": json, "files": files, "data": forms, "params": params}
    return {kind: found[route] for kind, found in given.items() if route in found}


def url_of(path: str, route: str, world: World) -> str:
    """A path with Mara's things in it."""
    ids = dict(world.ids)
    if route == "POST /mood/records/{entry_id}/restore":
        ids["entry_id"] = ids["deleted_id"]
    return path.format(**ids)
