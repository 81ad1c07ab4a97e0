"""The work of passing on: one listen after the other, each noted before and after its request."""

from dataclasses import dataclass
from datetime import datetime
from typing import cast
from uuid import UUID

from assistant.catalogue import service as catalogue
from assistant.core.actor import listener
from assistant.core.crypto import Vault
from assistant.core.errors import DomainError
from assistant.core.settings import Settings
from assistant.core.unit_of_work import OpenUow
from assistant.integrations.scrobbled import KeyRefused, NotArrived, NotWanted, OutwardListen
from assistant.jobs.context import JobContext
from assistant.models.connections import Connection
from assistant.models.listens import Listen
from assistant.scrobbles import forward_repository as repository
from assistant.scrobbles import forwarding
from assistant.scrobbles.forward_rules import Provider


@dataclass
class Sending:
    """What waits for one connection, on its way.

    Attributes:
        sent: how many listens arrived.
    """

    open_uow: OpenUow
    vault: Vault
    settings: Settings
    connection_id: UUID
    sent: int = 0

    def run(self, ctx: JobContext) -> None:
        """Send everything that waits; end early when the service is away, to be tried later."""
        with self.open_uow() as uow:
            repository.change(
                uow.db, self.connection_id, "sending", state="uncertain", reason="interrupted",
                at=uow.now,
            )  # fmt: skip
            row = repository.get_connection(uow.db, self.connection_id)
            if row is None or not _is_open(row, uow.now):
                return
            keys = forwarding.keys_of(self.vault, row)
            provider = cast("Provider", row.provider)
        with forwarding.client_of(provider, keys, self.settings) as client:
            while (found := self._next()) is not None:
                number, listen = found
                try:
                    client.send(listen)
                except DomainError as error:
                    if not self._not_sent(number, error):
                        return
                else:
                    self._note(number, "sent")
                    self.sent += 1
                ctx.progress(self.sent)

    def _next(self) -> tuple[int, OutwardListen] | None:
        """The next listen, noted as being sent."""
        with self.open_uow() as uow:
            row = repository.get_connection(uow.db, self.connection_id)
            if row is None or not _is_open(row, uow.now):
                return None
            found = repository.next_waiting(uow.db, self.connection_id, uow.now)
            if found is None or found.id is None:
                return None
            me = listener(row.user_id)
            track = catalogue.tracks_by_id(uow, me, [found.track_id]).get(found.track_id)
            names = catalogue.identifiers_of(uow, [found.track_id]).get(found.track_id, {})
            if track is None or track.is_sample:
                repository.change(
                    uow.db, self.connection_id, "waiting", found.id, state="failed",
                    reason="not_there", at=uow.now,
                )  # fmt: skip
                return None
            repository.change(
                uow.db, self.connection_id, "waiting", found.id, state="sending", at=uow.now
            )
            return found.id, OutwardListen(
                title=track.title, artist=track.artist, ts=_ts(found), album=track.album,
                duration_ms=track.duration_ms, mbid=names.get("mbid"),
            )  # fmt: skip

    def _not_sent(self, number: int, error: DomainError) -> bool:
        """Note why a listen was not sent, or may have been; whether to go on with the next."""
        if isinstance(error, NotWanted):
            self._note(number, "failed", error.code)
            return True
        if not isinstance(error, (KeyRefused, NotArrived)):
            self._note(number, "uncertain", error.code)
            return False
        with self.open_uow() as uow:
            tries = repository.tries_of(uow.db, self.connection_id, number)
            repository.change(
                uow.db, self.connection_id, "sending", number, state="waiting",
                reason=error.code[:64], tries=tries + 1, at=uow.now,
            )  # fmt: skip
            row = repository.get_connection(uow.db, self.connection_id)
            if row is not None and isinstance(error, KeyRefused):
                row.state = "reconnect"
            elif row is not None:
                row.blocked_until = uow.now + forwarding.pause_after(error, tries)
        return False

    def _note(self, number: int, state: str, reason: str | None = None) -> None:
        with self.open_uow() as uow:
            repository.change(
                uow.db, self.connection_id, "sending", number, state=state,
                reason=reason and reason[:64], at=uow.now,
            )  # fmt: skip


def _is_open(row: Connection, now: datetime) -> bool:
    """Whether a service may be asked now."""
    return row.state == "connected" and (row.blocked_until is None or row.blocked_until <= now)


def _ts(listen: Listen) -> int:
    return int(listen.listened_at.timestamp())
