"""Photos of listeners: whatever is given becomes a small square of our own making."""

import io
import os
import struct
import threading
from pathlib import Path
from uuid import UUID

import puremagic
from PIL import Image, ImageOps

from assistant.core.errors import RuleViolated

MAX_BYTES = 5_000_000
SIDE = 512  # pixels
_PIXELS_MAX = 25_000_000  # a small file can unpack to gigabytes
_SCANS_MAX = 64  # a progressive JPEG may repeat its last scan, each as much work as the picture
_drawing = threading.Semaphore(2)  # pictures unpacked at once
_BROKEN = (KeyError, OSError, ValueError, SyntaxError, struct.error)
_FORMATS = {"image/jpeg": "JPEG", "image/png": "PNG", "image/webp": "WEBP", "image/gif": "GIF"}


def drawn_anew(data: bytes) -> bytes:
    """A picture as WebP, upright, cut to a square, and with nothing but its pixels.

    What else the file held (EXIF with its place, thumbnails, colour profiles, bytes behind the
    picture) is not taken over.

    Raises:
        RuleViolated: too large, or no picture of a kind we take.
    """
    if len(data) > MAX_BYTES:
        raise RuleViolated(
            "photo_too_large", f"A photo may have {MAX_BYTES // 1_000_000} MB. Make it smaller."
        )
    if data.count(b"\xff\xda") > _SCANS_MAX:
        raise _no_photo()
    try:
        with _drawing, Image.open(io.BytesIO(data), formats=[_FORMATS[_kind(data)]]) as image:
            if image.width * image.height > _PIXELS_MAX:
                raise _no_photo()
            image.draft("RGB", (2 * SIDE, 2 * SIDE))
            ImageOps.exif_transpose(image, in_place=True)
            square = ImageOps.fit(image.convert("RGB"), (SIDE, SIDE), Image.Resampling.LANCZOS)
    except (*_BROKEN, Image.DecompressionBombError) as error:
        raise _no_photo() from error
    out = io.BytesIO()
    Image.frombytes("RGB", square.size, square.tobytes()).save(out, "WEBP", quality=85)
    return out.getvalue()


def keep(data_dir: Path, photo_id: UUID, data: bytes) -> None:
    """Write a drawn photo; it is there whole or not at all."""
    path = path_of(data_dir, photo_id)
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    part = path.with_suffix(".part")
    with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        file.write(data)
    part.replace(path)


def path_of(data_dir: Path, photo_id: UUID) -> Path:
    """Where a photo lies."""
    return data_dir / "photos" / f"{photo_id}.webp"


def _kind(data: bytes) -> str:
    """The media type by the file's first bytes; its name and what was claimed count for nothing."""
    try:
        return str(puremagic.from_string(data, mime=True))
    except (puremagic.PureError, ValueError):
        return ""


def _no_photo() -> RuleViolated:
    return RuleViolated("photo_not_valid", "Give a JPEG, PNG, WebP or GIF picture.")
