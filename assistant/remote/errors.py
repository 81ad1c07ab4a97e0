"""What can go wrong for a client, each with the exit code that a script sees."""


class RemoteError(Exception):
    """One sentence for whoever typed the command.

    Attributes:
        exit_code: what the process ends with.
    """

    exit_code = 1


class Refused(RemoteError):
    """The server said no; the sentence is its own.

    Args:
        detail: the problem's detail.
        status: of HTTP.
        code: the problem's code.
        body: the whole problem.
    """

    def __init__(
        self, detail: str, status: int, code: str = "", body: dict[str, object] | None = None
    ) -> None:
        super().__init__(detail)
        self.status, self.code, self.body = status, code, body or {}


class Misused(RemoteError):
    """What was asked for cannot be asked for."""

    exit_code = 2


class NotSignedIn(RemoteError):
    """There is no sign-in here, or it is over."""

    exit_code = 3


class Unreachable(RemoteError):
    """No answer, or one that is none of Attune's."""

    exit_code = 4
