"""The embedded scorer on the real model: moods, lines, embeddings, and texts of every kind."""

from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

import analysis
from analysis.affect import MOODS
from analysis.scorers.embedded import EmbeddedScorer
from analysis.types import SongScore

# Written for this test.
HAPPY = """[Verse 1]
Turn the music up, we are dancing on the tables
Everybody laughing, everybody shining
What a wonderful night, I have never felt this good
Hands in the air, we are celebrating life
[Chorus]
Oh what a joy, what a beautiful day
Oh what a joy, what a beautiful day"""
SAD = """You left and the house is silent now
I cry every night holding your old letters
I am so lonely, I miss you, everything is gone
Rain on your grave and I have no more tears
I wish I could tell you how sorry I am"""
ANGRY = """I hate your lies, get out of my face
I will break your bones, I will burn this place
You make me sick, you disgust me, shut your mouth
Fight me now, I am full of rage
Blood on my fists, I will make you pay"""
CALM = """The lake is still and the evening is warm
We rest in the grass and breathe with the trees
Softly the wind hums, there is no hurry at all
I am at peace with you here beside me
Safe and at ease we drift into sleep"""
SONGS = {"happy": HAPPY, "sad": SAD, "angry": ANGRY, "relaxed": CALM}


def top(score: SongScore) -> str:
    assert score.six is not None
    shares = score.six.shares
    return max(MOODS, key=lambda mood: shares[mood])


def test_plain_songs_get_their_mood(scorer: EmbeddedScorer) -> None:
    scores = scorer.score(list(SONGS.values()))
    assert [top(score) for score in scores] == list(SONGS)
    signs = [(s.six.valence > 0, s.six.arousal > 0) for s in scores if s.six]
    assert signs == [(True, True), (False, False), (False, True), (True, False)]


def test_a_score_is_complete(scorer: EmbeddedScorer) -> None:
    (score,) = scorer.score([HAPPY])
    assert score.known
    assert score.reason is None
    assert score.language == "en"
    assert score.six is not None
    assert sum(score.six.shares.values()) == pytest.approx(1)
    assert score.confidence == max(score.six.shares.values())
    assert score.embedding is not None
    assert list(score.embedding.shape) == [scorer.dims]
    assert score.embedding.dtype == np.dtype("float32")
    assert np.linalg.norm(score.embedding) == pytest.approx(1, abs=1e-5)


def test_lines_are_scored_in_place(scorer: EmbeddedScorer) -> None:
    (score,) = scorer.score([HAPPY])
    assert [line.number for line in score.lines] == [1, 2, 3, 4, 6, 7]
    assert HAPPY[score.lines[0].start : score.lines[0].end].startswith("Turn the music up")
    assert score.lines[4].six == score.lines[5].six
    assert max(line.weight for line in score.lines) == 1
    assert all(0 <= line.weight <= 1 for line in score.lines)


def test_a_line_against_the_song_weighs_nothing(scorer: EmbeddedScorer) -> None:
    odd = "Everybody laughing, everybody shining"
    (score,) = scorer.score([f"{SAD}\n{odd}"])
    assert top(score) == "sad"
    weights = {line.number: line.weight for line in score.lines}
    assert weights[5] == 0


def test_lines_can_be_left_out(scorer: EmbeddedScorer) -> None:
    (with_lines,), (without,) = scorer.score([SAD]), scorer.score([SAD], lines=False)
    assert without.lines == ()
    assert without.six == with_lines.six


def test_company_and_order_do_not_change_a_score(scorer: EmbeddedScorer) -> None:
    together = scorer.score([*SONGS.values(), "", CALM * 5])
    alone = [scorer.score([song])[0] for song in SONGS.values()]
    for one, other in zip(together, alone, strict=False):
        assert one.six is not None
        assert other.six is not None
        np.testing.assert_allclose(
            list(one.six.shares.values()), list(other.six.shares.values()), atol=1e-4
        )


def test_the_same_call_gives_the_same_score(scorer: EmbeddedScorer) -> None:
    one, two = scorer.score(list(SONGS.values())), scorer.score(list(SONGS.values()))
    assert [s.six for s in one] == [s.six for s in two]
    assert [s.lines for s in one] == [s.lines for s in two]


def test_threads_may_score_at_once(scorer: EmbeddedScorer) -> None:
    expected = {mood: scorer.score([song])[0].six for mood, song in SONGS.items()}
    with ThreadPoolExecutor(4) as pool:
        got = list(pool.map(lambda song: scorer.score([song])[0].six, list(SONGS.values()) * 3))
    assert got == list(expected.values()) * 3


@pytest.mark.parametrize(
    "text, reason, embedded",
    [
        ("", "empty", False),
        ("\x00\x07" * 1_000, "empty", False),
        ("😀🎉" * 2_000, "empty", False),
        ("12 34\n" * 500, "empty", False),
        ("[Instrumental]", "instrumental", False),
        ("hold me tonight", "too_short", True),
        (("את האור בלילה ואני שר לך שיר של אהבה כי הירח עולה מעל הים והרוח נושבת בין העצים ואין לי אלא "
         "אותך הערב הזה"), "language_unknown", True),
        ("love " * 100_000, None, True),
        ("x" * 1_000_000, "too_short", True),
    ],
)  # fmt: skip
def test_a_text_never_raises(
    scorer: EmbeddedScorer, text: str, reason: str | None, embedded: bool
) -> None:
    (score,) = scorer.score([text])
    assert (score.reason, score.embedding is not None) == (reason, embedded)
    assert score.known == (reason is None)
    assert (score.six is None, score.confidence is None) == (reason is not None,) * 2


def test_no_texts_give_no_scores(scorer: EmbeddedScorer) -> None:
    assert scorer.score([]) == []


def test_the_scorer_wears_the_stamps() -> None:
    scorer, stamps = analysis.load_scorer(), analysis.stamps()
    assert (scorer.mood_stamp, scorer.embedding_stamp) == (stamps.mood, stamps.embedding)
    assert scorer.dims == 384
    assert scorer.parts["heads_sha256"]
