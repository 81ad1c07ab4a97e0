"""Jobs of signing in."""

from collections.abc import Sequence
from typing import Any

from assistant.auth import mailing, notices
from assistant.core.settings import Settings
from assistant.jobs.context import JobContext

WAITS_S = (2.0, 10.0, 60.0)


def send_mail(
    context: JobContext, *, settings: Settings, waits_s: Sequence[float] = WAITS_S
) -> dict[str, Any]:
    """Send the mail of a one-time link."""
    return mailing.send(context, settings, waits_s)


def send_notice(
    context: JobContext, *, settings: Settings, waits_s: Sequence[float] = WAITS_S
) -> dict[str, Any]:
    """Tell somebody by mail what was changed about their account."""
    return notices.send(context, settings, waits_s)
