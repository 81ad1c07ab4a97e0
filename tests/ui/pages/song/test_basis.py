"""What a song's mood rests on, as its page, the library and the queue say it."""

from uuid import UUID

import pytest

from assistant.catalogue import service as catalogue
from assistant.catalogue.schemas import TrackNames
from assistant.core.actor import Actor
from assistant.library import service as library
from assistant.library.schemas import LibraryFilters
from assistant.playback import service as playback
from assistant.playback.schemas import AddTracks
from assistant.song_moods import service as song_moods
from tests.support.app import App
from tests.ui.pages.conftest import WORDS, Plant
from tests.ui.pages.song.test_state import opened
from ui.pages.library.reading import page_of
from ui.pages.queue.reading import queue_page
from ui.text.en import song as words
from ui.text.en import song_moods as mood_words

pytestmark = pytest.mark.anyio


@pytest.fixture
def drift(app: App, mara: Actor) -> UUID:
    """A song of the library without words, with a tag."""
    c = app.container
    with app.open_uow() as uow:
        names = TrackNames("Drift", ["Low Tide"], genres=["ambient", "live"])
        track_id = catalogue.get_or_create_track(uow, names)
        library.add(uow, mara.require_user(), [track_id], "import")
    song_moods.score_waiting(c.open_uow, c.engine, c.stamps, None)
    return track_id


async def test_a_song_by_its_tags_says_so_everywhere(app: App, mara: Actor, drift: UUID) -> None:
    page = await opened(app, mara, drift)
    assert (page.song.mood, page.song.reason) == ("", mood_words.WHY_UNKNOWN["no_lyrics"])
    assert [(p.label, p.mood, p.percent) for p in page.basis.parts] == [
        ("Tag “ambient”", "relaxed", 100)
    ]
    assert (page.basis.mood, page.basis.note) == ("relaxed", "a guess")
    assert page.basis.sentence == words.BASIS_SAID["tags"]
    assert page.mood_shown == "relaxed"
    stamp = app.container.stamps.mood
    with app.open_uow() as uow:
        rows = page_of(uow, mara, LibraryFilters(), stamp).songs
        assert [(r.mood, r.by_tags, r.reason) for r in rows] == [("relaxed", True, "")]
        playback.add_tracks(uow, mara, AddTracks(track_ids=[drift], version=None))
        assert [r.by_tags for r in queue_page(uow, mara, stamp).rows] == [True]
        song_moods.correct(uow, mara, drift, "sad")
        assert [r.by_tags for r in page_of(uow, mara, LibraryFilters(), stamp).songs] == [False]
        assert [r.by_tags for r in queue_page(uow, mara, stamp).rows] == [False]


async def test_corrections_are_a_part_of_other_songs(app: App, mara: Actor, plant: Plant) -> None:
    told, other = plant("Told", WORDS["sad"]), plant("Other", WORDS["happy"])
    page = await opened(app, mara, other)
    before = page.basis.percent
    assert [(p.label, p.percent) for p in page.basis.parts] == [(words.BASIS_PARTS["words"], 100)]
    assert page.basis.sentence == words.BASIS_SAID["lyrics"]
    with app.open_uow() as uow:
        song_moods.correct(uow, mara, told, "relaxed")
    page = await opened(app, mara, other)
    assert [p.label for p in page.basis.parts] == [
        words.BASIS_PARTS["words"], words.BASIS_PARTS["you"],
    ]  # fmt: skip
    assert page.basis.sentence.endswith(words.BASIS_SAID["you"])
    assert sum(p.percent for p in page.basis.parts) == 100
    assert page.basis.percent != before
    page = await opened(app, mara, told)
    assert [(p.label, p.mood) for p in page.basis.parts] == [(words.BASIS_PARTS["you"], "relaxed")]
    assert (page.basis.note, page.song.mood) == (words.BASIS_YOURS, "sad")
    assert page.basis.sentence == words.BASIS_SAID["corrected"]
