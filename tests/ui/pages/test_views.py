"""What pages derive from their values, and what their handlers refuse before any service."""

from typing import Any, TypeVar

import reflex as rx

from ui.models import Share
from ui.pages.index.models import Build
from ui.pages.index.state import IndexState
from ui.pages.library.models import UnknownReason
from ui.pages.library.state import PAGE_SIZE, LibraryState
from ui.pages.queue.models import Push
from ui.pages.queue.push import PushState
from ui.pages.song.state import SongState
from ui.pages.stats.state import StatsState
from ui.text.en import stats as stats_words

S = TypeVar("S", bound=rx.State)


def fresh(kind: type[S]) -> S:
    """Return a state as a new visitor gets it."""
    root = rx.State(_reflex_internal_init=True)  # type: ignore[call-arg]  # Reflex hides its own argument
    state = root.get_substate(kind.get_full_name().split("."))
    assert isinstance(state, kind)
    return state


def press(state: rx.State, handler: str, *values: Any) -> Any:
    """Call a handler as the browser does, by its name (its type is an event, no function)."""
    return getattr(state, handler)(*values)


def test_stats_says_how_far_the_first_line_is() -> None:
    state = fresh(StatsState)
    titles = []
    for entries in range(5):
        state.entries = entries
        titles.append(state.empty_title)
    assert titles == stats_words.EMPTY_TITLES


def test_stats_names_a_mood_only_when_it_leads() -> None:
    state = fresh(StatsState)
    state.shares = [Share("sad", "Sad", 30), Share("happy", "Happy", 33)]
    assert state.shares_text == stats_words.SHARES_TEXT[""]
    state.shares = [Share("sad", "Sad", 34), Share("happy", "Happy", 33)]
    assert state.shares_text == stats_words.SHARES_TEXT["sad"]


def test_stats_says_how_much_there_is() -> None:
    state = fresh(StatsState)
    assert state.subheading == ""
    state.entries, state.listens, state.span_words = 1294, 3180, ("1 January", "20 November")
    assert state.subheading == "1,294 entries, 3,180 songs played, 1 January to 20 November"


def test_the_library_says_which_songs_are_shown() -> None:
    state = fresh(LibraryState)
    state.found, state.page_number = 1248, 2
    assert state.range_text == f"{PAGE_SIZE + 1} to {2 * PAGE_SIZE} of 1,248"
    assert (state.has_previous, state.has_next) == (True, True)
    state.found, state.page_number = 3, 1
    assert state.range_text == "1 to 3 of 3"
    assert (state.has_previous, state.has_next) == (False, False)


def test_the_library_counts_what_it_does_not_know() -> None:
    state = fresh(LibraryState)
    state.unknown = [UnknownReason("No lyrics found", 88), UnknownReason("Instrumental", 34)]
    assert state.unknown_total == 122


def test_sending_is_counted_song_by_song() -> None:
    state = fresh(PushState)
    marks = ["seen", "seen", "sent", "missing", "uncertain", "refused", "waiting", "waiting"]
    state.push = Push(job_id="j", target="spotify_queue", marks=marks)
    assert state.sent_text == "3 of 8 sent"
    assert state.sent_to == "to Spotify's queue"
    assert state.rest_text == "Send the other 2"
    assert state.sent_spoken == (
        "2 seen in the queue, 1 sent and not seen yet, 1 not on Spotify, 1 uncertain, 1 refused, 2 waiting"
    )


def test_lyrics_are_shown_by_line_or_plain() -> None:
    state = fresh(SongState)
    press(state, "choose_view", "plain")
    assert state.is_plain is True
    press(state, "choose_view", "upside down")
    assert state.view == "plain"


def test_the_index_says_what_answers_and_what_is_built() -> None:
    state = fresh(IndexState)
    assert state.subheading == "Nothing answers searches yet."
    state.active = 7
    assert state.subheading == "Generation 7 answers searches."
    state.build = Build(generation=8, done=100, total=200, marks="ahsr")
    assert state.subheading == (
        "Generation 7 answers searches. Generation 8 is being built beside it."
    )
    assert state.build_spoken == "100 of 200 songs written; each mark is about 25 songs."
