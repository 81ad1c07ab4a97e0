"""all-MiniLM-L6-v2 as a network (BERT: Devlin et al., 2019), written for short windows.

The same sums as the library's `BertModel`, which a test holds it to. What differs is the order:
one product for queries, keys and values, no attention kernel made for long texts, nothing copied
that can be added in place. On a processor that scores about a tenth more songs, and the network
needs no library that takes seconds to import. `analysis.encoders.packed` puts another way of
multiplying in place of the dense layers where that is faster.
"""

from __future__ import annotations

import math
from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn import functional

DIMS, DEPTH, HEADS, FEED = 384, 6, 12, 1_536
WORDS, PLACES = 30_522, 512
_EPSILON = 1e-12
_AWAY = -1e4  # what padding scores: e to its power is 0, and 16 bits can hold it
_MOST = 60.0  # e to its power still leaves room to sum


class MiniLMNetwork(nn.Module):
    """Pieces in, the states of every layer out."""

    def __init__(self) -> None:
        """Make the network with weights still to be read."""
        super().__init__()
        self.words = nn.Embedding(WORDS, DIMS)
        self.places = nn.Embedding(PLACES, DIMS)
        self.norm = nn.LayerNorm(DIMS, eps=_EPSILON)
        self.layers = nn.ModuleList(Layer() for _ in range(DEPTH))

    def forward(self, ids: Tensor, mask: Tensor) -> list[Tensor]:
        """Run texts.

        Args:
            ids: (texts, pieces) int64.
            mask: (texts, pieces) 1 for a piece, 0 for padding.

        Returns:
            Seven (texts, pieces, 384) states: of the embedding and of each layer.
        """
        texts, pieces = ids.shape
        state = self.norm(self.words(ids) + self.places.weight[:pieces]).flatten(0, 1)
        away = (1 - mask).to(state.dtype).mul_(_AWAY)[:, None, None]
        states = [state]
        for layer in self.layers:
            states.append(layer(states[-1], away))
        return [state.view(texts, pieces, DIMS) for state in states]


class Bent(nn.Linear):
    """A dense layer, then GELU."""

    def forward(self, given: Tensor) -> Tensor:
        """Run (n, in) to (n, out)."""
        return functional.gelu(super().forward(given))


class Added(nn.Linear):
    """A dense layer whose answer is added to what the layer began with."""

    def forward(self, given: Tensor, state: Tensor) -> Tensor:  # type: ignore[override]
        """Run (n, in) and add (n, out)."""
        return super().forward(given).add_(state)


class Layer(nn.Module):
    """Attention, then two dense layers, each added to what came in and normalised."""

    def __init__(self) -> None:
        """Make the layer with weights still to be read."""
        super().__init__()
        self.asked = nn.Linear(DIMS, 3 * DIMS)  # queries, keys and values beside each other
        self.answer = Added(DIMS, DIMS)
        self.norm = nn.LayerNorm(DIMS, eps=_EPSILON)
        self.up = Bent(DIMS, FEED)
        self.down = Added(FEED, DIMS)
        self.last_norm = nn.LayerNorm(DIMS, eps=_EPSILON)

    def forward(self, state: Tensor, away: Tensor) -> Tensor:
        """Run (texts · pieces, 384) states; `away` is (texts, 1, 1, pieces)."""
        state = self.norm(self.answer(self._attend(state, away), state))
        return self.last_norm(self.down(self.up(state), state))  # type: ignore[no-any-return]

    def _attend(self, state: Tensor, away: Tensor) -> Tensor:
        texts, pieces = away.shape[0], away.shape[-1]
        asked = self.asked(state).view(texts, pieces, 3, HEADS, DIMS // HEADS)
        query, key, value = asked.permute(2, 0, 3, 1, 4).flatten(1, 2)
        if state.is_cuda:
            found = functional.scaled_dot_product_attention(query, key, value, _each(away))
        else:
            found = _attention(query, key, value, _each(away))
        found = found.view(texts, HEADS, pieces, -1)
        return found.transpose(1, 2).reshape(texts * pieces, DIMS)


def _each(away: Tensor) -> Tensor:
    """Return (texts · heads, 1, pieces): the same for every head."""
    return away.expand(-1, HEADS, -1, -1).flatten(0, 1)


def _attention(query: Tensor, key: Tensor, value: Tensor, away: Tensor) -> Tensor:
    """Softmax attention, divided by the sum at the end.

    No score is near `_MOST` (30 is rare), so none needs its row's maximum taken off first; the
    library's softmax of short rows in 16 bits takes longer than all the rest of attention.
    """
    scores = torch.baddbmm(away, query, key.transpose(1, 2), alpha=1 / math.sqrt(query.shape[-1]))
    shares = scores.clamp_(max=_MOST).exp_()
    return torch.bmm(shares, value).div_(shares.sum(-1, keepdim=True))


def read_network(folder: Path) -> MiniLMNetwork:
    """Read the weights of a folder whose hash was checked."""
    from safetensors.torch import load_file

    network = MiniLMNetwork().eval()
    network.load_state_dict(_named(load_file(folder / "model.safetensors")), strict=True)
    return network


def _named(theirs: dict[str, Tensor]) -> dict[str, Tensor]:
    """Name and join the published weights as this network has them."""
    kind = theirs["embeddings.token_type_embeddings.weight"][0]  # of a first text, which all are
    found = {
        "words.weight": theirs["embeddings.word_embeddings.weight"],
        "places.weight": theirs["embeddings.position_embeddings.weight"] + kind,
    }
    found |= _both("norm", theirs, "embeddings.LayerNorm")
    for number in range(DEPTH):
        ours, name = f"layers.{number}", f"encoder.layer.{number}"
        for part in ("weight", "bias"):
            found[f"{ours}.asked.{part}"] = torch.cat(
                [theirs[f"{name}.attention.self.{of}.{part}"] for of in ("query", "key", "value")]
            )
        found |= _both(f"{ours}.answer", theirs, f"{name}.attention.output.dense")
        found |= _both(f"{ours}.norm", theirs, f"{name}.attention.output.LayerNorm")
        found |= _both(f"{ours}.up", theirs, f"{name}.intermediate.dense")
        found |= _both(f"{ours}.down", theirs, f"{name}.output.dense")
        found |= _both(f"{ours}.last_norm", theirs, f"{name}.output.LayerNorm")
    return found


def _both(ours: str, theirs: dict[str, Tensor], name: str) -> dict[str, Tensor]:
    return {f"{ours}.{part}": theirs[f"{name}.{part}"] for part in ("weight", "bias")}
