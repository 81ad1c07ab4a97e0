"""What the Stats page shows of a log, period by period, and what it does not show."""

from datetime import date, timedelta
from typing import Any

import pytest

from assistant.accounts import service as accounts
from assistant.catalogue.schemas import TrackNames
from assistant.core.actor import Actor
from assistant.jobs import service as jobs
from assistant.listens import service as listens
from assistant.listens.schemas import PlayReport
from assistant.moods import service as moods
from assistant.moods.schemas import MoodIn
from assistant.sample import service as sample
from assistant.song_moods import service as song_moods
from tests.support.app import NOON, App
from tests.support.states import cookie_of, in_background, state_of
from ui.models import Share
from ui.pages.stats.state import StatsState
from ui.pages.stats.steps import name_of, steps_of, tick_of

pytestmark = pytest.mark.anyio


@pytest.fixture
def mara(app: App) -> Actor:
    return app.person("mara", time_zone="Europe/Berlin")


def log(app: App, actor: Actor, days_ago: float, v: float, a: float, *words: str) -> None:
    at = NOON - timedelta(days=days_ago)
    data = MoodIn(valence=v, arousal=a, recorded_at=at, words=list(words))
    with app.open_uow() as uow:
        moods.record(uow, app.container.vault, actor, data)


async def opened(app: App, actor: Actor, period: str = "year") -> Any:
    state = state_of(StatsState, cookie=cookie_of(app, actor))
    await state.load()
    await state.choose_period(period)
    return state


async def test_nothing_logged_draws_nothing(app: App, mara: Actor) -> None:
    state = await opened(app, mara)
    assert (state.is_loading, state.entries, state.listens) == (False, 0, 0)
    assert (state.trend, state.shares, state.days, state.places) == ([], [], [], [])
    assert state.empty_title == "No mood logged here. Five, and the charts begin."


async def test_a_period_holds_its_days_alone(app: App, mara: Actor) -> None:
    for days_ago in (0, 3, 6, 7, 29, 30, 364, 365, 500):
        log(app, mara, days_ago, 0.5, 0.5)
    counts = {}
    for period in ("week", "month", "year", "all"):
        state = await opened(app, mara, period)
        counts[period] = (state.entries, len(state.days), state.group)
    # The calendar shows a year at most, whatever the period.
    assert counts == {
        "week": (3, 3, "day"), "month": (5, 5, "day"), "year": (7, 7, "week"), "all": (9, 8, "week"),
    }  # fmt: skip


async def test_a_young_log_is_drawn_by_days_whatever_the_period(app: App, mara: Actor) -> None:
    for days_ago in (0, 1, 2, 3, 44):
        log(app, mara, days_ago, 0.5, 0.5)
    for period in ("month", "year", "all"):
        state = await opened(app, mara, period)
        assert state.group == "day"
        assert sum(p.entries > 0 for p in state.trend) == (4 if period == "month" else 5)
    log(app, mara, 45, 0.5, 0.5)
    assert (await opened(app, mara, "year")).group == "week"


async def test_the_span_is_said(app: App, mara: Actor) -> None:
    log(app, mara, 400, 0.1, 0.1)
    state = await opened(app, mara, "week")
    assert state.span_words == ("14 November", "20 November")
    await state.choose_period("all")
    assert state.span_words == ("16 October 2025", "20 November 2026")
    assert (state.first_day, state.last_day, state.today) == (
        "2025-11-20",
        "2026-11-20",
        "2026-11-20",
    )
    await state.choose_period("fortnight")
    assert state.period == "all"


async def test_numbers_of_a_week(app: App, mara: Actor) -> None:
    for days_ago, v, a in (
        (0, 0.5, 0.5),
        (0.04, 0.7, -0.3),
        (1, -0.5, 0.5),
        (4, 0.5, 0.5),
        (5, 0.6, 0.2),
    ):
        log(app, mara, days_ago, v, a, "at ease")
    state = await opened(app, mara, "week")
    assert {s.mood: s.percent for s in state.shares} == {
        "happy": 60, "angry": 20, "relaxed": 20, "sad": 0,
    }  # fmt: skip
    assert state.shares[0] == Share("happy", "Happy", 60)
    # The line begins with the first entry and keeps days without one as gaps.
    assert [(p.tick, p.entries) for p in state.trend] == [
        ("Sun", 1), ("Mon", 1), ("Tue", 0), ("Wed", 0), ("Thu", 1), ("Fri", 2),
    ]  # fmt: skip
    assert state.trend[-1].valence == pytest.approx(0.6)
    assert state.trend[-1].low < 0.6 < state.trend[-1].high
    assert len(state.places) == 5
    assert {(c.weekday, c.hour) for c in state.hours} == {
        (4, 13),
        (4, 12),
        (3, 13),
        (0, 13),
        (6, 13),
    }
    assert [(w.word.lower(), w.mood, w.count) for w in state.words_used] == [
        ("at ease", "relaxed", 5)
    ]
    assert state.heading == "Your week"


