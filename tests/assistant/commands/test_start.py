"""Commands start quickly: what a command needs is imported when it runs."""

import subprocess
import sys

from tests.support.one_job import ROOT

HELP = """
import sys
from typer.testing import CliRunner
from assistant.commands.everything import app
shown = CliRunner().invoke(app, ["--help"])
heavy = ("sqlalchemy", "sqlmodel", "fastapi", "httpx", "webauthn", "reflex", "torch")
print(shown.exit_code, "serve" in shown.stdout, [name for name in heavy if name in sys.modules])
"""


def test_the_help_needs_neither_database_nor_web() -> None:
    done = subprocess.run(
        [sys.executable, "-c", HELP], capture_output=True, text=True, check=True, cwd=ROOT
    )
    assert done.stdout == "0 True []\n"
