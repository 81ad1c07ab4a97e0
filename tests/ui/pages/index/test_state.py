"""The Index page: how the index stands, a build from start to end, going back; admins alone."""

from typing import Any
from uuid import UUID

import pytest

from assistant.core.actor import Actor
from assistant.index import service as index
from assistant.index.schemas import CHECKING, SWITCHING, WRITING
from assistant.jobs import service as jobs
from assistant.jobs.schemas import JobView
from assistant.models.catalogue import Track
from assistant.models.song_moods import SongMood
from tests.support.app import NOON, App
from tests.support.fake_scorer import FakeScorer
from tests.support.states import cookie_of, in_background, state_of
from ui.pages.index.models import Phase
from ui.pages.index.reading import model_words, phases_of
from ui.pages.index.state import IndexState

pytestmark = pytest.mark.anyio
ID = UUID(int=1)


@pytest.fixture
def admin(app: App) -> Actor:
    return app.person("mara", role="admin")


@pytest.fixture
async def page(app: App, admin: Actor) -> Any:
    state = state_of(IndexState, cookie=cookie_of(app, admin))
    await state.enter()
    assert await state.load() is None
    return state


def plant(app: App, *places: tuple[float, float]) -> None:
    """Put scored songs into SQL."""
    with app.open_uow() as uow:
        for n, (v, a) in enumerate(places):
            track = Track(title=f"Song {n}", title_key=f"song {n}", search_text=f"song {n}")
            uow.db.add(track)
            uow.db.flush()
            uow.db.add(
                SongMood(
                    track_id=track.id, owner_key="", stamp=FakeScorer.mood_stamp, text_sha256=str(n),
                    known=True, confidence=0.8, valence=v, arousal=a, happy=0.25, sad=0.25,
                    angry=0.25, relaxed=0.25,
                )
            )  # fmt: skip
            index.note_change(uow, track.id, "")


async def test_an_index_that_is_up_to_date(page: Any) -> None:
    assert (page.is_loading, page.active, page.build.generation) == (False, 1, 0)
    assert (page.health.songs, page.health.vectors, page.health.is_lagging) == ("0", "0", False)
    assert page.health.built == "today at 12:00"
    assert [(g.number, g.state, g.note) for g in page.generations] == [(1, "active", "0 vectors")]
    assert page.subheading == "Generation 1 answers searches."


async def test_changes_that_wait_are_counted(app: App, page: Any) -> None:
    plant(app, (0.5, 0.5), (-0.5, 0.5))
    await page.load()
    assert (page.health.songs, page.health.vectors, page.health.behind) == ("2", "0", "2")
    assert page.health.is_lagging
    app.apply_index()
    await page.load()
    assert (page.health.vectors, page.health.behind, page.health.is_lagging) == ("2", "0", False)


async def test_a_build_from_start_to_end(app: App, page: Any) -> None:
    plant(app, (0.5, 0.5), (-0.5, 0.5), (0.5, -0.5))
    app.apply_index()
    assert await page.rebuild() is not None
    assert (page.build.generation, page.build.note) == (2, "waits for the worker")
    assert [phase.is_later for phase in page.phases] == [False, True, True]
    assert page.notice.text == "Build started"
    app.run_jobs()
    await in_background(page, "follow")
    assert (page.active, page.build.generation) == (2, 0)
    assert page.notice.text == "Generation 2 answers now"
    assert [(g.number, g.state, g.note) for g in page.generations] == [
        (2, "active", "3 vectors"), (1, "kept", "3 vectors"),
    ]  # fmt: skip


async def test_a_build_under_way_is_followed_after_a_reload(app: App, page: Any) -> None:
    await page.rebuild()
    again = state_of(IndexState, cookie=cookie_of(app, app.person("jo", role="admin")))
    assert await again.load() is not None
    assert again.build.generation == 2


async def test_a_build_is_cancelled(app: App, page: Any) -> None:
    await page.rebuild()
    await page.cancel_build()
    assert page.build.generation == 0
    await in_background(page, "follow")
    assert page.notice.text == "Build stopped. Searches were not touched."
    app.run_jobs()
    await page.load()
    assert page.active == 1


async def test_going_back_and_forth(app: App, page: Any) -> None:
    await page.rebuild()
    app.run_jobs()
    await in_background(page, "follow")
    assert await page.switch_to(1) is not None
    app.run_jobs()
    await in_background(page, "follow")
    assert (page.active, page.notice.text) == (1, "Generation 1 answers now")


async def test_a_generation_that_missed_changes_gets_them_when_it_comes_back(
    app: App, page: Any
) -> None:
    await page.rebuild()
    app.run_jobs()
    plant(app, (0.5, 0.5))
    app.apply_index()
    await page.load()
    await page.switch_to(1)
    app.run_jobs()
    await in_background(page, "follow")
    assert (page.active, page.generations[1].state, page.health.vectors) == (1, "active", "1")


async def test_a_generation_that_is_not_there(page: Any) -> None:
    assert await page.switch_to(99) is None
    assert page.notice.kind == "bad"
    assert page.active == 1


async def test_a_failed_job_stays_on_the_page(app: App, page: Any) -> None:
    await page.rebuild()
    with app.open_uow() as uow:
        jobs.finish(uow, UUID(page.build.job_id), "failed", message="The new index is not whole.")
    await in_background(page, "follow")
    assert (page.failure.title, page.failure.body) == (
        "The index was left as it was.", "The new index is not whole.",
    )  # fmt: skip


async def test_others_see_nothing_and_do_nothing(app: App, page: Any) -> None:
    state = state_of(IndexState, cookie=cookie_of(app, app.person("jo")))
    await state.enter()
    assert await state.load() is None
    assert (state.is_admin, state.is_loading, state.active, state.generations) == (
        False, False, 0, [],
    )  # fmt: skip
    await state.rebuild()
    assert state.notice.text == "Only an admin of this server can do this."
    await state.switch_to(1)
    await page.load()
    assert page.build.generation == 0


def job(done: int, total: int | None, message: str) -> JobView:
    return JobView(
        id=ID, kind="index.rebuild", state="running", done=done, total=total, unit="songs",
        message=message, created_at=NOON,
    )  # fmt: skip


def test_phases_are_what_the_job_says() -> None:
    assert phases_of(job(694, 1102, WRITING)) == [
        Phase("Write vectors", "694 of 1,102", 63),
        Phase("Check them", "waits", 0, is_later=True),
        Phase("Switch", "waits", 0, is_later=True),
    ]
    assert phases_of(job(1102, 1102, CHECKING))[:2] == [
        Phase("Write vectors", "1,102 of 1,102", 100), Phase("Check them", "now", 0),
    ]  # fmt: skip
    assert phases_of(job(1102, 1102, SWITCHING))[1:] == [
        Phase("Check them", "done", 100), Phase("Switch", "now", 0),
    ]  # fmt: skip
    assert phases_of(job(0, None, ""))[0] == Phase("Write vectors", "now", 0)


def test_a_stamp_in_words() -> None:
    stamp = "mood:all-MiniLM-L6-v2:w53aa5117:p6ef5a6b5:h485f91a3:t2"
    assert model_words(stamp) == "all-MiniLM-L6-v2, head 485f"
    assert model_words("fake") == "fake"
