"""The web process: serves the built dashboard and the REST API on one port, without Node."""

import os
from pathlib import Path
from typing import Any

from assistant.core.lifeline import exit_with_parent
from assistant.core.settings import Settings

# Reflex's own names for "the pages are built already" and "serve them from this process"; the
# two with underscores are internal to it, pinned with reflex and tested in tests/ui/test_serve.py.
BUILT = {
    "REFLEX_ENV_MODE": "prod",
    "__REFLEX_SKIP_COMPILE": "true",
    "__REFLEX_MOUNT_FRONTEND_COMPILED_APP": "true",
    "REFLEX_TELEMETRY_ENABLED": "false",
}


def main() -> None:
    """Serve until told to stop."""
    settings = Settings()
    os.chdir(Path(__file__).resolve().parent)
    os.environ |= BUILT
    origins = ",".join((settings.origin, *settings.cors_origins))
    os.environ.setdefault("ATTUNE_ALLOWED_ORIGINS", origins)
    exit_with_parent()

    from granian.constants import Interfaces
    from granian.server import Server

    tls: dict[str, Any] = {}
    if settings.tls_cert and settings.tls_key:
        tls = {"ssl_cert": settings.tls_cert, "ssl_key": settings.tls_key}
    Server(
        "ui.app:app",
        factory=True,
        address=settings.host,
        port=settings.port,
        interface=Interfaces.ASGI,
        log_access=False,
        respawn_failed_workers=True,
        **tls,
    ).serve()


if __name__ == "__main__":
    main()
