"""Owns the plain values that state variables shared by every page hold."""

from dataclasses import dataclass


@dataclass
class Notice:
    """What the toaster says.

    Attributes:
        number: Grows with every notice, so that an equal text is announced again.
        kind: ``"good"``, ``"bad"`` or a quadrant, which chooses the mark beside the text.
        text: One short sentence.
        detail: A second, quieter line; may be empty.
        can_undo: Whether the notice offers *Undo*.
    """

    number: int = 0
    kind: str = "good"
    text: str = ""
    detail: str = ""
    can_undo: bool = False


@dataclass
class Share:
    """One mood's part of a mood vector, ready to be shown.

    Attributes:
        mood: The quadrant: ``"angry"``, ``"happy"``, ``"sad"`` or ``"relaxed"``.
        label: Its name in the interface's language.
        percent: 0 to 100, whole.
    """

    mood: str = ""
    label: str = ""
    percent: int = 0


@dataclass
class Contribution:
    """One part of a song's score.

    Attributes:
        kind: ``"mood"`` (drawn in the song's mood colour), ``"other"`` or ``"minus"``.
        label: The part's name.
        value: As printed, such as ``".43"``.
        percent: Width of its segment in per cent of a full bar, 0 to 100.
        rank: 1 to 7, the step of the ink ramp for ``"other"``.
    """

    kind: str = "other"
    label: str = ""
    value: str = ""
    percent: float = 0.0
    rank: int = 4


@dataclass
class NowPlaying:
    """The strip at the foot of the page; nothing is drawn while `title` is empty.

    Attributes:
        track_id: The song's id.
        title: The song.
        artist: Its artist.
        cover_url: Address of its cover.
        mood: Its quadrant, or empty when unknown.
        mood_label: The quadrant's name.
        percent: That mood's share, 0 to 100.
        place: Where the queue stands, such as ``"3 of 8"``.
    """

    track_id: str = ""
    title: str = ""
    artist: str = ""
    cover_url: str = ""
    mood: str = ""
    mood_label: str = ""
    percent: int = 0
    place: str = ""
