"""What is taken of a recording as MusicBrainz sends it; pure."""

import re
from datetime import date

from assistant.integrations.musicbrainz.schemas import Facts, SentRecording, SentRelease, SentTag

GENRES = 5
LONGEST_MS = 24 * 3_600_000
_ISRC = re.compile(r"[A-Z]{2}[A-Z0-9]{3}[0-9]{7}")


def facts_of(found: SentRecording) -> Facts:
    """What we keep of it; what makes no sense is left out."""
    release = _first(found.releases)
    day, year = day_and_year(found.first_release_date or (release.date if release else None))
    isrcs = [isrc for isrc in found.isrcs if _ISRC.fullmatch(isrc)]
    length = found.length if found.length and 0 < found.length <= LONGEST_MS else None
    return Facts(
        mbid=str(found.id), genres=_most(found.genres) or _most(found.tags),
        isrc=isrcs[0] if isrcs else None, duration_ms=length, release_date=day,
        release_year=year, release_mbid=str(release.id) if release else None,
        release_title=release.title if release else None,
    )  # fmt: skip


def day_and_year(written: str | None) -> tuple[date | None, int | None]:
    """A date that may be a year or a month alone: (day, None), (None, year) or (None, None)."""
    text = written or ""
    try:
        return date.fromisoformat(text), None
    except ValueError:
        year = text[:4]
        return None, int(year) if re.fullmatch(r"[0-9]{4}", year, re.ASCII) else None


def _first(releases: list[SentRelease]) -> SentRelease | None:
    """The earliest official release."""
    official = [one for one in releases if one.status == "Official"] or releases
    return min(official, key=lambda one: (one.date or "9999", str(one.id)), default=None)


def _most(tags: list[SentTag]) -> list[str]:
    kept = sorted((tag for tag in tags if tag.count > 0 and tag.name.strip()),
                  key=lambda tag: (-tag.count, tag.name))  # fmt: skip
    return [tag.name[:80] for tag in kept[:GENRES]]
