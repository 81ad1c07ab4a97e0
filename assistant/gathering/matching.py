"""Which of somebody's songs a file of lyrics is of: by what it says of itself, then by its name.

Rather a question than wrong words: only one song whose title, artist and length fit is sure.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from uuid import UUID

from assistant.catalogue.rules import name_key, search_key
from assistant.lyrics.lrc import LrcError, parse_lrc

TOLERANCE_MS = 4_000
CANDIDATES_MAX = 6
_ALIKE = 0.86  # a slip or two in "artist title", not another song
_WEIGHED_MAX = 400  # songs compared letter by letter with one name
_EXTENSION = re.compile(r"\.(lrc|txt)$", re.IGNORECASE)
_NUMBER = re.compile(r"^(?:\d{1,2}-)?\d{1,3}(?:\s*[.)]\s*|\s*-\s+|\s+)(?=\S)")
_DASH = re.compile(r"\s+[-\u2013\u2014]\s+")
_JOINED = re.compile(r"\s*(?:[,;/&+]|\band\b|\bx\b|\bvs\.?)\s*", re.IGNORECASE)
_LENGTH = re.compile(r"(\d{1,3}):([0-5]?\d)(?:[.:](\d{1,3}))?")
_VARIOUS = frozenset({"variousartists", "various", "va", "unknown", "unknownartist", "lyrics"})


@dataclass(frozen=True, slots=True)
class Said:
    """What a file may be of: a title, and whose, where it says so."""

    title: str
    artist: str = ""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a file is of.

    Attributes:
        state: "matched", "unsure" or "unmatched".
        reason: why it is not sure, as a code.
        songs: the song, or those it may be of.
    """

    state: str
    reason: str = ""
    songs: tuple[UUID, ...] = ()


@dataclass(slots=True)
class Songs:
    """Somebody's songs, to be found by their names."""

    lengths: dict[UUID, int | None] = field(default_factory=dict)
    artists: dict[UUID, set[str]] = field(default_factory=dict)
    by_title: dict[str, list[UUID]] = field(default_factory=dict)
    spoken: dict[UUID, str] = field(default_factory=dict)
    by_word: dict[str, list[UUID]] = field(default_factory=dict)

    def add(self, track_id: UUID, title: str, artist: str, duration_ms: int | None) -> None:
        """Add a song, or another artist of one."""
        if track_id not in self.lengths:
            self.lengths[track_id], self.artists[track_id] = duration_ms, set()
            self.by_title.setdefault(compared(title), []).append(track_id)
            self.spoken[track_id] = search_key(name_key(artist), name_key(title))
            for word in set(self.spoken[track_id].split()):
                self.by_word.setdefault(word, []).append(track_id)
        self.artists[track_id].add(compared(artist))


def compared(name: str) -> str:
    """A name without case, accents, spaces, punctuation, guests and remaster notes."""
    return search_key(name_key(name)).replace(" ", "")


def match(name: str, text: str, songs: Songs) -> Verdict:
    """Which song a file is of.

    Args:
        name: its path within what was given.
        text: what it holds.
        songs: those it may be of.
    """
    tags = _tags(text)
    guesses, length_ms = list(guessed(name, tags)), _length_ms(tags.get("length", ""))
    titled: list[UUID] = []
    for said in guesses:
        same = songs.by_title.get(compared(said.title), [])
        exact = [i for i in same if said.artist and _artists(said.artist) & songs.artists[i]]
        if exact:
            return _of_names(exact, length_ms, songs)
        titled += [i for i in same if i not in titled]
    if titled:
        return _of_title(titled, guesses, length_ms, songs)
    close = _close(guesses, songs)
    return Verdict("unsure", "similar", close) if close else Verdict("unmatched", "no_such_song")


