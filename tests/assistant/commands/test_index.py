"""`attune index`: what an admin sees and asks for on the command line, without a worker."""

import json
from pathlib import Path
from uuid import UUID

import pytest
from typer.testing import CliRunner, Result

from assistant import bootstrap, cli
from assistant.commands.index_words import build_line, comparison_lines, history_line, plan_lines
from assistant.core.settings import Settings
from assistant.index.schemas import (
    Basis,
    BuildView,
    Comparison,
    HistoryEntry,
    PhaseView,
    Plan,
    Probe,
    ProbeSong,
)
from assistant.models.index import IndexGeneration
from tests.support.app import NOON


@pytest.fixture(autouse=True)
def _own_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("ATTUNE_DATA_DIR", str(tmp_path))


def run(*args: str) -> Result:
    return CliRunner().invoke(cli.app, ["index", *args])


def test_a_build_is_asked_for_seen_and_given_up() -> None:
    assert run("status").stdout.splitlines() == ["songs 0, indexed 0, waiting 0"]
    assert json.loads(run("plan", "--json").stdout)["songs"] == 0
    assert run("rebuild", "--no-switch").stdout.startswith("Job ")
    assert "generation 1 waiting: Writing vectors, 0 of 0 songs" in run("status").stdout
    assert json.loads(run("status", "--json").stdout)["progress"]["state"] == "waiting"
    assert run("cancel").stdout == "The build is given up.\n"
    assert "generation" not in run("status").stdout


@pytest.mark.parametrize(
    "args, said",
    [
        (["pause"], "attune: No build has begun that could be paused."),
        (["resume"], "attune: No build is paused."),
        (["cancel"], "attune: Nothing is being built."),
        (["rollback"], "attune: No earlier generation is kept to go back to."),
        (["switch", "7"], "attune: there is no generation 7; see `attune index status`."),
        (["drop", "7"], "attune: there is no generation 7; see `attune index status`."),
        (["compare", "7"], "attune: there is no generation 7; see `attune index status`."),
    ],
)
def test_what_cannot_be_done_is_one_line(args: list[str], said: str) -> None:
    done = run(*args)
    assert (done.exit_code, done.stdout, done.stderr.splitlines()) == (1, "", [said])


def test_what_is_done_here_is_told_as_done_on_the_command_line(tmp_path: Path) -> None:
    run("status")  # makes the tables
    container = bootstrap.build(Settings(data_dir=tmp_path))
    with container.open_uow() as uow:
        uow.db.add(IndexGeneration(number=3, name="songs__x", mood_stamp="m", embedding_stamp="e",
                                   dims=384, state="retired"))  # fmt: skip
    container.sql.dispose()
    assert run("drop", "3").exit_code == 0
    (line,) = run("history").stdout.splitlines()
    assert line.split()[2:] == ["3", "dropped", "command", "line"]


def test_a_plan_in_lines() -> None:
    plan = Plan(
        songs=20_000, own=12, without_words=3, unscored=40, dims=384, vector_bytes=31_440_000,
        mood_stamp="mood:m", embedding_stamp="e", params_sha="p", new_model=True, seconds=25.0,
        per_s=800.0, rough=False, basis=[Basis(number=1, songs=5000, seconds=6.25)], goes_on=2,
        done=100, drops=[1],
    )  # fmt: skip
    assert list(plan_lines(plan)) == [
        "20,000 songs would be written, 12 of them one listener's own",
        "3 without words read, 40 not scored yet (left out)",
        "31.4 MB of vectors, 384 numbers a song",
        "model mood:m, another than now",
        "about 25 s, measured on 5,000 songs",
        "it would go on with generation 2, 100 songs are written",
        "after switching it would drop generation 1",
    ]
    nothing = plan.model_copy(update={"seconds": None, "basis": [], "goes_on": None, "drops": []})
    assert list(plan_lines(nothing))[4:] == [
        "no build was measured here yet, so nobody can say how long it takes"
    ]


def test_a_build_in_a_line() -> None:
    build = BuildView(
        number=2, state="running", switches=True, job=None, done=512, total=20_000, per_s=812.4,
        remaining_s=24.0, phases=[PhaseView(name="Writing vectors", state="now")],
    )  # fmt: skip
    assert build_line(build) == (
        "generation 2 running: Writing vectors, 512 of 20,000 songs, 812 a second, 24 s left"
    )


def test_a_comparison_in_lines() -> None:
    def song(title: str, *, kept: bool) -> ProbeSong:
        return ProbeSong(track_id=UUID(int=0), title=title, artist="Band", kept=kept)

    probe = Probe(kind="mood", subject="sad", overlap=0.5, fit_old=0.8, fit_new=0.9,
                  old=[song("A", kept=True), song("B", kept=False)],
                  new=[song("C", kept=False)])  # fmt: skip
    found = Comparison(old=1, new=2, old_count=10, new_count=12, made_at=NOON, overlap_at_10=0.5,
                       fit_old=0.8, fit_new=None, p95_ms_old=4.1, p95_ms_new=4.6,
                       probes=[probe])  # fmt: skip
    assert list(comparison_lines(found)) == [
        "generation 1, 10 songs; 2, 12",
        "same songs in the top ten  50%",
        "fit of the mood            0.80 → –",
        "search time, p95           4.1 ms → 4.6 ms",
        "",
        "mood: sad, same 50%",
        f"  {'= A · Band':40}    C · Band",
        "    B · Band",
    ]


def test_history_in_a_line() -> None:
    entry = HistoryEntry(number=2, what="activated", at=NOON, by=None, via="job",
                         details={"before": 1})  # fmt: skip
    assert history_line(entry) == "2026-11-20 12:00    2  activated  Attune  (before 1)"
