"""Texts of every kind through the real model: a mood or the right reason, never an exception."""

import math

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from analysis.scorers.embedded import EmbeddedScorer
from analysis.types import SongScore
from tests.support.many_languages import ENGLISH, FOREIGN, MOSTLY_ENGLISH, MOSTLY_FOREIGN

SONG = "\n".join((ENGLISH["plain"], ENGLISH["drawl"], ENGLISH["few words"]))
FOUR = ("happy", "sad", "angry", "relaxed")


def sound(score: SongScore) -> None:
    """Check what holds of every score, whatever the text."""
    assert score.known == (score.reason is None) == (score.six is not None)
    if score.six is not None:
        assert sum(score.six.shares.values()) == pytest.approx(1)
        assert min(score.six.shares.values()) >= 0
        assert -1 <= score.six.valence <= 1
        assert -1 <= score.six.arousal <= 1
        assert score.confidence is not None
        assert 0.25 <= score.confidence <= 1
        assert all(0 <= line.weight <= 1 for line in score.lines)
    if score.embedding is not None:
        assert math.isclose(float(np.linalg.norm(score.embedding)), 1, abs_tol=1e-4)


def stacked(text: str) -> str:
    """Pile accents on every letter."""
    return "".join(c + "\u0301\u0316\u0334\u0308\u031b" * c.isalpha() for c in text)


@pytest.mark.parametrize(
    "text",
    [
        SONG.replace("\n", "\r\n"),
        SONG.replace("\n", "\r"),
        "\ufeff" + SONG,
        "\u202e" + SONG + "\u202c",
        SONG.replace("\n", "\0\n"),
        SONG.replace(" ", "\u00a0"),
        SONG.replace(" ", " \ud83d "),
        SONG.upper(),
        SONG.replace("\n", "\n♪ 🎸🔥 "),
        "\n".join(f"[00:{n:02}.10]{line}" for n, line in enumerate(SONG.split("\n"))),
        "[ar: Somebody]\n[ti: Something]\n[length: 03:20]\n" + SONG,
        "".join(f"<p class='line'>{line}</p>" for line in SONG.split("\n")),
        f"<html><style>p{{color:red}}</style><script>let x = 1;</script><b>{SONG}</b></html>",
        stacked(SONG),
        "\u200b".join(SONG),
        "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in SONG),
        SONG.encode("utf-16-le").decode("latin-1"),
    ],
    ids=[
        "CRLF", "CR", "mark of byte order", "right-to-left override", "NUL", "no-break spaces",
        "half characters", "capitals", "emoji", "LRC", "LRC tags", "HTML", "HTML with code", "zalgo",
        "zero-width spaces", "full width", "UTF-16 as Latin-1",
    ],
)  # fmt: skip
def test_a_song_in_disguise_is_the_same_song(scorer: EmbeddedScorer, text: str) -> None:
    plain, disguised = scorer.score([SONG, text])
    sound(disguised)
    assert (disguised.reason, disguised.language) == (None, "en")
    assert disguised.embedding is not None
    assert plain.embedding is not None
    assert float(disguised.embedding @ plain.embedding) > 0.9


@pytest.mark.parametrize(
    "text, reason",
    [
        ("", "empty"),
        ("\r\n \t\0", "empty"),
        ("\ud800\udfff" * 50, "empty"),
        ("1 2 3 4\n99 100\n" * 60, "empty"),
        ("🎉😀🔥" * 400, "empty"),
        ("<div><br/></div>" * 30, "empty"),
        ("[Instrumental]", "instrumental"),
        ("♪♪♪", "instrumental"),
        ("[00:00.00] ♪ (instrumental) ♪", "instrumental"),
        ("hold me tonight", "too_short"),
        ("love me tender\n" * 500, "too_short"),
        ("\u0301" * 1_000_000, "empty"),
        ("a" + "\u0301\u0316" * 500_000, "too_short"),
        ("x" * 1_000_000, "too_short"),
        ("夜" * 1_000_000, "too_short"),
        ("夜の街をひとりで歩く" * 100_000, "language_unknown"),
        ("คืนนี้ฉันเดินคนเดียว" * 50_000, "language_unknown"),
        (SONG.replace("\n", " ") * 10_000, None),
        (f"{SONG}\n" * 1_500, None),
    ],
)  # fmt: skip
def test_a_text_is_decided_sensibly(scorer: EmbeddedScorer, text: str, reason: str | None) -> None:
    (score,) = scorer.score([text])
    sound(score)
    assert score.reason == reason


def test_a_hundred_thousand_words_are_read_as_far_as_a_song_may_go(scorer: EmbeddedScorer) -> None:
    line = "the night is falling on the river and I am walking home without you"
    text = "\n".join(f"{line[n % 13 :]} {'xyzuvw'[n % 6] * (n % 9)}{n:b}" for n in range(8_000))
    (score,) = scorer.score([text])
    sound(score)
    assert (score.known, score.language) == (True, "en")


def test_ten_languages_and_more_at_once(scorer: EmbeddedScorer) -> None:
    foreign = [text for texts in FOREIGN.values() for text in texts] + [*MOSTLY_FOREIGN.values()]
    english = [*ENGLISH.values(), *MOSTLY_ENGLISH.values()]
    scores = scorer.score([*foreign, *english])
    for score in scores:
        sound(score)
    assert {score.reason for score in scores[: len(foreign)]} == {"language_unknown", "too_short"}
    assert {score.reason for score in scores[len(foreign) :]} == {None}


_ANY = st.text(st.characters(exclude_categories=()), max_size=300)
_WORDS = st.lists(st.sampled_from(SONG.split()), min_size=15, max_size=60).map(" ".join)


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(texts=st.lists(st.tuples(_ANY, _WORDS, _ANY), min_size=1, max_size=4))
def test_no_text_raises(scorer: EmbeddedScorer, texts: list[tuple[str, str, str]]) -> None:
    given = ["\n".join(parts) for parts in texts] + [before for before, _, _ in texts]
    scores = scorer.score(given)
    assert len(scores) == len(given)
    for text, score in zip(given, scores, strict=True):
        sound(score)
        for line in score.lines:
            assert 0 <= line.start < line.end <= len(text)
            assert line.number < len(text.splitlines())
