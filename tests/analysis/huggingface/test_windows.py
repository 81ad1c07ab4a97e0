"""Windows of text and batches of rows."""

from analysis.huggingface.windows import Stretch, batches, cut, split
from analysis.preprocessing import MAX_WINDOWS, WINDOW_WORDS

LETTERS = "abcdefghij"
PLACES = [(i, i + 1) for i in range(10)]


def words(text: str) -> list[tuple[int, int]]:
    at, found = 0, []
    for word in text.split():
        found.append((at, at + len(word)))
        at += len(word) + 1
    return found


def test_whole_lines_fill_a_window_up_to_its_pieces() -> None:
    units = ["one two three", "four five", "six seven eight"]
    got = cut(units, [words(u) for u in units], 5)
    assert got.windows == (Stretch("one two three four five", 5), Stretch("six seven eight", 3))
    assert got.units == 3


def test_a_window_has_about_45_words() -> None:
    units = ["la la la la la la la la la la"] * 9
    got = cut(units, [words(u) for u in units], 1_000)
    assert [w.pieces for w in got.windows] == [40, 40, 10]
    assert WINDOW_WORDS == 45


def test_a_long_line_is_cut_between_pieces() -> None:
    assert split(LETTERS, PLACES, 4) == [Stretch("abcd", 4), Stretch("efgh", 4), Stretch("ij", 2)]
    assert split(LETTERS, PLACES, 10) == [Stretch(LETTERS, 10)]
    assert split("\u200b", [], 4) == [Stretch("\u200b", 1)]


def test_windows_have_a_bound_and_the_lines_read_are_counted() -> None:
    units = ["one two three four five"] * (MAX_WINDOWS + 7)
    got = cut(units, [words(u) for u in units], 5)
    assert (len(got.windows), got.units) == (MAX_WINDOWS, MAX_WINDOWS)


def test_batches_are_sorted_and_stay_within_their_pieces() -> None:
    lengths = [7, 2, 9, 3, 2, 30]
    got = list(batches(lengths, 12))
    assert got == [[1, 4, 3], [0], [2], [5]]
    assert sorted(i for batch in got for i in batch) == list(range(6))
    assert list(batches([], 12)) == []
