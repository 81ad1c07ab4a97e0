"""What the labels of well-known emotion models say of the four moods.

A share below one in total means the label is weaker evidence; a label with no shares says nothing.
GoEmotions follows the table the embedded model was trained with. In the sets of basic emotions joy
is the only pleasant label and covers contentment too, so a quarter of it is calm.
"""

from analysis.affect import MOODS, Mood

Shares = dict[Mood, float]

_GOEMOTIONS: dict[str, Shares] = {
    "admiration": {}, "approval": {}, "confusion": {}, "curiosity": {}, "neutral": {},
    "realization": {}, "surprise": {},
    "joy": {"happy": 1}, "amusement": {"happy": 1}, "excitement": {"happy": 1},
    "pride": {"happy": 1},
    "optimism": {"happy": 0.6, "relaxed": 0.4}, "desire": {"happy": 0.5, "relaxed": 0.5},
    "love": {"happy": 0.4, "relaxed": 0.6}, "gratitude": {"happy": 0.4, "relaxed": 0.6},
    "relief": {"relaxed": 1}, "caring": {"relaxed": 1},
    "sadness": {"sad": 1}, "grief": {"sad": 1}, "disappointment": {"sad": 1},
    "remorse": {"sad": 1}, "embarrassment": {"sad": 1},
    "fear": {"sad": 0.4, "angry": 0.6}, "nervousness": {"sad": 0.4, "angry": 0.6},
    "anger": {"angry": 1}, "annoyance": {"angry": 1}, "disgust": {"angry": 1},
    "disapproval": {"angry": 1},
}  # fmt: skip

_JOY: Shares = {"happy": 0.75, "relaxed": 0.25}
_FEAR: Shares = {"sad": 0.4, "angry": 0.6}
# Ekman's six and seven, Plutchik's eight, dair-ai/emotion, TweetEval, SemEval 2018.
_BASIC: dict[str, Shares] = {
    "neutral": {}, "no emotion": {}, "others": {}, "surprise": {}, "surprised": {},
    "anticipation": {},
    "joy": _JOY, "happiness": _JOY, "happy": _JOY, "joyful": _JOY,
    "love": {"happy": 0.4, "relaxed": 0.6}, "optimism": {"happy": 0.6, "relaxed": 0.4},
    "trust": {"relaxed": 1},
    "sadness": {"sad": 1}, "sad": {"sad": 1}, "pessimism": {"sad": 1},
    "fear": _FEAR, "fearful": _FEAR, "scared": _FEAR,
    "anger": {"angry": 1}, "angry": {"angry": 1},
    "disgust": {"angry": 1}, "disgusted": {"angry": 1},
}  # fmt: skip

_QUADRANTS: dict[str, Shares] = {
    **{mood: {mood: 1.0} for mood in MOODS},
    "calm": {"relaxed": 1}, "peaceful": {"relaxed": 1}, "energetic": {"happy": 1},
}  # fmt: skip

# The first that knows every label of a model is taken.
KNOWN: tuple[dict[str, Shares], ...] = (_QUADRANTS, _BASIC, _GOEMOTIONS)

SENTIMENT = frozenset({"positive", "negative", "neutral", "mixed", "very positive",
                       "very negative", "pos", "neg", "1 star", "2 stars", "3 stars", "4 stars",
                       "5 stars"})  # fmt: skip
