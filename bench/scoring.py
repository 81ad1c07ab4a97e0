"""Songs scored per second, against the naive way in the same run.

The naive way is what a first program does: a text-classification model of distilroberta's shape
(random weights: speed does not depend on them), one song at a time, cut at 512 pieces, fp32, the
same threads. Ours reads whole songs and also gives line scores and an embedding.
"""

import argparse
import json
import os
import statistics
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from bench.songwriter import write_song

WARM_UP = 4


def main() -> None:
    """Print a table, or one JSON object with `--json`."""
    options = argparse.ArgumentParser(prog="python -m bench.scoring", description=main.__doc__)
    options.add_argument("--json", action="store_true", help="print one JSON object")
    options.add_argument("--size", type=int, default=48, help="number of songs")
    options.add_argument("--threads", type=int, default=os.cpu_count(), help="processor threads")
    options.add_argument("--rounds", type=int, default=5, help="rounds; the best counts")
    options.add_argument("--data", type=Path, help="JSON lines with a `text` each, instead")
    chosen = options.parse_args()
    songs = _songs(chosen.data, chosen.size)
    figures = compare(songs, chosen.threads, chosen.rounds)
    if chosen.json:
        print(json.dumps(figures))
    else:
        for name, value in figures.items():
            print(f"{name:24} {value}")


def compare(songs: Sequence[str], threads: int, rounds: int) -> dict[str, float | str]:
    """Time both ways in turns and compare our vectors with exact arithmetic."""
    from analysis.scorers.embedded import EmbeddedScorer

    start = time.perf_counter()
    ours = EmbeddedScorer(threads=threads)
    ours.load()
    load_s = time.perf_counter() - start
    naive = _naive(threads)
    for song in songs[:WARM_UP]:
        naive(song)
    ours.score(songs)
    naive_s, ours_s = [], []
    for _ in range(rounds):  # in turns, so that a busy moment hits both
        naive_s.append(_seconds(lambda: [naive(song) for song in songs]))
        ours_s.append(_seconds(lambda: ours.score(songs)))
    exact = EmbeddedScorer(threads=threads, precision="fp32").score(songs)
    got = ours.score(songs)
    return {
        "songs": len(songs),
        "words_per_song": round(statistics.mean(len(song.split()) for song in songs), 1),
        "threads": threads,
        "precision": ours.precision,
        "load_s": round(load_s, 2),
        "naive_songs_per_s": round(len(songs) / min(naive_s), 2),
        "songs_per_s": round(len(songs) / min(ours_s), 2),
        "ratio_naive": round(min(naive_s) / min(ours_s), 2),
        "cosine_to_fp32": round(min(_cosines(got, exact)), 6),
        "errors": sum(score.embedding is None for score in got),
    }


def _naive(threads: int) -> Callable[[str], Any]:
    import torch
    from tokenizers import Tokenizer
    from transformers import RobertaConfig, RobertaForSequenceClassification

    from analysis.encoders.weights import model_folder

    torch.set_num_threads(threads)
    torch.manual_seed(0)
    tokenizer = Tokenizer.from_file(str(model_folder() / "tokenizer.json"))
    tokenizer.enable_truncation(512)
    tokenizer.no_padding()
    shape = RobertaConfig(
        vocab_size=50_265,
        hidden_size=768,
        num_hidden_layers=6,
        num_attention_heads=12,
        intermediate_size=3_072,
        max_position_embeddings=514,
        type_vocab_size=1,
        pad_token_id=1,
    )
    shape.num_labels = 4
    model = RobertaForSequenceClassification(shape)
    model.eval()  # type: ignore[no-untyped-call]

    def score(song: str) -> Any:
        with torch.inference_mode():
            ids = torch.tensor([tokenizer.encode(song).ids])
            return model(input_ids=ids).logits.softmax(-1)

    return score


def _songs(data: Path | None, size: int) -> list[str]:
    if data is None:
        return [write_song(seed) for seed in range(size)]
    with data.open(encoding="utf-8") as file:
        return [json.loads(line)["text"] for line in file][:size]


def _seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def _cosines(got: Sequence[Any], exact: Sequence[Any]) -> list[float]:
    return [
        float(np.dot(one.embedding, other.embedding))
        for one, other in zip(got, exact, strict=True)
        if one.embedding is not None and other.embedding is not None
    ]


if __name__ == "__main__":
    main()
