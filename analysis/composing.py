"""Composing Unicode in linear time, whatever the text."""

import re
import sys
import unicodedata
from functools import lru_cache

# Unicode Standard Annex 15 ("stream-safe text"): no script needs more marks on one letter. Sorting
# a longer run takes time in the square of its length: 100,000 marks would hold a worker for hours.
MAX_MARKS = 30


def compose(text: str) -> str:
    """Return the text in NFC, runs of marks on one letter cut after thirty."""
    if text.isascii():
        return text
    return unicodedata.normalize("NFC", _long_runs().sub(r"\1", text))


@lru_cache(maxsize=1)
def _long_runs() -> re.Pattern[str]:
    marks = [c for c in map(chr, range(sys.maxunicode + 1)) if unicodedata.combining(c)]
    group = "[" + "".join(map(re.escape, marks)) + "]"
    return re.compile(f"({group}{{{MAX_MARKS}}}){group}+")
