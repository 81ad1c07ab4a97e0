"""Owns the plain values of why a song's words have their mood."""

from dataclasses import dataclass, field


@dataclass
class LineGives:
    """What one line gives to the mood.

    Attributes:
        text: The line.
        times: How often it is sung, such as ``"×3"``; empty for once.
        value: In points of the mood's share, such as ``"+3.1"``.
        start: Where its bar begins, 0 to 100; 50 is neither for nor against.
        width: How wide its bar is, 0 to 50.
        is_against: Whether it speaks against the mood.
        spoken: The same for those who listen, such as ``"3.1 points for sad, sung 3 times"``.
    """

    text: str = ""
    times: str = ""
    value: str = ""
    start: float = 50.0
    width: float = 0.0
    is_against: bool = False
    spoken: str = ""


@dataclass
class Explained:
    """Why a song's words have their mood; nothing is drawn while `lead` is empty.

    Attributes:
        mood: The strongest mood of the words.
        lead: It, its share, and how far it is ahead of the second.
        turn: What would change it, in words.
        turn_lines: The lines that would.
        energy: What the words say about energy.
        legend: How to read the bars.
        lines: The different lines, in the order of the song.
        untried: How many lines were not left out, in words; empty for none.
    """

    mood: str = ""
    lead: str = ""
    turn: str = ""
    turn_lines: list[str] = field(default_factory=list)
    energy: str = ""
    legend: str = ""
    lines: list[LineGives] = field(default_factory=list)
    untried: str = ""
