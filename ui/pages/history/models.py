"""Owns the plain values of the History page."""

from dataclasses import dataclass


@dataclass
class Play:
    """One line of the list: a play, a report that does not count, or a gap.

    Attributes:
        id: The play's number; empty for what is no play.
        when: When it began, in words.
        at: The same in ISO form.
        title: The song; of a gap the whole sentence.
        artist: Its artist.
        track_id: The song's id; empty where none is known.
        artist_id: Its first artist's id; likewise.
        href: Address of the song's page; likewise.
        cover: Address of its cover; likewise.
        lasted: How long it was played, such as ``"3:20"``; may be empty.
        told: Who reported it, in words.
        why: Why it does not count; empty when it does.
        is_gap: Whether this is no play but a time in which nothing is known.
    """

    id: str = ""
    when: str = ""
    at: str = ""
    title: str = ""
    artist: str = ""
    track_id: str = ""
    artist_id: str = ""
    href: str = ""
    cover: str = ""
    lasted: str = ""
    told: str = ""
    why: str = ""
    is_gap: bool = False


@dataclass
class Told:
    """What one source or import reported, in words; `import_id` is empty for no import's."""

    source: str = ""
    import_id: str = ""
    name: str = ""
    counts: str = ""
    span: str = ""


@dataclass
class Righted:
    """Something put right, in words; `can_undo` while it was not taken back."""

    id: str = ""
    title: str = ""
    facts: str = ""
    can_undo: bool = False


@dataclass
class Offer:
    """A song that a play may have been."""

    id: str = ""
    title: str = ""
    artist: str = ""
