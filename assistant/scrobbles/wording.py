"""What is kept of a program's last request, in words for its listener."""

from assistant.listens.schemas import Recorded
from assistant.scrobbles.schemas import Heard


def what(heard: list[Heard], *, playing: bool = False) -> str:
    """What was sent."""
    first = f"{heard[0].title}, {heard[0].artist}"
    if playing:
        return f"playing now: {first}"
    return f"a listen: {first}" if len(heard) == 1 else f"{len(heard)} listens"


def outcome(recorded: Recorded, ignored: int = 0) -> str:
    """What became of it."""
    parts = {
        "kept": recorded.added, "joined to a listen that was here": recorded.merged,
        "here already": recorded.repeated, "left out": recorded.skipped + ignored,
    }  # fmt: skip
    many = recorded.added + recorded.merged + recorded.repeated + recorded.skipped + ignored > 1
    said = [f"{number} {words}" if many else words for words, number in parts.items() if number]
    return ", ".join(said) or "nothing to keep"
