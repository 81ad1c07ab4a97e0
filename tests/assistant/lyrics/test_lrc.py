"""What LRC files of every kind are read as, and that nothing hostile gets through."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.lyrics.lrc import (
    MAX_CHARS,
    MAX_STAMPS_PER_LINE,
    LrcDocument,
    LrcError,
    LrcLine,
    parse_lrc,
    stamp,
    write_lrc,
)


def read(text: str) -> list[tuple[int, str]]:
    return [(line.time_ms, line.text) for line in parse_lrc(text).lines]


@pytest.mark.parametrize(
    "text, lines",
    [
        ("[00:12.34]one", [(12_340, "one")]),
        ("[00:12.345]one", [(12_345, "one")]),
        ("[00:12.3]one", [(12_300, "one")]),
        ("[00:12:34]one", [(12_340, "one")]),
        ("[00:12]one", [(12_000, "one")]),
        ("[100:01.00]late", [(6_001_000, "late")]),
        ("  [00:01.00]  padded   words ", [(1_000, "padded words")]),
        ("[00:01.00]", [(1_000, "")]),
        ("[00:01.00]a\r\n[00:02.00]b\r[00:03.00]c", [(1_000, "a"), (2_000, "b"), (3_000, "c")]),
        ("\ufeff[00:01.00]a", [(1_000, "a")]),
        (
            "[00:05.00][00:01.00]twice\n[00:03.00]once",
            [(1_000, "twice"), (3_000, "once"), (5_000, "twice")],
        ),
        ("[00:01.00] <00:01.10>two <00:01.50>words", [(1_000, "two words")]),
        ("[00:01.00]a\x00b\x1bc\ud800", [(1_000, "abc")]),
        ("[00:75.00]no time", []),
        ("[\u0660\u0660:\u0660\u0661.00]not our digits", []),
        ("", []),
    ],
)
def test_a_line_is_read(text: str, lines: list[tuple[int, str]]) -> None:
    assert read(text) == lines


def test_a_positive_offset_is_earlier_and_never_before_the_start() -> None:
    assert read("[offset:+500]\n[00:00.20]a\n[00:01.00]b") == [(0, "a"), (500, "b")]
    assert read("[00:01.00]b\n[offset: -500 ]") == [(1_500, "b")]
    assert read("[offset:1e9]\n[00:01.00]b") == [(1_000, "b")]


def test_headers_are_tags_and_sections_are_words() -> None:
    document = parse_lrc("[ar: Somebody]\n[TI:A song]\n[Chorus: all]\n[00:01.00]la\n[ar:Else]")
    assert dict(document.tags) == {"ar": "Somebody", "ti": "A song"}
    assert document.plain_text == "[Chorus: all]\nla"


def test_an_instrumental_says_so() -> None:
    assert parse_lrc("[au: Instrumental]") == LrcDocument(
        tags={"au": "Instrumental"}, instrumental=True
    )
    assert not parse_lrc("[au: me]").instrumental


def test_plain_words_have_no_lines_and_keep_their_verses() -> None:
    document = parse_lrc("\none\ntwo\n\n\n\nthree\n\n")
    assert document.lines == ()
    assert document.plain_text == "one\ntwo\n\nthree"


def test_unstamped_words_follow_the_line_before_them() -> None:
    document = parse_lrc("[00:05.00]late\nstill late\n[00:01.00]early")
    assert document.plain_text == "early\nlate\nstill late"


def test_what_would_blow_up_is_refused() -> None:
    with pytest.raises(LrcError, match="longer"):
        parse_lrc("a" * (MAX_CHARS + 1))
    with pytest.raises(LrcError, match="time stamps"):
        parse_lrc("[00:01.00]" * (MAX_STAMPS_PER_LINE + 1))
    with pytest.raises(LrcError, match="repeated"):
        parse_lrc("[00:01.00]" * MAX_STAMPS_PER_LINE + "a" * 900_000)


def test_a_megabyte_of_brackets_is_read_in_one_go() -> None:
    for hostile in ("[", "<", "[00:", "<00:", "[ti:", " ", "[00:01.00"):
        text = (hostile * (MAX_CHARS // len(hostile)))[:MAX_CHARS]
        assert parse_lrc(text).lines == ()


@given(st.text())
def test_anything_is_read_into_clean_words(text: str) -> None:
    document = parse_lrc(text)
    assert not re.search(r"[\x00-\x08\x0e-\x1f\ud800-\udfff]", document.plain_text)
    assert all(line.time_ms >= 0 for line in document.lines)
    assert list(document.lines) == sorted(document.lines, key=lambda line: line.time_ms)


WORDS = st.text(st.characters(categories=("L", "N", "Zs")), max_size=40).map(
    lambda text: " ".join(text.split())
)
TIMES = st.integers(0, 999 * 60_000)


@given(
    st.lists(st.builds(LrcLine, TIMES, WORDS), max_size=20),
    st.dictionaries(st.sampled_from(["ti", "ar", "al", "by"]), WORDS),
)
def test_what_is_written_is_read_back(lines: list[LrcLine], tags: dict[str, str]) -> None:
    lines.sort(key=lambda line: line.time_ms)
    document = parse_lrc(write_lrc(LrcDocument(tuple(lines), tags)))
    assert document.lines == tuple(lines)
    assert dict(document.tags) == tags


def test_a_time_is_written_as_players_read_it() -> None:
    assert [stamp(0), stamp(61_230), stamp(61_234), stamp(6_000_000)] == [
        "00:00.00",
        "01:01.23",
        "01:01.234",
        "100:00.00",
    ]
