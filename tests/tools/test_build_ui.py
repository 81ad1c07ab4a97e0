"""The dashboard's build: fresh or stale, relocated, hashed, and clear about what failed."""

import base64
import gzip
import hashlib
from pathlib import Path

import pytest

from tools import build_ui

ENV = 'var e={"EVENT":"ws://localhost:8000/_event","PING":`http://localhost:8000/ping`};'
NAMES = 'let n=["localhost","0.0.0.0","::","0:0:0:0:0:0:0:0"].includes(x)'


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small tree with two sources and the shape of Reflex's output."""
    client = tmp_path / ".web" / "build" / "client"
    (client / "assets").mkdir(parents=True)
    (client / "assets" / "reflex-env-a1.js").write_text(ENV)
    (client / "assets" / "state-b2.js").write_text(NAMES)
    (client / "assets" / "state-b2.js.gz").write_bytes(gzip.compress(NAMES.encode()))
    (client / "index.html").write_text('<script>go()</script><script src="/a.js"></script>')
    for source in ("rxconfig.py", "tools/build_ui.py", "ui/app.py", "assets/app.css"):
        (tmp_path / source).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / source).write_text(source)
    monkeypatch.setattr(build_ui, "ROOT", tmp_path)
    monkeypatch.setattr(build_ui, "CLIENT", client)
    monkeypatch.setattr(build_ui, "STAMP", tmp_path / ".web" / ".built")
    monkeypatch.setattr(build_ui, "HASHES", tmp_path / ".web" / "csp-hashes.json")
    return tmp_path


def test_addresses_become_the_pages_own_origin(tree: Path) -> None:
    assert build_ui.relocate() == (2, 1)
    env = (build_ui.CLIENT / "assets" / "reflex-env-a1.js").read_text()
    here = '(typeof location>"u"?"http://127.0.0.1":location.origin)'
    assert env == f'var e={{"EVENT":{here}+"/_event","PING":{here}+"/ping"}};'


def test_the_compressed_twin_follows(tree: Path) -> None:
    build_ui.relocate()
    twin = build_ui.CLIENT / "assets" / "state-b2.js.gz"
    assert gzip.decompress(twin.read_bytes()).decode() == "let n=[].includes(x)"


@pytest.mark.parametrize("gone", ["reflex-env-a1.js", "state-b2.js"])
def test_a_patch_that_finds_nothing_fails_the_build(tree: Path, gone: str) -> None:
    (build_ui.CLIENT / "assets" / gone).unlink()
    with pytest.raises(build_ui.BuildFailed) as failure:
        build_ui.relocate()
    assert str(failure.value) == (
        "Reflex's output has changed: the addresses in it were not found."
    )


def test_only_inline_scripts_are_hashed(tree: Path) -> None:
    digest = base64.b64encode(hashlib.sha256(b"go()").digest()).decode()
    assert build_ui.inline_hashes() == {"index.html": [f"sha256-{digest}"]}


def test_a_build_is_fresh_until_a_source_changes(tree: Path) -> None:
    assert not build_ui.is_fresh()
    build_ui.STAMP.write_text(build_ui.fingerprint())
    assert build_ui.is_fresh()
    assert build_ui.build() is False
    (tree / "ui" / "app.py").write_text("changed")
    assert not build_ui.is_fresh()


@pytest.fixture
def scripts(tree: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of programs that stands in for the environment's own."""
    folder = tree / "scripts"
    folder.mkdir()
    monkeypatch.setattr("sysconfig.get_path", lambda _name: str(folder))
    return folder


def _program(folder: Path, body: str) -> None:
    path = folder / "reflex"
    path.write_text(f"#!/bin/sh\n{body}\n")
    path.chmod(0o755)


def test_a_build_runs_export_and_leaves_its_stamp(scripts: Path) -> None:
    _program(scripts, 'test "$1 $2 $3" = "export --frontend-only --no-zip"')
    assert build_ui.build() is True
    assert build_ui.STAMP.read_text() == build_ui.fingerprint()
    assert build_ui.HASHES.exists()


def test_an_unreachable_npm_is_named(scripts: Path) -> None:
    _program(scripts, "echo 'npm error code EAI_AGAIN' >&2; exit 1")
    with pytest.raises(build_ui.BuildFailed) as failure:
        build_ui.build()
    assert "npm is unreachable" in str(failure.value)
    assert not build_ui.STAMP.exists()


def test_another_failure_shows_its_last_lines(scripts: Path) -> None:
    _program(scripts, "echo 'SyntaxError: a brace'; exit 1")
    with pytest.raises(build_ui.BuildFailed) as failure:
        build_ui.build()
    assert str(failure.value) == (
        "SyntaxError: a brace\n\nThe dashboard could not be built; the lines above say why."
    )
