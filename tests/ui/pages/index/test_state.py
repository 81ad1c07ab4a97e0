"""The Index page: how the index stands, a build from start to end, going back; admins alone."""

from typing import Any
from uuid import UUID

import pytest

from assistant.core.actor import Actor
from assistant.index import service as index
from assistant.index.schemas import (
    CHECKING,
    REPLAYING,
    SWITCHING,
    WRITING,
    BuildView,
    PhaseView,
)
from assistant.jobs import service as jobs
from assistant.models.catalogue import Track
from assistant.models.song_moods import SongMood
from tests.support.app import App
from tests.support.fake_scorer import FakeScorer
from tests.support.indexed import watch
from tests.support.states import cookie_of, in_background, state_of
from ui.pages.index.models import Phase
from ui.pages.index.reading import phases_of
from ui.pages.index.state import IndexState
from ui.pages.index.telling import model_words
from ui.text.en import index as words

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
    assert await page.rebuild(True) is not None
    assert (page.build.generation, page.build.note) == (2, "waits for the worker")
    assert [phase.is_later for phase in page.phases] == [False, True, True, True]
    assert page.notice.text == "Build started"
    app.run_jobs()
    await in_background(page, "follow")
    assert (page.active, page.build.generation) == (2, 0)
    assert page.notice.text == "Generation 2 answers now"
    assert [(g.number, g.state, g.note) for g in page.generations] == [
        (2, "active", "3 vectors"), (1, "kept", "3 vectors"),
    ]  # fmt: skip


async def test_a_build_under_way_is_followed_after_a_reload(app: App, page: Any) -> None:
    await page.rebuild(True)
    again = state_of(IndexState, cookie=cookie_of(app, app.person("jo", role="admin")))
    assert await again.load() is not None
    assert again.build.generation == 2


async def test_a_build_is_cancelled(app: App, page: Any) -> None:
    await page.rebuild(True)
    await page.cancel_build()
    assert page.build.generation == 0
    await in_background(page, "follow")
    assert page.notice.text == "Build stopped. Searches were not touched."
    app.run_jobs()
    await page.load()
    assert page.active == 1


async def test_going_back_and_forth(app: App, page: Any) -> None:
    await page.rebuild(True)
    app.run_jobs()
    await in_background(page, "follow")
    assert await page.switch_to(1) is not None
    app.run_jobs()
    await in_background(page, "follow")
    assert (page.active, page.notice.text) == (1, "Generation 1 answers now")


async def test_a_generation_that_missed_changes_gets_them_when_it_comes_back(
    app: App, page: Any
) -> None:
    await page.rebuild(True)
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
    await page.rebuild(True)
    with app.open_uow() as uow:
        jobs.finish(uow, UUID(page.build.job_id), "failed", message="The new index is not whole.")
    await in_background(page, "follow")
    assert (page.failure.title, page.failure.body) == (
        "The index was left as it was.", "The new index is not whole.",
    )  # fmt: skip


async def test_a_plan_is_shown_before_anything_is_done(app: App, page: Any) -> None:
    plant(app, (0.5, 0.5), (-0.5, 0.5))
    app.apply_index()
    await page.ask_plan()
    assert page.is_planning
    assert [(f.name, f.value) for f in page.plan.facts][:4] == [
        ("Time", "not known"), ("Songs to write", "2"), ("Of them one listener's own", "0"),
        ("Without words, found by mood alone", "2"),
    ]  # fmt: skip
    assert page.plan.notes == [words.NO_BASIS]
    page.not_now()
    assert (page.is_planning, page.build.generation) == (False, 0)
    await page.rebuild(True)
    app.run_jobs()
    await page.ask_plan()
    assert page.plan.facts[0].value == "about 1 s"
    assert page.plan.notes[0].startswith("Measured on 2 songs of earlier builds here, ")
    assert page.plan.notes[1:] == [words.ROUGH]


async def test_old_and_new_are_read_side_by_side_before_switching(app: App, page: Any) -> None:
    plant(app, (0.7, 0.6), (-0.6, -0.6))
    app.apply_index()
    await page.ask_plan()
    await page.rebuild(False)
    app.run_jobs()
    await in_background(page, "follow")
    assert page.notice.text == "Generation 2 is whole. Compare it, then switch."
    assert (page.active, page.comparison.old, page.comparison.new) == (1, 1, 2)
    assert page.comparison.can_switch
    assert page.comparison_heads == ["1, now", "2, new"]
    assert [m.name for m in page.comparison.measures] == [
        words.FIT, words.OVERLAP, words.SPEED, words.SIZE,
    ]  # fmt: skip
    assert page.comparison.measures[1].new == "10.0 of 10"
    happy = page.comparison.probes[0]
    assert (happy.title, happy.note) == (
        "Songs nearest to happy",
        "10 of 10 the same, fit 0.69 → 0.69",
    )
    assert [(s.title, s.kept) for s in happy.new] == [("Song 0", True), ("Song 1", True)]
    await page.switch_to(2)
    app.run_jobs()
    await in_background(page, "follow")
    assert (page.active, page.comparison.new) == (2, 0)
    assert [(e.number, e.what) for e in page.events][:3] == [
        (2, "switched to"), (2, "found whole"), (2, "compared"),
    ]  # fmt: skip
    assert page.events[0].when == "today at 12:00, by Mara"


