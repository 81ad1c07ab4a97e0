"""Whether two sources mean one recording: by identifiers, then names and length; pure.

`likeness` is what a measured threshold decides by (`bench/matching.py`). Equal keys of names
(`assistant.core.music_names`) are enough for sources that come in bulk; likeness also sees through
misspellings, other scripts and other ways to credit artists.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from anyascii import anyascii

from assistant.core.music_names import artist_key, title_key

THRESHOLD = 0.84
"""From here on two names are one recording; chosen by bench/matching.py on half of its pairs."""
SLACK_MS, SLACK_SHARE = 15_000, 0.12
"""How far lengths of one recording may lie apart: silence, fades and other masters."""

_UNKNOWN_LENGTH = 0.03
_SHORT_TITLE = 12
_FUZZY_WORD, _LEAST_WORD = 5, 0.75
_CROSS_SCRIPT, _LEAST_SOUND = 0.97, 0.8
_LONG = 30
_JOINERS = re.compile(
    r"\s*[,;/]\s*|\s+(?:&|\+|x|vs\.?|and|und|with|pres\.?|feat\.?|ft\.?|featuring|con|mit)\s+",
    re.IGNORECASE,
)
_COUNTRY = re.compile(r"\s*\([A-Z]{2,3}\)$")
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue"})
_KATAKANA = {code: code - 0x60 for code in range(0x30A1, 0x30F7)}
_ENGLISH = ((re.compile(r"\bgrey"), "gray"), (re.compile(r"(?<=[a-z])our\b"), "or"))
_SOUNDS = tuple(
    (re.compile(spelling), sound)
    for spelling, sound in (
        (r"shch|sch|sh", "s"), (r"ch", "c"), (r"zh", "z"), (r"kh", "h"), (r"ts", "c"),
        (r"[yij]+([aeou])", r"\1"), (r"[yj]", "i"), (r"(.)\1+", r"\1"), (r"[^a-z0-9]", ""),
    )
)  # fmt: skip
_NOT_LATIN = re.compile(r"[^\W\d_\u0000-\u024f\u1e00-\u1eff]")
_LATIN = re.compile(r"[a-z]")
_ALPHABETS = re.compile(r"[\u0000-\u052f\u1e00-\u1fff]*")
_ALIAS = re.compile(r"\s*[(\[][A-Za-z ]+[)\]]\s*$")


@dataclass(frozen=True, slots=True)
class Recording:
    """What a source says of a recording.

    Attributes:
        artists: as credited, the main one first.
        identifiers: by scheme (isrc, mbid, spotify).
    """

    title: str
    artists: tuple[str, ...]
    duration_ms: int | None = None
    identifiers: Mapping[str, str] = field(default_factory=dict)


def is_same(one: Recording, other: Recording) -> bool:
    """Whether two sources surely mean one recording."""
    return likeness(one, other) >= THRESHOLD


def likeness(one: Recording, other: Recording) -> float:
    """How surely two sources mean one recording: 0 (surely not) to 1 (an identifier says so)."""
    if one.identifiers.items() & other.identifiers.items():
        return 1.0
    if not lengths_agree(one.duration_ms, other.duration_ms):
        return 0.0
    title = _likest(_titles(one), _titles(other))
    artist = _artists_alike(one.artists, other.artists) if title else 0.0
    if not artist:
        return 0.0
    shortness = max(1.0, _SHORT_TITLE / max(1, len(title_key(one.title).replace(" ", ""))))
    doubt = (1 - title) + (1 - artist) * shortness + _length_doubt(one, other)
    return max(0.0, 1 - doubt)


def lengths_agree(one_ms: int | None, other_ms: int | None) -> bool:
    """Whether two lengths can be of one recording; an unknown one can."""
    if one_ms is None or other_ms is None:
        return True
    return abs(one_ms - other_ms) <= max(SLACK_MS, SLACK_SHARE * min(one_ms, other_ms))


def spelled_alike(one: str, other: str) -> float:
    """The share of letters that two words have in common (optimal string alignment), 0 to 1."""
    longest = max(len(one), len(other))
    return 1.0 if longest == 0 else 1 - _slips(one, other) / longest


def _slips(one: str, other: str) -> int:
    """How many letters are wrong, missing, too many, or swapped with their neighbour."""
    before: list[int] = []
    last = list(range(len(other) + 1))
    for row, sign in enumerate(one, 1):
        now = [row]
        for column, theirs in enumerate(other, 1):
            cost = min(last[column] + 1, now[-1] + 1, last[column - 1] + (sign != theirs))
            swapped = row > 1 and column > 1 and (sign, one[row - 2]) == (other[column - 2], theirs)
            now.append(min(cost, before[column - 2] + 1) if swapped else cost)
        before, last = last, now
    return last[-1]


def _length_doubt(one: Recording, other: Recording) -> float:
    if one.duration_ms is None or other.duration_ms is None:
        return _UNKNOWN_LENGTH
    apart = abs(one.duration_ms - other.duration_ms)
    return _UNKNOWN_LENGTH * min(1.0, apart / SLACK_MS)


def _titles(one: Recording) -> set[str]:
    """A title's spellings: as it is, without its artist in front, without a translation."""
    title = one.title
    said = {title}
    front, dash, rest = title.partition(" - ")
    if dash and one.artists and artist_key(front) == artist_key(one.artists[0]):
        said.add(rest)
    if _NOT_LATIN.search(title):
        said.add(_ALIAS.sub("", title))
    return {key for words in said for key in _spellings(words, title_key(words))}


