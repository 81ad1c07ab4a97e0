"""Shows how the API's snapshot is written, compared and complained about."""

import json
from pathlib import Path

import pytest

from tools import openapi


@pytest.fixture
def snapshot(monkeypatch, tmp_path: Path) -> Path:
    path = tmp_path / "docs" / "openapi.json"
    monkeypatch.setattr(openapi, "SNAPSHOT", path)
    return path


def test_a_written_snapshot_is_current(snapshot, capsys) -> None:
    assert openapi.main([]) == 0
    assert json.loads(snapshot.read_text())["info"]["title"] == "Attune"
    assert openapi.main(["--check"]) == 0
    assert capsys.readouterr().out == ""


def test_a_changed_one_is_shown(snapshot, capsys) -> None:
    openapi.main([])
    snapshot.write_text(snapshot.read_text().replace('"title": "Attune"', '"title": "Other"'))
    assert openapi.main(["--check"]) == 1
    said = capsys.readouterr().out.splitlines()
    assert '-    "title": "Other",' in said
    assert '+    "title": "Attune",' in said


def test_a_missing_one_is_wrong(snapshot) -> None:
    assert openapi.main(["--check"]) == 1
