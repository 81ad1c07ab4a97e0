"""Owns the plain values of the Library page."""

from dataclasses import dataclass


@dataclass
class SongRow:
    """One song of the list.

    Attributes:
        href: Address of the song's page.
        title: The song.
        artist: Its artist.
        cover_url: Address of its cover.
        mood: Its quadrant, or empty when unknown.
        percent: That mood's share, 0 to 100.
        reason: Why the mood is unknown, in a few words; empty when it is known.
        by_tags: Whether tags alone say the mood: a guess.
        is_yours: Whether the listener corrected the mood.
        is_sample: Whether it belongs to the sample library.
        is_explicit: Whether its words are marked explicit.
        genre: As printed; may be empty.
        year: As printed; may be empty.
        plays: How often the listener played it.
    """

    href: str = ""
    title: str = ""
    artist: str = ""
    cover_url: str = ""
    mood: str = ""
    percent: int = 0
    reason: str = ""
    by_tags: bool = False
    is_yours: bool = False
    is_sample: bool = False
    is_explicit: bool = False
    genre: str = ""
    year: str = ""
    plays: int = 0


@dataclass
class UnknownReason:
    """How many songs have no mood for one reason, said in words."""

    reason: str = ""
    songs: int = 0


@dataclass
class Frame:
    """A part of the affect plane; the whole of it while `is_set` is false."""

    is_set: bool = False
    low_valence: float = -1.0
    high_valence: float = 1.0
    low_arousal: float = -1.0
    high_arousal: float = 1.0
