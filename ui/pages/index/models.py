"""Owns the plain values of the Index page."""

from dataclasses import dataclass, field


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
        state: ``"waiting"``, ``"running"``, ``"stopping"`` or ``"paused"``.
        has_begun: Whether anything is written that could rest.
        job_id: Its job.
        note: How fast it is and how long it takes still.
        marks: One letter a slot: a, h, s or r, in the order of writing.
        slots: How many slots stand for all songs.
        done: Songs written so far.
        total: Songs to write.
    """

    generation: int = 0
    state: str = ""
    has_begun: bool = False
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
        state: ``"building"``, ``"paused"``, ``"ready"``, ``"active"``, ``"kept"`` or ``"failed"``.
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
        checked: When it was last compared with the library, song by song.
        is_lagging: Whether changes are waiting.
        trouble: What is wrong with it; empty when nothing is.
        repair: What is done about that.
    """

    songs: str = ""
    vectors: str = ""
    behind: str = ""
    model: str = ""
    built: str = ""
    checked: str = ""
    is_lagging: bool = False
    trouble: str = ""
    repair: str = ""


@dataclass
class Fact:
    """A name and a value, both as printed."""

    name: str = ""
    value: str = ""


@dataclass
class Plan:
    """What a rebuild would do.

    Attributes:
        facts: Its counts and its estimate.
        notes: What the estimate rests on, and what would be removed.
    """

    facts: list[Fact] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


@dataclass
class Measure:
    """One line of a comparison, as printed."""

    name: str = ""
    old: str = ""
    new: str = ""


@dataclass
class Found:
    """A song in a list, and whether the other list has it too."""

    title: str = ""
    artist: str = ""
    kept: bool = False


@dataclass
class Probe:
    """One search asked of both generations."""

    title: str = ""
    note: str = ""
    old: list[Found] = field(default_factory=list)
    new: list[Found] = field(default_factory=list)


@dataclass
class Comparison:
    """Two generations side by side; not drawn while `new` is 0.

    Attributes:
        old: Number of the one that answered then.
        new: Number of the other.
        title: How many searches were asked.
        at: When.
        can_switch: Whether the other can be switched to.
        measures: Figures over all searches.
        probes: Each search with its songs.
    """

    old: int = 0
    new: int = 0
    title: str = ""
    at: str = ""
    can_switch: bool = False
    measures: list[Measure] = field(default_factory=list)
    probes: list[Probe] = field(default_factory=list)


@dataclass
class Event:
    """Something that happened to a generation."""

    number: int = 0
    what: str = ""
    when: str = ""
