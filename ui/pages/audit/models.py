"""Owns the plain values of the audit log."""

from dataclasses import dataclass


@dataclass
class Line:
    """One deed in words.

    Attributes:
        id: Grows with time.
        at: The moment in ISO form.
        when: The moment in words.
        who: Who did it.
        who_id: Their account's id; empty for strangers and Attune.
        what: What was done.
        facts: To what, and short facts about it.
        whom: Whose account it concerns, when it is not their own.
        whom_id: That account's id; empty when there is none.
        where: Address and way.
    """

    id: str = ""
    at: str = ""
    when: str = ""
    who: str = ""
    who_id: str = ""
    what: str = ""
    facts: str = ""
    whom: str = ""
    whom_id: str = ""
    where: str = ""


@dataclass
class Found:
    """Somebody whom the filter can be set to."""

    id: str = ""
    name: str = ""
    facts: str = ""
