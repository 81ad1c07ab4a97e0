"""Where a model may run. Nothing here needs a GPU, nor that there is none."""

import pytest
import torch

from analysis.devices import choose_device, half_type
from analysis.errors import DeviceMissing


def test_auto_finds_what_is_there() -> None:
    kinds = {
        "cuda": torch.cuda.is_available(), "mps": torch.backends.mps.is_available(), "cpu": True
    }  # fmt: skip
    assert choose_device("auto") == next(kind for kind, there in kinds.items() if there)
    assert choose_device("cpu") == "cpu"


@pytest.mark.parametrize("wanted", ["cuda:99", "tpu"])
def test_a_device_that_is_not_there_is_a_sentence(wanted: str) -> None:
    with pytest.raises(DeviceMissing) as caught:
        choose_device(wanted)
    assert caught.value.code == "device_missing"
    assert str(caught.value).startswith(f"ATTUNE_MOOD_DEVICE is {wanted}, but ")
    assert str(caught.value).endswith(": set it to auto or cpu")


def test_a_processor_is_exact() -> None:
    assert half_type("cpu") is None
