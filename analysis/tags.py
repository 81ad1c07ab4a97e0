"""What genres and tags say about mood: how a name finds its row of `analysis.tag_table`.

A name without a row of its own is read by its parts ("symphonic death metal" by "death metal",
"sad trap" by both words); what has no known part ("live", "80s") says nothing.
"""

import math
import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from analysis.affect import MOODS, Six, from_shares
from analysis.tag_table import TABLE

BY_PARTS = 0.7
"""How much a row found by its parts counts beside one of the name's own."""
_OTHER = re.compile(r"[\W_]+")
_LONGEST_NAME = 80


def tag_key(name: str) -> str:
    """A name as compared: NFKC, without case and punctuation ("R&B" is "r b")."""
    plain = unicodedata.normalize("NFKC", name[:_LONGEST_NAME]).casefold()
    return unicodedata.normalize("NFC", _OTHER.sub(" ", plain).strip())


def _read(table: str) -> dict[str, Six]:
    rows = (line.rsplit(":", 1) for line in table.strip().splitlines())
    return {name: from_shares(*map(float, numbers.split())) for name, numbers in rows}


PRIORS: dict[str, Six] = _read(TABLE)
"""Mood shares by the name as compared, every share above zero."""
_JOINED = {name.replace(" ", ""): name for name in PRIORS}
_LONGEST = max(len(name.split()) for name in PRIORS)


@dataclass(frozen=True, slots=True)
class Prior:
    """What a tag says.

    Attributes:
        six: the mood that music of this name tends to.
        weight: 1 for a row of its own, `BY_PARTS` for one put together from its parts.
    """

    six: Six
    weight: float


@lru_cache(maxsize=4096)
def prior_of(name: str) -> Prior | None:
    """What a genre or tag says about mood; None when nothing is known of it.

    Args:
        name: as printed or as compared, in any case and punctuation.
    """
    key = tag_key(name)
    own = PRIORS.get(_row_name(key))
    if own is not None:
        return Prior(own, 1.0)
    parts = _parts(key.split())
    return Prior(pooled([PRIORS[part] for part in parts]), BY_PARTS) if parts else None


def pooled(moods: list[Six]) -> Six:
    """The normalised geometric mean of moods, each share above zero."""
    logs = {m: sum(math.log(six.shares[m]) for six in moods) / len(moods) for m in MOODS}
    return from_shares(*(math.exp(logs[m]) for m in MOODS))


def _row_name(key: str) -> str:
    return key if key in PRIORS else _JOINED.get(key.replace(" ", ""), key)


def _parts(words: list[str]) -> list[str]:
    """The longest known parts from the left, none of them inside another."""
    found, at = [], 0
    while at < len(words):
        for size in range(min(_LONGEST, len(words) - at), 0, -1):
            name = _row_name(" ".join(words[at : at + size]))
            if name in PRIORS:
                found.append(name)
                at += size
                break
        else:
            at += 1
    return found
