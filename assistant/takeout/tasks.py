"""The jobs of taking along and leaving: writing an export, deleting what is due."""

from pathlib import Path
from typing import Any

from assistant.core.crypto import Vault
from assistant.jobs.context import JobContext
from assistant.takeout import service
from assistant.takeout.rules import Places


def export(ctx: JobContext, vault: Vault, data_dir: Path) -> dict[str, Any]:
    """Write everything about the job's listener into a file; a killed run begins anew."""
    return dict(service.write(ctx, vault, Places(data_dir)))


def sweep(ctx: JobContext, data_dir: Path) -> dict[str, Any]:
    """Delete accounts after their grace and exports after their time."""
    return dict(service.sweep(ctx.open_uow, Places(data_dir)))
