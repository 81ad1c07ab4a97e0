"""Passing listens on to ListenBrainz and Last.fm: each at most once to each, durably.

A listen is `sending` before its request and `sent` after; found `sending` after a crash it is
`uncertain`, and sent again only when its listener says so.
"""

from collections.abc import Collection
from datetime import timedelta
from typing import cast
from uuid import UUID

from pydantic import BaseModel, Field

from assistant.audit import service as audit
from assistant.auth import standing
from assistant.core.actor import Actor
from assistant.core.crypto import Vault
from assistant.core.errors import (
    Conflict,
    DomainError,
    NotFound,
    RateLimited,
    RuleViolated,
)
from assistant.core.settings import Settings
from assistant.core.unit_of_work import OpenUow, UnitOfWork
from assistant.integrations.lastfm import LastfmClient
from assistant.integrations.listenbrainz import ListenBrainzClient
from assistant.integrations.scrobbled import KeyRefused, NotWanted
from assistant.jobs import service as jobs
from assistant.jobs.schemas import JobSpec
from assistant.models.connections import Connection
from assistant.models.scrobbles import Forward
from assistant.scrobbles import forward_repository as repository
from assistant.scrobbles import forward_rules as rules
from assistant.scrobbles.forward_rules import PROVIDERS, Provider
from assistant.scrobbles.forward_schemas import ForwardTarget, LastfmIn, ListenBrainzIn

KIND = "scrobbles.forward"
_DUE_AT_ONCE = 100


class Keys(BaseModel):
    """What is sealed of a connection: a token, or an application's key with a session."""

    token: str = Field(default="", repr=False)
    api_key: str = Field(default="", repr=False)
    api_secret: str = Field(default="", repr=False)


def client_of(
    provider: Provider, keys: Keys, settings: Settings
) -> ListenBrainzClient | LastfmClient:
    """The client of a service, with a listener's keys."""
    wait_s = settings.upstream_timeout_s
    if provider == "listenbrainz":
        return ListenBrainzClient(keys.token, base_url=settings.listenbrainz_url, timeout_s=wait_s)
    return LastfmClient(
        keys.api_key, keys.api_secret, keys.token, base_url=settings.lastfm_url, timeout_s=wait_s
    )


def connect_listenbrainz(
    open_uow: OpenUow, vault: Vault, settings: Settings, actor: Actor, data: ListenBrainzIn
) -> ForwardTarget:
    """Pass what is scrobbled here on to ListenBrainz from now on.

    Raises:
        RuleViolated: it does not know the token.
        Conflict: it does not answer.
        Forbidden: the sample listener, or a personal token.
    """
    actor.require_own()
    keys = Keys(token=data.token.strip())
    try:
        with client_of("listenbrainz", keys, settings) as client:
            name = cast("ListenBrainzClient", client).user_name()
    except DomainError as error:
        raise _not_connected(error, "/token") from None
    return _connected(open_uow, vault, actor, "listenbrainz", keys, name)


def connect_lastfm(
    open_uow: OpenUow, vault: Vault, settings: Settings, actor: Actor, data: LastfmIn
) -> ForwardTarget:
    """Pass what is scrobbled here on to Last.fm from now on.

    Raises:
        RuleViolated: it does not take name, password or key.
        Conflict: it does not answer.
        Forbidden: the sample listener, or a personal token.
    """
    actor.require_own()
    keys = Keys(token=data.session_key, api_key=data.api_key, api_secret=data.api_secret)
    name = data.user_name
    if not keys.token:
        try:
            with client_of("lastfm", keys, settings) as client:
                keys.token, name = cast("LastfmClient", client).open_session(name, data.password)
        except DomainError as error:
            raise _not_connected(error, "/password") from None
    return _connected(open_uow, vault, actor, "lastfm", keys, name)


def disconnect(uow: UnitOfWork, actor: Actor, provider: Provider) -> None:
    """Pass nothing on any more, and forget the keys; what was sent stays where it is."""
    row = repository.find_connection(uow.db, actor.require_own(), provider, lock=True)
    if row is not None:
        repository.delete_connection(uow.db, row)
        audit.record(uow, actor, "connection.removed", object=provider)


def targets(uow: UnitOfWork, actor: Actor) -> list[ForwardTarget]:
    """How passing on stands, for each service."""
    user_id = actor.require_user("playback:read")
    return [_target(uow, user_id, provider) for provider in PROVIDERS]


