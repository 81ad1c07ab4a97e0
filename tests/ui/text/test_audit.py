"""Every deed that has words can be found by its kind."""

from assistant.audit.kinds import KINDS
from ui.text.en.my_data import VERBS


def test_every_verb_is_of_some_kind() -> None:
    known = tuple(start for starts in KINDS.values() for start in starts)
    assert [verb for verb in VERBS if not verb.startswith(known)] == []
