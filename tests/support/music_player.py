"""A real music player daemon with a song of its own, and mpdscribble beside it, in one folder."""

import shutil
import socket
import struct
import subprocess
import time
import wave
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

RATE = 8_000
PATIENCE_S = 60.0


def program(name: str) -> str:
    """Where a program is; a machine without it fails the test, it never skips it."""
    found = shutil.which(name)
    if found is None:
        pytest.fail(f"{name} was not found; run tools/test_env.py", pytrace=False)
    return found


class Player:
    """MPD in a folder: plays into nothing, and does what it is told over its socket."""

    def __init__(self, folder: Path) -> None:
        self.socket = folder / "mpd.socket"
        self._music = folder / "music"
        self._music.mkdir(parents=True)
        self._config = folder / "mpd.conf"
        self._config.write_text(
            f'music_directory "{self._music}"\ndb_file "{folder / "mpd.db"}"\n'
            f'bind_to_address "{self.socket}"\nlog_file "{folder / "mpd.log"}"\n'
            'audio_output {\n type "null"\n name "nothing"\n mixer_type "none"\n}\n'
        )

    def song(self, name: str, title: str, artist: str, seconds: int) -> None:
        """Put a silent song into its folder, with its names inside."""
        path = self._music / name
        with wave.open(str(path), "wb") as file:
            file.setnchannels(1)
            file.setsampwidth(1)
            file.setframerate(RATE)
            file.writeframes(b"\x80" * RATE * seconds)
        whole = path.read_bytes() + _info(INAM=title, IART=artist)
        path.write_bytes(whole[:4] + struct.pack("<I", len(whole) - 8) + whole[8:])

    @contextmanager
    def running(self) -> Iterator["Player"]:
        """Let it run."""
        command = [program("mpd"), "--no-daemon", str(self._config)]
        with _process(command, self._config.with_suffix(".out")) as process:
            _wait(process, self.socket.exists, "its socket")
            self.tell("update", until="updating_db", present=False)
            yield self

    def tell(self, command: str, until: str = "", *, present: bool = True) -> dict[str, str]:
        """Send a command; wait until the status has a word, or has it no more; the status."""
        self._ask(command)
        end = time.monotonic() + PATIENCE_S
        while True:
            status = self._ask("status")
            if not until or (until in status) == present:
                return status
            assert time.monotonic() < end, f"{command}: {status}"
            time.sleep(0.1)

    def _ask(self, command: str) -> dict[str, str]:
        with socket.socket(socket.AF_UNIX) as mpd:
            mpd.settimeout(PATIENCE_S)
            mpd.connect(str(self.socket))
            with mpd.makefile("rw", encoding="utf-8", newline="\n") as lines:
                assert lines.readline().startswith("OK MPD")
                lines.write(command + "\n")
                lines.flush()
                found = {}
                for line in lines:
                    if line.startswith(("OK", "ACK")):
                        assert line.startswith("OK"), line
                        break
                    name, _, value = line.rstrip("\n").partition(": ")
                    found[name] = value
                return found


@contextmanager
def mpdscribble(folder: Path, player: Player, url: str, user: str, token: str) -> Iterator[Path]:
    """Let mpdscribble run as its manual says; where it logs."""
    config, log = folder / "mpdscribble.conf", folder / "mpdscribble.log"
    config.write_text(
        f"verbose = 3\nlog = {log}\nhost = {player.socket}\npidfile = {folder / 'scribble.pid'}\n"
        f"[attune]\nurl = {url}\nusername = {user}\npassword = {token}\n"
        f"journal = {folder / 'journal'}\n"
    )
    command = [program("mpdscribble"), "--no-daemon", "--conf", str(config)]
    with _process(command, folder / "mpdscribble.out"):
        yield log


@contextmanager
def _process(command: list[str], output: Path) -> Iterator["subprocess.Popen[bytes]"]:
    with output.open("wb") as out, subprocess.Popen(command, stdout=out, stderr=out) as process:
        try:
            yield process
        finally:
            process.terminate()
            process.wait(PATIENCE_S)


def _wait(process: "subprocess.Popen[bytes]", holds: object, what: str) -> None:
    end = time.monotonic() + PATIENCE_S
    while not holds():  # type: ignore[operator]  # a check without arguments
        assert process.poll() is None, "the program ended"
        assert time.monotonic() < end, f"{what} did not come"
        time.sleep(0.05)


def _info(**names: str) -> bytes:
    """A RIFF chunk of names."""
    inside = b"INFO"
    for name, text in names.items():
        value = text.encode() + b"\x00"
        value += b"\x00" * (len(value) % 2)
        inside += name.encode() + struct.pack("<I", len(value)) + value
    return b"LIST" + struct.pack("<I", len(inside)) + inside
