"""Rules of leaving and of exports; pure."""

from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from uuid import UUID

GRACE = timedelta(days=14)  # in which an account can still be kept
FETCH_FOR = timedelta(hours=48)  # in which an export can be fetched
WRITE_FOR = timedelta(days=1)  # in which an export must become whole, or it is given up
STRAY_AFTER = timedelta(hours=1)  # a photo's file that no row names by then will not be named
_AGAIN = "Begin a new export."


@dataclass(frozen=True, slots=True)
class Places:
    """Where files about listeners lie, under the data folder."""

    data_dir: Path

    def photo(self, photo_id: UUID) -> Path:
        """A photo, as `accounts.photos` keeps it."""
        return self.photos / f"{photo_id}.webp"

    def export(self, takeout_id: UUID) -> Path:
        """An export that is whole."""
        return self.exports / f"{takeout_id}.zip"

    def upload(self, import_id: UUID) -> Path:
        """A file that waits to be read, as `imports` keeps it."""
        return self.data_dir / "imports" / str(import_id)

    @property
    def exports(self) -> Path:
        """The folder of exports."""
        return self.data_dir / "exports"

    @property
    def photos(self) -> Path:
        """The folder of photos."""
        return self.data_dir / "photos"

    @property
    def outbox(self) -> Path:
        """Mails that were written to files."""
        return self.data_dir / "outbox"


def problem(job_state: str | None, message: str) -> str:
    """Why an export did not become whole, and what to do.

    Args:
        job_state: how its job ended; None when the job is gone.
        message: what the job said when it failed.
    """
    if job_state == "cancelled":
        return f"This export was stopped. {_AGAIN}"
    if job_state == "failed" and message:
        return f"{message} {_AGAIN} If it fails too, ask whoever runs this server."
    return f"This export was cut off before it was whole. {_AGAIN}"
