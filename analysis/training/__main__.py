"""`python -m analysis.training --data DIR --out analysis/artifacts`: train and write the heads."""

import argparse
from pathlib import Path

from analysis.artifact import ARTIFACTS
from analysis.encoders.minilm import MiniLM
from analysis.training.collect import Cache, collect
from analysis.training.recipe import Recipe, train
from analysis.training.sources import LINES_PATH, TRAINING_FILES, file_sha256
from analysis.training.write import write_heads


def main() -> None:
    """Train the heads by the committed recipe; the same data and machine give the same bytes."""
    options = argparse.ArgumentParser(prog="python -m analysis.training", description=main.__doc__)
    options.add_argument("--data", type=Path, required=True, help="folder with the data sets")
    options.add_argument("--out", type=Path, default=ARTIFACTS, help="folder for the heads")
    options.add_argument("--cache", type=Path, help="folder to keep encoded texts in")
    options.add_argument("--threads", type=int, help="processor threads")
    chosen = options.parse_args()
    recipe, cache = Recipe(), Cache(chosen.cache)
    encoder = MiniLM(chosen.threads, precision="fp32")
    head = train(collect(chosen.data, recipe, encoder, cache), recipe)
    about = {
        "recipe": recipe.as_json(),
        "seeds": "none: every step is closed-form or convex, started at zero",
        "data": {name: file_sha256(chosen.data, name) for name in TRAINING_FILES}
        | {LINES_PATH.name: file_sha256(LINES_PATH.parent, LINES_PATH.name)},
    }
    write_heads(chosen.out, head, about)
    print(f"heads written to {chosen.out}; now: python -m analysis.evaluation --save --data …")


if __name__ == "__main__":
    main()
