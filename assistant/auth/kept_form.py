"""What a refused form keeps of itself for the page it goes back to: a cookie of one minute.

Addresses and names stay out of URLs, and so out of histories and log lines.
"""

import base64
import json
from collections.abc import Mapping

COOKIE = "attune_form"
LIFETIME_S = 60
_FIELD_MAX = 320


def pack(fields: Mapping[str, str]) -> str:
    """Return the cookie's value; fields are cut at 320 characters."""
    text = json.dumps({name: value[:_FIELD_MAX] for name, value in fields.items()})
    return base64.urlsafe_b64encode(text.encode()).decode()


def unpack(value: str | None) -> dict[str, str]:
    """Return the fields; none when the cookie is missing or was not made by `pack`."""
    try:
        found = json.loads(base64.urlsafe_b64decode((value or "").encode()))
    except ValueError:  # binascii's error is one
        return {}
    if not isinstance(found, dict):
        return {}
    return {str(name): str(text)[:_FIELD_MAX] for name, text in found.items()}
