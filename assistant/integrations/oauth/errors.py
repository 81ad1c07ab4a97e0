"""What can go wrong with a provider of sign-ins, in the words of our error tree.

oauth_refused      UpstreamError        it does not take the code: spent, too old, not ours
oauth_app_refused  UpstreamError        it does not know our app, or its secret is wrong
oauth_lied         UpstreamError        an answer that cannot be, or must not be believed
oauth_timeout      UpstreamTimeout
oauth_unavailable  UpstreamUnavailable  down, or asks us to wait
"""

import structlog

from assistant.core.errors import UpstreamError, UpstreamTimeout, UpstreamUnavailable
from assistant.integrations.http import NoAnswer

log = structlog.get_logger(__name__)


def no_answer(name: str, error: NoAnswer) -> UpstreamError:
    """The error of a request that got no whole answer."""
    if error.why == "timeout":
        return UpstreamTimeout("oauth_timeout", f"{name} did not answer in time. Try again.")
    if error.why == "broken":
        return unavailable(name)
    return lied(name, f"answer {error.why}")


def unavailable(name: str, wait_s: float | None = None) -> UpstreamUnavailable:
    """The error of a provider that is down or asks us to wait."""
    facts = {"retry_after_s": max(1, round(wait_s))} if wait_s else {}
    return UpstreamUnavailable(
        "oauth_unavailable", f"{name} cannot be reached now. Try again later.", **facts
    )


def lied(name: str, why: str) -> UpstreamError:
    """The error of an answer that cannot be believed; `why` is for the log and holds no secret."""
    log.warning("a provider of sign-ins was not believed", provider=name, why=why)
    return UpstreamError(
        "oauth_lied", f"{name} answered something that cannot be believed. Nobody was signed in."
    )


def refused(name: str) -> UpstreamError:
    """The error of a code that the provider does not take."""
    return UpstreamError("oauth_refused", f"{name} did not accept this sign-in. Start again.")


def app_refused(name: str) -> UpstreamError:
    """The error of an app that the provider does not know."""
    log.error("a provider of sign-ins refuses our client id or secret", provider=name)
    return UpstreamError(
        "oauth_app_refused",
        f"{name} does not accept this server's app. An admin has to check its settings.",
    )
