"""Rules of the tree that no linter knows: what may stand in a committed file, and how long it is."""

import ast
import re
import subprocess
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LINES_MAX = 400
BYTES_MAX = 2 * 1024 * 1024
# Written for people or by people elsewhere: long by nature.
LONG_BY_NATURE = ("assistant/migrations/versions/", "assistant/sample/")
TEXT = {
    ".py", ".md", ".toml", ".txt", ".ini", ".yml", ".yaml", ".json", ".jsonl", ".js", ".jsx", ".css",
    ".html", ".sh", ".cfg", ".lock", "",
}  # fmt: skip
# Put together from parts, so that this file does not name them itself.
REGISTRY_HOSTS = [
    ".".join(parts)
    for parts in (
        ("pypi", "org"), ("pythonhosted", "org"), ("npmjs", "org"), ("npmjs", "com"),
        ("yarnpkg", "com"), ("deb", "debian", "org"), ("download", "pytorch", "org"),
        ("jsdelivr", "net"), ("unpkg", "com"), ("docker", "io"),
    )
]  # fmt: skip
MACHINE_PATHS = re.compile(r"(?<![\w.<~-])/(?:wo[r]k|ro[o]t|fa[r]m|ho[m]e/\w+|Us[e]rs/\w+)/")
LOOSE_ENDS = re.compile(r"\b(?:TO" + "DO|FIX" + "ME|X" + r"XX)\b")


@cache
def files() -> tuple[Path, ...]:
    """All files git knows or would add; the whole tree where git is not there."""
    done = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT, capture_output=True, check=True,
    )  # fmt: skip
    paths = (ROOT / name for name in done.stdout.decode().split("\0") if name)
    return tuple(path for path in paths if path.is_file())


@cache
def texts() -> dict[str, str]:
    """Every text file by its path in the tree."""
    return {
        path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf-8", errors="replace")
        for path in files()
        if path.suffix in TEXT and path.stat().st_size <= BYTES_MAX
    }


def python() -> dict[str, str]:
    return {name: text for name, text in texts().items() if name.endswith(".py")}


def lines_with(pattern: re.Pattern[str], sources: dict[str, str]) -> list[str]:
    return [
        f"{name}:{number}: {line.strip()[:100]}"
        for name, text in sources.items()
        if pattern.search(text)
        for number, line in enumerate(text.splitlines(), 1)
        if pattern.search(line)
    ]


def test_no_file_names_a_package_registry() -> None:
    hosts = re.compile("|".join(re.escape(host) for host in REGISTRY_HOSTS))
    assert lines_with(hosts, texts()) == []


def test_no_file_names_a_path_of_one_machine() -> None:
    assert lines_with(MACHINE_PATHS, texts()) == []


def test_no_loose_ends() -> None:
    assert lines_with(LOOSE_ENDS, texts()) == []


def test_the_dashboards_state_is_never_kept_on_disk() -> None:
    assert not (ROOT / ".states").exists()


def test_every_module_says_what_it_owns() -> None:
    silent = [
        name
        for name, text in python().items()
        if text.strip() and not ast.get_docstring(ast.parse(text, name))
    ]
    assert silent == []


def test_files_stay_short() -> None:
    long = {
        name: count
        for name, text in python().items()
        if not name.startswith(LONG_BY_NATURE) and (count := len(text.splitlines())) >= LINES_MAX
    }
    assert long == {}


def test_no_file_is_huge() -> None:
    huge = [path.name for path in files() if path.stat().st_size > BYTES_MAX]
    assert huge == []


def test_nothing_is_skipped() -> None:
    skips = re.compile(r"pytest\.(?:skip|xfail)\(|@pytest\.mark\.(?:skip|skipif|xfail)\b")
    sources = {n: t for n, t in python().items() if n != "tests/architecture/test_tree.py"}
    assert lines_with(skips, sources) == []


@pytest.mark.parametrize("folder", ["assistant", "ui", "analysis", "vectorstore"])
def test_no_room_is_empty(folder) -> None:
    """A package with only an empty __init__.py is a room nobody lives in."""
    rooms: dict[str, str] = {}
    for name, text in python().items():
        if name.startswith(f"{folder}/"):
            room = name.rsplit("/", 1)[0]
            rooms[room] = rooms.get(room, "") + text.strip()
    assert [room for room, text in rooms.items() if not text] == []
