"""Owns how shares are printed: whole per cents that sum to 100, the largest first."""

from collections.abc import Mapping

from ui.models import Share
from ui.text.en import common as words


def share_rows(shares: Mapping[str, float]) -> list[Share]:
    """Return the moods of a mood vector (which sums to 1) as rows, the largest first."""
    rows = [Share(mood, words.MOODS[mood], n) for mood, n in whole_percents(shares).items()]
    return sorted(rows, key=lambda share: -share.percent)


def whole_percents(shares: Mapping[str, float]) -> dict[str, int]:
    """Round shares that sum to 1 to per cents that sum to 100: largest remainders go up."""
    exact = {name: 100 * share for name, share in shares.items()}
    whole = {name: int(value) for name, value in exact.items()}
    missing = round(sum(exact.values())) - sum(whole.values())
    for name in sorted(exact, key=lambda n: whole[n] - exact[n])[:missing]:
        whole[name] += 1
    return whole
