"""The sentences of insights: plain, with their numbers, and no more than these say."""

from analysis.affect import Mood
from assistant.insights.rules import MIN_DAYS, MIN_HEARD, Link
from assistant.insights.schemas import Axis

NOTE = (
    "This shows what goes together, not what causes what. Days in a row are alike, so the real "
    "uncertainty is larger than the intervals, and one of six can look clear by chance."
)
_WHEN = {-1: "the day before", 0: "the same day", 1: "the day after"}
_FELT: dict[Axis, str] = {"valence": "you felt better", "arousal": "you had more energy"}
_MORE: dict[Axis, str] = {"valence": "brighter", "arousal": "livelier"}
_LESS: dict[Axis, str] = {"valence": "darker", "arousal": "calmer"}
_NAME: dict[Axis, str] = {"valence": "how good you felt", "arousal": "how much energy you had"}


def of_shares(mood: Mood, heard: int, shares: dict[Mood, float] | None) -> str:
    """What was heard near entries of a mood."""
    if shares is None:
        return f"Not enough yet: {_more(MIN_HEARD - heard, 'song')} heard near a {mood} entry."
    most = max(shares, key=lambda name: (shares[name], name == mood))
    same = "" if most == mood else f", and {shares[mood]:.0%} {mood}"
    return (
        f"Within two hours of feeling {mood}, {shares[most]:.0%} of the {heard} songs you heard "
        f"were {most}{same}."
    )


def of_link(axis: Axis, lag: int, link: Link) -> str:
    """How two series move together."""
    when = _WHEN[lag]
    if link.n < MIN_DAYS:
        missing = _more(MIN_DAYS - link.n, "day")
        return f"Not enough yet: {missing} with both an entry and music {when}."
    if link.r is None or link.low is None or link.high is None:
        return f"Nothing to compare: the same value on all {link.n} days."
    figures = f"r {_signed(link.r)}, 90% {_signed(link.low)} to {_signed(link.high)}, {link.n} days"
    if link.low <= 0 <= link.high:
        return f"No clear link between {_NAME[axis]} and the music of {when} ({figures})."
    tone = (_MORE if link.r > 0 else _LESS)[axis]
    return f"On days when {_FELT[axis]}, the music of {when} was {tone} ({figures})."


def _more(number: int, thing: str) -> str:
    return f"{number} more {thing}{'' if number == 1 else 's'}"


def _signed(value: float) -> str:
    return f"{value:+.2f}".replace("-", "−")
