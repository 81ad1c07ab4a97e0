"""What signing in needs besides the database."""

from dataclasses import dataclass

from assistant.auth.devices import DeviceMarks
from assistant.auth.tokens import TokenSigner
from assistant.core.crypto import Vault
from assistant.core.rate_limit import RateLimiter
from assistant.core.settings import Settings
from assistant.integrations.oauth import Providers


@dataclass(frozen=True, slots=True)
class AuthContext:
    """What signing in needs besides the database.

    Attributes:
        settings: as read at the start.
        signer: makes and reads access tokens.
        limiter: counts tries.
        setup_code: makes the first account the admin from another machine.
        devices: tells devices that were signed in from before.
        vault: seals the secrets of authenticator apps.
        providers: who else can be signed in with.
    """

    settings: Settings
    signer: TokenSigner
    limiter: RateLimiter
    setup_code: str
    devices: DeviceMarks
    vault: Vault
    providers: Providers
