"""Handing a mail to an SMTP server, over TLS unless the settings say otherwise."""

import smtplib
import ssl
from email.message import EmailMessage

from assistant.core.errors import UpstreamError, UpstreamUnavailable
from assistant.core.settings import Settings

_LATER = range(400, 500)  # RFC 5321 4.2.1: transient, the same again may work


class Unreachable(UpstreamUnavailable):
    """The server cannot be reached or says "later": worth another try."""


class Refused(UpstreamError):
    """The server will not take this mail, however often it is offered."""


def send(settings: Settings, message: EmailMessage) -> None:
    """Hand over one mail.

    Raises:
        Unreachable: no connection, a timeout, or a 4xx reply.
        Refused: a 5xx reply, a wrong password, no TLS, or a certificate that does not fit.
    """
    try:
        with _connect(settings) as server:
            if settings.smtp_security == "starttls":
                server.starttls(context=_tls(settings))
            if settings.smtp_user:
                server.login(settings.smtp_user, settings.smtp_secret)
            server.send_message(message)
    except smtplib.SMTPRecipientsRefused as error:
        raise _failure(next(iter(error.recipients.values()))[0]) from error
    except smtplib.SMTPResponseException as error:
        raise _failure(error.smtp_code) from error
    except (ssl.SSLError, smtplib.SMTPNotSupportedError) as error:
        raise _refused(
            "it offers no TLS that can be trusted, or lacks what the mail needs"
        ) from error
    except (OSError, smtplib.SMTPException) as error:  # timeouts are OSErrors
        raise _unreachable("it does not answer") from error


def _connect(settings: Settings) -> smtplib.SMTP:
    host, port, patience = settings.smtp_host, settings.smtp_port, settings.smtp_timeout_s
    if settings.smtp_security == "tls":
        return smtplib.SMTP_SSL(host, port, timeout=patience, context=_tls(settings))
    return smtplib.SMTP(host, port, timeout=patience)


def _tls(settings: Settings) -> ssl.SSLContext:
    return ssl.create_default_context(cafile=settings.smtp_ca_file)


def _failure(code: int) -> UpstreamError:
    said = f"it answered {code}"
    return _unreachable(said) if code in _LATER else _refused(said)


def _unreachable(why: str) -> Unreachable:
    return Unreachable("mail_unreachable", f"The mail server took no mail: {why}. {_LOOK}")


def _refused(why: str) -> Refused:
    return Refused("mail_refused", f"The mail server refused a mail: {why}. {_LOOK}")


_LOOK = "Look at the ATTUNE_SMTP_… settings."
