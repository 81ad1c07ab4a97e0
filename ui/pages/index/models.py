"""Owns the plain values of the Index page."""

from dataclasses import dataclass


@dataclass
class Phase:
    """One phase of a build: its name, its counts in words, 0 to 100 per cent."""

    name: str = ""
    note: str = ""
    percent: int = 0


@dataclass
class Build:
    """A build that runs; not drawn while `generation` is 0.

    Attributes:
        generation: Number of the generation being built.
        job_id: Its job.
        note: Time left and speed, in words.
        marks: One letter a slot: a, h, s, r, or ``?`` for songs without a mood.
        slots: How many slots stand for all songs.
        done: Songs scored so far.
        total: Songs to score.
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
        state: ``"building"``, ``"ready"``, ``"active"``, ``"kept"`` or ``"failed"``.
        made_by: Model and head, in words.
        note: How long it is kept, or why it failed; may be empty.
    """

    number: int = 0
    state: str = ""
    made_by: str = ""
    note: str = ""


@dataclass
class Comparison:
    """One measure of old and new.

    Attributes:
        measure: Its name.
        before: As printed.
        after: As printed.
        percent: Length of the change's bar, -50 to 50.
        verdict: ``"better"``, ``"worse"`` or ``"other"``.
    """

    measure: str = ""
    before: str = ""
    after: str = ""
    percent: int = 0
    verdict: str = "other"


@dataclass
class Health:
    """The generation in use; all as printed.

    Attributes:
        songs: Songs in the catalogue.
        vectors: Points in the store.
        behind: Changes waiting in the outbox.
        size: On disk.
        model: Model and head.
        built: When.
        is_lagging: Whether changes are waiting.
    """

    songs: str = ""
    vectors: str = ""
    behind: str = ""
    size: str = ""
    model: str = ""
    built: str = ""
    is_lagging: bool = False