async def test_a_kept_generation_is_compared_and_dropped(app: App, page: Any) -> None:
    await page.rebuild(True)
    app.run_jobs()
    await page.compare(1)
    app.run_jobs()
    await in_background(page, "follow")
    assert (page.notice.text, page.comparison.new) == ("Compared", 1)
    await page.ask_drop(1)
    assert (page.dropping, page.drop_title) == (1, "Drop generation 1?")
    await page.drop()
    app.run_jobs()
    await in_background(page, "follow")
    assert (page.dropping, page.comparison.new) == (0, 0)
    assert [(g.number, g.state) for g in page.generations] == [(2, "active")]


async def test_a_build_rests_and_goes_on(app: App, page: Any, admin: Actor) -> None:
    plant(app, (0.5, 0.5))

    def before_write(name: str) -> None:
        with app.open_uow() as uow:
            index.pause(uow, admin)

    watch(app, before_write)
    await page.rebuild(True)
    app.run_jobs()
    await in_background(page, "follow")
    assert page.notice.text == "Build paused. It waits over restarts."
    assert (page.build.generation, page.build.state, page.build.note) == (2, "paused", "paused")
    assert page.build_title == "Generation 2 is paused"
    app.store = app.store._store  # type: ignore[attr-defined]  # nobody watches any more
    assert await page.resume_build() is not None
    assert page.build.state == "waiting"
    app.run_jobs()
    await in_background(page, "follow")
    assert (page.active, page.build.generation) == (2, 0)


async def test_an_index_that_differs_says_so_until_it_is_right(app: App, page: Any) -> None:
    plant(app, (0.5, 0.5), (-0.5, 0.5))
    app.apply_index()
    name = app.store.active()
    assert name is not None
    app.store.delete(name, list(app.store.ids(name))[:1])
    await page.check()
    app.run_jobs()
    await in_background(page, "follow")
    assert page.notice.text == "Some songs differed. They are being put right."
    assert (page.health.trouble, page.health.repair) == (
        "Generation 1 does not match the database: 1 song missing.",
        "The songs are being put right one by one.",
    )  # fmt: skip
    app.apply_index()
    await page.check()
    app.run_jobs()
    await in_background(page, "follow")
    assert page.notice.text == "Every song is in the index, and as the library says."
    assert (page.health.trouble, page.health.checked) == ("", "today at 12:00")


async def test_others_see_nothing_and_do_nothing(app: App, page: Any) -> None:
    state = state_of(IndexState, cookie=cookie_of(app, app.person("jo")))
    await state.enter()
    assert await state.load() is None
    assert (state.is_admin, state.is_loading, state.active, state.generations) == (
        False, False, 0, [],
    )  # fmt: skip
    await state.rebuild(True)
    assert state.notice.text == "Only an admin of this server can do this."
    for ask in (
        state.ask_plan, state.pause_build, state.resume_build, state.cancel_build, state.check,
        lambda: state.switch_to(1), lambda: state.compare(1), state.drop,
    ):  # fmt: skip
        state.notice = state.notice.__class__()
        await ask()
        assert state.notice.text == "Only an admin of this server can do this."
    assert (state.is_planning, app.jobs.waiting) == (False, [])
    await page.load()
    assert page.build.generation == 0


def build_at(phase: int, done: int, total: int) -> BuildView:
    names = (WRITING, REPLAYING, CHECKING, SWITCHING)
    return BuildView(
        number=2, state="running", switches=True, job=None, done=done, total=total,
        phases=[
            PhaseView(
                name=name, state="done" if n < phase else "now" if n == phase else "waits",
                done=None if n else done, total=None if n else total,
            )
            for n, name in enumerate(names)
        ],
    )  # fmt: skip


def test_phases_are_what_the_build_says() -> None:
    assert phases_of(build_at(0, 694, 1102)) == [
        Phase("Write vectors", "694 of 1,102", 63),
        Phase("Replay changes", "waits", 0, is_later=True),
        Phase("Check them", "waits", 0, is_later=True),
        Phase("Switch", "waits", 0, is_later=True),
    ]
    assert phases_of(build_at(2, 1102, 1102))[:3] == [
        Phase("Write vectors", "1,102 of 1,102", 100), Phase("Replay changes", "done", 100),
        Phase("Check them", "now", 0),
    ]  # fmt: skip
    assert phases_of(build_at(0, 0, 0))[0] == Phase("Write vectors", "now", 0)


def test_a_stamp_in_words() -> None:
    stamp = "mood:all-MiniLM-L6-v2:w53aa5117:p6ef5a6b5:h485f91a3:t2"
    assert model_words(stamp) == "all-MiniLM-L6-v2, head 485f"
    assert model_words("fake") == "fake"