def _spellings(name: str, key: str) -> Iterable[str]:
    yield key
    umlauts = name.translate(_UMLAUTS)
    if umlauts != name:
        yield title_key(umlauts)
    kana = key.translate(_KATAKANA)
    if kana != key:
        yield kana
    english = key
    for spelling, usual in _ENGLISH:
        english = spelling.sub(usual, english)
    if english != key:
        yield english


def _likest(ones: Iterable[str], others: Iterable[str]) -> float:
    return max((_alike(a, b) for a in ones for b in others), default=0.0)


def _alike(one: str, other: str) -> float:
    """How alike two keys are: 0 where a whole word or a number is another."""
    if one == other:
        return 1.0
    if bool(_NOT_LATIN.search(one)) != bool(_NOT_LATIN.search(other)):
        return _sound_alike(one, other)
    if one.replace(" ", "") == other.replace(" ", ""):
        return 0.99
    if not _ALPHABETS.fullmatch(one + other):
        return 0.0
    shorter, longer = sorted((one, other), key=len)
    if len(shorter) >= _LONG and longer.startswith(shorter):
        return 0.95  # cut by a source that keeps no long titles
    words, theirs = one.split(), other.split()
    if len(words) != len(theirs):
        return 0.0
    if not all(map(_same_word, words, theirs)):
        return 0.0
    return spelled_alike(one, other)


def _same_word(one: str, other: str) -> bool:
    """Whether two words differ by a slip at most: never in their beginning, or by a plural."""
    if one == other:
        return True
    if max(len(one), len(other)) < _FUZZY_WORD or one[0] != other[0]:
        return False
    if one.rstrip("s") == other.rstrip("s") or one.isdigit() or other.isdigit():
        return False
    return spelled_alike(one, other) >= _LEAST_WORD


def _sound_alike(one: str, other: str) -> float:
    """How alike a name and its transliteration are."""
    if _LATIN.search(one) and _LATIN.search(other):
        return 0.0  # a word of the same script besides is another word
    alike = spelled_alike(sound_of(one), sound_of(other))
    return alike * _CROSS_SCRIPT if alike >= _LEAST_SOUND else 0.0


def sound_of(key: str) -> str:
    """A name by its sound in Latin letters, near enough to meet its transliterations."""
    text = anyascii(key).casefold()
    for spelling, sound in _SOUNDS:
        text = spelling.sub(sound, text)
    return text


def _artists_alike(ones: tuple[str, ...], others: tuple[str, ...]) -> float:
    """How alike two credits are: whole names first, then one's first artist among the other's."""
    if not ones or not others:
        return 0.0
    whole = _likest(_names(", ".join(ones)), _names(", ".join(others)))
    mine, theirs = _apart(ones), _apart(others)
    first = max(_likest(mine[:1], theirs), _likest(theirs[:1], mine))
    return max(whole, 0.98 * first)


def _apart(artists: tuple[str, ...]) -> list[str]:
    """Every single artist of a credit, as compared, in order."""
    names = [part for name in artists for part in (name, *_JOINERS.split(name))]
    return list(dict.fromkeys(key for name in names for key in _names(name)))


def _names(name: str) -> list[str]:
    bare = _COUNTRY.sub("", name)
    return list(dict.fromkeys(artist_key(key) for key in _spellings(bare, artist_key(bare))))
