"""Owns what the Song page reads of what a mood rests on."""

from collections.abc import Sequence

from assistant.song_moods.schemas import EvidenceView, SongMoodDetail
from ui import songs
from ui.pages.song.models import Basis, BasisPart
from ui.text.en import song as words


def basis_of(detail: SongMoodDetail) -> Basis:
    """Turn what a mood rests on into what the card shows; empty for an unknown mood."""
    six = detail.six
    if six is None or not detail.evidence:
        return Basis()
    mood, percent = songs.leading(six)
    parts = [part for part in detail.evidence if round(100 * part.share) > 0]
    return Basis(
        mood=mood,
        percent=percent,
        note=words.BASIS_YOURS if detail.corrected else songs.certain(detail.confidence),
        sentence=_sentence(detail, parts),
        parts=[_part(part) for part in sorted(parts, key=lambda p: -p.share)],
    )


def _part(part: EvidenceView) -> BasisPart:
    label = words.BASIS_PARTS[part.kind].format(tag=part.label)
    shares = {name: getattr(part, name) for name in words.PEAKS}
    return BasisPart(label, max(shares, key=lambda m: shares[m]), round(100 * part.share))


def _sentence(detail: SongMoodDetail, parts: Sequence[EvidenceView]) -> str:
    if detail.corrected:
        return words.BASIS_SAID["corrected"]
    said = [words.BASIS_SAID[detail.basis or "lyrics"]]
    if any(part.kind == "you" for part in parts):
        said.append(words.BASIS_SAID["you"])
    return " ".join(said)
