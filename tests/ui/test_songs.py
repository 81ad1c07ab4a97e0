"""How songs are said: numbers that add up, and a word for everything the services can answer."""

from typing import get_args
from uuid import UUID

import pytest

from analysis.affect import from_shares, from_valence_arousal
from assistant.playback.push_schemas import ItemState, Target
from assistant.recommendations.schemas import Intent
from assistant.recommendations.scoring import WEIGHTS
from assistant.song_moods.schemas import LineView, SongMoodDetail
from ui import songs
from ui.pages.queue.sending_read import MARKS
from ui.text.en import queue, song_moods


def line(number: int, weight: float = 0.5, **shares: float) -> LineView:
    """A scored line that speaks for the moods given."""
    six = from_shares(**({"happy": 0, "sad": 0, "angry": 0, "relaxed": 0} | shares))
    return LineView(
        text=f"line {number}", number=number, weight=weight, valence=six.valence,
        arousal=six.arousal, **six.shares,
    )  # fmt: skip


@pytest.mark.parametrize("v, a", [(0, 0), (0.333, -0.271), (-1, 1), (0.125, 0.125), (-0.49, -0.01)])
def test_shares_are_whole_and_sum_to_a_hundred(v: float, a: float) -> None:
    shares = songs.shares_of(from_valence_arousal(v, a))
    assert sum(share.percent for share in shares) == 100
    assert [s.percent for s in shares] == sorted((s.percent for s in shares), reverse=True)


def test_a_mood_of_nobody_leads_nowhere() -> None:
    assert songs.leading(None) == ("", 0)
    assert songs.leading(from_valence_arousal(0.5, -0.5)) == ("relaxed", 56)


@pytest.mark.parametrize(
    "confidence, said", [(0.9, "clear"), (0.6, "fairly clear"), (0.2, "a guess"), (None, "a guess")]
)
def test_how_sure_a_mood_is(confidence: float | None, said: str) -> None:
    six = from_valence_arousal(-0.6, 0.6)
    assert songs.note_of(six, confidence) == f"angry 64%, {said}"


def test_valence_and_energy_as_a_sentence() -> None:
    assert songs.sentence_of(from_valence_arousal(0.56, -0.4)).startswith(
        "Pleasant +0.56, clear. Energy −0.40, a guess"
    )


@pytest.mark.parametrize(
    "ms, said", [(None, ""), (0, ""), (244_600, "4:05"), (59_400, "0:59"), (3_600_000, "60:00")]
)
def test_lengths(ms: int | None, said: str) -> None:
    assert songs.length_of(ms) == said


def test_parts_keep_their_order_and_their_sign() -> None:
    given = {"variety": -0.024, "popular": 0.001, "mood_fit": 0.43, "rested": 0.1}
    parts = songs.parts_of(given, song_moods.PARTS)
    assert [(p.kind, p.value) for p in parts] == [
        ("mood", ".43"), ("other", ".10"), ("minus", "−.02"),
    ]  # fmt: skip


def test_lines_follow_the_text_with_gaps_between_verses() -> None:
    text = "\nsad one\n\n\n\nloud two\nunread three\n\n"
    found = songs.lines_of(text, [line(1, sad=1), line(5, 0.9, sad=0.2, angry=0.8)], "sad")
    assert [item.text for item in found] == ["sad one", "", "loud two", "unread three"]
    assert [item.mood for item in found] == ["sad", "", "angry", ""]
    assert [item.is_peak for item in found] == [True, False, False, False]


def test_no_line_is_the_peak_of_no_mood() -> None:
    assert songs.peak_of([line(0, sad=1)], "") is None
    assert songs.peak_of([], "sad") is None


def test_what_has_no_mood_says_why() -> None:
    detail = SongMoodDetail(track_id=UUID(int=0), known=False, reason="instrumental")
    said = songs.scored_lyrics("Lamp", "Vela", "", "", detail)
    assert (said.mood, said.reason) == ("", song_moods.WHY_UNKNOWN["instrumental"])
    assert songs.reason_of("never heard of") == song_moods.REASON_OTHER
    assert songs.why_unknown(None) == song_moods.WHY_UNKNOWN_OTHER


@pytest.mark.parametrize(
    "genres, said", [([], ""), (["r&b"], "R&B"), (["indie folk", "pop"], "Indie folk")]
)
def test_genres(genres: list[str], said: str) -> None:
    assert songs.genre_of(genres) == said


def test_there_is_a_word_for_everything() -> None:
    assert (
        set(song_moods.PARTS) == set(song_moods.SHORT_PARTS) == {*WEIGHTS, "corrections", "variety"}
    )
    assert set(song_moods.REASONS) == set(song_moods.WHY_UNKNOWN)
    assert set(MARKS) == set(get_args(ItemState))
    assert {*queue.ROW_STATES, "seen"} == set(MARKS.values())
    assert set(queue.ROW_SEEN) == set(queue.SEEN) == set(queue.SENT) == set(queue.TARGETS)
    assert set(queue.NAMES_INTENT) == set(get_args(Intent))
    assert set(queue.TARGETS) == set(queue.SENT_TO) == set(get_args(Target))
