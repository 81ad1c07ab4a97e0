"""The weights are the original's or nothing is loaded."""

from pathlib import Path

import pytest

from analysis.encoders.weights import check_weights, model_folder
from analysis.errors import ModelMismatch


def test_the_installed_weights_are_the_originals() -> None:
    check_weights(model_folder())


def test_other_weights_are_refused(tmp_path: Path) -> None:
    (tmp_path / "model.safetensors").write_bytes(b"something else")
    with pytest.raises(ModelMismatch, match="not the original's"):
        check_weights(tmp_path)
