"""Whether this machine runs the encoder in bf16 faster than in fp32, and as well."""

import copy
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

MIN_COSINE = 0.9995
MIN_SPEEDUP = 1.25  # below that, exact arithmetic is worth more
_SHAPE = (14, 56)  # a batch as `minilm` makes them
_ROUNDS = 4


def fastest_exact(model: Any) -> tuple[Any, str]:
    """Choose between the given fp32 model and a bf16 copy, by a measurement of under a second.

    Args:
        model: an encoder in fp32.

    Returns:
        The model to use and "bf16" or "fp32". bf16 is only looked at where the processor has
        instructions for it, is `MIN_SPEEDUP` faster and stays within `MIN_COSINE`.
    """
    import torch

    from analysis.encoders.packed import pack

    if not _has_bf16():
        return model, "fp32"
    half = pack(copy.deepcopy(model).to(torch.bfloat16))
    ids = torch.randint(1_000, 30_000, _SHAPE, generator=torch.Generator().manual_seed(1))
    mask = torch.ones(_SHAPE, dtype=torch.int64)
    mask[::2, _SHAPE[1] - 8 :] = 0  # padding takes another path through attention
    exact_s = close_s = float("inf")
    with torch.inference_mode(), _one_thread():
        for _ in range(_ROUNDS):  # in turns; the first round allocates, the best counts
            exact, seconds = _run(model, ids, mask)
            exact_s = min(exact_s, seconds)
            close, seconds = _run(half, ids, mask)
            close_s = min(close_s, seconds)
    cosine = torch.nn.functional.cosine_similarity(exact.mean(1), close.mean(1), dim=-1).min()
    good = float(cosine) >= MIN_COSINE and close_s * MIN_SPEEDUP <= exact_s
    return (half, "bf16") if good else (model, "fp32")


def _has_bf16() -> bool:
    import torch

    flags = torch.backends.cpu.get_cpu_capability()
    # torch has no public question for it yet
    return bool(flags.startswith("AVX512") and torch.cpu._is_avx512_bf16_supported())  # noqa: SLF001


@contextmanager
def _one_thread() -> Iterator[None]:
    """Multiply on this thread alone, as each of the encoder's crew does.

    Threads that share a product may spend their time waiting for each other on a busy machine; one
    such measurement chose fp32 where others chose bf16.
    """
    import torch

    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    try:
        yield
    finally:
        torch.set_num_threads(threads)


def _run(model: Any, ids: Any, mask: Any) -> tuple[Any, float]:
    """Return the last layer and the processor time: wall time would blame a busy machine on us."""
    start = time.thread_time()
    states = model(ids, mask)[-1].float()
    return states, time.thread_time() - start
