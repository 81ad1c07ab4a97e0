"""Failures of the embedded engine in our own words; it raises bare Exceptions, or panics."""

from collections.abc import Iterator
from contextlib import contextmanager

from vectorstore.errors import StoreBusy, StoreDamaged, StoreError, StoreUnavailable


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
        raise _in_our_words(name, str(error).splitlines()[0] if str(error) else repr(error)) from (
            error
        )


def _in_our_words(name: str, said: str) -> StoreError:
    if "WouldBlock" in said:
        return StoreBusy(
            f"{name!r} is open in another process. Wait until it is built, or stop that process."
        )
    if "No space left" in said:
        return StoreUnavailable("The disk is full. Make room; nothing written before is lost.")
    if "Permission denied" in said or "Too many open files" in said:
        return StoreUnavailable(f"The files of {name!r} cannot be opened: {said}")
    return StoreDamaged(name, said)
