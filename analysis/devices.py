"""Where a model runs and how exactly: processor, CUDA or Apple's GPU, checked before use."""

from typing import TYPE_CHECKING, Any

from analysis.errors import DeviceMissing

if TYPE_CHECKING:
    import torch

AUTO = "auto"
MIN_COSINE = 0.9995  # of states in half precision to exact ones
MIN_FREE_BYTES = 1_000_000_000  # on a GPU, to be taken without being asked for
# Pieces in a batch: a processor is fastest while a batch fits its caches, a GPU when it is full.
GPU_PIECES = 65_536


def choose_device(wanted: str = AUTO) -> str:
    """Return the device to use.

    Args:
        wanted: "auto" takes CUDA or Apple's GPU where there is one; or "cpu", "cuda", "cuda:N",
            "mps".

    Raises:
        DeviceMissing: it is not there; says what to do.
    """
    import torch

    if wanted == AUTO:
        if _cuda_has_room():
            return "cuda"
        return "mps" if torch.backends.mps.is_available() else "cpu"
    kind, _, number = wanted.partition(":")
    if kind == "cuda":
        _check_cuda(wanted, int(number or 0))
    elif kind == "mps" and not torch.backends.mps.is_available():
        raise DeviceMissing(_sentence(wanted, "no Apple GPU was found"))
    elif kind not in ("cpu", "mps"):
        raise DeviceMissing(_sentence(wanted, "there is no such device"))
    return wanted


def half_type(device: str) -> "torch.dtype | None":
    """Return the half precision a device has instructions for; None where exact is the way."""
    import torch

    if not device.startswith("cuda"):
        return None
    at = torch.device(device)
    if torch.cuda.get_device_capability(at) >= (8, 0):
        return torch.bfloat16
    return torch.float16 if torch.cuda.get_device_capability(at) >= (7, 0) else None


def on_device(model: Any, device: str, *, half: bool = True) -> tuple[Any, str]:
    """Move an encoder to a GPU, in half precision where its states stay within `MIN_COSINE`.

    Args:
        model: an encoder in fp32.
        device: as `choose_device` returned it, no processor.
        half: whether half precision may be used.

    Returns:
        The model to use and "fp32", "bf16" or "fp16".
    """
    import copy

    import torch

    exact = model.to(device)
    kind = half_type(device) if half else None
    if kind is None:
        return exact, "fp32"
    close = copy.deepcopy(exact).to(kind)
    ids = torch.randint(1_000, 30_000, (8, 56), generator=torch.Generator().manual_seed(1))
    inputs = ids.to(device), torch.ones_like(ids).to(device)
    with torch.inference_mode():
        one, other = (m(*inputs)[-1].float().mean(1) for m in (exact, close))
    cosine = float(torch.nn.functional.cosine_similarity(one, other, dim=-1).min())
    name = "bf16" if kind is torch.bfloat16 else "fp16"
    return (close, name) if cosine >= MIN_COSINE else (exact, "fp32")


def _cuda_has_room() -> bool:
    """Whether CUDA works and is not full already: what nobody asked for must not fail."""
    import torch

    try:
        return torch.cuda.is_available() and torch.cuda.mem_get_info()[0] >= MIN_FREE_BYTES
    except RuntimeError:
        return False


def _check_cuda(wanted: str, number: int) -> None:
    import torch

    if not torch.cuda.is_available():
        without = torch.version.cuda is None
        reason = "this torch was built without CUDA" if without else "no CUDA device was found"
        raise DeviceMissing(_sentence(wanted, reason))
    if number >= torch.cuda.device_count():
        last = torch.cuda.device_count() - 1
        raise DeviceMissing(_sentence(wanted, f"the last device is cuda:{last}"))


def _sentence(wanted: str, reason: str) -> str:
    return f"ATTUNE_MOOD_DEVICE is {wanted}, but {reason}: set it to auto or cpu"
