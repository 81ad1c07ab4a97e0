"""The reason of a recommendation in one sentence, which never says more than its numbers; pure."""

from datetime import datetime

from analysis.affect import Mood, quadrant
from assistant.recommendations.choosing import Scored
from assistant.recommendations.scoring import WEIGHTS

_PLACE: dict[Mood, str] = {
    "happy": "bright", "sad": "sad", "angry": "angry", "relaxed": "calm"
}  # fmt: skip
_TASTE_WORTH_SAYING = 0.35


def sentence(song: Scored, last_heard: datetime | None, now: datetime) -> str:
    """Say why a song was chosen, with its real numbers."""
    mood = quadrant(song.six.valence, song.six.arousal)
    share = round(100 * song.six.shares[mood])
    said = [f"{share}% {_PLACE[mood]} in its words, {song.distance:.2f} from the target"]
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
