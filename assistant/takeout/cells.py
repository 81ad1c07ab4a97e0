"""What a stored value looks like in an export: readable, and without what would open an account."""

import base64
import json
import re
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Column

from assistant.core.cells import plain_cell
from assistant.core.crypto import SecretUnreadable, Vault

# Proofs of who somebody is, and keys to their accounts elsewhere: theirs, but no use to them and a
# danger in a file that lies in a downloads folder.
_SECRET = re.compile(r"(_hash|_enc)$|^secret|^public_key$")
_NOTES = frozenset({"note_enc"})  # sealed, and meant to be read by their writer


def is_shown(column: Column[Any]) -> bool:
    """Whether a column may leave."""
    return column.name in _NOTES or not _SECRET.search(column.name)


def name_of(column: Column[Any]) -> str:
    """What a column is called in the export."""
    return column.name.removesuffix("_enc")


def plain(column: Column[Any], value: Any, vault: Vault) -> Any:
    """A value as JSON takes it; notes are opened."""
    if column.name in _NOTES and value is not None:
        try:
            return vault.open(value)
        except SecretUnreadable:
            return None
    if isinstance(value, bytes):
        return base64.b64encode(value).decode()
    if isinstance(value, UUID):
        return str(value)
    return value.isoformat() if isinstance(value, date) else value


def cell(value: Any) -> Any:
    """A plain value as a spreadsheet takes it: no formula, documents as JSON."""
    if isinstance(value, (dict, list)):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, str):
        return plain_cell(value)
    return "" if value is None else value
