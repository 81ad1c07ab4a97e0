"""The choice between exact and faster arithmetic."""

from typing import Any

import pytest
import torch

from analysis.encoders import precision


class Echo(torch.nn.Module):
    """An encoder whose states are a table of its inputs."""

    def __init__(self) -> None:
        super().__init__()
        self.table = torch.nn.Embedding(30_000, 8)

    def forward(self, ids: torch.Tensor, mask: torch.Tensor) -> list[torch.Tensor]:
        return [self.table(ids) * mask.unsqueeze(-1)]


def timed(monkeypatch: pytest.MonkeyPatch, exact_s: float, close_s: float) -> None:
    real = precision._run

    def run(model: Any, ids: Any, mask: Any) -> tuple[Any, float]:
        half = next(model.parameters()).dtype == torch.bfloat16
        return real(model, ids, mask)[0], close_s if half else exact_s

    monkeypatch.setattr(precision, "_run", run)
    monkeypatch.setattr(precision, "_has_bf16", lambda: True)


def test_without_the_instructions_it_stays_exact(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(precision, "_has_bf16", lambda: False)
    model = Echo()
    assert precision.fastest_exact(model) == (model, "fp32")


def test_faster_and_as_good_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    timed(monkeypatch, exact_s=2.0, close_s=1.0)
    chosen, name = precision.fastest_exact(Echo())
    assert (name, chosen.table.weight.dtype) == ("bf16", torch.bfloat16)


def test_hardly_faster_is_not_worth_it(monkeypatch: pytest.MonkeyPatch) -> None:
    timed(monkeypatch, exact_s=1.1, close_s=1.0)
    assert precision.fastest_exact(Echo())[1] == "fp32"


def test_faster_but_worse_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    timed(monkeypatch, exact_s=2.0, close_s=1.0)
    monkeypatch.setattr(precision, "MIN_COSINE", 1.1)
    assert precision.fastest_exact(Echo())[1] == "fp32"
