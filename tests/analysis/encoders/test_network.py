"""The network against the library's own, on the published weights."""

import torch

from analysis.encoders.network import DEPTH, read_network
from analysis.encoders.weights import model_folder


def test_states_of_every_layer_are_those_of_the_library() -> None:
    from transformers import AutoModel

    theirs = AutoModel.from_pretrained(str(model_folder())).eval()
    ids = torch.randint(1_000, 30_000, (5, 23), generator=torch.Generator().manual_seed(7))
    mask = torch.ones_like(ids)
    mask[1, 11:] = mask[4, 2:] = 0
    with torch.inference_mode():
        ours = read_network(model_folder())(ids, mask)
        expected = theirs(input_ids=ids, attention_mask=mask, output_hidden_states=True)
    assert len(ours) == len(expected.hidden_states) == DEPTH + 1
    for one, other in zip(ours, expected.hidden_states, strict=True):
        torch.testing.assert_close(one[mask == 1], other[mask == 1], rtol=1e-4, atol=2e-5)
