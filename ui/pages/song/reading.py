"""Owns what the Song page reads of one song."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import accumulate
from uuid import UUID

from analysis.affect import quadrant
from assistant.catalogue import service as catalogue
from assistant.catalogue.schemas import TrackView
from assistant.core.actor import Actor
from assistant.core.errors import NotFound
from assistant.core.unit_of_work import UnitOfWork
from assistant.library import service as library
from assistant.lyrics import service as lyrics
from assistant.recommendations import service as recommendations
from assistant.recommendations.schemas import RecommendedSong
from assistant.song_moods import service as song_moods
from assistant.song_moods.schemas import SongMoodDetail
from ui import routes, songs
from ui.charts.models import LyricLine
from ui.frame import cover_url
from ui.models import ScoredLyrics
from ui.pages.song.models import Basis, Neighbour, SongView, Why
from ui.pages.song.resting import basis_of
from ui.text.en import song as words
from ui.text.en import song_moods as mood_words


@dataclass(frozen=True, slots=True)
class Shown:
    """The page's values; `song.id` is empty where there is no such song.

    Attributes:
        is_held: whether the song is in the listener's library.
    """

    song: SongView = field(default_factory=SongView)
    lines: list[LyricLine] = field(default_factory=list)
    is_held: bool = False
    mine: str = ""
    basis: Basis = field(default_factory=Basis)
    why: Why = field(default_factory=Why)
    scored: ScoredLyrics = field(default_factory=ScoredLyrics)


def song_page(uow: UnitOfWork, actor: Actor, track_id: UUID, mood_stamp: str) -> Shown:
    """Read the page.

    Raises:
        NotAuthenticated: nobody is signed in.
    """
    actor.require_user()
    try:
        track = catalogue.get_track(uow, actor, track_id)
    except NotFound:
        return Shown()
    detail = song_moods.mood_of(uow, actor, track.id, mood_stamp)
    text = songs.text_of(uow, actor, track.id)
    known = lyrics.get_lyrics(uow, actor, track.id)
    silent = known.state == "instrumental"
    song = replace(song_view(track, detail), is_instrumental=silent, is_marked=silent and known.own)
    mine = _quadrant(detail) if detail.corrected else ""
    return Shown(
        song=song,
        lines=songs.lines_of(text, detail.lines, song.mood),
        is_held=bool(library.held_ids(uow, actor.require_user(), [track.id])),
        mine=mine,
        basis=basis_of(detail),
        why=_why(uow, actor, track.id, mood_stamp),
        scored=songs.scored_lyrics(track.title, track.artist, "", text, detail),
    )


def song_view(track: TrackView, detail: SongMoodDetail) -> SongView:
    """Turn a song and its words' own mood into what stands at the top of the page."""
    six = songs.model_says(detail)
    mood, _ = songs.leading(six)
    peak = songs.peak_of(detail.lines, mood)
    return SongView(
        id=str(track.id),
        title=track.title,
        artist=track.artist,
        facts=_facts(track),
        cover_url=cover_url(track.id),
        is_sample=track.is_sample,
        is_explicit=bool(track.explicit),
        mood=mood,
        reason="" if six else songs.why_unknown(detail.reason),
        certainty=songs.note_of(six, max(six.shares.values())) if six else "",
        shares=songs.shares_of(six) if six else [],
        sentence=songs.sentence_of(six) if six else "",
        peak=words.PEAKS[mood] if peak else "",
    )


def neighbours(found: Sequence[tuple[TrackView, float]]) -> list[Neighbour]:
    """Turn the songs nearest to one into their pictures."""
    return [
        Neighbour(routes.song(str(t.id)), t.title, cover_url(t.id), songs.point(alike))
        for t, alike in found
    ]


def _facts(track: TrackView) -> str:
    where = ", ".join(str(part) for part in (track.album, track.year) if part)
    parts = (where, songs.genre_of(track.genres), songs.length_of(track.duration_ms))
    return ". ".join(part for part in parts if part)


def _quadrant(detail: SongMoodDetail) -> str:
    six = detail.six
    return quadrant(six.valence, six.arousal) if six else ""


def _why(uow: UnitOfWork, actor: Actor, track_id: UUID, mood_stamp: str) -> Why:
    try:
        found = recommendations.why(uow, actor, track_id, mood_stamp)
    except NotFound:
        return Why()
    return why_of(found)


def why_of(found: RecommendedSong) -> Why:
    """Turn the parts of a score into bars, each beginning where the last one ended."""
    parts = songs.parts_of(found.contributions, mood_words.PARTS)
    signed = [-part.percent if part.kind == "minus" else part.percent for part in parts]
    ends = list(accumulate(signed))
    starts = [
        end if part.kind == "minus" else end - part.percent
        for part, end in zip(parts, ends, strict=True)
    ]
    return Why(
        score=f"{found.score:.2f}",
        reason=found.reason,
        parts=parts,
        starts=[round(start, 1) for start in starts],
    )
