"""Owns sending the queue: where to, which player, how far it is, what went wrong."""

import asyncio
from typing import Any
from uuid import UUID

import reflex as rx

from assistant.connections import service as connections
from assistant.jobs import service as jobs
from assistant.playback import push as pushes
from assistant.playback import watching
from assistant.playback.push_schemas import PushIn, ResendIn
from ui.backend import ask, container, read, write
from ui.guard import guarded
from ui.models import Failure
from ui.pages.queue.models import Device, Push
from ui.pages.queue.sending_read import Sending, SongSent, said_of, sending_page
from ui.state import AppState
from ui.text.en import queue as words

_POLL_S = 1.0
_POLLS_AT_MOST = 3_600


class PushState(AppState):
    """Sending the queue, song by song."""

    is_connected: bool = False
    target: str = "spotify_queue"
    devices: list[Device] = []
    device_id: str = ""
    has_looked: bool = False
    is_looking: bool = False
    push: Push = Push()
    push_failure: Failure = Failure()
    was_queued: bool = False
    left: int = 0
    said: dict[str, str] = {}
    _songs: dict[UUID, SongSent] = {}
    _is_following: bool = False

    @rx.var
    def target_note(self) -> str:
        """Return what the chosen way does."""
        return words.TARGET_NOTES[self.target]

    @rx.var
    def seen(self) -> int:
        """Return how many songs were seen in the player's queue."""
        return self.push.marks.count("seen")

    @rx.var
    def unseen(self) -> int:
        """Return how many were accepted and not seen yet."""
        return self.push.marks.count("sent")

    @rx.var
    def missing(self) -> int:
        """Return how many are not on Spotify."""
        return self.push.marks.count("missing")

    @rx.var
    def uncertain(self) -> int:
        """Return for how many the answer was lost."""
        return self.push.marks.count("uncertain")

    @rx.var
    def refused(self) -> int:
        """Return how many Spotify would not take."""
        return self.push.marks.count("refused")

    @rx.var
    def waiting(self) -> int:
        """Return how many were not tried yet."""
        return self.push.marks.count("waiting")

    @rx.var
    def sent_text(self) -> str:
        """Return how many of how many arrived."""
        said = words.SENT.get(self.push.target, "")
        return said.format(sent=self.seen + self.unseen, total=len(self.push.marks))

    @rx.var
    def seen_text(self) -> str:
        """Return where the songs are that arrived."""
        return words.SEEN.get(self.push.target, "")

    @rx.var
    def send_text(self) -> str:
        """Return the words of the button after a sending; empty before one."""
        if self.target == "spotify_queue":
            ended = words.SEND_LEFT if self.left else words.SEND_NONE
            return ended if self.was_queued else ""
        return words.SAVE_AGAIN[self.target] if self.push.target == self.target else ""

    @rx.var
    def is_all_sent(self) -> bool:
        """Return whether the player's queue has every song that is left to play."""
        return self.target == "spotify_queue" and self.was_queued and not self.left

    @rx.var
    def sent_to(self) -> str:
        """Return where they went."""
        return words.SENT_TO.get(self.push.target, "")

    @rx.var
    def sent_spoken(self) -> str:
        """Return the row of marks as a sentence."""
        return words.SENT_SPOKEN.format(
            seen=self.seen,
            there=self.seen_text.lower(),
            sent=self.unseen,
            missing=self.missing,
            uncertain=self.uncertain,
            refused=self.refused,
            waiting=self.waiting,
        )

    @rx.var
    def rest_text(self) -> str:
        """Return the words of the button that sends what is waiting."""
        return words.SEND_REST.format(n=self.waiting)

    @rx.event
    @guarded
    async def load(self) -> Any:
        """Fill the card when the page opens, and follow what is still being sent."""
        return self._show(await self._read())

    @rx.event
    def forget(self) -> None:
        """Drop what is shown of the last sending."""
        self._show(Sending(self.is_connected))

    @rx.event
    def choose_target(self, target: str) -> None:
        """Choose Spotify's queue, a playlist or a file."""
        if target in words.TARGETS:
            self.target = target

    @rx.event
    def choose_device(self, device_id: str) -> None:
        """Choose the player; the one that is active when `device_id` is empty."""
        if device_id == "" or any(device.id == device_id for device in self.devices):
            self.device_id = device_id

    @rx.event(background=True)
    @guarded
    async def look_for_devices(self) -> None:
        """Ask Spotify which players are open."""
        async with self:
            if self.is_looking:
                return
            self.is_looking = True
        parts, found = container(), []
        try:
            found = await ask(
                connections.devices,
                parts.open_uow,
                parts.vault,
                parts.settings,
                await self._acting(),
            )
        finally:
            async with self:
                self.is_looking = False
        async with self:
            self.has_looked = True
            self.devices = [Device(d.id, d.name, d.is_active) for d in found if d.id]
            if self.device_id not in [device.id for device in self.devices]:
                self.device_id = ""

    @rx.event
    @guarded
    async def send(self) -> Any:
        """Send every song of the queue that was not sent yet to where it was chosen."""
        parts = container()
        wanted = PushIn.model_validate({"target": self.target, "device_id": self.device_id or None})
        await write(pushes.start, parts.vault, parts.settings, await self._acting(), wanted)
        return self._show(await self._read())

    @rx.event
    def send_as(self, target: str) -> Any:
        """Choose another way and send at once."""
        if target in words.TARGETS:
            self.target = target
        return PushState.send

    @rx.event
    @guarded
    async def send_rest(self) -> Any:
        """Send the songs that were not tried yet."""
        return await self._resend("waiting")

    @rx.event
    @guarded
    async def retry_uncertain(self) -> Any:
        """Send again those whose answer was lost; asked for, so a song may come twice."""
        return await self._resend("uncertain")

    @rx.event(background=True)
    @guarded
    async def check(self) -> None:
        """Ask Spotify which songs are in its queue or were played."""
        async with self:
            push_id = self.push.job_id
        if not push_id:
            return
        parts, actor = container(), await self._acting()
        await ask(watching.check, parts.open_uow, parts.vault, parts.settings, actor, UUID(push_id))
        found = await self._read()
        async with self:
            self._show(found)

    @rx.event
    @guarded
    async def stop(self) -> None:
        """Stop sending; what was sent stays sent."""
        if not self.push.job_id:
            return
        await write(jobs.cancel, await self._acting(), UUID(self.push.job_id))
        self._show(await self._read())
        self.say(words.STOPPED)

    @rx.event(background=True)
    @guarded
    async def follow(self) -> None:
        """Bring the marks up to date until the job ends; a reload starts it again."""
        async with self:
            if self._is_following:
                return
            self._is_following = True
        try:
            for _ in range(_POLLS_AT_MOST):
                found = await self._read()
                async with self:
                    self._show(found)
                if not found.push.is_running:
                    return
                await asyncio.sleep(_POLL_S)
        finally:
            async with self:
                self._is_following = False

    async def _resend(self, mark: str) -> Any:
        """Send songs of one mark once more, each from the push that knows of it."""
        parts, actor = container(), await self._acting()
        by_push: dict[UUID, list[UUID]] = {}
        for item_id, song in self._songs.items():
            if song.mark == mark and song.resend_from is not None:
                by_push.setdefault(song.resend_from, []).append(item_id)
        for push_id, item_ids in by_push.items():
            wanted = ResendIn(item_ids=item_ids)
            await write(pushes.resend, parts.vault, parts.settings, actor, push_id, wanted)
        return self._show(await self._read())

    async def _read(self) -> Sending:
        parts = container()
        return await read(sending_page, await self._acting(), parts.vault, parts.settings)

    def _show(self, found: Sending) -> Any:
        """Show how far it is; go on looking while songs are being sent."""
        self.is_connected = found.is_connected
        self.push, self.push_failure = found.push, found.failure
        self.was_queued, self.left = found.was_queued, found.left
        self._songs, self.said = dict(found.songs), said_of(found.songs, found.push.target)
        return PushState.follow if found.push.is_running and not self._is_following else None
