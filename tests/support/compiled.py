"""What a test's fresh engine or fresh store would work out anew, worked out once a process."""

from functools import cache
from typing import Any

import pytest
from qdrant_client.embed import type_inspector
from qdrant_client.embed.schema_parser import ModelSchemaParser
from sqlalchemy import Engine
from sqlalchemy.util import LRUCache


class SharedStatements(LRUCache[Any, Any]):
    """What engines of one kind compiled; they tell each other's dialects apart by name alone."""

    def get(self, key: tuple[Any, ...], default: Any = None) -> Any:
        """What was compiled for a statement."""
        return super().get(_named(key), default)

    def __setitem__(self, key: tuple[Any, ...], value: Any) -> None:
        super().__setitem__(_named(key), value)


def _named(key: tuple[Any, ...]) -> tuple[Any, ...]:
    dialect, *others = key
    return (dialect.name, dialect.driver, *others)


def share_statements(patch: pytest.MonkeyPatch) -> None:
    """Let all engines that are made from now on share one cache of compiled statements."""
    shared, real = SharedStatements(4000), Engine.__init__

    def made(engine: Engine, *args: Any, **values: Any) -> None:
        real(engine, *args, **values)
        engine._compiled_cache = shared

    patch.setattr(Engine, "__init__", made)


def share_schemas(patch: pytest.MonkeyPatch) -> None:
    """Let all local Qdrant clients share what they know of the request models."""
    patch.setattr(type_inspector, "ModelSchemaParser", cache(ModelSchemaParser))
