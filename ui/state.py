"""Owns what every page knows: who is here, what the frame shows, what the toaster says."""

import asyncio

import reflex as rx
from reflex.event import EventSpec

from assistant.core.actor import Actor
from assistant.core.errors import DomainError, NotAuthenticated
from assistant.sample import service as sample
from assistant.sample.schemas import SampleStatus
from ui import routes
from ui.backend import ask, container, read, write
from ui.frame import Frame, frame_of
from ui.guard import guarded
from ui.models import Notice, NowPlaying
from ui.session import actor_behind
from ui.text.en import common as words

LOOK_EVERY_S = 2.0
LOOK_AT_MOST = 90


class AppState(rx.State):
    """Base of every page's state. Only plain values; the database is the truth.

    A handler of a page looks like this::

        @rx.event
        @guarded
        async def save(self, form: dict[str, Any]) -> None:
            actor = await self._acting()
            self._show(await write(service.verb, actor, Data(**form)))
    """

    user_name: str = ""
    is_admin: bool = False
    is_staff: bool = False
    is_sample_listener: bool = False
    is_signed_in: bool = False
    sample_songs: int = 0
    has_sample: bool = False
    is_sample_loading: bool = False
    is_sandbox: bool = False
    is_model_ready: bool = True
    theme: str = ""
    mood_now: str = ""
    account_leaves: str = ""
    strip: NowPlaying = NowPlaying()
    notice: Notice = Notice()
    confirm_sample_removal: bool = False
    _listener: str = ""
    _is_leaving: bool = False

    @rx.var
    def initial(self) -> str:
        """Return the letter in the listener's round sign."""
        return self.user_name[:1].upper()

    def say(
        self, text: str, *, kind: str = "good", detail: str = "", can_undo: bool = False
    ) -> None:
        """Show one notice; it replaces the one before it.

        Args:
            text: One short sentence.
            kind: ``"good"``, ``"bad"`` or a quadrant.
            detail: A second, quieter line.
            can_undo: Whether the page's undo handler can take the last step back.
        """
        self.notice = Notice(self.notice.number + 1, kind, text, detail, can_undo)

    async def _acting(self) -> Actor:
        """Return who acts, by the cookie.

        Raises:
            NotAuthenticated: nobody is signed in, or somebody else than the page was filled for.
        """
        actor = await actor_behind(self.router)
        if self._listener not in ("", str(actor.require_user())):
            raise NotAuthenticated("signed_out", "Somebody else signed in here.")
        return actor

    @rx.event
    @guarded
    async def enter(self) -> EventSpec:
        """Fill the frame when a page opens; a stranger is led to the sign-in page."""
        actor = await actor_behind(self.router)
        known = self._listener
        if known not in ("", str(actor.user_id)):
            self.reset()  # type: ignore[no-untyped-call]  # Reflex left it so; forgets the former one
        self._is_leaving = actor.user_id is None
        if self._is_leaving:
            return rx.redirect(routes.SIGN_IN + ("?error=signed_out" if known else ""))
        self._listener = str(actor.user_id)
        self.notice = Notice(self.notice.number)  # it was about the page before
        self.confirm_sample_removal = False
        self._surround(await read(frame_of, actor, container().stamps.mood))
        return AppState.watch_model

    def _surround(self, frame: Frame) -> None:
        """Show the frame."""
        self.is_signed_in = True
        self.user_name, self.is_admin = frame.user_name, frame.is_admin
        self.is_staff = frame.is_staff
        self.is_sample_listener = frame.is_sample_listener
        self.is_sandbox = container().settings.spotify_sandbox
        self.theme, self.account_leaves = frame.theme, frame.leaving
        self.mood_now, self.strip = frame.mood_now, frame.strip
        self._show_sample(frame.sample)

    def _show_sample(self, found: SampleStatus) -> None:
        """Show the badge while the sample is there and not hidden."""
        self.has_sample = found.loaded
        self.is_sample_loading = found.job_id is not None
        self.sample_songs = 0 if found.hidden else found.songs

    @rx.event(background=True)
    @guarded
    async def watch_model(self) -> None:
        """Say that the model is waking up, until it is awake."""
        for _ in range(LOOK_AT_MOST):
            ready = await ask(_is_model_ready)
            async with self:
                self.is_model_ready = ready
            if ready:
                return
            await asyncio.sleep(LOOK_EVERY_S)

    @rx.event
    def own_up(self) -> None:
        """Say that something failed which nobody foresaw."""
        self.say(words.UNEXPECTED, kind="bad", detail=words.UNEXPECTED_DETAIL)

    @rx.event
    def dismiss_notice(self) -> None:
        """Take the notice away."""
        self.notice = Notice(self.notice.number)

    @rx.event
    def ask_sample_removal(self) -> None:
        """Ask before the sample goes."""
        self.confirm_sample_removal = True

    @rx.event
    def keep_sample(self) -> None:
        """Close the question and keep the sample."""
        self.confirm_sample_removal = False

    @rx.event
    @guarded
    async def remove_sample(self) -> None:
        """Take the sample library away: for everybody by an admin, else out of one's own sight."""
        self.confirm_sample_removal = False
        actor = await self._acting()
        if actor.role == "admin":
            await write(sample.remove, actor)
            self.say(words.SAMPLE_REMOVED)
        else:
            await write(sample.hide, actor, hidden=True)
            self.say(words.SAMPLE_HIDDEN)
        self._show_sample(await read(sample.status, actor))


def _is_model_ready() -> bool:
    """Ask the worker; one that does not answer is not ready."""
    try:
        return container().engine.health().model == "ready"
    except DomainError:
        return False
