"""Keeps the API's description, docs/openapi.json, in step with the code.

python -m tools.openapi            write it anew
python -m tools.openapi --check    fail, naming the differences, when it is not what the code says
"""

import argparse
import difflib
import json
import sys
from collections.abc import Sequence
from pathlib import Path

SNAPSHOT = Path(__file__).resolve().parent.parent / "docs" / "openapi.json"
SHOWN_LINES = 60


def describe() -> str:
    """The API's OpenAPI document as stable text: sorted keys, two spaces, a newline at the end."""
    from assistant.api import create_api  # the whole product: only when it is asked for

    schema = create_api().openapi()
    return json.dumps(schema, indent=2, sort_keys=True, ensure_ascii=False) + "\n"


def difference(stored: str, current: str) -> list[str]:
    """The lines that differ, as a unified diff without context beyond two lines."""
    return list(
        difflib.unified_diff(
            stored.splitlines(),
            current.splitlines(),
            "docs/openapi.json",
            "the code",
            "",
            "",
            2,
            "",
        )
    )


def main(arguments: Sequence[str] | None = None) -> int:
    """Write or check the snapshot; returns 1 when a check finds a difference."""
    parser = argparse.ArgumentParser(prog="python -m tools.openapi")
    parser.add_argument("--check", action="store_true", help="compare, do not write")
    current = describe()
    if not parser.parse_args(arguments).check:
        SNAPSHOT.parent.mkdir(exist_ok=True)
        SNAPSHOT.write_text(current, encoding="utf-8")
        return 0
    stored = SNAPSHOT.read_text(encoding="utf-8") if SNAPSHOT.exists() else ""
    lines = difference(stored, current)
    if lines:
        print("docs/openapi.json is not what the code says. If the change is meant: make openapi")
        print("\n".join(lines[:SHOWN_LINES]))
        if len(lines) > SHOWN_LINES:
            print(f"… and {len(lines) - SHOWN_LINES} lines more")
    return 1 if lines else 0


if __name__ == "__main__":
    sys.exit(main())
