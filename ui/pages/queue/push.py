"""Owns sending the queue: where to, which player, how far it is, what went wrong."""

import asyncio
from typing import Any

import reflex as rx

from ui import demo_b
from ui.models import Failure
from ui.pages.queue.models import Device, Push
from ui.state import AppState
from ui.text.en import queue as words

_POLL_S = 1.0


class PushState(AppState):
    """Sending the queue, song by song."""

    is_connected: bool = False
    target: str = "spotify_queue"
    devices: list[Device] = []
    device_id: str = ""
    push: Push = Push()
    push_failure: Failure = Failure()

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
    def waiting(self) -> int:
        """Return how many were not tried yet."""
        return self.push.marks.count("waiting")

    @rx.var
    def sent_text(self) -> str:
        """Return how many of how many arrived."""
        return words.SENT.format(sent=self.seen + self.unseen, total=len(self.push.marks))

    @rx.var
    def sent_to(self) -> str:
        """Return where they went."""
        return words.SENT_TO.format(player=self.push.player) if self.push.player else ""

    @rx.var
    def sent_spoken(self) -> str:
        """Return the row of marks as a sentence."""
        return words.SENT_SPOKEN.format(
            seen=self.seen,
            sent=self.unseen,
            missing=self.missing,
            uncertain=self.uncertain,
            waiting=self.waiting,
        )

    @rx.var
    def rest_text(self) -> str:
        """Return the words of the button that sends what is waiting."""
        return words.SEND_REST.format(n=self.waiting)

    @rx.var
    def can_send(self) -> bool:
        """Return whether sending can begin: there is a player, if one is needed."""
        return self.target != "spotify_queue" or bool(self.device_id)

    @rx.event
    def load(self) -> Any:
        """Fill the card when the page opens, and follow what is still being sent."""
        demo_b.fill_push(self)
        return PushState.follow if self.push.is_running else None

    @rx.event
    def forget(self) -> None:
        """Drop what is shown of the last sending."""
        self.push, self.push_failure = Push(), Failure()

    @rx.event
    def choose_target(self, target: str) -> None:
        """Choose Spotify's queue, a playlist or a file."""
        if target in words.TARGETS:
            self.target = target

    @rx.event
    def choose_device(self, device_id: str) -> None:
        """Choose the player."""
        if any(device.id == device_id for device in self.devices):
            self.device_id = device_id

    @rx.event
    def look_for_devices(self) -> None:
        """Ask Spotify again which players are open."""
        demo_b.fill_devices(self)

    @rx.event
    def send(self) -> Any:
        """Send every song of the queue to where it was chosen."""
        demo_b.start_push(self)
        return PushState.follow

    @rx.event
    def send_as(self, target: str) -> Any:
        """Choose another way and send at once."""
        self.choose_target(target)
        return PushState.send

    @rx.event
    def send_rest(self) -> Any:
        """Send the songs that were not tried yet."""
        demo_b.resume_push(self)
        return PushState.follow

    @rx.event
    def retry_uncertain(self) -> Any:
        """Send again those whose answer was lost; asked for, so a song may come twice."""
        demo_b.retry_push(self)
        return PushState.follow

    @rx.event
    def stop(self) -> None:
        """Stop sending; what was sent stays sent."""
        demo_b.stop_push(self)
        self.say(words.STOPPED)

    @rx.event(background=True)
    async def follow(self) -> None:
        """Bring the marks up to date until the job ends; a reload starts it again."""
        while True:
            async with self:
                demo_b.follow_push(self)
                if not self.push.is_running:
                    return
            await asyncio.sleep(_POLL_S)
