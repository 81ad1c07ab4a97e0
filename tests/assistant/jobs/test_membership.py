"""Which worker lives, and which one leads: decided in SQL, on both databases."""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.core.database import make_engine
from assistant.core.errors import Conflict
from assistant.core.events import EventBus
from assistant.core.settings import Settings
from assistant.core.unit_of_work import OpenUow, make_open_uow
from assistant.jobs.membership import Membership, StruckError
from assistant.jobs.runtime import InlineQueue
from assistant.worker import place_of

LONG, LAPSED = 1000.0, -1.0


@pytest.fixture
def open_uow(migrated_url: str) -> Iterator[OpenUow]:
    engine = make_engine(migrated_url)
    yield make_open_uow(engine, InlineQueue(), EventBus())
    engine.dispose()


def member(
    open_uow: OpenUow, name: str, place: str = "", *, silent_for_too_long: bool = False,
    may_lead: bool = True,
) -> Membership:  # fmt: skip
    found = Membership(
        open_uow, name, place or f"host-{name}", LAPSED if silent_for_too_long else LONG,
        may_lead=may_lead,
    )  # fmt: skip
    found.join()
    return found


def test_one_of_two_leads_until_it_stops(open_uow: OpenUow) -> None:
    first, second = member(open_uow, "a"), member(open_uow, "b")
    assert (first.leads, second.leads) == (True, False)
    second.beat()
    first.beat()
    assert (first.leads, second.leads) == (True, False)
    first.stop_leading()
    first.beat()
    second.beat()
    assert (first.leads, second.leads) == (False, True)


def test_a_dead_leader_loses_the_lead(open_uow: OpenUow) -> None:
    dead = member(open_uow, "a", silent_for_too_long=True)
    assert not dead.leads  # by its own clock as well
    other = member(open_uow, "b")
    assert other.leads
    assert other.living() == {other.executor_id}


def test_a_leader_that_could_not_ask_for_long_does_not_lead(open_uow: OpenUow) -> None:
    seconds = 0.0
    leader = Membership(open_uow, "a", "here", 30.0, clock=lambda: seconds)
    leader.join()
    assert leader.leads
    seconds = 29.0
    assert leader.leads
    seconds = 30.0
    assert not leader.leads
    leader.beat()
    assert leader.leads


def test_a_leader_that_slept_does_not_lead(
    open_uow: OpenUow, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The lid was closed: the clock that counts sleep went on, the other stood still."""
    slept = 0.0
    monkeypatch.setattr(
        "time.clock_gettime", lambda clock: slept if clock == time.CLOCK_BOOTTIME else 0.0
    )
    leader = Membership(open_uow, "a", "here", 30.0)
    leader.join()
    assert leader.leads
    slept = 60.0
    assert not leader.leads


def test_disks_that_share_host_and_path_are_other_places(tmp_path: Path) -> None:
    settings = Settings.model_validate({"data_dir": tmp_path / "data"})
    here = place_of(settings)
    assert place_of(settings) == here
    assert here.startswith(settings.worker_place)
    (tmp_path / "data").rename(tmp_path / "another disk's")
    assert place_of(settings) != here


def test_a_worker_without_a_store_never_leads(open_uow: OpenUow) -> None:
    without = member(open_uow, "a", may_lead=False)
    other = member(open_uow, "b")
    without.beat()
    assert (without.leads, other.leads) == (False, True)


def test_a_restart_follows_its_own_earlier_run_at_once(open_uow: OpenUow) -> None:
    before, other = member(open_uow, "a", "here"), member(open_uow, "b")
    again = member(open_uow, "a", "here")
    assert again.executor_id != before.executor_id
    assert again.leads
    assert again.living() == {again.executor_id, other.executor_id}
    with pytest.raises(StruckError):
        before.beat()
    assert not before.leads


def test_a_name_is_not_taken_from_a_living_worker_elsewhere(open_uow: OpenUow) -> None:
    first = member(open_uow, "a", "here")
    with pytest.raises(Conflict, match=r"'a' is alive at here.* ATTUNE_WORKER_NAME"):
        member(open_uow, "a", "there")
    first.beat()
    assert first.living() == {first.executor_id}


def test_a_dead_workers_name_is_free_elsewhere(open_uow: OpenUow) -> None:
    member(open_uow, "a", "here", silent_for_too_long=True)
    moved = member(open_uow, "a", "there")
    assert moved.living() == {moved.executor_id}


def test_who_was_struck_off_stays_so(open_uow: OpenUow) -> None:
    asleep = member(open_uow, "a", silent_for_too_long=True)
    asleep.beat()  # late, and nobody has noticed
    other = member(open_uow, "b")
    assert other.living() == {other.executor_id}
    with pytest.raises(StruckError):
        asleep.beat()


def test_who_left_is_not_waited_for(open_uow: OpenUow) -> None:
    first, second = member(open_uow, "a"), member(open_uow, "b")
    first.leave()
    second.beat()
    assert second.leads
    assert second.living() == {second.executor_id}


def test_who_leaves_while_it_still_writes_to_the_index_keeps_the_lead(open_uow: OpenUow) -> None:
    first, second = member(open_uow, "a"), member(open_uow, "b")
    first.leave(lead=False)
    second.beat()
    assert not second.leads
    assert second.living() == {second.executor_id}


def test_the_default_name_is_stable_and_differs_between_folders(tmp_path: Path) -> None:
    def called(folder: str, **values: object) -> str:
        return Settings.model_validate({"data_dir": tmp_path / folder, **values}).worker_called

    assert called("a") == called("a")
    assert called("a") != called("b")
    assert called("a", worker_name="gpu-1") == "gpu-1"


def test_the_default_name_differs_between_hosts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = Settings.model_validate({"data_dir": tmp_path})
    names = set()
    for host in ("one", "two"):
        monkeypatch.setattr("socket.gethostname", lambda host=host: host)
        names.add(settings.worker_called)
    assert len(names) == 2