async def test_mood_against_listening(app: App, mara: Actor) -> None:
    log(app, mara, 0, 0.6, 0.5)
    with app.open_uow() as uow:
        reports = [
            PlayReport("test", str(n), TrackNames(title=f"Song {n}", artists=["Vela"]),
                       NOON - timedelta(minutes=10 * n + 5), ms_played=200_000)
            for n in range(6)
        ]  # fmt: skip
        heard = listens.record(uow, mara.require_user(), reports)
    for n, track_id in enumerate(heard.track_ids):
        with app.open_uow() as uow:
            song_moods.correct(uow, mara, track_id, "happy" if n < 5 else "sad")
    state = await opened(app, mara, "week")
    assert state.listens == 6
    row = next(r for r in state.listening if r.mood == "happy")
    assert (row.songs, row.happy, row.sad, row.angry, row.relaxed) == (6, 83, 17, 0, 0)
    assert [r.songs for r in state.listening if r.mood != "happy"] == [0, 0, 0]
    assert state.subheading == "1 entry, 6 songs played, 14 November to 20 November"


async def test_the_sample_says_that_it_is_still_loading(app: App, mara: Actor) -> None:
    sample.load(app.open_uow)
    with app.open_uow() as uow:
        robin = accounts.find_sample(uow)
        assert robin is not None
        status = sample.status(uow, mara)
    explorer = Actor(robin.id, is_sample=True)
    state = await opened(app, explorer)
    await state.enter()
    assert (state.entries, state.is_sample_to_come) == (0, True)
    assert status.job_id is not None
    with app.open_uow() as uow:
        jobs.cancel(uow, Actor(mara.user_id, role="admin"), status.job_id)
    await in_background(state, "watch_sample")
    assert not state.is_sample_to_come
    own = await opened(app, mara)
    await own.enter()
    assert not own.is_sample_to_come


async def test_another_listeners_log_is_not_shown(app: App, mara: Actor) -> None:
    for days_ago in range(6):
        log(app, mara, days_ago, 0.5, 0.5)
    state = await opened(app, app.person("jo"))
    assert state.entries == 0


async def test_a_log_of_forty_years_is_drawn_by_months(app: App, mara: Actor) -> None:
    log(app, mara, 0, 0.5, 0.5)
    log(app, mara, 366 * 40, 0.5, 0.5)
    state = await opened(app, mara, "all")
    assert (state.entries, state.group) == (1, "month")
    assert state.notice.text == ""


async def test_steps_and_their_names() -> None:
    first, last = date(2026, 9, 30), date(2026, 10, 13)
    assert steps_of(first, last, "week") == [
        date(2026, 9, 28),
        date(2026, 10, 5),
        date(2026, 10, 12),
    ]
    assert steps_of(first, last, "month") == [date(2026, 9, 1), date(2026, 10, 1)]
    assert len(steps_of(first, last, "day")) == 14
    assert name_of(date(2026, 10, 12), "week", last) == "12 October to 13 October"
    assert name_of(date(2026, 9, 1), "month", last) == "Sep 2026"
    assert [tick_of(date(2026, 10, day), "day", 30) for day in (5, 6)] == ["5 Oct", ""]
    assert [tick_of(date(2026, 10, day), "week", 20) for day in (5, 12)] == ["Oct", ""]
    assert tick_of(date(2026, 10, 5), "week", 53) == ""
    assert [tick_of(date(2026, m, 1), "month", 40) for m in (1, 2)] == ["2026", ""]
    assert [tick_of(date(y, 1, 1), "month", 300) for y in (2025, 2026)] == ["2025", ""]
