"""Owns what every page knows: who is here, what the frame shows, what the toaster says."""

import reflex as rx

from ui import demo
from ui.models import Notice, NowPlaying
from ui.text.en import common as words


class AppState(rx.State):
    """Base of every page's state. Only plain values; the database is the truth."""

    user_name: str = ""
    is_admin: bool = False
    is_sample_listener: bool = False
    is_signed_in: bool = False
    sample_songs: int = 0
    is_sandbox: bool = False
    is_model_ready: bool = True
    mood_now: str = ""
    strip: NowPlaying = NowPlaying()
    notice: Notice = Notice()
    confirm_sample_removal: bool = False

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

    @rx.event
    def enter(self) -> None:
        """Fill the frame when a page opens."""
        demo.fill_frame(self)

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
    def remove_sample(self) -> None:
        """Take the sample library away."""
        self.confirm_sample_removal = False
        self.sample_songs = 0
        self.say(words.SAMPLE_REMOVED)
