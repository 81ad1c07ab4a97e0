"""Finds the programs that the tests need, and says what to do where it cannot.

Needs nothing but Python: it runs before anything else is known to work. As root on a machine
with apt-get it installs what is missing; else it names the packages and fails, in CI as anywhere.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

CHROMIUM = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
POSTGRES_FOLDERS = (
    "/usr/lib/postgresql/*/bin",
    "/usr/local/lib/postgresql/*/bin",
    "/usr/local/pgsql/bin",
    "/usr/pgsql/bin",
    "/opt/homebrew/opt/*/bin",
)
FONTS = "fonts-liberation"  # pages need one font of the system to fall back to
WHAT_TO_DO = """The tests need programs that are not on this machine: {names}.
Install them with the system's packages, then run `make test` again:
  Debian, Ubuntu   sudo apt-get install {packages}
  Fedora           sudo dnf install chromium postgresql-server redis mpd mpdscribble
  macOS            brew install --cask chromium && brew install postgresql redis mpd mpdscribble"""


def has_chromium() -> bool:
    """Whether a Chromium that can be driven is on PATH."""
    return any(shutil.which(name) for name in CHROMIUM)


def has_postgres() -> bool:
    """Whether PostgreSQL's server programs are here; a client alone is not enough."""
    if shutil.which("initdb") and shutil.which("postgres"):
        return True
    return any(
        (folder / "initdb").exists() and (folder / "postgres").exists()
        for pattern in POSTGRES_FOLDERS
        for folder in Path("/").glob(pattern.lstrip("/"))
    )


def missing() -> list[str]:
    """Debian's names of the packages that are not here."""
    packages = [] if has_chromium() else ["chromium", FONTS]
    packages += [] if has_postgres() else ["postgresql"]
    # MPD is a real player, which mpdscribble reports for.
    return packages + [p for p in ("redis-server", "mpd", "mpdscribble") if not shutil.which(p)]


def install(packages: list[str]) -> bool:
    """Install packages with apt-get; false where it failed."""
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    print(f"Installing for the tests: {' '.join(packages)} …", flush=True)
    for command in (
        ["apt-get", "update", "-qq"],
        ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *packages],
    ):
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
        if done.returncode != 0:
            print(f"{' '.join(command)} failed:\n{(done.stdout + done.stderr)[-2000:]}")
            return False
    return True


def main() -> int:
    """Return 0 when everything the tests need is here."""
    wanted = missing()
    if wanted and os.geteuid() == 0 and shutil.which("apt-get"):
        install(wanted)
        wanted = missing()
    if wanted:
        names = ", ".join(package for package in wanted if package != FONTS)
        print(WHAT_TO_DO.format(names=names, packages=" ".join(wanted)), file=sys.stderr)
    return 1 if wanted else 0


if __name__ == "__main__":
    sys.exit(main())
