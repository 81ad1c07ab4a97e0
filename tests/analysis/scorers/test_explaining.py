"""The embedded scorer explains by the same numbers that scoring the shortened texts gives."""

from functools import partial

import numpy as np
import pytest

from analysis.affect import MOODS, Six
from analysis.explaining import explain
from analysis.scorers.alike import AlikeTexts
from analysis.scorers.embedded import EmbeddedScorer

# Written for this test.
LINES = """The kettle sings and the kitchen fills with light
I have not slept since you walked out last night
There is a chair at the table nobody takes
And every small thing in this room still aches
I fold your letters and put them away
I count the hours at the end of the day
But out on the street they are dancing again
And somebody laughs in the warm summer rain
Oh let me go down and be one of the crowd
Oh let me be foolish and happy and loud
The band on the corner is playing our song
I hate that I know it, I hate it so long
I could break every window, I could scream at the sky
You never once told me the reason why
So pour me a coffee and open the door
I am not going to cry for you any more
The morning is gentle, the morning is slow
The river is shining wherever I go""".splitlines()
SONG = "\n".join(["[Verse]", *LINES[:10], "", "[Chorus]", *LINES[8:]])


@pytest.mark.parametrize(
    "text",
    [
        SONG,
        "\n".join(LINES[3:7]),  # without one of them too short, or not
        "\n".join(f"{a} {b.lower()}" for a in LINES[:5] for b in LINES[5:13]),
        " ".join(LINES) + "\n" + "\n".join(LINES[:3]),  # a line longer than a window
    ],
)
def test_a_line_left_out_is_the_shortened_text_scored_from_scratch(
    scorer: EmbeddedScorer, text: str
) -> None:
    found = scorer.explain(text, max_lines=8)
    assert found.lines
    for line in found.lines:
        rest = [x for n, x in enumerate(text.splitlines()) if n not in line.numbers]
        (alone,) = scorer.score(["\n".join(rest)])
        assert (line.without is None) == (alone.six is None)
        if line.without is not None:
            assert shares(line.without) == pytest.approx(shares(alone.six), abs=1e-4)
    (whole,) = scorer.score([text])
    assert shares(found.six) == pytest.approx(shares(whole.six), abs=1e-4)


def test_what_would_change_a_song_does(scorer: EmbeddedScorer) -> None:
    found = scorer.explain(SONG)
    assert found.turn is not None
    out = {n for i in found.turn.lines for n in found.lines[i].numbers}
    (rest,) = scorer.score(["\n".join(x for n, x in enumerate(SONG.splitlines()) if n not in out)])
    assert shares(found.turn.six) == pytest.approx(shares(rest.six), abs=1e-4)
    assert max(MOODS, key=lambda mood: rest.six.shares[mood] if rest.six else 0) == found.turn.mood
    assert found.turn.mood != found.mood


def test_reading_windows_once_says_what_reading_all_says(scorer: EmbeddedScorer) -> None:
    alike = AlikeTexts(scorer._encoder, scorer._ready())
    once = explain(SONG, scorer.score, alike)
    all_of_them = explain(SONG, scorer.score, partial(scorer.score, lines=False))
    for one, other in zip(once.lines, all_of_them.lines, strict=True):
        np.testing.assert_allclose(shares(one.without), shares(other.without), atol=1e-4)
    assert (once.mood, once.turn and once.turn.lines) == (
        all_of_them.mood, all_of_them.turn and all_of_them.turn.lines,
    )  # fmt: skip
    whole = sum(len(line.split()) for line in LINES) / 45
    assert alike.windows < 3 * len(LINES) < len(LINES) * whole


def test_a_mood_that_is_unknown_is_not_explained(scorer: EmbeddedScorer) -> None:
    assert scorer.explain("[Instrumental]").reason == "instrumental"
    assert scorer.explain("hold me tonight").lines == ()


def test_long_texts_are_explained_by_their_weightiest_lines(scorer: EmbeddedScorer) -> None:
    found = scorer.explain(SONG, max_lines=3)
    (whole,) = scorer.score([SONG])
    weights = {SONG[line.start : line.end]: line.weight for line in whole.lines}
    wanted = sorted(weights, key=lambda words: -weights[words])[:3]
    assert {SONG[line.start : line.end] for line in found.lines} == set(wanted)
    assert found.untried == len(LINES) - 3


def shares(six: Six | None) -> list[float]:
    assert six is not None
    return list(six.shares.values())
