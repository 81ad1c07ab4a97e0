"""Which language lyrics are in, as far as the mood model needs to know."""

import re
import threading
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

KNOWN_LANGUAGES = frozenset({"en"})  # the encoder and its heads were trained on English
# Nigerian Pidgin: its words are English, and "na na na, hey" and patois are taken for it.
_ENGLISH = ("en", "pcm")
ENOUGH_FOR_ENGLISH = 0.2  # sung English ("la la la, na na") is easily taken for something else
SURELY_ENGLISH = 0.5  # below it the words must be English, too: transliterated Hindi or Korean
ENGLISH_WORDS = 0.3  # with "oh baby come on" in it looks like pidgin. Share of the common words.
_SAMPLE_CHARS = 3_000
_LATIN_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?")
_VOCABLES = """
ah aah ay ayy ba bop da dee doo dum eh ha hey hmm la mm na oh ooh sha uh whoa woah wo wow yo
"""
# The commonest words of songs, then those of patois and pidgin.
_COMMON = """
a about again ain't all alone always am an and another are around as at away baby back be been
before believe better boy bring but by call came can can't cause come could cry cuz dance day do
does don't done down every everything eyes feel fire fly for forever from get girl give go gon
gone gonna good goodbye got gotta had hand hands hard has have he heart her here high him his
hold home how i i'd i'll i'm i've if in inside into is it it's just keep knew know leave let
let's life light like little live long look lose love made make man me mind more my myself need
never new night no nobody not nothing now of off on one only or our out over party please rain
really right run said say see she should sing so some somebody somehow stay still stop take tell
than that that's the their them then there there's these they thing things think this those
through till time to tonight too turn under until up us wanna want was watch way we we're well
went were what when where who why will with won't world would wrong yeah yes you you'll you're
you've your
abeg bwoy cyaan dat dem dey di everyting fi gwaan inna mek nah nuh seh u una wid wetin yuh
"""
_VOCABLE_SET, _COMMON_SET = frozenset(_VOCABLES.split()), frozenset(_COMMON.split())

_lock = threading.Lock()  # the identifier keeps scratch arrays between calls


def detect_language(text: str) -> str:
    """Name the most probable language of a text.

    English is preferred where it has a chance of `ENOUGH_FOR_ENGLISH` or more and, unless it is the
    most probable by far, where `ENGLISH_WORDS` of the words are common ones of it.

    Args:
        text: words, 20 or more for an answer worth having; the first 3,000 characters are read.

    Returns:
        ISO 639 code.
    """
    sample = text[:_SAMPLE_CHARS]
    with _lock:
        ranked = _identifier().rank(sample)
    chances = dict(ranked)
    if chances.get("en", 0.0) >= SURELY_ENGLISH:
        return "en"
    if sum(chances.get(code, 0.0) for code in _ENGLISH) >= ENOUGH_FOR_ENGLISH:
        if english_words(sample) >= ENGLISH_WORDS:
            return "en"
        return next(str(code) for code, _ in ranked if code not in _ENGLISH)
    return str(ranked[0][0])


def english_words(text: str) -> float:
    """Return the share of a text's words that are common in English songs, 0 to 1.

    What every language sings ("la la", "oh") is not counted; a text of nothing else has all.
    """
    words = [word for word in _LATIN_WORD.findall(text.casefold()) if word not in _VOCABLE_SET]
    return sum(word in _COMMON_SET for word in words) / len(words) if words else 1.0


@lru_cache(maxsize=1)
def _identifier() -> "LanguageIdentifier":
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # brings numpy: not for the web

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
