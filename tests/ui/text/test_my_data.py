"""Every deed that is written down has words on the page of its account."""

import re
from pathlib import Path

import assistant
from ui.text.en.my_data import VERBS

# What only admins read: the account that it is about is gone.
NEVER_READ_BY_ITS_SUBJECT = {"account.deleted"}


def test_every_verb_that_is_recorded_has_words() -> None:
    root = Path(assistant.__file__).parent
    texts = [path.read_text("utf-8") for path in root.rglob("*.py")]
    call = re.compile(r'audit\.record\(\s*\w+,\s*[^"]*?"([a-z_0-9]+\.[a-z_0-9]+)"')
    recorded = {verb for text in texts for verb in call.findall(text)}
    assert len(recorded) > len(NEVER_READ_BY_ITS_SUBJECT)
    assert recorded - VERBS.keys() == NEVER_READ_BY_ITS_SUBJECT
