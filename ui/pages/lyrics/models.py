"""Owns the plain values of the Lyrics page."""

from dataclasses import dataclass, field

from ui.models import Progress


@dataclass
class Part:
    """The songs of one state, as a row and a piece of the bar.

    Attributes:
        state: Its key.
        label: What it means.
        number: How many, as printed.
        percent: Of all, as printed.
        share: Of all, 0 to 100: the width of its piece.
        spoken: All of it for those who listen.
    """

    state: str = ""
    label: str = ""
    number: str = ""
    percent: str = ""
    share: float = 0.0
    spoken: str = ""


@dataclass
class LyricSong:
    """One song of the list.

    Attributes:
        id: The song.
        href: Address of its page.
        title: As printed.
        artist: As printed.
        cover_url: Address of its cover.
        plays: How often it was heard, as printed.
        note: What is known, in a few words; may be empty.
        can_retry: Whether LRCLIB can be asked about it again.
        can_mark: Whether it can be said that nobody sings.
        can_unmark: Whether that was said.
        retry_spoken, mark_spoken: Names of its buttons.
    """

    id: str = ""
    href: str = ""
    title: str = ""
    artist: str = ""
    cover_url: str = ""
    plays: str = ""
    note: str = ""
    can_retry: bool = False
    can_mark: bool = False
    can_unmark: bool = False
    retry_spoken: str = ""
    mark_spoken: str = ""


@dataclass
class LookUp:
    """How looking up stands.

    Attributes:
        is_allowed: Whether titles may be sent.
        is_paused: Whether it was stopped for now.
        sentence: All in words.
        facts: Quieter lines: when it was asked, when it looks again.
        job: The work under way.
        body: What the switch allows.
    """

    is_allowed: bool = False
    is_paused: bool = False
    sentence: str = ""
    facts: list[str] = field(default_factory=list)
    job: Progress = field(default_factory=Progress)
    body: str = ""


@dataclass
class Upload:
    """Files given at once."""

    id: str = ""
    when: str = ""
    sentence: str = ""
    is_running: bool = False
    spoken: str = ""


@dataclass
class Candidate:
    """A song that a file may be of."""

    id: str = ""
    title: str = ""
    artist: str = ""
    cover_url: str = ""
    spoken: str = ""


@dataclass
class OpenFile:
    """A file whose song is not known.

    Attributes:
        id: The file; empty for none.
        name: What it was called.
        why: Why it is not sure.
        excerpt: Its first words.
        candidates: Songs it may be of.
        leave_spoken, other_spoken: Names of its buttons.
    """

    id: str = ""
    name: str = ""
    why: str = ""
    excerpt: str = ""
    candidates: list[Candidate] = field(default_factory=list)
    leave_spoken: str = ""
    other_spoken: str = ""


@dataclass
class RefusedFile:
    """A file that was not read, and why."""

    name: str = ""
    why: str = ""
