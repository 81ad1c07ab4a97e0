"""What routes of signing in depend on besides `core/http.py`."""

from typing import Annotated

from fastapi import Depends, Request

from assistant.auth.context import AuthContext
from assistant.core.http import part_of


def _context(request: Request) -> AuthContext:
    context: AuthContext = part_of(request, "auth")
    return context


ContextDep = Annotated[AuthContext, Depends(_context)]
