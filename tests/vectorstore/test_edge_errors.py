"""Only what is about files calls for a rebuild; a wrong call must not."""

import errno
from pathlib import Path

import pytest

from vectorstore.edge_errors import told, told_files
from vectorstore.errors import StoreBusy, StoreDamaged, StoreError, StoreFull, StoreUnavailable


class PanicException(BaseException):
    """As the engine raises it: no Exception."""


@pytest.mark.parametrize(
    "raised, expected",
    [
        (Exception("Service runtime error: failed to load segment"), StoreDamaged),
        (PanicException("index out of bounds\nthread panicked"), StoreDamaged),
        (Exception("Service runtime error: Can't init WAL: Kind(WouldBlock)"), StoreBusy),
        (Exception("IO Error: No space left on device (os error 28)"), StoreFull),
        (Exception("IO Error: Permission denied (os error 13)"), StoreUnavailable),
        (Exception("Vector dimension error: expected dim: 8, got 7"), StoreError),
        (TypeError("argument 'limit'"), StoreError),
        (StoreBusy("said already"), StoreBusy),
    ],
)
def test_failures_are_sorted_by_what_helps(
    raised: BaseException, expected: type[StoreError]
) -> None:
    with pytest.raises(StoreError) as seen, told("songs__one"):
        raise raised
    assert type(seen.value) is expected


def test_a_stop_by_the_user_is_no_failure_of_the_engine() -> None:
    with pytest.raises(KeyboardInterrupt), told("songs__one"):
        raise KeyboardInterrupt


@pytest.mark.parametrize(
    "number, expected",
    [
        (errno.ENOSPC, StoreFull),
        (errno.EDQUOT, StoreFull),
        (errno.EACCES, StoreUnavailable),
        (errno.EROFS, StoreUnavailable),
    ],
)
def test_what_the_system_refuses_names_the_folder(number: int, expected: type[StoreError]) -> None:
    with pytest.raises(StoreError, match="/the/folder") as seen, told_files(Path("/the/folder")):
        raise OSError(number, "said by the system")
    assert type(seen.value) is expected
