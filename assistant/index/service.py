"""Use cases of the index, from where its parts are: follow SQL, build, compare, switch, go back."""

from assistant.index.comparing import read as comparison
from assistant.index.following import (
    apply_changes,
    ensure_active,
    look_after,
    model_line,
    note_change,
    note_removal,
    settle,
    start_over,
)
from assistant.index.history import entries as history
from assistant.index.lifecycle import (
    cancel,
    check,
    compare,
    drop,
    go_to,
    pause,
    rebuild,
    resume,
    rollback,
)
from assistant.index.standing import find_id, plan, status, written

__all__ = [
    "apply_changes", "cancel", "check", "compare", "comparison", "drop", "ensure_active",
    "find_id", "go_to", "history", "look_after", "model_line", "note_change",
    "note_removal", "pause", "plan", "rebuild", "resume", "rollback",
    "settle", "start_over", "status", "written",
]  # fmt: skip
