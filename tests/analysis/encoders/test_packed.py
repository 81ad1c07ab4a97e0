"""The packed layers against the plain ones, on a network small enough to make here."""

import copy

import pytest
import torch

from analysis.encoders.network import Added, Bent, Layer, MiniLMNetwork
from analysis.encoders.packed import Packed, PackedAdded, pack


def seeded(make: type[torch.nn.Module]) -> torch.nn.Module:
    torch.manual_seed(3)
    return make().eval()


def layer_inputs() -> tuple[torch.Tensor, torch.Tensor]:
    torch.manual_seed(4)
    away = torch.zeros(3, 1, 1, 9)
    away[1, ..., 5:] = -1e4
    return torch.randn(27, 384), away


def test_a_packed_layer_is_the_plain_one() -> None:
    plain = seeded(Layer)
    packed = pack(copy.deepcopy(plain))
    state, away = layer_inputs()
    with torch.inference_mode():
        torch.testing.assert_close(
            packed(state.clone(), away), plain(state.clone(), away), rtol=1e-4, atol=2e-5
        )


def test_what_came_in_is_not_written_over() -> None:
    packed = pack(seeded(Layer))
    state, away = layer_inputs()
    before = state.clone()
    with torch.inference_mode():
        packed(state, away)
    assert torch.equal(state, before)


def test_every_dense_layer_is_packed_by_what_follows_it() -> None:
    packed = pack(seeded(Layer))
    kinds = {name: type(part) for name, part in packed.named_children()}
    assert kinds["answer"] is kinds["down"] is PackedAdded
    assert kinds["asked"] is kinds["up"] is Packed
    assert not any(isinstance(part, torch.nn.Linear) for part in packed.modules())


def test_plain_and_packed_bend_and_add_alike() -> None:
    torch.manual_seed(5)
    given, state = torch.randn(4, 16), torch.randn(4, 8)
    bent, added = Bent(16, 8), Added(16, 8)
    with torch.inference_mode():
        torch.testing.assert_close(Packed(bent)(given), bent(given))
        torch.testing.assert_close(PackedAdded(added)(given, state), added(given, state))
        assert not torch.allclose(Packed(bent)(given), torch.nn.Linear.forward(bent, given))


def test_without_the_library_layers_stay_as_they_are(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(torch.backends.mkldnn, "is_available", lambda: False)
    network = seeded(MiniLMNetwork)
    before = list(network.modules())
    assert pack(network) is network
    assert list(network.modules()) == before
