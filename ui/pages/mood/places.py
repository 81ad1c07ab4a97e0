"""Owns the places of the mood plane in words: steps, corners, and what lies between."""

from assistant.moods.rules import EVEN_WITHIN
from assistant.moods.schemas import MoodView
from ui.text.en import common
from ui.text.en import mood as words

STEPS = {n: (round(0.4 * (n - 3), 1), round(0.1 * (n - 3), 1)) for n in range(1, 6)}
"""Where the five steps lie: mostly along pleasantness, with the little energy it brings along."""
CORNERS = {"happy": (0.5, 0.5), "angry": (-0.5, 0.5), "sad": (-0.5, -0.5), "relaxed": (0.5, -0.5)}
TAPPED: dict[tuple[float, float], str] = {
    **{place: words.STEPS[n - 1] for n, place in STEPS.items()},
    **{place: common.MOODS[mood] for mood, place in CORNERS.items()},
}


def place_in_words(valence: float, arousal: float) -> str:
    """Return a place of the plane in words, such as "Slightly pleasant, low energy"."""
    said = [
        _degree(valence, words.UNPLEASANT, words.PLEASANT),
        _degree(arousal, words.LOW_ENERGY, words.HIGH_ENERGY),
    ]
    text = ", ".join(part for part in said if part) or words.EVEN
    return text[0].upper() + text[1:]


def said_of(view: MoodView) -> str:
    """Return what an entry is called: its words, the step or corner tapped, or the place."""
    if view.words:
        return ", ".join(_named(name) for name in view.words)
    return TAPPED.get((view.valence, view.arousal)) or place_in_words(view.valence, view.arousal)


def key_of(name: str) -> str:
    """Return a word's key from the name the log keeps."""
    return "_".join(name.casefold().split())


def _named(name: str) -> str:
    known = {key: label for of in words.FEELINGS.values() for key, label in of.items()}
    return known.get(key_of(name), name)


def _degree(z: float, low: str, high: str) -> str:
    size = abs(z)
    if size < EVEN_WITHIN:
        return ""
    how = f"{words.SLIGHTLY} " if size < 0.4 else "" if size < 0.75 else f"{words.VERY} "
    return how + (low if z < 0 else high)
