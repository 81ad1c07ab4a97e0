"""Owns the admin's card of mail: where it goes, and whether it arrives."""

import asyncio
from uuid import UUID

import reflex as rx
from reflex.event import EventSpec

from assistant.accounts import service as accounts
from assistant.auth import mailing, trial_mail
from assistant.auth.schemas import MailState
from assistant.jobs import service as jobs
from assistant.jobs.schemas import JobView
from ui.backend import container, read, write
from ui.components.buttons import button
from ui.components.card import card
from ui.guard import guarded
from ui.state import AppState
from ui.text.en import people as words

_LOOK_EVERY_S, _LOOK_AT_MOST = 1.0, 180


class PostState(AppState):
    """Where mail goes, and how the mail to try fares."""

    goes_to: str = ""
    sender: str = ""
    trial: str = ""
    is_wrong: bool = False
    is_sending: bool = False
    _job_id: str = ""

    @rx.event
    @guarded
    async def load_mail(self) -> None:
        """Fill the card; for anybody but an admin it stays empty."""
        actor = await self._acting()
        self.trial, self.is_wrong, self.is_sending, self._job_id = "", False, False, ""
        if actor.may("server.see"):
            found = mailing.mail_state(actor, container().settings)
            self.goes_to, self.sender = _place(found), found.sender

    @rx.event
    @guarded
    async def try_mail(self) -> EventSpec:
        """Send a mail to the admin's own address, and follow it."""
        actor = await self._acting()
        started = await write(trial_mail.order, actor)
        account = await read(accounts.get_me, actor)
        self._job_id, self.is_sending, self.is_wrong = str(started.job_id), True, False
        self.trial = words.TRIAL_ON_ITS_WAY.format(address=account.email)
        return PostState.follow_mail

    @rx.event(background=True)
    @guarded
    async def follow_mail(self) -> None:
        """Say whether the mail was sent, as soon as that is known."""
        for _ in range(_LOOK_AT_MOST):
            async with self:
                actor, job_id = await self._acting(), self._job_id
                if not job_id:
                    return
                job = await read(jobs.get, actor, UUID(job_id))
                if not job.active:
                    self._tell(job)
                    return
            await asyncio.sleep(_LOOK_EVERY_S)

    def _tell(self, job: JobView) -> None:
        """Say how it went; where mail is left as files, that it lies there."""
        self.is_sending, self._job_id = False, ""
        self.is_wrong = job.state != "done"
        at_last = words.TRIAL_SENT if container().settings.smtp_host else words.TRIAL_LEFT
        self.trial = words.TRIAL_FAILED.format(why=job.message) if self.is_wrong else at_last


def mail() -> rx.Component:
    """Return the card."""
    facts = rx.el.dl(
        rx.el.dt(words.MAIL),
        rx.el.dd(PostState.goes_to),
        rx.el.dt(words.SENDER),
        rx.el.dd(PostState.sender),
        class_name="kv",
    )
    told = rx.el.p(
        PostState.trial, role="status", class_name=rx.cond(PostState.is_wrong, "wrong", "mut")
    )
    return card(
        words.MAIL_TITLE,
        rx.el.div(
            facts,
            rx.cond(PostState.trial != "", told),
            rx.el.div(
                button(
                    words.TRY_MAIL, size="l", on_click=PostState.try_mail,
                    disabled=PostState.is_sending,
                )
            ),
            class_name="fields",
        ),
    )  # fmt: skip


def _place(state: MailState) -> str:
    if state.smtp_host:
        return words.MAIL_SERVER.format(host=state.smtp_host)
    return words.MAIL_OUTBOX.format(folder=state.outbox)
