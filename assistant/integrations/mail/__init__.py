"""Mail on its way out: to an SMTP server, or into the outbox folder when none is set."""

from assistant.integrations.mail.outbox import leave
from assistant.integrations.mail.smtp import Refused, Unreachable, send

__all__ = ["Refused", "Unreachable", "leave", "send"]
