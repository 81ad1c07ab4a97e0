"""Spotify for one listener: tokens renewed when needed, silence kept when Spotify asks for it."""

import threading
from collections import defaultdict
from collections.abc import Callable
from types import TracebackType
from typing import Self, TypeVar
from uuid import UUID

from assistant.connections import repository, rules
from assistant.connections.pausing import Pausing, name_of
from assistant.connections.sealed import (
    Secrets,
    Tokens,
    client_id_of,
    open_secrets,
    seal_secrets,
)
from assistant.core.crypto import Vault
from assistant.core.errors import Conflict, DomainError, Gone
from assistant.core.settings import Settings
from assistant.core.unit_of_work import OpenUow, UnitOfWork
from assistant.integrations.http import new_client
from assistant.integrations.spotify import SpotifyClient, TokenSet, refresh
from assistant.models.connections import Connection

T = TypeVar("T")
_renewing: dict[UUID, threading.Lock] = defaultdict(threading.Lock)


class ListenerSpotify:
    """Calls Spotify with a listener's token; leave the `with` to close its connections.

    Args:
        open_uow: opens short units before and after calls, never around one.
        vault: opens the tokens.
        settings: which Spotify, and how long to wait for it.
        user_id: the listener.
    """

    def __init__(self, open_uow: OpenUow, vault: Vault, settings: Settings, user_id: UUID) -> None:
        self._open_uow, self._vault, self._settings = open_uow, vault, settings
        self._user_id = user_id
        self._provider = rules.provider_of(settings)
        self._http = new_client()

    def call(self, ask: Callable[[SpotifyClient], T]) -> T:
        """Ask once; if the access token has run out, renew it and ask once more.

        Raises:
            Conflict: "spotify_not_connected".
            Gone: "spotify_reconnect"; the tokens are deleted then.
            RateLimited: Spotify wants silence, from now or from an earlier call; `retry_after_s`.
            UpstreamUnavailable: it failed too often and is left alone; `retry_after_s`.
            DomainError: the others of the client's.
        """
        pausing = self._pausing()
        pausing.check()
        try:
            found = self._ask_patiently(ask)
        except DomainError as error:
            pausing.failed(error)
            raise
        pausing.succeeded()
        return found

    def note_premium(self) -> None:
        """Remember that a command of the player worked."""
        self._note(premium="yes")

    def _ask_patiently(self, ask: Callable[[SpotifyClient], T]) -> T:
        token = self._usable()
        try:
            return self._ask(ask, token)
        except DomainError as error:
            if error.code != "spotify_unauthorized":
                raise
        return self._ask(ask, self._renewed(token))

    def _pausing(self) -> Pausing:
        """What watches over the app in use: its pauses are not the listener's alone."""
        with self._open_uow(read=True) as uow:
            _, _, secrets = self._connection(uow)
        client_id = client_id_of(self._settings, secrets)
        return Pausing(self._open_uow, name_of(self._provider, client_id))

    def _ask(self, ask: Callable[[SpotifyClient], T], token: str) -> T:
        api_url, _ = self._settings.spotify_urls
        client = SpotifyClient(
            token, base_url=api_url, timeout_s=self._settings.upstream_timeout_s,
            session=self._http,
        )  # fmt: skip
        try:
            return ask(client)
        except DomainError as error:
            if error.code == "spotify_premium_required":
                self._note(premium="required")
            raise

    def _usable(self) -> str:
        """An access token that will last for a call."""
        with self._open_uow(read=True) as uow:
            _, tokens, _ = self._connection(uow)
            lasts = tokens.expires_at > uow.now + rules.EARLY
        return tokens.access_token if lasts else self._renewed(tokens.access_token)

    def _renewed(self, stale: str) -> str:
        """Another access token than `stale`: the one somebody else got meanwhile, or a new one."""
        with _renewing[self._user_id]:
            with self._open_uow(read=True) as uow:
                _, tokens, secrets = self._connection(uow)
                now = uow.now
            if tokens.access_token != stale:
                return tokens.access_token
            _, accounts_url = self._settings.spotify_urls
            try:
                fresh = refresh(
                    refresh_token=tokens.refresh_token, client_id=secrets.client_id,
                    accounts_url=accounts_url, timeout_s=self._settings.upstream_timeout_s,
                    now=now,
                )  # fmt: skip
            except Gone:
                return self._lost(tokens.refresh_token)
            self._store(fresh, tokens.refresh_token)
        return fresh.access_token

    def _store(self, fresh: TokenSet, old_refresh_token: str) -> None:
        with self._open_uow() as uow:
            row, _, secrets = self._connection(uow, lock=True)
            secrets.tokens = Tokens(
                access_token=fresh.access_token,
                refresh_token=fresh.refresh_token or old_refresh_token,
                expires_at=fresh.expires_at,
            )
            if fresh.scope is not None:
                row.scopes = fresh.scope
            seal_secrets(self._vault, row, secrets)

    def _lost(self, used: str) -> str:
        """Spotify ended the connection, unless another process had renewed it a moment before."""
        with self._open_uow() as uow:
            row, tokens, secrets = self._connection(uow, lock=True)
            if tokens.refresh_token != used:
                return tokens.access_token
            secrets.tokens = None
            row.state = "reconnect"
            seal_secrets(self._vault, row, secrets)
        raise _reconnect()

    def _note(self, *, premium: str) -> None:
        with self._open_uow() as uow:
            row = repository.find(uow.db, self._user_id, self._provider)
            if row is not None and row.detail.get("premium") != premium:
                row.detail = {**row.detail, "premium": premium}

    def _connection(
        self, uow: UnitOfWork, *, lock: bool = False
    ) -> tuple[Connection, Tokens, Secrets]:
        row = repository.find(uow.db, self._user_id, self._provider, lock=lock)
        if row is not None and row.state == "reconnect":
            raise _reconnect()
        secrets = open_secrets(self._vault, row)
        if row is None or secrets.tokens is None:
            raise Conflict("spotify_not_connected", "Connect Spotify first, under Connections.")
        return row, secrets.tokens, secrets

    def close(self) -> None:
        """Let go of connections."""
        self._http.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()


def _reconnect() -> Gone:
    return Gone("spotify_reconnect", "Spotify has ended this connection. Connect again.")
