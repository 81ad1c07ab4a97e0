"""Cleaning one line of lyrics: what is sung stays, what is said about the song goes."""

import html
import re
import unicodedata

from analysis.composing import compose

_HEADER_WORD = (
    r"(?:(?:pre|post)[\s-]?)?(?:verse|chorus|hook|refrain)|bridge|intro|outro|interlude|"
    r"breakdown|instrumental|solo|coda|break|skit|ad[\s-]?libs?|spoken|sample|part|vamp|fade[\s-]?out"
)
_ORDINAL = r"(?:one|two|three|four|five|six|seven|eight|\d{1,2}|[ivx]{1,4})"
_TIMES = r"(?:x\s*\d{1,2}|\d{1,2}\s*x|repeat(?:s|ed)?(?:\s+(?:x\s*)?\d{1,2}\s*(?:x|times)?)?|bis)"
_NAMED_SECTION = rf"(?:{_HEADER_WORD})(?:\s*#?\s*{_ORDINAL})?(?:\s*[-(]?\s*{_TIMES}\s*\)?)?"

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200d\u2028\u2029]")
_INVISIBLE = re.compile(r"[\xad\u200b\u200c\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_SURROGATE = re.compile(r"[\ud800-\udfff]")
_LRC = re.compile(r"[\[<]\s*\d{1,3}:\d{1,2}(?:[.:]\d{1,3})?\s*[\]>]")
_LRC_TAG = re.compile(
    r"^\s*\[(?:ar|ti|al|au|by|re|ve|la|id|length|offset|tool|#)\s*:[^\]]*\]\s*$", re.IGNORECASE
)
_MARKUP = re.compile(r"</?[a-z!][^<>]{0,400}>", re.IGNORECASE)  # generated pages have long tags
_MARKS = re.compile(r"[\u0300-\u036f\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff]+")
# Composed, no language leaves two marks beside a Latin letter: such a line is only decorated.
_STACKED = re.compile(r"[a-z\xc0-\u024f\u1e00-\u1eff][\u0300-\u036f]{2}", re.IGNORECASE)
_SQUARE = re.compile(r"\[[^\[\]]{0,80}\]|\{[^{}]{0,80}\}")
_SECTION_LINE = re.compile(
    rf"^\W*(?:(?:repeat|first|second|third|final|last)\s+)?{_NAMED_SECTION}"
    rf"(?:\s*(?:[:(-]|w/).{{0,60}}[):]|\s*[-:.)\]]*)\s*$",
    re.IGNORECASE,
)
_SECTION_PREFIX = re.compile(rf"^\W*{_NAMED_SECTION}\s*[:)\]]\s*(?=\S)", re.IGNORECASE)
_REPEAT = re.compile(
    rf"[\[(]\s*{_TIMES}\s*[\])]|(?:^|\s)(?:x\s?\d{{1,2}}|\d{{1,2}}\s?x)\W*$", re.IGNORECASE
)
_NOTES = re.compile(r"[\u2669-\u266f\U0001f3b5\U0001f3b6\U0001f3bc]+")
_STRETCHED = re.compile(r"(\w)\1{3,}")
_CREDIT = re.compile(
    r"^\W*(?:lyrics|words|music|written|composed|produced|arranged|作词|作曲|编曲|詞|曲)"
    r"(?:\s+(?:and|&)\s+\w+)?(?:\s+by)?\s*[:\uff1a]|^\d*embed$",
    re.IGNORECASE,
)


def clean_line(raw: str) -> str:
    """Return the words of a line that are sung, in one spelling of Unicode.

    Time stamps, section headers, repeat marks, markup, credits, control characters and stacked
    accents go; mojibake and stretched letters ("looooove") are mended. Never raises.

    Args:
        raw: one line of the text as it came.

    Returns:
        The cleaned line; "" when nothing of it is sung.
    """
    if not raw or raw.isspace() or _LRC_TAG.match(raw):
        return ""
    if raw.count("\0") * 3 > len(raw):  # two bytes a letter, read as one
        raw = raw.replace("\0", "")
    line = _LRC.sub(" ", raw) if "[" in raw or "<" in raw else raw
    if "&" in line:
        line = html.unescape(line)
    if "<" in line:
        line = _MARKUP.sub(" ", line)
    if not line.isascii():
        line = _mend(line)
    line = _CONTROL.sub(" ", line)
    if _SECTION_LINE.match(line) or _CREDIT.match(line):
        return ""
    if "[" in line or "{" in line:
        line = _SQUARE.sub(" ", line)
    line = _SECTION_PREFIX.sub("", _REPEAT.sub(" ", line))
    line = _STRETCHED.sub(r"\1\1\1", _NOTES.sub(" ", line))
    return " ".join(line.split())


def _mend(line: str) -> str:
    from ftfy import fix_text  # 0.1 s: only a worker pays, and only for a text that needs it

    whole = compose(_SURROGATE.sub(" ", line))
    fixed = _INVISIBLE.sub("", fix_text(whole, uncurl_quotes=True))
    mended = unicodedata.normalize("NFKC", fixed)
    if _STACKED.search(mended):
        bare = _MARKS.sub("", unicodedata.normalize("NFD", mended))
        return unicodedata.normalize("NFC", bare)
    return _MARKS.sub("", mended)
