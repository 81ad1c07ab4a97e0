"""The error tree of the vector store; every message says what to do next.

StoreError
├── InvalidPoint          a vector, number or payload cannot be stored
├── InvalidRequest        a search cannot be expressed
├── GenerationNotFound    no generation of that name, or none is active
├── GenerationExists      create was called for a name in use
├── GenerationActive      drop was called for the generation that answers searches
├── StoreBusy             another process owns the folder
├── ForeignFolder         the folder holds something else
├── StoreDamaged          the files of a generation cannot be read; rebuild it
├── StoreRefused          the server did not accept us, or a key would travel in clear text
├── StoreUnavailable      the server does not answer; try again later
│   └── StoreFull         the disk is full: nothing can be written until there is room
└── StoreClosed           used after close() or after fork()
"""


class StoreError(Exception):
    """Anything that goes wrong in the vector store."""


class InvalidPoint(StoreError, ValueError):
    """A point has a number or a payload that must not be stored."""


class InvalidRequest(StoreError, ValueError):
    """A search, filter or name that cannot be expressed."""


class GenerationNotFound(StoreError):
    """The named generation does not exist, or no generation is active."""


class GenerationExists(StoreError):
    """A generation of this name is there already."""


class GenerationActive(StoreError):
    """The generation answers searches and is not dropped without saying so."""


class StoreBusy(StoreError):
    """Another process has the folder, or one generation in it, open."""


class ForeignFolder(StoreError):
    """The folder was not written by this store and is left alone."""


class StoreDamaged(StoreError):
    """Files of a generation are missing or unreadable.

    The store is derived data: drop the generation and build it again from its source.
    """

    def __init__(self, name: str, why: str) -> None:
        """Keep the generation's name, so that a caller can drop and rebuild it."""
        super().__init__(
            f"The files of {name!r} cannot be read ({why}). "
            "Drop it and build it again from the database."
        )
        self.name = name


class StoreRefused(StoreError):
    """The server refused the key, or the key would have travelled unprotected."""


class StoreUnavailable(StoreError):
    """No answer now; the same call may work later."""


class StoreFull(StoreUnavailable):
    """There is no room to write; what was written before is kept and can be searched."""


class StoreClosed(StoreError):
    """The store was closed, or opened before a fork."""
