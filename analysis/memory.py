"""How much memory a model's weights need, and how much there is."""

import json
import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, TypeVar

from analysis.errors import ModelMismatch, ModelTooLarge

HEADROOM = 1.2  # what loading and a batch need beside the weights
_MAX_HEADER = 100_000_000  # the format's own limit
_PROC = Path("/proc/meminfo")
_CGROUP = Path("/sys/fs/cgroup")
T = TypeVar("T")


def count_parameters(files: Sequence[Path]) -> int:
    """Count the numbers in files of weights by their headers; nothing is loaded.

    Raises:
        ModelMismatch: a file is not in the safetensors format.
    """
    return sum(_count(path) for path in files)


def _count(path: Path) -> int:
    try:
        with path.open("rb") as file:
            length = int.from_bytes(file.read(8), "little")
            header: dict[str, Any] = json.loads(file.read(min(length, _MAX_HEADER)))
        shapes = [x["shape"] for name, x in header.items() if name != "__metadata__"]
        return sum(_product(shape) for shape in shapes)
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        message = f"{path.name} of the model is damaged: fetch it again"
        raise ModelMismatch(message) from error


def _product(shape: Sequence[int]) -> int:
    total = 1
    for size in shape:
        total *= int(size)
    return total


def check_memory(name: str, needed: int, available: int | None, where: str) -> None:
    """Refuse a model before it is loaded.

    Args:
        name: what people call it.
        needed: bytes of its weights as they will lie in memory.
        available: free bytes, None where nobody can tell.
        where: "this machine" or a device.

    Raises:
        ModelTooLarge: it does not fit.
    """
    if available is not None and needed * HEADROOM > available:
        raise ModelTooLarge(
            f"{name} needs about {_gb(needed * HEADROOM)} of memory and {where} has "
            f"{_gb(available)} free: choose a smaller model or free some memory"
        )


def available_memory(device: str = "cpu") -> int | None:
    """Return the free bytes of a device, a container's limit included; None when unknown."""
    if device.startswith("cuda"):
        import torch

        return int(torch.cuda.mem_get_info(torch.device(device))[0])
    return free_memory(_PROC, _CGROUP)


def free_memory(proc: Path, cgroup: Path) -> int | None:
    """Return what Linux calls available, or the rest of a container's limit when that is less.

    Args:
        proc: Linux' summary of its memory.
        cgroup: folder of the control group's files.
    """
    found = [size for size in (_of_machine(proc), _of_container(cgroup)) if size is not None]
    return min(found) if found else None


def _of_machine(proc: Path) -> int | None:
    try:
        lines = dict(line.split(":", 1) for line in proc.read_text().splitlines())
        return int(lines["MemAvailable"].split()[0]) * 1024
    except (OSError, ValueError, KeyError):
        if "SC_PHYS_PAGES" not in os.sysconf_names:
            return None
        return os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")  # no Linux: all it has


def _of_container(cgroup: Path) -> int | None:
    try:
        limit = int((cgroup / "memory.max").read_text())
        used = int((cgroup / "memory.current").read_text())
        # Files read lately count as used, though they give way at once.
        stat = dict(x.split() for x in (cgroup / "memory.stat").read_text().splitlines())
        return max(0, limit - used + int(stat.get("inactive_file", 0)))
    except (OSError, ValueError):  # there is none, or it has no limit ("max")
        return None


def in_halves(name: str, items: Sequence[T], run: Callable[[Sequence[T]], list[Any]]) -> list[Any]:
    """Run a batch; when memory does not suffice, its halves, down to single items.

    Raises:
        ModelTooLarge: not even one item fits.
    """
    try:
        return run(items)
    except (MemoryError, RuntimeError) as error:
        if not is_out_of_memory(error):
            raise
        if len(items) == 1:
            raise ModelTooLarge(
                f"{name} ran out of memory on a single stretch of lyrics: choose a smaller model "
                "or another ATTUNE_MOOD_DEVICE"
            ) from error
    _release()
    middle = len(items) // 2
    return in_halves(name, items[:middle], run) + in_halves(name, items[middle:], run)


def is_out_of_memory(error: BaseException) -> bool:
    """Say whether an error means that memory ran out, on whatever device."""
    if isinstance(error, MemoryError):
        return True
    said = str(error).lower()
    return isinstance(error, RuntimeError) and (
        "out of memory" in said or "not enough memory" in said or "can't allocate memory" in said
    )


def _release() -> None:
    import torch

    if torch.cuda.is_available():
        torch.cuda.empty_cache()


def _gb(size: float) -> str:
    return f"{size / 1e9:,.1f} GB" if size >= 1e9 else f"{size / 1e6:,.0f} MB"
