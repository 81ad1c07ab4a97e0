"""The CSP has no `unsafe-eval`: what needs it would fail without a word, so nothing may use it."""

import re
from pathlib import Path

UI = Path(__file__).resolve().parents[2] / "ui"
NEEDS_EVAL = re.compile(
    r"rx\.(?:toast|call_script|call_function|run_script|html)\b|\beval\(|new Function\("
)


def test_nothing_needs_eval() -> None:
    sources = [path for kind in ("*.py", "*.jsx", "*.js") for path in UI.rglob(kind)]
    guilty = [
        f"{path.relative_to(UI)}:{number}"
        for path in sources
        for number, line in enumerate(path.read_text().splitlines(), start=1)
        if NEEDS_EVAL.search(line)
    ]
    assert sources != []
    assert guilty == []
