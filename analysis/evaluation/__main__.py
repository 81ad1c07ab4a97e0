"""`python -m analysis.evaluation --data DIR`: the figures of the committed heads."""

import argparse
import json
from pathlib import Path

from analysis.artifact import ARTIFACTS, read_description
from analysis.evaluation.report import as_json, report_on, table
from analysis.heads import load_head
from analysis.training.write import write_heads


def main() -> None:
    """Measure the embedded model on the sets that nobody trained on."""
    options = argparse.ArgumentParser(
        prog="python -m analysis.evaluation", description=main.__doc__
    )
    options.add_argument("--data", type=Path, required=True, help="folder with the data sets")
    options.add_argument("--heads", type=Path, default=ARTIFACTS, help="folder of the heads")
    options.add_argument("--threads", type=int, help="processor threads")
    options.add_argument("--json", action="store_true", help="print one JSON object")
    options.add_argument("--save", action="store_true", help="keep the figures beside the heads")
    chosen = options.parse_args()
    report = report_on(chosen.data, chosen.heads, chosen.threads)
    if chosen.save:
        about = {**read_description(chosen.heads).about, "figures": as_json(report)}
        write_heads(chosen.heads, load_head(chosen.heads), about)
    print(json.dumps(as_json(report)) if chosen.json else table(report))


if __name__ == "__main__":
    main()
