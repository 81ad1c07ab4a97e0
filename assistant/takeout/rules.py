"""Rules of leaving and of exports; pure."""

from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from uuid import UUID

GRACE = timedelta(days=14)  # in which an account can still be kept
FETCH_FOR = timedelta(hours=48)  # in which an export can be fetched


@dataclass(frozen=True, slots=True)
class Places:
    """Where files about listeners lie, under the data folder."""

    data_dir: Path

    def photo(self, photo_id: UUID) -> Path:
        """A photo, as `accounts.photos` keeps it."""
        return self.data_dir / "photos" / f"{photo_id}.webp"

    def export(self, takeout_id: UUID) -> Path:
        """An export that is whole."""
        return self.data_dir / "exports" / f"{takeout_id}.zip"

    def upload(self, import_id: UUID) -> Path:
        """A file that waits to be read, as `imports` keeps it."""
        return self.data_dir / "imports" / str(import_id)

    @property
    def outbox(self) -> Path:
        """Mails that were written to files."""
        return self.data_dir / "outbox"
