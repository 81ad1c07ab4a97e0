"""Asks a running Attune whether it is alive: the container's health check. Needs only Python."""

import os
import ssl
import sys
import urllib.error
import urllib.request

TIMEOUT_S = 4.0


def is_alive(url: str) -> bool:
    """Whether `url` answers 200; a self-signed certificate is good enough on loopback."""
    context = ssl.create_default_context()
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    try:
        with urllib.request.urlopen(url, timeout=TIMEOUT_S, context=context) as answer:  # noqa: S310 - our own loopback address
            return bool(answer.status == 200)
    except (OSError, urllib.error.HTTPError):
        return False


def main() -> int:
    """Return 0 when the web process answers on its port, over http or https."""
    address = f"127.0.0.1:{os.environ.get('ATTUNE_PORT', '3000')}/health/live"
    return 0 if any(is_alive(f"{scheme}://{address}") for scheme in ("http", "https")) else 1


if __name__ == "__main__":
    sys.exit(main())
