"""Owns the plain values of the Import page."""

from dataclasses import dataclass, field


@dataclass
class Why:
    """Rows of one reason, such as ``"1,204"`` and ``"a podcast"``."""

    count: str = ""
    reason: str = ""


@dataclass
class ImportRow:
    """One file that was brought.

    Attributes:
        id: The import's id.
        name: What the file was called.
        about: What it is and when it came, in words.
        state: What becomes of it: a key of the words' ``STATES``.
        state_words: The same in words.
        is_working: Whether it is being read or undone, or waits for that.
        removed: How far undoing is, in words.
        read: Rows read, as printed; like the four below.
        added: Rows that were new.
        merged: Rows that made something known richer.
        skipped: Rows with nothing to do.
        refused: Rows that could not be taken.
        whys: Why rows were skipped, refused or mended, the most frequent first.
        trouble: Why nothing came of it; empty when something did.
        report: Address of the report.
        refused_rows: Address of the refused rows; empty when there are none.
        history: Address of what it brought to the history; empty when that is nothing.
        can_undo: Whether it can be taken out.
    """

    id: str = ""
    name: str = ""
    about: str = ""
    state: str = ""
    state_words: str = ""
    is_working: bool = False
    removed: str = ""
    read: str = ""
    added: str = ""
    merged: str = ""
    skipped: str = ""
    refused: str = ""
    whys: list[Why] = field(default_factory=list)
    trouble: str = ""
    report: str = ""
    refused_rows: str = ""
    history: str = ""
    can_undo: bool = False
