"""From lyrics as they were given to lyrics as they are stored: clean, bounded, timed or not."""

import re
from dataclasses import dataclass
from typing import Literal

from analysis.preprocessing import text_sha256
from assistant.core.columns import clean_text
from assistant.lyrics.lrc import LrcError, parse_lrc, write_lrc

State = Literal["found", "missing", "instrumental"]

# Everything Python and browsers call a line break becomes one sign: offsets must mean one thing.
_BREAK = re.compile(r"\r\n|[\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\ufeff]")


class LyricsTooLongError(ValueError):
    """The text has more bytes than a song's words can have."""


@dataclass(frozen=True, slots=True)
class Words:
    """Lyrics ready to be stored.

    Attributes:
        text: the words without time stamps; None unless `state` is "found".
        synced: the same as LRC, when lines carried stamps.
        sha256: of the text: what a score is cached by.
    """

    state: State
    text: str | None = None
    synced: str | None = None
    sha256: str | None = None


def clean_lyrics(raw: str) -> str:
    """A text with one kind of line break, without control characters, blanks around it dropped."""
    return clean_text(_CONTROL.sub("", _BREAK.sub("\n", raw))).strip()


def read_lyrics(raw: str, max_bytes: int) -> Words:
    """Read plain words or LRC.

    Args:
        raw: as pasted, uploaded or found.
        max_bytes: the longest text taken, in UTF-8.

    Returns:
        The words; state "missing" when there are none.

    Raises:
        LyricsTooLongError: the text is longer.
    """
    if len(raw) > max_bytes or len(raw.encode("utf-8", "replace")) > max_bytes:
        raise LyricsTooLongError
    text = clean_lyrics(raw)
    try:
        document = parse_lrc(text)
    except LrcError as error:
        raise LyricsTooLongError from error
    if document.instrumental:
        return Words("instrumental")
    synced = write_lrc(document) if document.lines else None
    if document.lines or document.tags:  # headers are no words
        text = clean_lyrics(document.plain_text)
    if not text:
        return Words("missing")
    return Words("found", text, synced, text_sha256(text))
