"""The mood of many songs together; pure."""

from collections.abc import Mapping
from typing import TypeVar

from analysis.affect import MOODS, Six, from_shares

K = TypeVar("K")


def mean_mood(moods: Mapping[K, Six], plays: Mapping[K, int]) -> Six | None:
    """The mean of songs' mood vectors, each as often as it was played; None without songs.

    Args:
        moods: of the songs whose mood is known.
        plays: how often each was heard, at least once.
    """
    if not moods:
        return None
    shares = {
        mood: sum(six.shares[mood] * plays[song] for song, six in moods.items()) for mood in MOODS
    }
    return from_shares(**shares)
