"""How fetching and files are told of in words; pure."""

from collections.abc import Mapping

COME = ("found", "missing", "instrumental", "failed")
_SAID = {
    "found": "{n} found", "missing": "{n} not there", "instrumental": "{n} instrumental",
    "failed": "{n} failed",
}  # fmt: skip
_STOPPED = {
    "not_allowed": "Looking up was turned off.",
    "lrclib_rate_limited": "LRCLIB asked for a pause; it goes on by itself.",
}
_AWAY = "LRCLIB does not answer; it goes on by itself."

_ASKING = {
    "answers": "LRCLIB is being asked, one song after another.",
    "slow_down": "LRCLIB asked to go slower. Attune waits, and goes on by itself.",
    "away": "LRCLIB does not answer. Attune waits, and tries again.",
}
_RESTING = {
    "answers": "LRCLIB answers.",
    "slow_down": "LRCLIB asked to go slower when it was asked last. Attune tries again by itself.",
    "away": "LRCLIB did not answer when it was asked last. Attune tries again by itself.",
}

FILE_REASONS = {
    "unchanged": "It has these words already.",
    "several": "Several songs are called like this.",
    "other_artist": "The title fits, the artist does not.",
    "no_artist": "The title fits; the file does not say whose song it is.",
    "other_length": "The names fit, the length does not: it may be another version.",
    "similar": "Nothing fits exactly; these are close.",
    "has_own": "You gave this song other words before. Choose it to replace them.",
    "no_such_song": "No song of yours is called like this.",
    "not_lyrics": "Only .lrc and .txt files, and zips of them, are read.",
    "not_text": "This file is no text.",
    "too_large": "This is more than the words of one song.",
    "no_words": "There are no words in this file.",
    "too_many_files": "This was one file too many; give the rest separately.",
    "too_much": "All files together were too much; give the rest separately.",
    "zip_in_zip": "A zip inside a zip is not opened.",
    "encrypted": "This file is locked with a password.",
    "bad_zip": "This zip is damaged.",
    "cancelled": "Matching was stopped before this file's turn.",
}


def outcome(came: Mapping[str, int], stopped_by: str | None = None) -> str:
    """What came so far, and what ended it, in a sentence or two."""
    counted = [_SAID[kind].format(n=came[kind]) for kind in COME if came.get(kind)]
    said = [", ".join(counted) + "."] if counted else []
    if stopped_by is not None:
        said.append(_STOPPED.get(stopped_by, _AWAY))
    return " ".join(said) or ("Nothing to look up." if stopped_by is None else "")


def in_words(
    *, allowed: bool | None, paused: bool, works: bool, state: str | None, blocked: bool
) -> str:
    """How looking up stands, in one sentence.

    Args:
        allowed: whether titles may be sent to the provider; None when never asked.
        paused: whether it was stopped by hand.
        works: whether a job is under way.
        state: how the provider answered last; None when it was never asked.
        blocked: whether the provider asked for a pause that is not over.
    """
    if not allowed:
        return "Off: nothing is asked, and LRCLIB learns no title."
    if paused:
        return "Paused. Nothing is asked until you go on."
    if blocked:
        return "LRCLIB asked for a pause. Attune waits, and goes on by itself."
    if works:
        return _ASKING.get(state or "", _ASKING["answers"])
    return _RESTING.get(state or "", "On. LRCLIB was not asked yet.")
