"""The listener's side of the Web API: profile, recent plays, player, devices, the queue."""

import re
from collections.abc import Sequence
from datetime import datetime

from assistant.sandbox.http import Handler, Reply, Request, Route, json_reply
from assistant.sandbox.spotify import shapes
from assistant.sandbox.spotify.guard import Caller, Refused, guarded, number, track_uri
from assistant.sandbox.spotify.state import Device, State

_MAX_MS = 10**15


class PlayerApi:
    """Endpoints under `/v1/me` that concern listening."""

    def __init__(self, state: State) -> None:
        self._state = state

    def routes(self) -> Sequence[Route]:
        table: list[tuple[str, str, Handler]] = [
            ("GET", "/v1/me", self.me),
            ("GET", "/v1/me/player", self.player),
            ("GET", "/v1/me/player/devices", self.devices),
            ("GET", "/v1/me/player/queue", self.queue),
            ("POST", "/v1/me/player/queue", self.add_to_queue),
            ("GET", "/v1/me/player/recently-played", self.recently_played),
        ]
        return [Route(method, path, guarded(self._state, do)) for method, path, do in table]

    def me(self, caller: Caller, _: Request) -> Reply:
        caller.needs("user-read-private")
        return json_reply(200, shapes.me(caller.user))

    def player(self, caller: Caller, _: Request) -> Reply:
        caller.needs("user-read-playback-state")
        user = caller.user
        if user.active_device is None or user.playing is None:
            return Reply(204)
        return json_reply(
            200,
            {
                "device": shapes.device(user.active_device),
                "item": shapes.track(user.playing),
                "progress_ms": user.progress_ms,
                "is_playing": True,
                "shuffle_state": False,
                "repeat_state": "off",
                "currently_playing_type": "track",
                "timestamp": _ms(self._state.clock.now()),
                "context": None,
            },
        )

    def devices(self, caller: Caller, _: Request) -> Reply:
        caller.needs("user-read-playback-state")
        return json_reply(200, {"devices": [shapes.device(d) for d in caller.user.devices]})

    def queue(self, caller: Caller, _: Request) -> Reply:
        caller.needs("user-read-currently-playing", "user-read-playback-state")
        user = caller.user
        waiting = [self._state.track(uri) for uri in user.queue]
        return json_reply(
            200,
            {
                "currently_playing": shapes.track(user.playing) if user.playing else None,
                "queue": [shapes.track(track) for track in waiting if track],
            },
        )

    def add_to_queue(self, caller: Caller, request: Request) -> Reply:
        caller.needs("user-modify-playback-state")
        given = request.query.get("uri", [])
        if len(given) != 1:
            raise Refused(400, "Required parameter uri missing")
        uri = track_uri(self._state, given[0])
        if not caller.user.premium:
            raise Refused(403, "Player command failed: Premium required", "PREMIUM_REQUIRED")
        device = _target(caller, request.param("device_id"))
        if device.is_restricted:
            message = "Player command failed: Restriction violated"
            raise Refused(403, message, "DEVICE_NOT_CONTROLLABLE")
        caller.user.queue.append(uri)
        return Reply(204)

    def recently_played(self, caller: Caller, request: Request) -> Reply:
        caller.needs("user-read-recently-played")
        limit = number(request, "limit", 20, 1, 50)
        if request.param("after") is not None and request.param("before") is not None:
            raise Refused(400, "Only one of after and before may be given")
        after = number(request, "after", 0, 0, _MAX_MS)
        before = number(request, "before", _MAX_MS, 0, _MAX_MS)
        within = [p for p in caller.user.visible_plays() if after < _ms(p.played_at) < before]
        shown = within[:limit]
        cursors = None
        if shown:
            newest, oldest = _ms(shown[0].played_at), _ms(shown[-1].played_at)
            cursors = {"after": str(newest), "before": str(oldest)}
        following = None
        if cursors and len(within) > limit:
            origin = f"http://{request.headers.get('host', '')}{request.path}"
            following = f"{origin}?limit={limit}&before={cursors['before']}"
        return json_reply(
            200,
            {
                "items": [shapes.play(play) for play in shown],
                "next": following,
                "cursors": cursors,
                "limit": limit,
                "href": request.path,
            },
        )


def _target(caller: Caller, device_id: str | None) -> Device:
    """The device a command goes to: the one named, else the active one."""
    if device_id is None:
        if caller.user.active_device is None:
            message = "Player command failed: No active device found"
            raise Refused(404, message, "NO_ACTIVE_DEVICE")
        return caller.user.active_device
    if not re.fullmatch(r"[0-9A-Za-z]{1,64}", device_id):
        raise Refused(400, "Invalid device id")
    for device in caller.user.devices:
        if device.id == device_id:
            return device
    raise Refused(404, "Device not found")


def _ms(moment: datetime) -> int:
    return int(moment.timestamp() * 1000)
