"""The dashboard has a word for everything the product's vocabulary offers, and for its refusals."""

import re
from pathlib import Path

import pytest

from analysis.affect import Mood
from assistant.moods import vocabulary
from ui.text.en import mood, sign_in

AUTH = Path(__file__).resolve().parents[3] / "assistant"
RAISED = re.compile(r"(?:RuleViolated|Conflict|Forbidden|NotFound|RateLimited)\(\s*\"(\w+)\"")


@pytest.mark.parametrize("quadrant", ["angry", "happy", "sad", "relaxed"])
def test_every_word_of_the_vocabulary_is_offered_in_its_order(quadrant: Mood) -> None:
    known = [word.key for word in vocabulary.words_of(quadrant)]
    assert list(mood.FEELINGS[quadrant]) == known


def test_every_activity_is_offered() -> None:
    assert list(mood.ACTIVITIES) == [activity.key for activity in vocabulary.ACTIVITIES]


def test_every_refusal_of_the_password_rules_is_said() -> None:
    codes = set(RAISED.findall((AUTH / "auth" / "rules.py").read_text()))
    assert codes == {"password_short", "password_weak"}
    assert codes - set(sign_in.ERRORS) == set()
