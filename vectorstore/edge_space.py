"""Keeps the embedded engine away from a full disk.

It writes through memory maps of sparse files, where the system's only way to say "no room" is to
kill the process (SIGBUS; measured while writing and while opening). So there must be room before
it is called.
"""

import os
from pathlib import Path

from vectorstore.errors import StoreFull

KEEP_FREE = 64 * 2**20
"""Bytes that stay free: twice the pieces the engine's files grow by."""
_MB = 10**6


def require(path: Path, keep_free: int, wanted: int = 0) -> None:
    """Return when `wanted` bytes can be written and `keep_free` are left.

    Raises:
        StoreFull: they cannot.
    """
    there = next(p for p in (path, *path.parents) if p.exists())
    disk = os.statvfs(there)
    free, needed = disk.f_bavail * disk.f_frsize, keep_free + wanted
    if free < needed:
        raise StoreFull(
            f"The disk of {path} is full: {free // _MB} MB are free and {needed // _MB + 1} MB "
            "are needed. Make room; nothing written before is lost."
        )


def size(path: Path) -> int:
    """Bytes a folder's files take on disk; holes take none. Files that go away count nothing."""
    total = 0
    for folder, _, names in os.walk(path):
        for name in names:
            try:
                total += os.lstat(os.path.join(folder, name)).st_blocks * 512  # noqa: PTH118 - fast
            except FileNotFoundError:
                continue
    return total
