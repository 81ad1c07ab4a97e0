"""Logs: what libraries write of an event goes without its secrets."""

import logging
import sys

import pytest
from reflex.event import Event

from assistant.core.logging import EventlessFormatter

NAME = "reflex___state____state.of_an_older_page"
SECRETS = {
    "router_data": {"headers": {"cookie": "attune_session=s3cret"}},
    "payload": {"form": {"lyrics": "words of mine"}},
}


def record(message: str, *, raised: Exception | None = None) -> logging.LogRecord:
    """A line as a library hands it over."""
    info = (type(raised), raised, None) if raised else None
    return logging.LogRecord("reflex_base.x", logging.ERROR, "", 1, message, (), info)


@pytest.mark.parametrize(
    "written",
    [
        record(f"Error processing event queue entry for {Event(NAME, **SECRETS)} [txid=1]:"),
        record(f"Received event data as a string. Event data: {SECRETS}"),
        record("it broke", raised=ValueError(f"Failed to deserialize event data: {SECRETS}.")),
    ],
)
def test_an_event_that_could_not_be_placed_is_not_written_out(written: logging.LogRecord) -> None:
    shown = EventlessFormatter("%(levelname)s %(message)s").format(written)
    assert shown.startswith("ERROR ")
    assert "s3cret" not in shown
    assert "words of mine" not in shown


def test_which_event_it_was_is_still_said() -> None:
    line = record(f"for {Event(NAME, **SECRETS)}\nTraceback: {sys.platform}")
    shown = EventlessFormatter("%(message)s").format(line)
    assert shown == f"for Event(name='{NAME}'…\nTraceback: {sys.platform}"
