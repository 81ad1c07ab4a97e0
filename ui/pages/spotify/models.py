"""Owns the plain values of the Spotify page; no token ever reaches one."""

from dataclasses import dataclass, field

from ui.models import Progress


@dataclass
class Thing:
    """Something that can be brought in.

    Attributes:
        what: ``"playlists"``, ``"library"`` or ``"top"``.
        title: Its name.
        body: What comes.
        button: The words that begin it.
        outcome: How it went last, in words.
        is_bad: Whether that was no success.
        bar: The work, while it is under way.
    """

    what: str = ""
    title: str = ""
    body: str = ""
    button: str = ""
    outcome: str = ""
    is_bad: bool = False
    bar: Progress = field(default_factory=Progress)


@dataclass
class Row:
    """A line with a quieter one below."""

    name: str = ""
    note: str = ""


@dataclass
class Polling:
    """How plays are read.

    Attributes:
        is_on: Whether by themselves.
        is_running: Whether right now.
        last: When it worked last, in words.
        brought: How many plays were new then.
        next: When again, in words.
        rhythm: How often, in words.
        problem: What went wrong, in words; empty when nothing did.
    """

    is_on: bool = False
    is_running: bool = False
    last: str = ""
    brought: str = ""
    next: str = ""
    rhythm: str = ""
    problem: str = ""
