"""The interface's words: complete where code looks them up, and in the tone of DESIGN."""

import importlib
import pkgutil
import re
from collections.abc import Iterator
from types import ModuleType

import pytest

from ui.text import en
from ui.text.en import common, mood

QUADRANTS = {"angry", "happy", "sad", "relaxed"}
MODULES = sorted(module.name for module in pkgutil.iter_modules(en.__path__))
# Pictographs and their kin; letters, arrows of keys and typographic marks are welcome.
EMOJI = re.compile("[\U0001f000-\U0001faff\u2600-\u27bf]")


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from _strings(inner)
    elif isinstance(value, list | tuple | set):
        for inner in value:
            yield from _strings(inner)


def _words(module: ModuleType) -> list[str]:
    return [
        text for name, value in vars(module).items() if name.isupper() for text in _strings(value)
    ]


@pytest.mark.parametrize("name", MODULES)
def test_no_exclamation_marks_and_no_emoji(name: str) -> None:
    said = _words(importlib.import_module(f"ui.text.en.{name}"))
    assert [text for text in said if "!" in text or EMOJI.search(text)] == []


def test_every_quadrant_has_a_name_and_words() -> None:
    assert set(common.MOODS) == QUADRANTS
    assert set(mood.FEELINGS) == QUADRANTS
    assert {len(words) for words in mood.FEELINGS.values()} == {10}


def test_no_word_means_two_moods() -> None:
    keys = [key for words in mood.FEELINGS.values() for key in words]
    assert len(keys) == len(set(keys))


def test_there_is_a_word_for_every_certainty_of_five_dots() -> None:
    assert len(mood.CERTAINTY) == 6
    assert len(mood.STEPS) == 5
