"""Which language lyrics are in, as far as the mood model needs to know."""

import threading
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

KNOWN_LANGUAGES = frozenset({"en"})  # the encoder and its heads were trained on English
# Nigerian Pidgin: its words are English, and "na na na, hey" and patois are taken for it.
_ENGLISH = ("en", "pcm")
ENOUGH_FOR_ENGLISH = 0.2  # sung English ("la la la, na na") is easily taken for something else
_SAMPLE_CHARS = 3_000

_lock = threading.Lock()  # the identifier keeps scratch arrays between calls


def detect_language(text: str) -> str:
    """Name the most probable language of a text.

    English is preferred where it has a chance of `ENOUGH_FOR_ENGLISH` or more.

    Args:
        text: words, 20 or more for an answer worth having; the first 3,000 characters are read.

    Returns:
        ISO 639 code.
    """
    with _lock:
        ranked = _identifier().rank(text[:_SAMPLE_CHARS])
    chances = dict(ranked)
    if sum(chances.get(code, 0.0) for code in _ENGLISH) >= ENOUGH_FOR_ENGLISH:
        return "en"
    return str(ranked[0][0])


@lru_cache(maxsize=1)
def _identifier() -> "LanguageIdentifier":
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # brings numpy: not for the web

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
