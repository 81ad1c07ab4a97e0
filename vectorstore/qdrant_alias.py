"""The alias on a server: read, believed for a moment, pointed at another generation in one step."""

import time
from typing import Any

from qdrant_client import QdrantClient, models

from vectorstore.qdrant_calls import Calls
from vectorstore.types import ALIAS

KNOWN_S = 1.0
"""How long what was read is believed; spares one of two round trips of a search."""


class Alias:
    """The generation behind `types.ALIAS`, as several processes may switch it."""

    def __init__(self, client: QdrantClient, calls: Calls) -> None:
        self._client, self._calls = client, calls
        self._seen: tuple[float, str] | None = None

    def read(self) -> str | None:
        """Ask the server."""
        aliases = self._calls.again(self._client.get_aliases).aliases
        name = next((a.collection_name for a in aliases if a.alias_name == ALIAS), None)
        self._seen = None if name is None else (time.monotonic(), name)
        return name

    def believed(self) -> str | None:
        """What was read a moment ago; None when it was not, or is too old."""
        if self._seen is None or time.monotonic() - self._seen[0] >= KNOWN_S:
            return None
        return self._seen[1]

    def doubt(self) -> None:
        """Believe nothing any more."""
        self._seen = None

    def point(self, name: str | None) -> str | None:
        """Set or clear it in one step; returns the generation before."""
        before = self.read()
        steps: list[Any] = []
        if before is not None:
            steps.append(
                models.DeleteAliasOperation(delete_alias=models.DeleteAlias(alias_name=ALIAS))
            )
        if name is not None:
            made = models.CreateAlias(collection_name=name, alias_name=ALIAS)
            steps.append(models.CreateAliasOperation(create_alias=made))
        if steps:
            self._calls.again(lambda: self._client.update_collection_aliases(steps))
        self.doubt()
        return before
