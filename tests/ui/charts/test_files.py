"""The drawings keep the rules of the look: tokens for every colour, a name for every picture."""

import re
from pathlib import Path

import pytest

import ui.charts

FILES = sorted(Path(ui.charts.__path__[0]).glob("*.jsx"))
TOKENS = Path(ui.charts.__path__[0]).parents[1] / "assets" / "tokens.css"


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_colours_come_from_tokens_alone(path: Path) -> None:
    text = path.read_text()
    named = set(re.findall(r"var\((--[a-z0-9-]+)\)", text))
    known = set(re.findall(r"(--[a-z0-9-]+):", TOKENS.read_text()))
    assert named <= known
    # White is the mask's "all of it", no colour that is seen.
    assert set(re.findall(r"#[0-9a-fA-F]{3,8}\b", text)) <= {"#fff"}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_nothing_is_imported_but_react_and_our_own(path: Path) -> None:
    sources = re.findall(r'from "([^"]+)"', path.read_text())
    assert all(source == "react" or source.startswith("./") for source in sources)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_picture_has_a_name_or_is_hidden(path: Path) -> None:
    for tag in re.findall(r"<svg\b[^>]*>", path.read_text(), re.DOTALL):
        assert "aria-hidden" in tag or ('role="img"' in tag and "aria-label" in tag), tag


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_what_is_said_to_be_missing_is_what_was_counted(path: Path) -> None:
    told = re.findall(r"if \((.*) < NEED\)\s+return <NotYet have=\{([^}]+)\}", path.read_text())
    assert len(told) == path.read_text().count("<NotYet ")
    assert all(tested.split(" || ")[-1] == shown for tested, shown in told)
