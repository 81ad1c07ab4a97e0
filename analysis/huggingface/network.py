"""Loading networks and tokenizers from a checked folder, with every failure as a sentence."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Protocol

from analysis.devices import GPU_PIECES, half_type
from analysis.errors import ModelError, ModelMismatch, ModelTooLarge, ModelUnsupported
from analysis.huggingface.folders import Found, weight_files
from analysis.memory import available_memory, check_memory, count_parameters, is_out_of_memory
from analysis.preprocessing import WINDOW_PIECES

if TYPE_CHECKING:
    from analysis.heads import Array

CPU_PIECES = 1_536
_FP32, _HALF = 4, 2
_FEWEST_PIECES = 10  # even one that spells letter by letter has more


class Network(Protocol):
    """What the scorer asks of a model.

    Attributes:
        tokenizer: of the library's fast kind.
        longest: pieces it reads at once, special ones left out.
        precision: "fp32", "bf16" or "fp16".
    """

    tokenizer: Any
    longest: int
    precision: str

    def amounts(self, texts: Sequence[str]) -> Array:
        """Return (texts, 4) amounts of `MOODS`, 0 or more, about 1 or less together."""


def quiet_libraries() -> None:
    """Import transformers without network, progress bars or advice."""
    os.environ.setdefault("HF_HUB_OFFLINE", "1")  # what may be fetched has been by now
    from transformers.utils import logging as theirs

    logging: Any = theirs
    logging.set_verbosity_error()
    logging.disable_progress_bar()


@contextmanager
def loading(name: str) -> Iterator[None]:
    """Turn what the libraries raise while loading into errors that say what to do.

    Raises:
        ModelTooLarge: memory ran out.
        ModelUnsupported: the libraries cannot run it as it is.
        ModelMismatch: its files are damaged or do not fit each other.
    """
    from safetensors import SafetensorError

    try:
        yield
    except ModelError:
        raise
    except SafetensorError as error:
        raise ModelMismatch(f"the weights of {name} are damaged: fetch it again") from error
    except (ValueError, KeyError, ImportError, TypeError, AttributeError) as error:
        raise ModelUnsupported(
            f"{name} cannot be used ({_first_line(error)}): choose a model that transformers "
            "runs without code of its own"
        ) from error
    except (RuntimeError, MemoryError) as error:
        if is_out_of_memory(error):
            raise ModelTooLarge(
                f"there is not enough memory to load {name}: choose a smaller model"
            ) from error
        raise ModelMismatch(f"{name} cannot be loaded ({_first_line(error)})") from error
    except OSError as error:
        raise ModelMismatch(
            f"{name} cannot be loaded ({_first_line(error)}): fetch it again"
        ) from error


def precision_for(found: Found, device: str) -> Any:
    """Choose the arithmetic of a device and check that the weights fit.

    Returns:
        A torch dtype.

    Raises:
        ModelTooLarge: they do not.
        ModelMismatch: a file of weights is damaged.
    """
    import torch

    half = half_type(device)
    count = count_parameters(weight_files(found.folder))
    needed = count * (_HALF if half else _FP32)
    check_memory(found.name, needed, available_memory(), "this machine")
    if device != "cpu":
        check_memory(found.name, needed, available_memory(device), device)
    return half or torch.float32


def name_of(dtype: Any) -> str:
    """Name a torch dtype as stamps and people do."""
    return {"torch.bfloat16": "bf16", "torch.float16": "fp16"}.get(str(dtype), "fp32")


def read_tokenizer(found: Found) -> Any:
    """Load the tokenizer.

    Raises:
        ModelUnsupported: it has none, or none that can say where its pieces lie.
    """
    from transformers import AutoTokenizer

    folder = str(found.folder)
    with loading(found.name):
        tokenizer: Any = AutoTokenizer.from_pretrained(
            folder, local_files_only=True, trust_remote_code=False
        )
    return check_tokenizer(tokenizer, found.name)


def check_tokenizer(tokenizer: Any, name: str) -> Any:
    """Return the tokenizer when it can be used here.

    Raises:
        ModelUnsupported: it knows no words (the library makes an empty one where there is none),
            cannot say where its pieces lie, or cannot fill up a batch.
    """
    if not getattr(tokenizer, "is_fast", False):
        raise ModelUnsupported(
            f"the tokenizer of {name} cannot be used: choose a model with a tokenizer.json"
        )
    if len(tokenizer) - len(tokenizer.all_special_ids) < _FEWEST_PIECES:
        raise ModelUnsupported(
            f"the tokenizer of {name} has no vocabulary: its folder needs a tokenizer.json"
        )
    if tokenizer.pad_token is None:
        tokenizer.pad_token = tokenizer.eos_token
    if tokenizer.pad_token is None:
        raise ModelUnsupported(f"the tokenizer of {name} has no padding: choose another model")
    return tokenizer


def longest_input(tokenizer: Any, config: Any) -> int:
    """Return how many pieces of lyrics a window may have: ours, or less for a short model."""
    special = int(tokenizer.num_special_tokens_to_add())
    limits = [WINDOW_PIECES + special, int(tokenizer.model_max_length)]
    positions = getattr(config, "max_position_embeddings", None)
    if isinstance(positions, int) and positions > 0:
        # RoBERTa and its kin begin to count after the padding's number.
        limits.append(positions - (int(getattr(config, "pad_token_id", 0) or 0) + 1))
    return max(1, min(limits) - special)


def batch_pieces(device: str) -> int:
    """Return how many pieces make a good batch on a device."""
    return CPU_PIECES if device == "cpu" else GPU_PIECES


def _first_line(error: BaseException) -> str:
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    return (lines[0] if lines else type(error).__name__)[:200].rstrip(".:")
