"""Whether weights fit, told before and after it is too late."""

import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from safetensors.numpy import save_file

from analysis.errors import ModelMismatch, ModelTooLarge
from analysis.memory import (
    available_memory,
    check_memory,
    count_parameters,
    free_memory,
    in_halves,
)

MEMINFO = "MemTotal:       16000 kB\nMemFree:         100 kB\nMemAvailable:    8000 kB\n"


def test_parameters_are_counted_without_loading(tmp_path: Path) -> None:
    save_file({"a": np.zeros((3, 4), np.float32), "b": np.zeros(5, np.float16)}, tmp_path / "w")
    save_file({"c": np.zeros((), np.float32)}, tmp_path / "v")
    assert count_parameters([tmp_path / "w", tmp_path / "v"]) == 18


@pytest.mark.parametrize("content", [b"", b"\xff" * 64, b"\x02\0\0\0\0\0\0\0[]", b"version https"])
def test_a_file_of_another_kind_is_damaged(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "w.safetensors").write_bytes(content)
    with pytest.raises(ModelMismatch, match=r"w\.safetensors of the model is damaged: fetch it"):
        assert count_parameters([tmp_path / "w.safetensors"]) == -1


def test_free_memory_is_the_machines_or_the_rest_of_a_containers(tmp_path: Path) -> None:
    proc = tmp_path / "meminfo"
    proc.write_text(MEMINFO)
    assert free_memory(proc, tmp_path) == 8_192_000
    (tmp_path / "memory.current").write_text("3000000\n")
    (tmp_path / "memory.stat").write_text("anon 5\ninactive_file 1000000\n")
    (tmp_path / "memory.max").write_text("max\n")
    assert free_memory(proc, tmp_path) == 8_192_000
    (tmp_path / "memory.max").write_text("5000000\n")
    assert free_memory(proc, tmp_path) == 3_000_000
    assert (available_memory() or 0) > 0


def test_what_does_not_fit_is_refused_with_both_numbers() -> None:
    check_memory("it", 100, 120, "this machine")
    check_memory("it", 10**15, None, "this machine")
    with pytest.raises(ModelTooLarge) as caught:
        check_memory("it", 5_000_000_000, 4_000_000_000, "cuda:1")
    assert caught.value.code == "model_too_large"
    assert str(caught.value) == (
        "it needs about 6.0 GB of memory and cuda:1 has 4.0 GB free: "
        "choose a smaller model or free some memory"
    )


@pytest.mark.parametrize(
    "error", [MemoryError(), RuntimeError("[enforce fail] DefaultCPUAllocator: not enough memory")]
)
def test_a_batch_that_does_not_fit_is_halved(error: Exception) -> None:
    sizes: list[int] = []

    def run(items: Sequence[int]) -> list[int]:
        sizes.append(len(items))
        if len(items) > 2:
            raise error
        return [2 * x for x in items]

    assert in_halves("it", [1, 2, 3, 4, 5], run) == [2, 4, 6, 8, 10]
    assert sizes == [5, 2, 3, 1, 2]


def test_a_single_item_that_does_not_fit_is_an_error_and_others_pass() -> None:
    def full(_items: Sequence[int]) -> list[int]:
        raise MemoryError

    def broken(_items: Sequence[int]) -> list[int]:
        raise RuntimeError("sizes differ")

    with pytest.raises(ModelTooLarge, match="it ran out of memory on a single stretch of lyrics"):
        in_halves("it", [1, 2], full)
    with pytest.raises(RuntimeError, match="sizes differ"):
        in_halves("it", [1, 2], broken)


def test_a_header_may_promise_more_than_any_machine_has(tmp_path: Path) -> None:
    header = json.dumps({"w": {"dtype": "F32", "shape": [10**6, 10**9], "data_offsets": [0, 1]}})
    (tmp_path / "w").write_bytes(len(header).to_bytes(8, "little") + header.encode())
    assert count_parameters([tmp_path / "w"]) == 10**15
