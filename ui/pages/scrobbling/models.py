"""Owns the plain values of the Scrobbling page; a token's text is in its state alone, once."""

from dataclasses import dataclass, field


@dataclass
class Playing:
    """What is playing now; nothing is while `title` is empty."""

    title: str = ""
    artist: str = ""
    via: str = ""


@dataclass
class Program:
    """A token and what came with it last, in words."""

    name: str = ""
    when: str = ""
    what: str = ""
    outcome: str = ""
    is_bad: bool = False


@dataclass
class Setting:
    """One field of a program's settings, and what belongs there."""

    label: str = ""
    value: str = ""


@dataclass
class Guide:
    """What one program is told."""

    name: str = ""
    where: str = ""
    settings: list[Setting] = field(default_factory=list)
