"""Codes of authenticator apps (RFC 6238: six digits, 30 s, SHA-1) and recovery codes; pure."""

import base64
import hmac
import io
import re
import secrets
from datetime import datetime

import pyotp
import segno

ISSUER = "Attune"
STEP_S = 30
WINDOW = 1  # steps that a phone's clock may be off, either way
RECOVERY_CODES = 10
_RECOVERY_BYTES = 20  # 160 bits, 32 letters of base32
_DIGITS = re.compile(r"[0-9]{6}")


def new_secret() -> str:
    """A secret of 160 bits in base32, as RFC 4226 recommends."""
    return pyotp.random_base32(32)


def address(secret: str, email: str) -> str:
    """The `otpauth://` address that an app takes."""
    return pyotp.TOTP(secret).provisioning_uri(name=email, issuer_name=ISSUER)


def drawn(text: str) -> str:
    """A text as a QR code: SVG, black on white with its quiet zone, whatever the page's theme."""
    out = io.BytesIO()
    made = segno.make(text, error="m", micro=False)
    made.save(out, kind="svg", scale=4, light="#ffffff", xmldecl=False, nl=False)
    return out.getvalue().decode()


def step_of(secret: str, code: str, now: datetime) -> int | None:
    """Which 30-second step a code is of; None when it is of none near now.

    Args:
        secret: in base32.
        code: as typed; blanks between digits do not count.
        now: aware.
    """
    typed = "".join(code.split())
    if not _DIGITS.fullmatch(typed):
        return None
    app, current = pyotp.TOTP(secret), int(now.timestamp()) // STEP_S
    near = range(current - WINDOW, current + WINDOW + 1)
    right = [step for step in near if hmac.compare_digest(app.generate_otp(step), typed)]
    return right[-1] if right else None


def new_recovery_codes() -> list[str]:
    """Ten codes to be kept on paper, each of 160 bits in groups of four letters."""
    return [_grouped(secrets.token_bytes(_RECOVERY_BYTES)) for _ in range(RECOVERY_CODES)]


def same_recovery_code(typed: str) -> str:
    """A recovery code as it is hashed: without blanks and dashes, in small letters."""
    return re.sub(r"[\s-]", "", typed).casefold()


def _grouped(raw: bytes) -> str:
    letters = base64.b32encode(raw).decode().lower()
    return "-".join(letters[at : at + 4] for at in range(0, len(letters), 4))
