"""Each quadrant has its words, each word its place, and the nearest ones fit the point."""

import pytest

from analysis.affect import MOODS
from assistant.moods.vocabulary import ACTIVITIES, WORDS, nearest_words, words_of


@pytest.mark.parametrize("mood", MOODS)
def test_each_quadrant_has_ten_words(mood):
    assert len(words_of(mood)) == 10


def test_keys_are_plain_and_unique():
    keys = [word.key for word in WORDS] + [activity.key for activity in ACTIVITIES]
    assert len(set(keys)) == len(keys) == 50
    assert all(key.isascii() and key.replace("_", "").isalpha() and key.islower() for key in keys)


def test_words_lie_on_the_plane_and_no_two_in_one_place():
    places = {(word.valence, word.arousal) for word in WORDS}
    assert len(places) == len(WORDS)
    assert all(-1 <= coordinate <= 1 for place in places for coordinate in place)


def test_nearest_words_come_closest_first():
    assert [word.key for word in nearest_words(0.48, -0.36, 2)] == ["at_ease", "rested"]
    assert [word.key for word in nearest_words(-1, 1, 1)] == ["furious"]


def test_asking_for_more_words_than_there_are_gives_all():
    assert set(nearest_words(0, 0, 1000)) == set(WORDS)
