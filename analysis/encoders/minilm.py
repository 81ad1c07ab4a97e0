"""all-MiniLM-L6-v2 as this package runs it: windows in, sums of states per line out, one pass."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from analysis.devices import AUTO, GPU_PIECES, choose_device, on_device
from analysis.encoders.weights import EMBEDDING_DIMS, check_weights, model_folder

if TYPE_CHECKING:
    import torch

    from analysis.encoders.windows import Window

BATCH_PIECES = 768  # what a layer makes of them still fits the caches
_CLS, _SEP, _PAD = 101, 102, 0


@dataclass(frozen=True, slots=True)
class States:
    """What one pass over some windows gives.

    Attributes:
        sums: (lines, layers, 384) float32, states summed over the pieces of each line.
        pieces: (lines,) float32, number of pieces summed.
        windows: (windows, 384) float32, mean of the last layer over a window with its special
            pieces, as the encoder's authors pool.
    """

    sums: NDArray[np.float32]
    pieces: NDArray[np.float32]
    windows: NDArray[np.float32]


class MiniLM:
    """The encoder. Loading takes seconds, once; calls from several threads take turns."""

    def __init__(
        self, threads: int | None = None, *, precision: str = "auto", device: str = AUTO
    ) -> None:
        """Remember how to run.

        Args:
            threads: threads torch may use in this process; None leaves torch's own choice.
            precision: "fp32", or "auto" for bf16 where it is measured faster and as good.
            device: what `analysis.devices.choose_device` takes.
        """
        self._threads = threads
        self._wanted = precision
        self._wanted_device = device
        self._lock = threading.Lock()
        self._model: Any = None
        self._crew: ThreadPoolExecutor | None = None
        self._crew_size = 1
        self._tokenizer: Any = None
        self.precision = "fp32"
        self.device = "cpu"

    def load(self) -> None:
        """Load tokenizer and weights unless that is done.

        Raises:
            ModelMissing: the weights are not installed.
            ModelMismatch: they are not the original's.
            DeviceMissing: the device that was asked for is not there.
        """
        with self._lock:
            if self._model is None:
                self._load()

    def _load(self) -> None:
        folder = model_folder()
        check_weights(folder)
        # Imported here: seconds and 300 MB that only a process which scores should pay.
        import torch
        from tokenizers import Tokenizer

        from analysis.encoders.network import read_network

        if self._threads is not None:
            torch.set_num_threads(self._threads)
        self.device = choose_device(self._wanted_device)
        tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        tokenizer.no_truncation()
        tokenizer.no_padding()
        model: Any = read_network(folder)
        self._tokenizer = tokenizer
        if self.device != "cpu":
            model, self.precision = on_device(model, self.device, half=self._wanted == "auto")
        elif self._wanted == "auto":
            from analysis.encoders.precision import fastest_exact

            model, self.precision = fastest_exact(model)
        if self.device == "cpu":
            self._crew_size = torch.get_num_threads()
            self._crew = _make_crew(self._crew_size)
        self._model = model

    def tokenize(self, lines: Sequence[str]) -> list[list[int]]:
        """Split lines into word pieces, without special ones."""
        self.load()
        encodings = self._tokenizer.encode_batch_fast(list(lines), add_special_tokens=False)
        return [encoding.ids for encoding in encodings]

    def encode(self, windows: Sequence[Window], lines: int, layers: Sequence[int]) -> States:
        """Run the windows, sorted by length in batches of about 770 pieces (more on a GPU).

        Args:
            windows: stretches whose `owners` are below `lines`.
            lines: number of lines to sum for.
            layers: which hidden states to sum, 0 (embedding) to 6 (last).
        """
        self.load()
        with self._lock:
            return self._encode(windows, lines, layers)

    def _encode(self, windows: Sequence[Window], lines: int, layers: Sequence[int]) -> States:
        import torch

        # One row more than lines: padding and special pieces are summed there and dropped.
        sums = torch.zeros(len(layers), lines + 1, EMBEDDING_DIMS, device=self.device)
        means = torch.zeros(len(windows), EMBEDDING_DIMS, device=self.device)
        batches = list(_batches(windows, self._budget(windows)))
        padded = (_pad([windows[i] for i in batch], lines) for batch in batches)
        read = self._crew.map if self._crew else map
        for batch, found in zip(batches, read(partial(self._read, layers), padded), strict=True):
            owners, mean, states = found
            means[batch] = mean
            for at, layer in enumerate(states):
                sums[at].index_add_(0, owners, layer.flatten(0, 1).float())
        pieces = np.zeros(lines, dtype=np.float32)
        for window in windows:
            np.add.at(pieces, window.owners, 1)
        return States(sums[:, :lines].transpose(0, 1).cpu().numpy(), pieces, means.cpu().numpy())

    def _budget(self, windows: Sequence[Window]) -> int:
        """Return the pieces of a batch: few enough that each of the crew has one."""
        if self._crew is None:
            return BATCH_PIECES if self.device == "cpu" else GPU_PIECES
        pieces = sum(len(window.pieces) + 2 for window in windows)
        return min(BATCH_PIECES, -(-pieces // self._crew_size))

    def _read(
        self, layers: Sequence[int], padded: tuple[torch.Tensor, ...]
    ) -> tuple[torch.Tensor, torch.Tensor, list[torch.Tensor]]:
        """Run one batch: owners of its pieces, mean of each window, states of the layers."""
        import torch

        ids, mask, owners = (part.to(self.device) for part in padded)
        with torch.inference_mode():
            states = self._model(ids, mask)
            mean = _masked_mean(states[-1].float(), mask)
        return owners.flatten(), mean, [states[layer] for layer in layers]


def _make_crew(threads: int) -> ThreadPoolExecutor | None:
    """Return threads that each run a batch alone; None where one is all there is.

    The parts of one product, shared out, wait for the slowest: on a busy machine for milliseconds,
    every time. Whole batches wait for nobody, and one is at its sums while another multiplies.
    """
    import torch

    if threads < 2:
        return None
    return ThreadPoolExecutor(threads, "encoder", torch.set_num_threads, (1,))


def _batches(windows: Sequence[Window], budget: int) -> Iterator[list[int]]:
    order = sorted(range(len(windows)), key=lambda i: len(windows[i].pieces))
    batch: list[int] = []
    for i in order:
        if batch and (len(batch) + 1) * (len(windows[i].pieces) + 2) > budget:
            yield batch
            batch = []
        batch.append(i)
    if batch:
        yield batch


def _pad(windows: Sequence[Window], nobody: int) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    """Return pieces, mask and owners, each (windows, longest); what is no line's is `nobody`'s."""
    import torch

    longest = max(len(window.pieces) for window in windows) + 2
    ids = np.full((len(windows), longest), _PAD, dtype=np.int64)
    mask = np.zeros((len(windows), longest), dtype=np.int64)
    owners = np.full((len(windows), longest), nobody, dtype=np.int64)
    for row, window in enumerate(windows):
        n = len(window.pieces)
        ids[row, : n + 2] = [_CLS, *window.pieces, _SEP]
        mask[row, : n + 2] = 1
        owners[row, 1 : n + 1] = window.owners
    return torch.from_numpy(ids), torch.from_numpy(mask), torch.from_numpy(owners)


def _masked_mean(states: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
    weights = mask.unsqueeze(-1).float()
    return (states * weights).sum(1) / weights.sum(1)
