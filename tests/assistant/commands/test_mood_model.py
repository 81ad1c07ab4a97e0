"""A mood model by setting, the whole way: variables, command line, errors, start of the server."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from analysis.choice import ModelChoice
from assistant import supervisor
from assistant.core.settings import Settings
from tests.support import tiny_models

SONG = "you left and the house is silent now and I cry every night holding your old letters so lonely I miss you"


def attune(*arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
    named = {f"ATTUNE_{name.upper()}": value for name, value in variables.items()}
    return subprocess.run(
        [sys.executable, "-m", "assistant.cli", *arguments], env={**os.environ, **named},
        check=False, capture_output=True, text=True, timeout=200,
    )  # fmt: skip


@pytest.fixture
def model(tmp_path: Path) -> Path:
    return tiny_models.classifier(tmp_path / "mine", ["good", "bad", "none"], says=[0.2, 0.6, 0.2])


@pytest.mark.slow
def test_a_song_is_scored_by_the_model_of_the_settings(model: Path) -> None:
    labels = '{"good": {"happy": 0.5, "relaxed": 0.5}, "bad": "sad"}'
    done = attune("score", SONG, "--json", mood_model=str(model), mood_labels=labels)
    assert done.returncode == 0, done.stderr
    got = json.loads(done.stdout)
    assert got["known"]
    shares = {mood: got[mood] for mood in ("happy", "sad", "angry", "relaxed")}
    assert shares == pytest.approx({"happy": 0.125, "sad": 0.75, "angry": 0, "relaxed": 0.125})
    assert got["confidence"] == pytest.approx(0.25 + 0.5 * 0.8)
    assert done.stderr == ""


@pytest.mark.parametrize(
    "variables, said",
    [
        ({}, 'attune: Attune does not know the model\'s labels "good", "bad", "none": say with AT'),
        ({"mood_labels": '{"good": "happy"}'}, "attune: the label map cannot tell pleasant from"),
        ({"mood_model": "someone/none"}, "attune: the model someone/none is not on this machine."),
        ({"mood_device": "gpu"}, "attune: a setting is wrong. ATTUNE_MOOD_DEVICE: String should"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_one_line(model: Path, variables: dict[str, str], said: str) -> None:
    done = attune("score", SONG, **{"mood_model": str(model), **variables})
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith(said)
    assert len(done.stderr.splitlines()) == 1


@pytest.mark.slow
def test_the_doctor_names_model_and_stamp_or_what_is_wrong(model: Path, tmp_path: Path) -> None:
    labels = tmp_path / "labels.json"
    labels.write_text('{"good": "happy", "bad": "sad"}')
    common = {"mood_model": str(model), "data_dir": str(tmp_path / "data")}
    well = attune("doctor", mood_labels=str(labels), **common).stdout
    assert "ok    mood model   mine loads (mood:mine:w" in well
    ill = attune("doctor", **common).stdout
    assert "WRONG mood model   Attune does not know the model's labels" in ill
    assert "(label_map_missing)" in ill


def test_nothing_starts_with_a_model_that_is_not_there(
    tmp_path: Path, free_port: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(supervisor, "_check_build", lambda: None)
    settings = Settings.model_validate(
        {"data_dir": tmp_path / "data", "port": free_port, "mood_model": "someone/none"}
    )
    with pytest.raises(supervisor.CannotServeError, match="The mood model cannot be used: the mod"):
        supervisor.preflight(settings)


def test_settings_become_a_choice_and_paths_absolute(
    model: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(model.parent)
    (model.parent / "map.json").write_text("{}")
    settings = Settings.model_validate(
        {"mood_model": "mine", "mood_labels": "map.json", "mood_languages": "de, en"}
    )
    expected = ModelChoice(
        model=str(model), labels=str(model.parent / "map.json"), languages=("de", "en")
    )
    assert settings.mood_choice == expected
    passed_on = supervisor.as_environment(settings)
    assert passed_on["ATTUNE_MOOD_MODEL"] == str(model)
    assert passed_on["ATTUNE_MOOD_LABELS"] == str(model.parent / "map.json")
    assert Settings().mood_choice == ModelChoice()
