"""From rows to what a listener sees: a mood in both forms, and what it rests on."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, cast
from uuid import UUID

from analysis.affect import MOODS, Six, from_shares
from analysis.fusion import SURE_BY_TAGS, Basis, Evidence, shared_out
from analysis.personal import Point, shifted
from assistant.engine.types import ScoredText
from assistant.lyrics.schemas import LyricsText
from assistant.models.base import SHARED, six_values
from assistant.models.song_moods import SongMood
from assistant.song_moods.rules import StoredLine, unpack_evidence, unpack_lines
from assistant.song_moods.schemas import EvidenceView, LineView, SongMoodView


def view_of(row: SongMood, by: Point = (0.0, 0.0)) -> SongMoodView:
    """What the model and tags say of a song, moved by the listener's shift."""
    six, parts, sure = row.six, _parts(row), row.confidence
    if six is not None and by != (0.0, 0.0):
        moved = shifted(six, by)
        parts = shared_out([*(replace(part, share=0.0) for part in parts), _yours(six, moved)])
        six, top = moved, max(moved.shares.values())
        sure = min(SURE_BY_TAGS, top) if row.basis == "tags" else top
    return SongMoodView(
        track_id=row.track_id, known=row.known, reason=row.reason, confidence=sure,
        language=row.language, own=row.owner_key != SHARED, basis=_basis(row),
        evidence=[_evidence(part) for part in parts], **numbers(six),
    )  # fmt: skip


def corrected_view(predicted: SongMoodView | None, track_id: UUID, six: Six) -> SongMoodView:
    """What the listener themselves says of a song; nothing else counts in it."""
    return SongMoodView(
        track_id=track_id, known=True, corrected=True,
        confidence=predicted.confidence if predicted else None,
        language=predicted.language if predicted else None,
        own=predicted.own if predicted else False,
        basis=predicted.basis if predicted else None,
        evidence=[_evidence(Evidence("you", "", six, 1.0, 1.0))], **numbers(six),
    )  # fmt: skip


def numbers(six: Six | None) -> dict[str, Any]:
    """The six by name; nothing for an unknown mood."""
    return {} if six is None else six_values(six)


def scored_lines(text: str, scored: ScoredText) -> list[LineView]:
    """Lines that were scored just now."""
    return [
        _line(text, StoredLine(line.number, line.start, line.end, line.six, line.weight))
        for line in scored.lines
    ]


def stored_lines(row: SongMood | None, text: LyricsText | None) -> list[LineView]:
    """Stored numbers joined with the text they were made of; none when that text has gone."""
    if row is None or text is None or text.text_sha256 != row.text_sha256:
        return []
    return [_line(text.text, line) for line in unpack_lines(row.lines)]


def _line(text: str, line: StoredLine) -> LineView:
    return LineView(
        text=text[line.start : line.end], number=line.number, weight=line.weight,
        **six_values(line.six),
    )  # fmt: skip


def _basis(row: SongMood) -> Basis | None:
    if row.six is None:
        return None
    return cast("Basis", row.basis or "lyrics")


def _parts(row: SongMood) -> Sequence[Evidence]:
    """The parts as stored; of a mood by words alone, the words."""
    if row.six is None or row.evidence:
        return unpack_evidence(row.evidence)
    return [Evidence("words", "", row.six, 1.0, 1.0)]


def _yours(before: Six, after: Six) -> Evidence:
    """The part of a pool that turns one mood into the other: the ratio of their shares."""
    ratio = [after.shares[m] / max(before.shares[m], 1e-6) for m in MOODS]
    return Evidence("you", "", from_shares(*ratio), 1.0)


def _evidence(part: Evidence) -> EvidenceView:
    return EvidenceView(
        kind=part.kind, label=part.label, weight=round(part.weight, 4),
        share=round(part.share, 4), **six_values(part.six),
    )  # fmt: skip
