"""Owns the plain values of the catalogue's page."""

from dataclasses import dataclass, field


@dataclass
class Side:
    """A song, artist or album in words.

    Attributes:
        link: Its page; empty where it has none.
    """

    id: str = ""
    name: str = ""
    by: str = ""
    facts: str = ""
    link: str = ""
    keep_label: str = ""
    open_label: str = ""
    choose_label: str = ""
    drop_label: str = ""


@dataclass
class Twins:
    """Two that may be one."""

    label: str = ""
    likeness: str = ""
    one: Side = field(default_factory=Side)
    other: Side = field(default_factory=Side)
    apart_label: str = ""


@dataclass
class Choice:
    """What can be taken out of an entry; `value` finds it again."""

    value: str = ""
    shown: str = ""
    group: str = ""


@dataclass
class Done:
    """One edit in words."""

    id: str = ""
    what: str = ""
    when: str = ""
    label: str = ""
    is_undone: bool = False
