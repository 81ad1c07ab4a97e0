"""Dense layers as a processor multiplies them fastest: weights laid out once, no pass after.

The same sums as the plain layers; only where they are rounded to 16 bits differs. Plain weights are
laid out anew for every product, and GELU and the addition read and write everything once more.
"""

from __future__ import annotations

from typing import Any, TypeVar

import torch
from torch import Tensor, nn

from analysis.encoders.network import Added, Bent

T = TypeVar("T", bound=nn.Module)

_ROWS = 768  # of a usual batch: what the layout is chosen for; others work, too


class Packed(nn.Module):
    """A dense layer on a processor, with what follows it."""

    weight: Tensor
    bias: Tensor

    def __init__(self, dense: nn.Linear) -> None:
        """Take over the weights of `dense`."""
        super().__init__()
        weight = dense.weight.detach()
        # What torch's own compiler calls; there is no public name. The version of torch is fixed.
        self.weight = torch.ops.mkldnn._reorder_linear_weight(weight, _ROWS)  # noqa: SLF001
        self.bias = dense.bias.detach()
        bent = isinstance(dense, Bent)
        self._after: tuple[Any, ...] = ("gelu", [], "none") if bent else ("none", [], "")

    def forward(self, given: Tensor) -> Tensor:
        """Run (n, in) to (n, out)."""
        multiply = torch.ops.mkldnn._linear_pointwise  # noqa: SLF001
        return multiply(given, self.weight, self.bias, *self._after)  # type: ignore[no-any-return]


class PackedAdded(Packed):
    """The same, and its answer added to what the layer began with."""

    def forward(self, given: Tensor, state: Tensor) -> Tensor:  # type: ignore[override]
        """Run (n, in) and add (n, out)."""
        multiply = torch.ops.mkldnn._linear_pointwise.binary  # noqa: SLF001
        return multiply(given, state, self.weight, self.bias, "add")  # type: ignore[no-any-return]


def pack(network: T) -> T:
    """Put packed layers in place of the dense ones, where torch has them; for inference only."""
    if not torch.backends.mkldnn.is_available():  # type: ignore[no-untyped-call]
        return network
    dense = [(name, part) for name, part in network.named_modules() if isinstance(part, nn.Linear)]
    for name, part in dense:
        network.set_submodule(name, (PackedAdded if isinstance(part, Added) else Packed)(part))
    return network
