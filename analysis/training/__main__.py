"""`python -m analysis.training --data DIR --out analysis/artifacts`: train and write the heads."""

import argparse
from pathlib import Path

from analysis.artifact import ARTIFACTS
from analysis.encoders.minilm import MiniLM
from analysis.training.collect import Cache, collect, collect_sentences
from analysis.training.recipe import Recipe, train
from analysis.training.sentences import SentenceRecipe, train_sentences
from analysis.training.sources import EMOBANK_FILE, LINES_PATH, TRAINING_FILES, file_sha256
from analysis.training.write import write_heads, write_sentence_head


def main() -> None:
    """Train the heads by the committed recipe; the same data and machine give the same bytes."""
    options = argparse.ArgumentParser(prog="python -m analysis.training", description=main.__doc__)
    options.add_argument("--data", type=Path, required=True, help="folder with the data sets")
    options.add_argument("--out", type=Path, default=ARTIFACTS, help="folder for the heads")
    options.add_argument("--cache", type=Path, help="folder to keep encoded texts in")
    options.add_argument("--threads", type=int, help="processor threads")
    options.add_argument("--seed", type=int, help="another seed for the sentence head")
    chosen = options.parse_args()
    cache, encoder = Cache(chosen.cache), MiniLM(chosen.threads, precision="fp32")
    sentences = SentenceRecipe() if chosen.seed is None else SentenceRecipe(seed=chosen.seed)
    _songs(chosen.data, chosen.out, encoder, cache)
    _sentences(chosen.data, chosen.out, sentences, encoder, cache)
    print(f"heads written to {chosen.out}; now: python -m analysis.evaluation --save --data …")


def _songs(data: Path, out: Path, encoder: MiniLM, cache: Cache) -> None:
    recipe = Recipe()
    head = train(collect(data, recipe, encoder, cache), recipe)
    about = {
        "recipe": recipe.as_json(),
        "seeds": "none: every step is closed-form or convex, started at zero",
        "data": {name: file_sha256(data, name) for name in TRAINING_FILES}
        | {LINES_PATH.name: file_sha256(LINES_PATH.parent, LINES_PATH.name)},
    }
    write_heads(out, head, about)


def _sentences(
    data: Path, out: Path, recipe: SentenceRecipe, encoder: MiniLM, cache: Cache
) -> None:
    head = train_sentences(*collect_sentences(data, recipe, encoder, cache), recipe)
    known = {EMOBANK_FILE: file_sha256(data, EMOBANK_FILE)}
    write_sentence_head(out, head, {"recipe": recipe.as_json(), "data": known})


if __name__ == "__main__":
    main()
