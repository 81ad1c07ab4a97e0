"""Owns the plain values of the Index page."""

from dataclasses import dataclass


@dataclass
class Phase:
    """One phase of a build.

    Attributes:
        name: What is done.
        note: Its counts in words, or how it stands.
        percent: 0 to 100; stays 0 where nothing is counted.
        is_later: Whether it has not begun.
    """

    name: str = ""
    note: str = ""
    percent: int = 0
    is_later: bool = False


@dataclass
class Build:
    """A build that runs; not drawn while `generation` is 0.

    Attributes:
        generation: Number of the generation being built.
        job_id: Its job.
        note: Which part of the work it is at.
        marks: One letter a slot: a, h, s or r, in the order of writing.
        slots: How many slots stand for all songs.
        done: Songs written so far.
        total: Songs to write.
    """

    generation: int = 0
    job_id: str = ""
    note: str = ""
    marks: str = ""
    slots: int = 0
    done: int = 0
    total: int = 0


@dataclass
class Generation:
    """One generation: its number, a key of `STATES`, what made it, and what can be done.

    Attributes:
        number: Counted from 1.
        state: ``"building"``, ``"stopped"``, ``"ready"``, ``"active"``, ``"kept"`` or ``"failed"``.
        made_by: Model and head, in words.
        note: How many vectors it has, or what its check found.
    """

    number: int = 0
    state: str = ""
    made_by: str = ""
    note: str = ""


@dataclass
class Health:
    """The generation in use; all as printed.

    Attributes:
        songs: Moods that are known, corrections by listeners counted too.
        vectors: Points in the store.
        behind: Changes waiting in the outbox.
        model: Model and head.
        built: When it began to answer.
        is_lagging: Whether changes are waiting.
        is_outdated: Whether another model counts by now.
    """

    songs: str = ""
    vectors: str = ""
    behind: str = ""
    model: str = ""
    built: str = ""
    is_lagging: bool = False
    is_outdated: bool = False
