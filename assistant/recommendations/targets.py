"""Which mood a queue aims at; pure."""

from analysis.affect import Mood, Six, from_valence_arousal
from assistant.recommendations.schemas import Goal, Intent, Target

CORNERS: dict[Mood, tuple[float, float]] = {
    "happy": (0.7, 0.7),
    "sad": (-0.7, -0.7),
    "angry": (-0.7, 0.7),
    "relaxed": (0.7, -0.7),
}
"""A mood named outright: as clear as calibrated lyrics get, so that the clearest songs lead."""
_PULL: dict[Intent, tuple[float, float, float]] = {
    "stay": (0.0, 0.0, 0.0),
    "lift": (0.65, 0.35, 0.7),
    "calm": (0.5, -0.55, 0.75),
    "let_out": (-0.5, 0.6, 0.8),
    "focus": (0.3, -0.2, 0.8),
}
"""Of an intent: the point it pulls towards, and how far of the way (0 stays, 1 is there)."""


def chosen_point(goal: Goal) -> Six | None:
    """The mood that was named outright, if one was."""
    if goal.mood is not None:
        return from_valence_arousal(*CORNERS[goal.mood])
    if goal.valence is not None and goal.arousal is not None:
        return from_valence_arousal(goal.valence, goal.arousal)
    return None


def aim(goal: Goal, current: Six | None, uncertainty: float) -> Target:
    """Decide on the target.

    Args:
        goal: what was asked for.
        current: the listener's mood now, None when nothing is known.
        uncertainty: of the current mood, 0 to 1.
    """
    named = chosen_point(goal)
    if named is not None:
        return Target(mood=named, uncertainty=0.0, source="chosen", intent=goal.intent)
    start = current or from_valence_arousal(0.0, 0.0)
    v, a, share = _PULL[goal.intent]
    moved = from_valence_arousal(
        start.valence + share * (v - start.valence), start.arousal + share * (a - start.arousal)
    )
    return Target(
        mood=moved,
        uncertainty=uncertainty if current else 1.0,
        source="current" if current else "neutral",
        intent=goal.intent,
    )
