"""The reason of a recommendation in one sentence, which never says more than its numbers; pure."""

from datetime import datetime

from analysis.affect import quadrant
from assistant.recommendations.choosing import Scored
from assistant.recommendations.scoring import WEIGHTS
from assistant.song_moods.schemas import SongMoodView

_TASTE_WORTH_SAYING = 0.35
_PART_WORTH_SAYING, _EVEN = 0.15, 0.25
_PARTS_SAID = 2


def rests_on(mood: SongMoodView | None) -> str:
    """Say what a mood rests on: its heaviest parts, of tags only those that speak for it."""
    if mood is None or not mood.evidence:
        return ""
    if mood.corrected:
        return "as you said"
    six = mood.six
    toward = quadrant(six.valence, six.arousal) if six else "happy"
    parts = [
        part for part in mood.evidence
        if part.kind == "words" or (part.kind != "you" and getattr(part, toward) > _EVEN)
    ] or [part for part in mood.evidence if part.kind != "you"]  # fmt: skip
    parts.sort(key=lambda part: -part.share)
    named = [part for part in parts if part.share >= _PART_WORTH_SAYING] or parts[:1]
    said = [_part(part.kind, part.label) for part in named[:_PARTS_SAID]]
    if mood.basis == "tags":
        text = f"by {' and '.join(said)} alone, a guess"
    elif [part.kind for part in named] == ["words"]:
        text = "in its words"
    else:
        text = f"by {' and '.join(said)}"
    yours = sum(part.share for part in mood.evidence if part.kind == "you")
    return f"{text}, moved by your corrections" if yours >= _PART_WORTH_SAYING else text


def _part(kind: str, label: str) -> str:
    named = {"words": "its words", "genre": f"the tag {label}", "artist": f"its artist's {label}"}
    return named[kind]


def sentence(song: Scored, basis: str, last_heard: datetime | None, now: datetime) -> str:
    """Say why a song was chosen, with its real numbers.

    Args:
        song: with its parts.
        basis: what its mood rests on, as `rests_on` says it; may be empty.
        last_heard: when, None for never.
        now: the time.
    """
    mood = quadrant(song.six.valence, song.six.arousal)
    share = round(100 * song.six.shares[mood])
    said = [f"{share}% {mood} {basis}".rstrip() + f", {song.distance:.2f} from the target"]
    if song.parts.get("liked", 0) > 0:
        said.append("you like it")
    taste = song.parts.get("lyric_taste", 0) / WEIGHTS["lyric_taste"]
    if taste >= _TASTE_WORTH_SAYING:
        said.append(f"words {taste:.2f} alike to songs you like")
    said.append(_heard(last_heard, now))
    return "; ".join(said) + "."


def _heard(last_heard: datetime | None, now: datetime) -> str:
    if last_heard is None:
        return "not heard here yet"
    days = max(0, (now - last_heard).days)
    if days == 0:
        return "heard today"
    return "heard yesterday" if days == 1 else f"not heard for {days} days"
