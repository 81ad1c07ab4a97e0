"""Owns the plain values of the Song page."""

from dataclasses import dataclass, field

from ui.models import Contribution, Share


@dataclass
class SongView:
    """One song as its page shows it.

    Attributes:
        id: The song's id.
        title: The song.
        artist: Its artist.
        facts: Album, year, genre and length in one line, such as ``"Low Country, 2021. Folk."``.
        cover_url: Address of its cover.
        is_sample: Whether it belongs to the sample library.
        is_explicit: Whether its words are marked explicit.
        mood: The strongest mood of the words, or empty when unknown.
        reason: Why the mood is unknown, in one sentence.
        certainty: Mood and how clear, such as ``"mood 75%, clear"``.
        shares: All four moods, largest first.
        sentence: Valence and energy in words, with how sure each is.
        peak: Which line speaks most, in words; may be empty.
        is_instrumental: Whether nobody sings in it.
        is_marked: Whether the listener said that.
    """

    id: str = ""
    title: str = ""
    artist: str = ""
    facts: str = ""
    cover_url: str = ""
    is_sample: bool = False
    is_explicit: bool = False
    mood: str = ""
    reason: str = ""
    certainty: str = ""
    shares: list[Share] = field(default_factory=list)
    sentence: str = ""
    peak: str = ""
    is_instrumental: bool = False
    is_marked: bool = False


@dataclass
class BasisPart:
    """One part of what a mood rests on.

    Attributes:
        label: What it is, such as ``"Tag “metal”"``.
        mood: What it speaks for most.
        percent: How much of the result was its, 0 to 100.
    """

    label: str = ""
    mood: str = ""
    percent: int = 0


@dataclass
class Basis:
    """What a song's mood rests on; not drawn while `parts` is empty.

    Attributes:
        mood: The mood that counts for this listener.
        percent: Its share, 0 to 100.
        note: How sure that is.
        sentence: What it rests on, in words.
        parts: The heaviest first.
    """

    mood: str = ""
    percent: int = 0
    note: str = ""
    sentence: str = ""
    parts: list[BasisPart] = field(default_factory=list)


@dataclass
class Neighbour:
    """A song close by: its page, its cover, and how alike, such as ``".94"``."""

    href: str = ""
    title: str = ""
    cover_url: str = ""
    alike: str = ""


@dataclass
class Why:
    """Why the song is in the queue; not drawn while `score` is empty.

    Attributes:
        score: The sum, as printed.
        reason: The same in a sentence.
        parts: Its contributions, in their fixed order.
        starts: For each part, where its bar begins, 0 to 100.
    """

    score: str = ""
    reason: str = ""
    parts: list[Contribution] = field(default_factory=list)
    starts: list[float] = field(default_factory=list)
