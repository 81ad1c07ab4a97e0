"""The folder of the embedded store: who owns it, which generations lie in it, what is active.

- `store.json` marks the folder as ours
- `owner.lock` is held by the one process that serves from it
- `aliases.json` holds `{"songs": "<generation>"}` and is replaced in one step
- `generations/<name>/generation.json` is written last: without it the generation is unfinished
- `generations/<name>/shard/` holds the engine's own files
"""

import fcntl
import json
import os
import shutil
import uuid
from pathlib import Path
from typing import IO, Any

from vectorstore.errors import ForeignFolder, GenerationNotFound, StoreBusy, StoreDamaged
from vectorstore.types import ALIAS

MARK = {"kind": "vectorstore", "layout": 1}


class EdgeFolder:
    """The files around the engine's own. One instance per store."""

    def __init__(self, root: Path, *, serve: bool) -> None:
        """Open or make the folder; `serve` takes it for this process.

        Raises:
            ForeignFolder: it holds files that are not ours.
            StoreBusy: another process serves from it.
        """
        self.root = root
        self._lock: IO[str] | None = None
        self._claim()
        if serve:
            self._own()
            self._sweep()

    def close(self) -> None:
        """Give the folder back."""
        if self._lock is not None:
            self._lock.close()
            self._lock = None

    def shard(self, name: str) -> Path:
        """Where the engine keeps a generation's files."""
        return self._home(name) / "shard"

    def mark(self, name: str) -> int:
        """A number that changes when a file of a generation does."""
        found = self._home(name).rglob("*")
        return hash(tuple(sorted((str(p), (s := p.lstat()).st_mtime_ns, s.st_size) for p in found)))

    def names(self) -> list[str]:
        """Every finished generation."""
        return sorted(p.parent.name for p in self.root.glob("generations/*/generation.json"))

    def facts(self, name: str) -> dict[str, Any]:
        """What was noted when the generation was made.

        Raises:
            GenerationNotFound: there is none of that name.
            StoreDamaged: the note cannot be read.
        """
        try:
            facts = json.loads((self._home(name) / "generation.json").read_text("utf-8"))
            return {"dims": int(facts["dims"]), "model_stamp": str(facts["model_stamp"])}
        except FileNotFoundError:
            raise GenerationNotFound(
                f"There is no generation {name!r}. Build it, or name one that exists."
            ) from None
        except (ValueError, KeyError, TypeError, OSError) as error:
            raise StoreDamaged(name, f"generation.json: {error}") from error

    def prepare(self, name: str) -> Path:
        """An empty place for a new generation's files; an unfinished one is cleared away."""
        shutil.rmtree(self._home(name), ignore_errors=True)
        self.shard(name).mkdir(parents=True)
        return self.shard(name)

    def finish(self, name: str, *, dims: int, model_stamp: str) -> None:
        """Note the facts: from here on the generation exists."""
        facts = {"dims": dims, "model_stamp": model_stamp}
        _replace(self._home(name) / "generation.json", facts)

    def remove(self, name: str) -> None:
        """Take a generation away; first out of sight in one step, then its files."""
        if not self._home(name).exists():
            return
        trash = self.root / f".trash-{uuid.uuid4().hex}"
        self._home(name).rename(trash)
        shutil.rmtree(trash, ignore_errors=True)

    def active(self) -> str | None:
        """The generation behind the alias.

        Raises:
            StoreDamaged: the file cannot be read; activating a generation writes it anew.
        """
        try:
            aliases = json.loads((self.root / "aliases.json").read_text("utf-8"))
            name = aliases.get(ALIAS)
        except FileNotFoundError:
            return None
        except (ValueError, AttributeError, OSError) as error:
            raise StoreDamaged("aliases.json", str(error)) from error
        return str(name) if name else None

    def point(self, name: str | None) -> None:
        """Set or clear the alias, atomically and on disk when this returns."""
        _replace(self.root / "aliases.json", {ALIAS: name} if name else {})

    def _home(self, name: str) -> Path:
        return self.root / "generations" / name

    def _claim(self) -> None:
        mark = self.root / "store.json"
        try:
            if mark.exists():
                if json.loads(mark.read_text("utf-8")) == MARK:
                    return
            elif not self.root.exists() or all(_is_ours(p) for p in self.root.iterdir()):
                self.root.mkdir(parents=True, exist_ok=True)
                _replace(mark, MARK)
                return
        except (ValueError, NotADirectoryError):
            pass  # told below: not a folder of ours
        raise ForeignFolder(
            f"{self.root} holds files that this store did not write, or wrote in another layout. "
            "Choose an empty folder, or empty this one: the store can be rebuilt."
        )

    def _own(self) -> None:
        lock = (self.root / "owner.lock").open("a+", encoding="utf-8")
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            lock.seek(0)
            holder = lock.read().strip() or "unknown"
            lock.close()
            raise StoreBusy(
                f"{self.root} is already open in the process {holder}. One process owns the "
                "embedded store: ask that process, stop it, or use a Qdrant server by URL."
            ) from None
        lock.truncate(0)
        lock.write(str(os.getpid()))
        lock.flush()
        self._lock = lock

    def _sweep(self) -> None:
        for trash in self.root.glob(".trash-*"):
            shutil.rmtree(trash, ignore_errors=True)


def _is_ours(path: Path) -> bool:
    """A mark that another process writes just now, or did not get to rename."""
    return path.name.startswith(".store.json.") and path.name.endswith(".tmp")


def _replace(path: Path, content: dict[str, Any]) -> None:
    """Write beside, sync, rename, sync the folder: a reader sees the old or the new, never half."""
    beside = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    with beside.open("w", encoding="utf-8") as file:
        json.dump(content, file)
        file.flush()
        os.fsync(file.fileno())
    beside.replace(path)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
