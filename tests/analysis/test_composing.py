"""Composing: the same as NFC for what people write, bounded for what they do not."""

import unicodedata

import pytest

from analysis.composing import MAX_MARKS, compose


@pytest.mark.parametrize(
    "text", ["", "plain", "cafe\u0301", "nai\u0308ve", "한국어", "ни́когда", "שָׁלוֹם"]
)
def test_text_of_any_script_is_only_composed(text: str) -> None:
    assert compose(text) == unicodedata.normalize("NFC", text)


def test_a_run_of_marks_is_cut() -> None:
    long = "q" + "\u0316" * 500
    assert compose(long) == "q" + "\u0316" * MAX_MARKS


def test_a_hostile_run_is_composed_in_time() -> None:
    marks = (
        "a" + "\u0301\u0316" * 200_000
    )  # the suite's timeout is the assertion: uncut, this takes hours
    assert len(compose(marks)) <= MAX_MARKS + 1
