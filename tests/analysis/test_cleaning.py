"""One line of lyrics: what is sung stays."""

import pytest

from analysis.cleaning import clean_line


@pytest.mark.parametrize(
    "raw, sung",
    [
        ("I walk the line", "I walk the line"),
        ("[00:12.55]I walk the line", "I walk the line"),
        ("[00:12.55][01:40.10] I walk the line\r\n", "I walk the line"),
        ("<00:12.10>I <00:12.40>walk", "I walk"),
        ("[ar: Somebody]", ""),
        ("[Chorus]", ""),
        ("[Chorus: Anna & Ben]", ""),
        ("Chorus:", ""),
        ("(Chorus 2x)", ""),
        ("Verse One:", ""),
        ("VERSE 2", ""),
        ("Pre-Chorus", ""),
        ("[Verse 1: A name]", ""),
        ("Chorus: the night is young", "the night is young"),
        ("Let it go (x2)", "Let it go"),
        ("Let it go x4", "Let it go"),
        ("Let it go [repeat 3x]", "Let it go"),
        ("<i>Let it go</i>&nbsp;&amp; on", "Let it go & on"),
        ("donâ€™t go", "don't go"),
        ("loooooove", "looove"),
        ("♪ la la ♪", "la la"),
        ("a\x00b\x07c", "a b c"),
        ("\ud800lone", "lone"),
        ("h̸̢̛e̵͎͒y", "hey"),
        ("T\u0302\u0316\u0301he\u0301 r\u0302\u0301\u0316ain", "The rain"),
        ("cafe\u0301 nai\u0308ve l\u1ead", "café naïve lậ"),
        ("l\u200bo\u200bve un\xadbroken\u202e", "love unbroken"),
        ("l\0o\0v\0e\0 \0m\0e\0", "love me"),
        ("dÃ\xada y noche", "día y noche"),
        ('<a class="' + "x" * 300 + '">Let it go</a>', "Let it go"),
        ("Written by: Somebody", ""),
        ("   \t ", ""),
        ("", ""),
    ],
)
def test_a_line_is_cleaned(raw: str, sung: str) -> None:
    assert clean_line(raw) == sung


@pytest.mark.parametrize(
    "line",
    [
        "Meet me on the bridge tonight",
        "Hook me up with somebody new",
        "Break my heart again",
        "I was part of it all",
        "We are one: you and me",
        "x marks the spot",
        "Give me 2 reasons",
    ],
)
def test_words_that_look_like_marks_stay(line: str) -> None:
    assert clean_line(line) == line
