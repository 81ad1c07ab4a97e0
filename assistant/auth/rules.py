"""Rules of passwords, lifetimes and limits; pure."""

import ipaddress
import re
from datetime import timedelta
from typing import Literal

from zxcvbn import zxcvbn

from assistant.core.errors import RuleViolated

ACCESS_LIFETIME = timedelta(minutes=10)
REFRESH_LIFETIME = timedelta(days=30)
REFRESH_LIFETIME_AT_MOST = timedelta(days=180)  # of a whole family, however often it is renewed
COOKIE_LIFETIME = timedelta(days=30)
SEEN_EVERY = timedelta(minutes=1)
PASSWORD_MIN = 8
ZXCVBN_MAX = 72  # longer input costs zxcvbn seconds and adds nothing
SCORE_MIN = 2  # of 0-4: needs more than 10^8 guesses
SIGN_IN_PER_ACCOUNT = "10/minute"  # and place
SIGN_IN_FROM_NEW_PLACES = "100/hour"  # an account, from all places it is not used at
FAMILIAR_FOR = timedelta(days=90)
FAMILIAR_MAX = 50
LIFETIMES = {
    "verify": timedelta(hours=48), "reset": timedelta(hours=1), "known": timedelta(hours=1),
    "join": timedelta(hours=48),
}  # fmt: skip
MAILS_PER_NETWORK = "20/hour"
MAILS_PER_NETWORK_AND_ACCOUNT = "5/hour"
MAILS_PER_ACCOUNT = "5/hour"
CHANGES_PER_ACCOUNT = "5/minute"
# A code of six digits is one of a million, and three are good at once: so few tries a day that
# whoever knows the password finds one in years, yet nobody's own device runs out of them.
CODES_PER_PLACE = "100/day"
CODES_FROM_NEW_PLACES = "50/day"
CODES_PER_SESSION = "50/day"
STEP_LIFETIME = timedelta(minutes=5)  # between password and code; of a passkey's challenge
PROOF_LASTS = timedelta(minutes=10)


def check_password(password: str, *own_words: str) -> None:
    """Refuse a password that is guessed soon.

    Args:
        password: the one wished for.
        own_words: address and name, which a guesser tries first.

    Raises:
        RuleViolated: too short, or too easy; the detail says what would help.
    """
    if len(password) < PASSWORD_MIN:
        raise RuleViolated(
            "password_short", f"Use at least {PASSWORD_MIN} characters.", pointer="/password"
        )
    guesses = {part for word in own_words for part in (word, *re.split(r"[@.+\s_-]", word)) if part}
    verdict = zxcvbn(password[:ZXCVBN_MAX], user_inputs=sorted(guesses))
    if verdict["score"] < SCORE_MIN:
        feedback = verdict["feedback"]
        hints = [feedback["warning"], *feedback["suggestions"]]
        advice = " ".join(h.rstrip(".") + "." for h in hints if h)
        raise RuleViolated(
            "password_weak",
            f"This password is guessed too soon. {advice}".strip(),
            pointer="/password",
        )


def device_name(user_agent: str) -> str:
    """A few readable words for a user agent, such as "Firefox on Linux"."""
    browser = next(
        (
            name
            for mark, name in (
                ("Edg/", "Edge"), ("OPR/", "Opera"), ("Firefox/", "Firefox"),
                ("Chrome/", "Chrome"), ("Safari/", "Safari"), ("curl/", "curl"),
                ("python", "a Python program"), ("attune", "attune"),
            )
            if mark in user_agent
        ),
        "an unknown program",
    )  # fmt: skip
    system = next(
        (
            name
            for mark, name in (
                ("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"),
                ("Windows", "Windows"), ("Mac OS X", "macOS"), ("Linux", "Linux"),
            )
            if mark in user_agent
        ),
        "",
    )  # fmt: skip
    return f"{browser} on {system}" if system else browser


def place_of(address: str) -> Literal["this_machine", "home_network", "elsewhere"]:
    """Where a request came from, by its address; one that is not known counts as elsewhere."""
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return "elsewhere"
    mapped = getattr(parsed, "ipv4_mapped", None)
    parsed = mapped or parsed
    if parsed.is_loopback:
        return "this_machine"
    return (
        "home_network"
        if any(parsed in net for net in _HOME if net.version == parsed.version)
        else "elsewhere"
    )


# RFC 1918, RFC 4193, and link-local: what one router gives out.
_HOME = tuple(
    ipaddress.ip_network(net)
    for net in ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "169.254.0.0/16", "fc00::/7",
                "fe80::/10")
)  # fmt: skip
