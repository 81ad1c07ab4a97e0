"""What can go wrong at the second step of signing in."""

from assistant.core.errors import Forbidden, NotAuthenticated


class SecondStepNeeded(NotAuthenticated):
    """The password is right and a code is asked for.

    Args:
        challenge: shows at the second step that the first was done; good for a few minutes.
        expires_in: seconds.
    """

    def __init__(self, challenge: str, expires_in: int) -> None:
        super().__init__(
            "second_step_needed",
            "Enter a code of your authenticator app, or a recovery code.",
            challenge=challenge, expires_in=expires_in,
        )  # fmt: skip
        self.challenge = challenge


def proof_needed() -> Forbidden:
    """The answer to who was not seen proving themselves for a while."""
    return Forbidden("proof_needed", "Show that it is you: enter your password or a code again.")
