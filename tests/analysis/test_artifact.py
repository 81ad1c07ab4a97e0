"""The committed heads: whole, small, described, and refused when they are not."""

import json
import shutil
from pathlib import Path

import pytest

import analysis
from analysis.artifact import ARTIFACTS, DESCRIPTION_FILE, HEADS_FILE, read_description
from analysis.encoders.weights import WEIGHTS_SHA256
from analysis.errors import ModelMismatch, ModelMissing
from analysis.heads import load_head
from analysis.preprocessing import preprocessing_sha
from analysis.scorers.embedded import EmbeddedScorer
from analysis.stamps import stamps


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    shutil.copytree(ARTIFACTS, tmp_path / "heads")
    return tmp_path / "heads"


def change(folder: Path, **values: object) -> None:
    path = folder / DESCRIPTION_FILE
    path.write_text(json.dumps({**json.loads(path.read_text()), **values}))


def test_the_committed_heads_fit_the_code() -> None:
    about = read_description()
    assert (about.weights_sha256, about.preprocessing) == (WEIGHTS_SHA256, preprocessing_sha())
    head = load_head()
    assert head.weight.shape == (384 * len(about.layers), 4)
    assert (ARTIFACTS / HEADS_FILE).stat().st_size < 2_000_000
    assert set(about.about) == {"recipe", "seeds", "data", "figures"}


def test_stamps_name_every_part() -> None:
    about = read_description()
    got = analysis.stamps()
    assert got.mood == (
        f"mood:all-MiniLM-L6-v2:w53aa5117:p{about.preprocessing}:h{about.heads_sha256[:8]}:t1.4d0.4"
    )
    assert got.embedding == f"embedding:all-MiniLM-L6-v2:w53aa5117:p{about.preprocessing}"


def test_another_calibration_is_another_mood_and_the_same_embedding(copy: Path) -> None:
    before = stamps(folder=copy)
    read_description.cache_clear()
    change(copy, temperature=1.5)
    after = stamps(folder=copy)
    assert after.mood != before.mood
    assert after.embedding == before.embedding


def test_changed_heads_are_refused(copy: Path) -> None:
    with (copy / HEADS_FILE).open("ab") as file:
        file.write(b"x")
    with pytest.raises(ModelMismatch, match="train again"):
        load_head(copy)


def test_missing_heads_say_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(ModelMissing, match=r"python -m analysis\.training"):
        stamps(folder=tmp_path)


@pytest.mark.parametrize("part", ["weights_sha256", "preprocessing"])
def test_heads_of_another_encoder_or_preprocessing_are_refused(copy: Path, part: str) -> None:
    change(copy, **{part: "0" * 64})
    scorer = EmbeddedScorer(folder=copy)
    with pytest.raises(ModelMismatch, match="train again"):
        scorer._ready()


def test_an_unknown_model_is_named() -> None:
    with pytest.raises(ModelMissing, match="nothing is not on this machine"):
        analysis.load_scorer(analysis.ModelChoice("nothing"))
