"""Builds the dashboard: exports the pages once, makes the result independent of host, port and
scheme, and writes `.web/.built`. Run as ``python tools/build_ui.py``; a second run does nothing
while no source has changed.
"""

import argparse
import base64
import gzip
import hashlib
import json
import os
import re
import subprocess
import sys
import sysconfig
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CLIENT = ROOT / ".web" / "build" / "client"
STAMP = ROOT / ".web" / ".built"
HASHES = ROOT / ".web" / "csp-hashes.json"

_BAKED_ADDRESS = re.compile(r"""([`"'])(?:https?|wss?)://[^/`"']+(/[^`"']*)\1""")
_HERE = r'(typeof location>"u"?"http://127.0.0.1":location.origin)+"\2"'
# Reflex drops the port when it meets one of these names on https.
_LOCAL_NAMES = re.compile(
    r"""\[[`"']localhost[`"'],[`"']0\.0\.0\.0[`"'],[`"']::[`"'],[`"']0:0:0:0:0:0:0:0[`"']\]"""
)
_INLINE_SCRIPT = re.compile(r"<script(?![^>]*\ssrc=)[^>]*>(.*?)</script>", re.DOTALL)
_NPM_TROUBLE = re.compile(
    r"ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|npm error network"
)


class BuildFailed(Exception):
    """The dashboard could not be built; the message says what to do."""


def sources() -> Iterator[Path]:
    """Yield every file whose change makes a build stale."""
    yield ROOT / "rxconfig.py"
    yield ROOT / "tools" / "build_ui.py"
    for folder, kinds in (("ui", (".py", ".jsx")), ("assets", (".css", ".svg"))):
        for path in (ROOT / folder).rglob("*"):
            if path.suffix in kinds and "external" not in path.parts:
                yield path


def fingerprint() -> str:
    """Return a digest of all sources, which the stamp keeps."""
    digest = hashlib.sha256()
    for path in sorted(sources()):
        digest.update(str(path.relative_to(ROOT)).encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


def is_fresh() -> bool:
    """Tell whether the last build was made of exactly these sources."""
    return STAMP.exists() and CLIENT.exists() and STAMP.read_text() == fingerprint()


def export(program: str = "reflex") -> None:
    """Run Reflex's export with the Node of this environment.

    Args:
        program: What to run; looked for among this environment's programs.

    Raises:
        BuildFailed: When npm cannot be reached or the export fails.
    """
    scripts = sysconfig.get_path("scripts")
    env = {**os.environ, "PATH": os.pathsep.join([scripts, os.environ.get("PATH", "")])}
    env.update(REFLEX_USE_NPM="1", REFLEX_CHECK_LATEST_VERSION="false", REFLEX_ENV_MODE="prod")
    done = subprocess.run(
        [str(Path(scripts) / program), "export", "--frontend-only", "--no-zip"],
        cwd=ROOT,
        env=env,
        capture_output=True,
        text=True,
        check=False,
    )
    output = done.stdout + done.stderr
    if done.returncode == 0 and (CLIENT / "index.html").exists():
        return
    tail = "\n".join(output.strip().splitlines()[-25:])
    if _NPM_TROUBLE.search(output):
        raise BuildFailed(
            f"{tail}\n\nThe dashboard's packages could not be fetched: npm is unreachable.\n"
            "Check the network or the proxy (HTTPS_PROXY; npm config get registry), then run this "
            "again.\nWhat is already fetched is kept."
        )
    raise BuildFailed(f"{tail}\n\nThe dashboard could not be built; the lines above say why.")


def _rewrite(path: Path, text: str) -> None:
    """Write a built file and, where it has one, its compressed twin."""
    path.write_text(text)
    twin = path.with_name(path.name + ".gz")
    if twin.exists():
        twin.write_bytes(gzip.compress(text.encode(), 9, mtime=0))


def relocate() -> tuple[int, int]:
    """Replace baked addresses by the page's own origin; keep the port on https.

    Returns:
        How many addresses and how many name lists were replaced.

    Raises:
        BuildFailed: When either patch finds nothing: Reflex's output has changed its shape.
    """
    addresses = names = 0
    for path in (CLIENT / "assets").glob("*.js"):
        text = patched = path.read_text()
        if path.name.startswith("reflex-env-"):
            patched, count = _BAKED_ADDRESS.subn(_HERE, patched)
            addresses += count
        patched, count = _LOCAL_NAMES.subn("[]", patched)
        names += count
        if patched != text:
            _rewrite(path, patched)
    if not addresses or not names:
        raise BuildFailed("Reflex's output has changed: the addresses in it were not found.")
    return addresses, names


def inline_hashes() -> dict[str, list[str]]:
    """Return, by page file, the CSP sources of the inline scripts that the page carries."""
    found: dict[str, list[str]] = {}
    for path in sorted(CLIENT.rglob("*.html")):
        digests = {
            "sha256-" + base64.b64encode(hashlib.sha256(body.encode()).digest()).decode()
            for body in _INLINE_SCRIPT.findall(path.read_text())
        }
        found[str(path.relative_to(CLIENT))] = sorted(digests)
    return found


def build(*, force: bool = False) -> bool:
    """Build when needed.

    Returns:
        Whether anything was built.

    Raises:
        BuildFailed: When it could not be done.
    """
    if not force and is_fresh():
        return False
    STAMP.unlink(missing_ok=True)
    mark = fingerprint()
    export()
    relocate()
    HASHES.write_text(json.dumps(inline_hashes(), indent=1))
    STAMP.write_text(mark)
    return True


def main() -> int:
    """Build from the command line; print one line, or what is wrong and what to do."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--force", action="store_true", help="build even when nothing changed")
    try:
        built = build(force=parser.parse_args().force)
    except BuildFailed as error:
        print(error, file=sys.stderr)
        return 1
    print("The dashboard is built." if built else "The dashboard is already built.")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
