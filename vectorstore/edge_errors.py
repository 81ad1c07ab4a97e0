"""Failures of the embedded engine in our own words; it raises bare Exceptions, or panics."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from vectorstore.errors import StoreBusy, StoreDamaged, StoreError, StoreFull, StoreUnavailable

_OF_FILES = ("Service runtime error", "IO Error")
"""How the engine begins what it says of its files; anything else is about the call."""


@contextmanager
def told(name: str) -> Iterator[None]:
    """Run engine calls on a generation and say what goes wrong in our own words."""
    try:
        yield
    except StoreError:
        raise
    except BaseException as error:
        panic = type(error).__name__ == "PanicException"  # no Exception, and not importable
        if not panic and not isinstance(error, Exception):
            raise
        said = str(error).splitlines()[0] if str(error) else repr(error)
        raise _in_our_words(name, said, panic=panic) from error


@contextmanager
def told_files(root: Path) -> Iterator[None]:
    """Run what touches our own files under `root` and say what the system refuses."""
    try:
        yield
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise StoreFull(
                f"The disk of {root} is full. Make room; nothing written before is lost."
            ) from error
        raise StoreUnavailable(
            f"The folder {root} cannot be used: {error.strerror or error}. It must be a folder "
            "that this account may write to."
        ) from error


def _in_our_words(name: str, said: str, *, panic: bool) -> StoreError:
    if "WouldBlock" in said:
        return StoreBusy(
            f"{name!r} is open in another process. Wait until it is built, or stop that process."
        )
    if "No space left" in said:
        return StoreFull("The disk is full. Make room; nothing written before is lost.")
    if "Permission denied" in said or "Too many open files" in said:
        return StoreUnavailable(f"The files of {name!r} cannot be opened: {said}")
    if panic or said.startswith(_OF_FILES):
        return StoreDamaged(name, said)
    return StoreError(f"The embedded engine refused a call on {name!r}: {said}")
