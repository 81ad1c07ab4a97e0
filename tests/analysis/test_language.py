"""Which language lyrics are in: measured on lyrics in twenty-one, and on English of many kinds."""

import json
from pathlib import Path

import pytest

from analysis.language import detect_language, english_words
from analysis.preprocessing import prepare
from tests.support import many_languages as many

FOREIGN = [(code, text) for code, texts in many.FOREIGN.items() for text in texts]


@pytest.mark.parametrize("code, text", FOREIGN)
def test_lyrics_of_a_language_are_taken_for_it(code: str, text: str) -> None:
    prepared = prepare(text)
    if prepared.words >= 20:
        assert (prepared.reason, prepared.language) == ("language_unknown", code)
    else:
        assert (prepared.reason, prepared.language) == ("too_short", None)


@pytest.mark.parametrize("kind", many.ENGLISH)
def test_english_of_any_kind_is_known(kind: str) -> None:
    prepared = prepare(many.ENGLISH[kind])
    assert (prepared.reason, prepared.language) == (None, "en")


@pytest.mark.parametrize("kind", many.MOSTLY_ENGLISH)
def test_an_english_song_with_a_foreign_part_is_known(kind: str) -> None:
    prepared = prepare(many.MOSTLY_ENGLISH[kind])
    assert (prepared.reason, prepared.language) == (None, "en")


@pytest.mark.parametrize("kind", many.MOSTLY_FOREIGN)
def test_a_foreign_song_with_an_english_line_is_unknown(kind: str) -> None:
    assert prepare(many.MOSTLY_FOREIGN[kind]).reason == "language_unknown"


@pytest.mark.parametrize("code", many.ROMANISED)
def test_another_language_in_latin_letters_is_unknown(code: str) -> None:
    assert prepare(many.ROMANISED[code]).reason == "language_unknown"


def test_no_song_of_the_sample_is_lost() -> None:
    songs = Path("assistant/sample/songs.jsonl").read_text(encoding="utf-8").splitlines()
    rows = [json.loads(song) for song in songs]
    read = [(row["key"], prepare(row["lyrics"]).language) for row in rows if row["lyrics"]]
    assert read == [(row["key"], row["language"]) for row in rows if row["lyrics"]]


def test_words_of_english_songs_are_counted_without_what_everybody_sings() -> None:
    assert english_words("la la la love the zebra oh") == 2 / 3
    assert english_words("la la la") == 1
    assert english_words("tere bina dil nahi lagta") == 0


def test_a_decision_reads_the_beginning_only() -> None:
    assert detect_language("the rain is falling on the empty street " * 10_000) == "en"
