"""Connecting Spotify: from the consent page to stored tokens, by PKCE."""

import hashlib
import secrets as random
from hmac import compare_digest

from assistant.audit import service as audit
from assistant.auth import standing
from assistant.connections import polling, repository, rules
from assistant.connections.schemas import SignInAddress
from assistant.connections.sealed import (
    Pending,
    Secrets,
    Tokens,
    client_id_of,
    open_secrets,
    seal_secrets,
)
from assistant.core.actor import Actor
from assistant.core.crypto import Vault
from assistant.core.errors import Conflict, Forbidden, RuleViolated
from assistant.core.settings import Settings
from assistant.core.unit_of_work import OpenUow, UnitOfWork
from assistant.integrations.spotify import (
    SpotifyClient,
    TokenSet,
    authorize_url,
    exchange_code,
    make_pkce,
    read_callback,
)
from assistant.integrations.spotify.oauth import SCOPES
from assistant.integrations.spotify.schemas import Me
from assistant.models.connections import Connection


def require_allowed(settings: Settings, actor: Actor) -> None:
    """Keep the sample listener, whom many may share, away from the real Spotify."""
    if actor.is_sample and not rules.in_sandbox(settings):
        raise Forbidden(
            "sample_sandbox_only",
            "The sample listener can use Spotify's sandbox only. Sign up first.",
        )


def set_client_id(
    uow: UnitOfWork, vault: Vault, settings: Settings, actor: Actor, client_id: str
) -> None:
    """Keep the client ID of the listener's own app; another one ends the connection of the old.

    Raises:
        Forbidden: the sample listener, outside the sandbox.
    """
    actor.require_user()
    require_allowed(settings, actor)
    row = _row(uow, settings, actor)
    secrets = open_secrets(vault, row)
    if secrets.client_id == client_id:
        return
    row.state = "configured"
    row.authorized_at = None
    seal_secrets(vault, row, Secrets(client_id=client_id))
    repository.save(uow.db, row)
    audit.record(uow, actor, "connection.app_changed", object=row.provider)


def begin(open_uow: OpenUow, vault: Vault, settings: Settings, actor: Actor) -> SignInAddress:
    """Start connecting: the address of Spotify's consent page.

    Raises:
        Conflict: "spotify_client_id_missing".
        Forbidden: the sample listener, outside the sandbox.
    """
    actor.require_user()
    require_allowed(settings, actor)
    uri, paste_needed = rules.redirect_uri(settings)
    state, pkce = random.token_urlsafe(32), make_pkce()
    with open_uow() as uow:
        row = _row(uow, settings, actor)
        kept = open_secrets(vault, row)
        kept.client_id = client_id_of(settings, kept)
        if not kept.client_id:
            raise Conflict(
                "spotify_client_id_missing", "Enter the client ID of your own Spotify app first."
            )
        kept.pending = Pending(
            state_sha256=_hash(state), verifier=pkce.verifier, redirect_uri=uri,
            sign_in=_sign_in(actor), expires_at=uow.now + rules.PENDING_FOR,
        )  # fmt: skip
        seal_secrets(vault, row, kept)
        repository.save(uow.db, row)
    _, accounts_url = settings.spotify_urls
    url = authorize_url(
        client_id=kept.client_id, redirect_uri=uri, state=state, challenge=pkce.challenge,
        accounts_url=accounts_url,
    )  # fmt: skip
    return SignInAddress(url=url, redirect_uri=uri, paste_needed=paste_needed)


def finish(open_uow: OpenUow, vault: Vault, settings: Settings, actor: Actor, url: str) -> None:
    """Take Spotify's answer from the address it sent the browser back to.

    Raises:
        RuleViolated: "spotify_callback" or "spotify_state": not an answer to what this sign-in
            began, or too late.
        Forbidden: "spotify_denied": the listener said no; or Spotify does not let them in.
        DomainError: the others of the client's.
    """
    actor.require_user()
    require_allowed(settings, actor)
    said = read_callback(url)
    with open_uow() as uow:
        client_id, pending = _take_pending(uow, vault, settings, actor, said.state)
        now = uow.now
    if said.code is None:
        raise Forbidden("spotify_denied", "You did not allow it. Nothing was connected.")
    api_url, accounts_url = settings.spotify_urls
    tokens = exchange_code(
        code=said.code, verifier=pending.verifier, redirect_uri=pending.redirect_uri,
        client_id=client_id, accounts_url=accounts_url, timeout_s=settings.upstream_timeout_s,
        now=now,
    )  # fmt: skip
    with SpotifyClient(
        tokens.access_token, base_url=api_url, timeout_s=settings.upstream_timeout_s
    ) as client:
        me = client.me()
    with open_uow() as uow:
        standing.hold(uow, actor)  # it may have been ended while Spotify was asked
        _store(uow, vault, settings, actor, tokens, me)
        audit.record(uow, actor, "connection.made", object=rules.provider_of(settings))


def _take_pending(
    uow: UnitOfWork, vault: Vault, settings: Settings, actor: Actor, state: str
) -> tuple[str, Pending]:
    """The sign-in that a state belongs to; it can be finished once."""
    row = repository.find(uow.db, actor.require_user(), rules.provider_of(settings), lock=True)
    kept = open_secrets(vault, row)
    pending = kept.pending
    if (
        row is None
        or pending is None
        or not compare_digest(pending.state_sha256, _hash(state))
        or not compare_digest(pending.sign_in, _sign_in(actor))
        or pending.expires_at <= uow.now
    ):
        raise RuleViolated(
            "spotify_state",
            "This answer belongs to no sign-in that was begun here in the last ten minutes. "
            "Start again.",
        )
    kept.pending = None
    seal_secrets(vault, row, kept)
    return kept.client_id, pending


def _store(
    uow: UnitOfWork, vault: Vault, settings: Settings, actor: Actor, tokens: TokenSet, me: Me
) -> None:
    row = _row(uow, settings, actor)
    kept = open_secrets(vault, row)
    kept.tokens = Tokens(
        access_token=tokens.access_token, refresh_token=tokens.refresh_token or "",
        expires_at=tokens.expires_at,
    )  # fmt: skip
    seal_secrets(vault, row, kept)
    if row.external_id != me.account_id:
        row.cursor = None
    row.external_id = me.account_id
    row.display_name = me.display_name or me.id
    row.scopes = tokens.scope if tokens.scope is not None else " ".join(SCOPES)
    row.authorized_at, row.state = uow.now, "connected"
    row.blocked_until, row.detail = None, {}
    repository.save(uow.db, row)
    polling.begin_schedule(uow, row, is_on=not actor.is_sample)


def _row(uow: UnitOfWork, settings: Settings, actor: Actor) -> Connection:
    user_id, provider = actor.require_user(), rules.provider_of(settings)
    found = repository.find(uow.db, user_id, provider, lock=True)
    return found or Connection(user_id=user_id, provider=provider, created_at=uow.now)


def _sign_in(actor: Actor) -> str:
    return str(actor.auth_session_id)


def _hash(state: str) -> str:
    return hashlib.sha256(state.encode("utf-8", "replace")).hexdigest()
