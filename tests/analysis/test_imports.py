"""What importing the package costs a process that does not score."""

import subprocess
import sys

LIGHT = """
import sys, analysis, analysis.types, analysis.preprocessing
analysis.stamps()
analysis.preprocessing.text_sha256("a")
heavy = {"torch", "transformers", "numpy", "ftfy", "py3langid", "tokenizers", "safetensors"}
print(sorted(heavy & set(sys.modules)))
"""


def test_stamps_and_hashes_need_no_model_library() -> None:
    done = subprocess.run(
        [sys.executable, "-c", LIGHT], check=True, capture_output=True, text=True, timeout=60
    )
    assert done.stdout.strip() == "[]"
