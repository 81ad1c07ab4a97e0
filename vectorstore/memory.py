"""The engine that forgets: Qdrant's own reference implementation in memory, for tests.

Slow and exact; what it answers is what the other engines are held to.
"""

import threading
from collections.abc import Callable
from typing import TypeVar

from qdrant_client import QdrantClient

from vectorstore.qdrant import QdrantStore
from vectorstore.qdrant_calls import Calls

T = TypeVar("T")


class _OneAtATime(Calls):
    """No retries: nothing here comes and goes. The engine is not safe for threads by itself."""

    def __init__(self) -> None:
        super().__init__()
        self._lock = threading.RLock()

    def again(self, call: Callable[[], T]) -> T:
        """Make a call when no other one runs."""
        return self.once(call)

    def once(self, call: Callable[[], T]) -> T:
        """Make a call when no other one runs."""
        with self._lock:
            return super().once(call)


def open_memory() -> QdrantStore:
    """An empty store that lives as long as the object."""
    return QdrantStore(QdrantClient(":memory:"), engine="memory", calls=_OneAtATime(), server=False)
