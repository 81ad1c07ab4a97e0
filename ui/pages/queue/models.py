"""Owns the plain values of the Queue page that are neither rows nor the ribbon's."""

from dataclasses import dataclass, field


@dataclass
class Device:
    """A player that Spotify sees."""

    id: str = ""
    name: str = ""
    is_active: bool = False


@dataclass
class Push:
    """How sending the queue stands.

    Attributes:
        job_id: The job's id; empty while nothing was sent.
        is_running: Whether songs are still being sent.
        target: A key of `TARGETS`.
        marks: For each song in order ``"seen"``, ``"sent"``, ``"missing"``, ``"uncertain"``,
            ``"refused"`` or ``"waiting"``.
        file_href: Address of the saved file; empty until there is one.
        playlist_href: Address of the playlist at Spotify; empty where there is none.
    """

    job_id: str = ""
    is_running: bool = False
    target: str = ""
    marks: list[str] = field(default_factory=list)
    file_href: str = ""
    playlist_href: str = ""


@dataclass
class Weight:
    """One kind of reason and its mean part of the scores here.

    Attributes:
        kind: ``"mood"`` or ``"other"``.
        label: Its name.
        value: As printed, such as ``".48"``.
        rank: 1 to 7, the step of the ink ramp for ``"other"``.
    """

    kind: str = "other"
    label: str = ""
    value: str = ""
    rank: int = 4
