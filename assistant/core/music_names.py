"""How names of music are compared: two spellings of one name meet, two recordings do not; pure.

A key is what a name becomes before it is compared for equality. What says nothing about which
recording it is (case, punctuation, accents, guests, remaster notes, "Official Video") is gone;
words that make another recording (live, remix, acoustic, Part 2) stay. Likeness beyond equal keys
is `assistant.core.recordings`.
"""

import re
import unicodedata
from functools import lru_cache

from assistant.core.columns import clean_text

KEY_LENGTH = 300
_KEPT = 16_384  # names come again and again

_SIGNS = str.maketrans({
    "\u2018": "'", "\u2019": "'", "\u02bc": "'", "`": "'", "\u00b4": "'", "\u2010": "-",
    "\u2011": "-", "\u2013": "-", "\u2014": "-", "\u2116": "#", "\u0640": None,
    **dict.fromkeys("\u201c\u201d\u201e\u00ab\u00bb", '"'),
})  # fmt: skip
_LETTERS = str.maketrans({
    "ø": "o", "ł": "l", "đ": "d", "ð": "d", "\u0131": "i", "æ": "ae", "œ": "oe",
    "\u0451": "\u0435", "\u0649": "\u064a", "\u0629": "\u0647",  # yo, alef maqsura, ta marbuta
    **dict.fromkeys("\u0623\u0625\u0622\u0671", "\u0627"),  # forms of alef
})  # fmt: skip
_LATIN_END, _GREEK = 0x250, range(0x370, 0x400)
_POINTS = (range(0x591, 0x5C8), range(0x64B, 0x653), range(0x670, 0x671))  # of Hebrew and Arabic

_BRACKETS = re.compile(r"[(\[{]([^()\[\]{}]*)[)\]}]")
_DASH = re.compile(r"\s+-+\s+")
_WITH = re.compile(  # a capital tells "(with Ana Sol)" from "(with love)"
    r"\s*[(\[]\s*(?i:with|con|mit|avec)\s+(?![a-z])"
    r"(?!(?i:the\s+)?(?i:strings|orchestra|choir|piano|band|lyrics|intro|love)\b)[^)\]]*[)\]]"
)
_GUESTS = re.compile(
    r"\s*[(\[]\s*(?:feat|ft|featuring)\b[^)\]]*[)\]]"
    r"|\s+(?:feat\.?|ft\.|featuring)\s.*?(?=\s+-\s|\s*[(\[]|$)"
)
_REMASTER = re.compile(
    r"(?:\b\d{1,4}(?:th|[- ]bit)?\s+)?(?:\banniversary\s+)?(?:\bdigital(?:ly)?\s+)?"
    r"\bremaster(?:ed|izad[oa]|is[ée]e?)?\b(?:\s+(?:version|edition|\d{4}))*"
)
_NEUTRAL = re.compile(
    r"(?:hd|hq|4k|stereo|explicit|lyrics?|original|original mix)"
    r"|(?:(?:4k|hd|hq) )?(?:official )?(?:music |lyrics? )?(?:video|audio|visuali[sz]er|clip)"
    r"|(?:album|original|explicit|lp|standard) version|bonus(?: track)?"
    r"|(?:deluxe|expanded|special|\w+ anniversary) (?:edition|version)"
    r"|from (?:the )?(?:\".*|(?:motion picture|film|movie|soundtrack|series|musical|album)\b.*)"
    r"|(?:original )?(?:(?:motion picture|television|film) )?soundtrack"
)
_SUB_NOTES = re.compile(r"\s*[;,/]\s*|\s+-\s*|\s*\+\s*$|\s*&\s*$|^\s*&\s*")
_VERSION = re.compile(r"(?<=\S)[\s-]+version$")
_SAID_OTHERWISE = (
    (re.compile(r"\bradio version\b"), "radio edit"),
    (re.compile(r"\bre-recorded\b"), "rerecorded"),
    (re.compile(r"\brmx\b"), "remix"),
    (re.compile(r"\ba ?capp?ella\b"), "acappella"),
)
_SINGLE_LETTERS = re.compile(r"(?<=\b[^\W\d_])\.(?=[^\W\d_]\b)")
_OTHER = re.compile(r"[\W_]+")
_PLACE = re.compile(r"\b(pts?|parts?|vol|volume|no|nr)\s+(\d+|[ivx]+)\b")
_PLACES = {"p": "part", "v": "vol", "n": "no"}
_ROMAN = {
    "i": 1,
    "ii": 2,
    "iii": 3,
    "iv": 4,
    "v": 5,
    "vi": 6,
    "vii": 7,
    "viii": 8,
    "ix": 9,
    "x": 10,
}
_THE_LAST = re.compile(r"^(.+),\s+the$")


@lru_cache(_KEPT)
def title_key(title: str) -> str:
    """A title as compared; never empty unless the title is.

    A title of nothing that counts ("???", "(remastered)") keeps its signs, so that no two meet in
    an empty key.
    """
    plain = _plain(title)
    whole = _GUESTS.sub("", _plain(_WITH.sub("", title)))
    for spelling, usual in _SAID_OTHERWISE:
        whole = spelling.sub(usual, whole)
    first, *rest = _DASH.split(_BRACKETS.sub(_note_of, whole))
    return _finish(" ".join((first, *map(_note, rest))), plain)


@lru_cache(_KEPT)
def artist_key(name: str) -> str:
    """An artist's name as compared: as titles are, also without a leading "The"."""
    plain = _plain(name)
    bare = _THE_LAST.sub(r"\1", _GUESTS.sub("", plain))
    key = _finish(bare, plain)
    short = key.removeprefix("the ")
    return short if len(short) > len("the") else key


def fold(text: str) -> str:
    """A text without the marks that sources leave out: Latin and Greek accents, vowel points.

    Marks that make another letter (й, が) stay.
    """
    if text.isascii():
        return text
    kept: list[str] = []
    base = 0
    for sign in unicodedata.normalize("NFD", text):
        if unicodedata.combining(sign):
            if base < _LATIN_END or base in _GREEK or any(ord(sign) in r for r in _POINTS):
                continue
        else:
            base = ord(sign)
        kept.append(sign)
    return unicodedata.normalize("NFC", "".join(kept)).translate(_LETTERS)


def _plain(name: str) -> str:
    text = unicodedata.normalize("NFKC", clean_text(name)).translate(_SIGNS).casefold()
    return " ".join(text.split())


def _note_of(found: re.Match[str]) -> str:
    return f" {_note(found[1])} "


def _note(note: str) -> str:
    """What a note in brackets or behind a dash says about the recording."""
    parts = (part.strip() for part in _SUB_NOTES.split(_REMASTER.sub("", note)))
    said = [part for part in parts if part and not _NEUTRAL.fullmatch(part)]
    return " ".join(_VERSION.sub("", part) for part in said)


def _finish(text: str, plain: str) -> str:
    text = _SINGLE_LETTERS.sub("", text.replace("'", ""))
    text = re.sub(r"#(?=\d)", " no ", re.sub(r"(?<=\b[a-g])#", " sharp", text))
    text = re.sub(r"(?<=\w)\s*[&+]\s*(?=\w)", " and ", text)
    words = _OTHER.sub(" ", fold(text)).strip()
    words = _PLACE.sub(_place, words)
    return unicodedata.normalize("NFC", words or plain)[:KEY_LENGTH]


def _place(found: re.Match[str]) -> str:
    number = _ROMAN.get(found[2], found[2])
    return f"{_PLACES[found[1][0]]} {number}"
