"""Fusing what is known of a song's mood beside its words: genres and tags of track and artist.

Each part is a mood of its own, and they are pooled as a product of experts (Hinton, 2002), which
for shares p_i with weights w_i is

    log p  =  sum_i w_i log p_i  +  constant.

The words weigh 1. All tags together weigh `TAGS * U / (U + 1)`, U being the sum of their own
weights: one genre counts a little, several that agree count more, and tags that contradict each
other cancel out. Beside words they count little, for words and genre often say the same thing
twice; where there are no words they weigh `ALONE` instead of `TAGS`, and the mood they give is
never surer than `SURE_BY_TAGS`.
Every part is handed out with the result, so that nothing counts that is not shown.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from analysis.affect import MOODS, Six, from_shares
from analysis.tags import prior_of, tag_key
from analysis.types import ModelStamps

FUSION = "f1"
"""Ends the stamp of fused moods: raise it when a weight, the table or a rule below changes."""
TAGS, ALONE = 0.4, 1.2
ARTIST = 0.5
"""How much a tag of the artist's other songs counts beside one of the song's own."""
SURE_BY_TAGS = 0.45
_TINY = 1e-6

Kind = Literal["words", "genre", "artist", "you"]
Basis = Literal["lyrics", "tags", "both"]


@dataclass(frozen=True, slots=True)
class Evidence:
    """One part of what a mood rests on.

    Attributes:
        kind: the song's words, a genre or tag of its own, one of its artist's other songs, or the
            listener's corrections.
        label: the tag as printed; empty for words and corrections.
        six: the mood this part alone speaks for.
        weight: its exponent in the pool.
        share: how much of all that moved the result from "all alike" it was, 0 to 1; the shares of
            a result's parts sum to 1.
    """

    kind: Kind
    label: str
    six: Six
    weight: float
    share: float = 0.0


@dataclass(frozen=True, slots=True)
class Fused:
    """A mood with what it rests on.

    Attributes:
        six: the mood.
        confidence: chance that the strongest share is the right one, 0.25 to 1.
        basis: words alone, tags alone, or both.
        parts: the words first, then tags, the heaviest first.
    """

    six: Six
    confidence: float
    basis: Basis
    parts: tuple[Evidence, ...]


def stamped(words: ModelStamps) -> ModelStamps:
    """The stamps of fused moods, from those of the model that reads the words."""
    return ModelStamps(f"{words.mood}:{FUSION}", words.embedding)


def tag_evidence(
    own: Iterable[tuple[str, float]], artist: Iterable[tuple[str, float]] = ()
) -> tuple[Evidence, ...]:
    """What tags say, each with its weight in the pool; tags nothing is known of are left out.

    Args:
        own: (name, weight above 0) of the song's tags, the most fitting first.
        artist: the same of the artist's other songs; heard only where the song's own say nothing.
    """
    found = _known("genre", own, 1.0) or _known("artist", artist, ARTIST)
    total = sum(part.weight for part in found)
    scale = TAGS / (total + 1)
    ordered = sorted(found, key=lambda part: -part.weight)
    return tuple(replace(part, weight=part.weight * scale) for part in ordered)


def fuse(words: Six | None, confidence: float | None, tags: Sequence[Evidence]) -> Fused | None:
    """Pool a song's words with its tags.

    Args:
        words: the mood of the words; None when there are none or they say nothing.
        confidence: of the words alone.
        tags: as `tag_evidence` gives them.

    Returns:
        The mood, or None when neither says anything.
    """
    if words is None:
        return _by_tags(tags) if tags else None
    said = Evidence("words", "", words, 1.0)
    if not tags:
        sure = max(words.shares.values()) if confidence is None else confidence
        return Fused(words, sure, "lyrics", (replace(said, share=1.0),))
    six = pool([said, *tags])
    return Fused(six, max(six.shares.values()), "both", shared_out([said, *tags]))


def pool(parts: Sequence[Evidence]) -> Six:
    """The weighted product of experts; see the module."""
    logs = {
        mood: sum(part.weight * math.log(max(part.six.shares[mood], _TINY)) for part in parts)
        for mood in MOODS
    }
    top = max(logs.values())
    return from_shares(*(math.exp(logs[mood] - top) for mood in MOODS))


def shared_out(parts: Sequence[Evidence]) -> tuple[Evidence, ...]:
    """Say of each part how much of the result it was: the length of its weighted log shares."""
    lengths = [part.weight * force(part.six) for part in parts]
    total = sum(lengths)
    if total <= 0:
        return tuple(replace(part, share=1 / len(parts)) for part in parts)
    return tuple(
        replace(part, share=length / total) for part, length in zip(parts, lengths, strict=True)
    )


def force(six: Six) -> float:
    """How far a mood is from "all alike": the length of its centred log shares, 0 or more."""
    logs = [math.log(max(six.shares[mood], _TINY)) for mood in MOODS]
    mean = sum(logs) / len(logs)
    return math.sqrt(sum((x - mean) ** 2 for x in logs))


def _by_tags(tags: Sequence[Evidence]) -> Fused:
    alone = [replace(part, weight=part.weight * ALONE / TAGS) for part in tags]
    six = pool(alone)
    sure = min(SURE_BY_TAGS, max(six.shares.values()))
    return Fused(six, sure, "tags", shared_out(alone))


def _known(kind: Kind, tags: Iterable[tuple[str, float]], factor: float) -> list[Evidence]:
    first: dict[str, tuple[str, float]] = {}
    for name, weight in tags:
        first.setdefault(tag_key(name), (name, weight))
    found = []
    for name, weight in first.values():
        prior = prior_of(name)
        if prior is not None and weight > 0:
            found.append(Evidence(kind, name, prior.six, factor * weight * prior.weight))
    return found
