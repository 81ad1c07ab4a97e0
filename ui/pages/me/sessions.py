"""Owns the cards of the password and of the places where the listener is signed in."""

from contextlib import suppress
from uuid import UUID

import reflex as rx

from assistant.auth import sessions as service
from assistant.core.actor import Actor
from assistant.core.errors import NotFound
from ui import routes
from ui.backend import read, write
from ui.components.buttons import button
from ui.components.card import card
from ui.components.fields import field
from ui.components.icons import icon
from ui.components.native_form import native_form
from ui.guard import guarded
from ui.layouts.identity import sign_out
from ui.pages.me.models import SessionView
from ui.pages.me.reading import sessions_of
from ui.state import AppState
from ui.text.en import common
from ui.text.en import me as words


class SessionsState(AppState):
    """Where the listener is signed in, and how changing the password went."""

    password_error: str = ""
    password_said: str = ""
    sessions: list[SessionView] = []

    @rx.var
    def has_others(self) -> bool:
        """Return whether there are other sessions to end."""
        return any(not session.is_this for session in self.sessions)

    @rx.event
    @guarded
    async def load_sessions(self) -> None:
        """Fill the cards when the section opens."""
        await self._list(await self._acting())
        self._tell_password()

    @rx.event
    @guarded
    async def end_session(self, session_id: str) -> None:
        """Sign out in one other place."""
        actor = await self._acting()
        with suppress(NotFound, ValueError):  # ended already: that is what was asked for
            await write(service.revoke_session, actor, UUID(session_id))
        await self._list(actor)
        self.say(words.ENDED)

    @rx.event
    @guarded
    async def end_other_sessions(self) -> None:
        """Sign out everywhere but here."""
        actor = await self._acting()
        for session in self.sessions:
            if not session.is_this:
                await write(service.revoke_session, actor, UUID(session.id))
        await self._list(actor)
        self.say(words.ENDED_ALL)

    def _tell_password(self) -> None:
        """Say how the form that changes the password went; the browser itself posted it."""
        asked = self.router.url.query_parameters
        code = asked.get("error", "")
        errors = words.PASSWORD_ERRORS
        self.password_error = errors.get(code, words.PASSWORD_ERROR_OTHER) if code else ""
        changed = asked.get("said", "") == "password_changed"
        self.password_said = words.PASSWORD_CHANGED if changed else ""

    async def _list(self, actor: Actor) -> None:
        """Read the sign-ins anew."""
        self.sessions = await read(sessions_of, actor)


def sessions() -> rx.Component:
    """Return where the listener is signed in, and the ways to end it."""

    def one(session: rx.Var[SessionView]) -> rx.Component:
        return rx.el.li(
            rx.el.div(
                rx.el.b(session.device),
                rx.el.span(session.place, " · ", session.seen),
                class_name="tt grow",
            ),
            rx.cond(
                session.is_this,
                rx.el.span(words.THIS_ONE, class_name="cap"),
                button(words.END, on_click=SessionsState.end_session(session.id)),
            ),
            class_name="row",
        )

    return card(
        words.SESSIONS,
        rx.cond(
            SessionsState.sessions.length() > 0,
            rx.el.ul(rx.foreach(SessionsState.sessions, one), class_name="gens"),
            rx.el.p(words.SESSIONS_SAMPLE, class_name="mut"),
        ),
        rx.el.div(
            sign_out(button(icon("out"), common.SIGN_OUT, size="l", type="submit")),
            rx.cond(
                SessionsState.has_others,
                button(words.END_ALL, size="l", on_click=SessionsState.end_other_sessions),
            ),
            class_name="row wrap below",
        ),
    )


def password() -> rx.Component:
    """Return the form that changes the password; the browser posts it, so that it is remembered."""

    def one(label: str, name: str, auto_complete: str, hint: str = "") -> rx.Component:
        return field(
            label,
            name,
            hint=hint,
            kind="password",
            auto_complete=auto_complete,
            required=True,
            max_length=1000,
        )

    return card(
        words.PASSWORD,
        rx.cond(
            SessionsState.password_error != "",
            rx.el.p(SessionsState.password_error, class_name="wrong", role="alert"),
        ),
        rx.cond(
            SessionsState.password_said != "", rx.el.p(SessionsState.password_said, role="status")
        ),
        native_form(
            one(words.PASSWORD_CURRENT, "current_password", "current-password"),
            one(words.PASSWORD_NEW, "new_password", "new-password", words.PASSWORD_HINT),
            rx.el.div(button(words.PASSWORD_SAVE, type="submit"), class_name="row"),
            action=routes.POST_CHANGE_PASSWORD,
        ),
    )