def decide(uow: UnitOfWork, actor: Actor, provider: Provider, *, send: bool) -> ForwardTarget:
    """Send what is uncertain once more, or leave it as it is.

    Raises:
        NotFound: this service is not connected.
    """
    user_id = actor.require_own()
    row = repository.find_connection(uow.db, user_id, provider)
    if row is None:
        raise NotFound("not_connected", "This service is not connected.")
    values = {"state": "waiting", "next_at": uow.now} if send else {"state": "left"}
    repository.change(uow.db, row.id, "uncertain", at=uow.now, **values)
    if send:
        _start(uow, user_id, row.id)
    return _target(uow, user_id, provider)


def plan(uow: UnitOfWork, user_id: UUID, source: str, keys: Collection[str]) -> int:
    """Let what was just reported wait for every connected service; how many that adds.

    What a file reported is history that is elsewhere already, and what says that it came from a
    service is not sent back to it.
    """
    connections = repository.connections_of(uow.db, user_id, PROVIDERS)
    if not connections or not keys:
        return 0
    listens, reports = repository.reports(uow.db, user_id, source, keys)
    added = 0
    for connection in connections:
        provider = cast("Provider", connection.provider)
        known = {
            r.listen_id for r in reports if r.from_file or rules.came_from(provider, r.service)
        }
        rows = [
            Forward(connection_id=connection.id, listen_id=number, next_at=uow.now, at=uow.now,
                    created_at=uow.now)
            for number, at in listens.items()
            if number not in known and not rules.is_too_old(provider, at, uow.now)
        ]  # fmt: skip
        new = repository.add(uow.db, rows) if rows else 0
        if new:
            _start(uow, user_id, connection.id)
        added += new
    return added


def start_due(uow: UnitOfWork) -> int:
    """Have everything sent that waits and may be tried now; for how many connections."""
    found = repository.due(uow.db, uow.now, _DUE_AT_ONCE)
    for connection_id, user_id in found:
        _start(uow, user_id, connection_id)
    return len(found)


def keys_of(vault: Vault, row: Connection) -> Keys:
    """What is sealed of a connection."""
    return Keys.model_validate_json(vault.open(row.secrets_enc)) if row.secrets_enc else Keys()


def pause_after(error: DomainError, tries: int) -> timedelta:
    """How long to wait after an error: as long as the service asks for, else longer each time."""
    asked = error.context.get("retry_after_s")
    return max(rules.pause(tries), timedelta(seconds=int(asked or 0)))


def _start(uow: UnitOfWork, user_id: UUID, connection_id: UUID) -> None:
    spec = JobSpec(
        kind=KIND, queue="outward", args={"connection_id": str(connection_id)},
        dedupe_key=str(connection_id), unit="listens",
    )  # fmt: skip
    jobs.start(uow, user_id, spec)


def _connected(
    open_uow: OpenUow, vault: Vault, actor: Actor, provider: Provider, keys: Keys, name: str
) -> ForwardTarget:
    user_id = actor.require_own()
    with open_uow() as uow:
        standing.hold(uow, actor)  # it may have been ended while the service was asked
        row = repository.find_connection(uow.db, user_id, provider, lock=True)
        row = row or Connection(user_id=user_id, provider=provider, created_at=uow.now)
        row.secrets_enc = vault.seal(keys.model_dump_json())
        row.display_name, row.state, row.authorized_at = name, "connected", uow.now
        row.blocked_until = None
        repository.save_connection(uow.db, row)
        audit.record(uow, actor, "connection.made", object=provider)
        return _target(uow, user_id, provider)


def _target(uow: UnitOfWork, user_id: UUID, provider: Provider) -> ForwardTarget:
    row = repository.find_connection(uow.db, user_id, provider)
    if row is None:
        return ForwardTarget(provider=provider, state="off")
    number = repository.counts(uow.db, row.id)
    return ForwardTarget(
        provider=provider, state="connected" if row.state == "connected" else "reconnect",
        account_name=row.display_name or None, since=row.authorized_at,
        waiting=number.get("waiting", 0) + number.get("sending", 0), sent=number.get("sent", 0),
        uncertain=number.get("uncertain", 0), failed=number.get("failed", 0),
    )  # fmt: skip


def _not_connected(error: DomainError, pointer: str) -> DomainError:
    if isinstance(error, (KeyRefused, NotWanted)):
        return RuleViolated("key_refused", error.detail, pointer=pointer)
    if isinstance(error, RateLimited):
        return error
    return Conflict("service_away", f"{error.detail} Nothing was changed. Try again in a while.")