def guessed(name: str, tags: Mapping[str, str]) -> Iterator[Said]:
    """What a file may be of, the surest first: its tags, its name, its folders."""
    *folders, last = [part for part in name.split("/") if part] or [""]
    stem = _EXTENSION.sub("", last).replace("_", " ").strip()
    if tags.get("ti"):
        yield Said(tags["ti"], tags.get("ar", ""))
    for shown in dict.fromkeys((stem, _NUMBER.sub("", stem))):
        parts = [part for part in _DASH.split(shown) if part]
        if len(parts) > 1:
            yield Said(" - ".join(parts[1:]), parts[0])
            yield Said(parts[-1], parts[0])
            yield Said(parts[0], parts[-1])
        if tags.get("ar"):
            yield Said(shown, tags["ar"])
        for folder in reversed(folders[-2:]):
            yield Said(shown, folder)
        yield Said(shown)


def _of_names(exact: list[UUID], length_ms: int | None, songs: Songs) -> Verdict:
    fits = [i for i in exact if _fits(songs.lengths[i], length_ms)]
    if len(fits) == 1:
        return Verdict("matched", songs=(fits[0],))
    shown = tuple((fits or exact)[:CANDIDATES_MAX])
    return Verdict("unsure", "several" if fits else "other_length", shown)


def _of_title(
    titled: list[UUID], guesses: list[Said], length_ms: int | None, songs: Songs
) -> Verdict:
    """Only the title fits; where nothing says whose it is, one song of that length is sure."""
    of_them = [said for said in guesses if compared(said.title) in songs.by_title]
    named = any(said.artist and compared(said.artist) not in _VARIOUS for said in of_them)
    if not named and len(titled) == 1 and length_ms and songs.lengths[titled[0]]:
        if _fits(songs.lengths[titled[0]], length_ms):
            return Verdict("matched", songs=(titled[0],))
        return Verdict("unsure", "other_length", tuple(titled))
    return Verdict(
        "unsure", "other_artist" if named else "no_artist", tuple(titled[:CANDIDATES_MAX])
    )


def _close(guesses: Iterable[Said], songs: Songs) -> tuple[UUID, ...]:
    found: dict[UUID, float] = {}
    spoken = (search_key(name_key(s.artist), name_key(s.title)) for s in guesses if s.artist)
    for wanted in dict.fromkeys(spoken):
        weigher = SequenceMatcher(b=wanted, autojunk=False)
        for track_id in _with_its_words(wanted, songs):
            weigher.set_seq1(songs.spoken[track_id])
            if weigher.real_quick_ratio() >= _ALIKE and weigher.quick_ratio() >= _ALIKE:
                score = weigher.ratio()
                if score >= _ALIKE:
                    found[track_id] = max(score, found.get(track_id, 0.0))
    return tuple(sorted(found, key=lambda i: (-found[i], i)))[:CANDIDATES_MAX]


def _with_its_words(wanted: str, songs: Songs) -> list[UUID]:
    """Songs that share a word with a name, those of its rarest words first."""
    words = sorted(set(wanted.split()), key=lambda word: len(songs.by_word.get(word, ())))
    found: dict[UUID, None] = {}
    for word in words:
        found |= dict.fromkeys(songs.by_word.get(word, ())[:_WEIGHED_MAX])
        if len(found) >= _WEIGHED_MAX:
            break
    return list(found)[:_WEIGHED_MAX]


def _artists(said: str) -> set[str]:
    """The ways an artist may be credited: all of them together, and each alone."""
    return {compared(name) for name in (said, *_JOINED.split(said)) if compared(name)}


def _fits(duration_ms: int | None, length_ms: int | None) -> bool:
    if duration_ms is None or length_ms is None:
        return True
    return abs(duration_ms - length_ms) <= TOLERANCE_MS


def _tags(text: str) -> Mapping[str, str]:
    try:
        return parse_lrc(text).tags
    except LrcError:
        return {}


def _length_ms(written: str) -> int | None:
    found = _LENGTH.fullmatch(written.strip())
    if found is None:
        return None
    minutes, seconds, fraction = found.groups()
    return (int(minutes) * 60 + int(seconds)) * 1000 + int((fraction or "0").ljust(3, "0"))
