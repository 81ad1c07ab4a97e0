"""What a process of Attune is made of: built once by bootstrap, read by the edges."""

from dataclasses import dataclass

from sqlalchemy import Engine as SqlEngine

from analysis.types import ModelStamps
from assistant.auth.context import AuthContext
from assistant.core.credentials import Authenticate
from assistant.core.crypto import Vault
from assistant.core.rate_limit import RateLimiter
from assistant.core.settings import Settings
from assistant.core.unit_of_work import OpenUow
from assistant.engine.types import Engine


@dataclass(slots=True)
class Container:
    """The parts of a running process.

    Attributes:
        settings: as read at the start.
        sql: the database.
        open_uow: opens units of work on it.
        vault: seals secrets and notes.
        limiter: counts what must not happen too often.
        auth: what signing in needs.
        authenticate: tells who a request comes from.
        stamps: which model's moods and embeddings count.
        engine: scores texts and finds songs; the worker itself, or a client that asks it.
    """

    settings: Settings
    sql: SqlEngine
    open_uow: OpenUow
    vault: Vault
    limiter: RateLimiter
    auth: AuthContext
    authenticate: Authenticate
    stamps: ModelStamps
    engine: Engine
