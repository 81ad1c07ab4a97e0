"""The pair of tokens: refreshed by rotation, by one process of many, and never used twice."""

from pathlib import Path

import pytest

from tests.assistant.remote.conftest import There
from tests.support.served import PATIENCE_S

REFRESH = ("POST", "/auth/refresh")


def test_a_pair_that_runs_out_is_refreshed_by_the_next_command(mara: There) -> None:
    before = mara.kept()
    mara.age()
    assert mara.shell("whoami").returncode == 0
    after = mara.kept()
    assert mara.gate.count(*REFRESH) == 1
    assert after["refresh_token"] != before["refresh_token"]
    assert mara.shell("whoami").returncode == 0
    assert mara.gate.count(*REFRESH) == 1


def test_a_token_that_the_server_calls_old_is_refreshed_too(mara: There) -> None:
    mara.app.clock.forward(hours=2)
    logged = mara.json("mood", "log", "--valence", "0.5", "--arousal", "0.5")
    assert mara.gate.count(*REFRESH) == 1
    with mara.client() as api:
        assert [item["id"] for item in api.get("/mood/records").json()["items"]] == [logged["id"]]


def test_of_many_processes_at_once_one_refreshes_and_all_go_on(mara: There) -> None:
    mara.age()
    mara.gate.held.add("/auth/refresh")
    running = [mara.shell.start("whoami") for _ in range(3)]
    try:
        for process in running:
            while not _waits_for_the_lock(process.pid):
                assert process.poll() is None, process.communicate()
        mara.gate.wait_for(*REFRESH)
        mara.gate.let_go.set()
        said = [process.communicate(timeout=PATIENCE_S) for process in running]
    finally:
        for process in running:
            process.kill()
    assert [(p.returncode, err) for p, (_, err) in zip(running, said, strict=True)] == [(0, "")] * 3
    assert mara.gate.count(*REFRESH) == 1
    assert mara.shell("whoami").returncode == 0  # the family lives


def _waits_for_the_lock(pid: int) -> bool:
    """Whether a process has the lock's file open."""
    folder = Path(f"/proc/{pid}/fd")
    for link in folder.iterdir():
        try:
            if link.readlink().name == "remote.json.lock":
                return True
        except FileNotFoundError:  # closed meanwhile
            continue
    return False


def test_a_sign_in_that_was_ended_elsewhere_is_forgotten_with_a_word(mara: There) -> None:
    with mara.client() as api:
        assert api.post("/auth/logout-all").status_code == 204
    done = mara.shell("whoami")
    assert done.returncode == 3
    assert done.stderr == (
        f"attune: the sign-in at {mara.url} is over. "
        f"Sign in again: attune remote login {mara.url}.\n"
    )
    assert not mara.shell.file.exists()


@pytest.mark.parametrize("trouble", ["failing", "losing"])
def test_a_refresh_is_never_asked_for_twice_by_itself(mara: There, trouble: str) -> None:
    mara.age()
    getattr(mara.gate, trouble)["/auth/refresh"] = 1
    done = mara.shell("whoami")
    assert (done.returncode, mara.gate.count(*REFRESH)) == (4, 1)
    assert mara.shell("whoami").returncode == (0 if trouble == "failing" else 3)
