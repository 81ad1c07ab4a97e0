"""Importing the types costs no engine."""

import subprocess
import sys
from pathlib import Path


def test_types_and_interface_import_no_engine() -> None:
    program = (
        "import sys, vectorstore, vectorstore.types, vectorstore.base, vectorstore.blend, "
        "vectorstore.diversity, vectorstore.errors, vectorstore.generations, vectorstore.points\n"
        "print([m for m in sys.modules if 'qdrant' in m.split('.')[0]])"
    )
    root = Path(__file__).parents[2]
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=root, capture_output=True, text=True, check=True
    )
    assert done.stdout == "[]\n"
