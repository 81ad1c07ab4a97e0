"""Use cases of song moods: what the model says, and what a listener says against it."""

from collections.abc import Collection, Sequence
from typing import Any
from uuid import UUID

from analysis.affect import Mood, Six
from analysis.types import ModelStamps
from assistant.catalogue import covers
from assistant.catalogue import service as catalogue
from assistant.catalogue.events import TrackChanged
from assistant.core.actor import Actor
from assistant.core.errors import NotFound
from assistant.core.unit_of_work import OpenUow, UnitOfWork
from assistant.engine.types import Engine, ScoredText
from assistant.lyrics import service as lyrics
from assistant.lyrics.schemas import LyricsText
from assistant.models.base import SHARED, owner_key, six_values
from assistant.models.song_moods import SongMood, SongMoodCorrection
from assistant.song_moods import repository, scoring
from assistant.song_moods.events import SongChanged
from assistant.song_moods.rules import NAMED, StoredLine, strongest, unpack_lines
from assistant.song_moods.schemas import (
    CorrectionIn,
    LineView,
    MoodNumbers,
    PastedSong,
    PasteIn,
    ScoreIn,
    ScoreView,
    SongMoodDetail,
    SongMoodView,
)
from assistant.song_moods.scoring import (
    on_lyrics_changed,
    score_song,
    score_tracks,
    score_waiting,
    start_waiting,
    store_score,
)

__all__ = [
    "NAMED", "correct", "cover_of", "mood_of", "moods_of", "on_lyrics_changed",
    "on_track_changed", "paste_and_score",
    "score_song", "score_text", "score_tracks", "score_waiting", "start_waiting", "store_score",
    "strongest_lines", "uncorrect",
]  # fmt: skip


def score_text(
    engine: Engine, actor: Actor, data: ScoreIn, *, max_bytes: int = lyrics.MAX_BYTES
) -> ScoreView:
    """Score lyrics without keeping them.

    Args:
        engine: who reads them.
        actor: anybody signed in.
        data: plain words or LRC, anything at all.
        max_bytes: the longest text taken, in UTF-8.

    Raises:
        RuleViolated: the text is too long.
        UpstreamUnavailable: the model is not there yet.
    """
    actor.require_user()
    words = lyrics.read(data.lyrics, max_bytes)
    if words.text is None:
        reason = "instrumental" if words.state == "instrumental" else "empty"
        return ScoreView(known=False, reason=reason)
    scored = engine.score([words.text], lines=data.lines)[0]
    return ScoreView(
        known=scored.known, reason=scored.reason, confidence=scored.confidence,
        language=scored.language, lines=_lines(words.text, scored), **_numbers(scored.six),
    )  # fmt: skip


def moods_of(
    uow: UnitOfWork, user_id: UUID | None, ids: Collection[UUID], stamp: str
) -> dict[UUID, SongMoodView]:
    """Moods of songs as a listener sees them: their word, their own text's, the shared one's.

    Args:
        uow: an open unit of work.
        user_id: the listener; None for what everybody sees.
        ids: at most a few hundred tracks.
        stamp: the mood model that counts.

    Returns:
        By track; songs that were never scored nor corrected are left out.
    """
    if not ids:
        return {}
    found = {i: _view(row) for i, row in _counting(uow, user_id, ids, stamp).items()}
    if user_id is not None:
        for i, row in repository.corrections_of(uow.db, user_id, set(ids)).items():
            found[i] = _corrected(found.get(i), i, row.six)
    return found


def mood_of(uow: UnitOfWork, actor: Actor, track_id: UUID, stamp: str) -> SongMoodDetail:
    """One song's mood with its lines, as the actor sees it.

    Raises:
        NotFound: no such track, or another listener's own.
    """
    user_id = actor.require_user()
    track_id = catalogue.get_track(uow, actor, track_id).id
    row = _counting(uow, user_id, [track_id], stamp).get(track_id)
    view = moods_of(uow, user_id, [track_id], stamp).get(track_id)
    if view is None:
        state = lyrics.states_for(uow, user_id, [track_id]).get(track_id)
        named = {"found": "waiting", "instrumental": "instrumental"}
        reason = named.get(state or "", "no_lyrics")
        return SongMoodDetail(track_id=track_id, known=False, reason=reason)
    text = lyrics.text_of_owner(uow, track_id, row.owner_key) if row is not None else None
    predicted = MoodNumbers(**_numbers(row.six)) if row is not None else None
    return SongMoodDetail(
        **view.model_dump(), lines=_stored_lines(row, text),
        predicted=predicted if view.corrected else None,
    )  # fmt: skip


def paste_and_score(
    open_uow: OpenUow, engine: Engine, stamps: ModelStamps, actor: Actor, data: PasteIn,
    *, max_bytes: int = lyrics.MAX_BYTES,
) -> PastedSong:  # fmt: skip
    """Keep a song given by hand, put it into the listener's library, and score it at once.

    A song that everybody's catalogue has stays that one, with the listener's own text; any other
    becomes a track of their own. Without a model the song is kept and scored by a job later.

    Raises:
        RuleViolated: the text is too long or empty.
    """
    track_id = scoring.keep_pasted(open_uow, actor, data, max_bytes)
    scored = score_song(open_uow, engine, stamps, actor, track_id)
    with open_uow(read=True) as uow:
        return PastedSong(
            track=catalogue.get_track(uow, actor, track_id),
            mood=mood_of(uow, actor, track_id, stamps.mood),
            state="scored" if scored else "waiting",
        )


def correct(uow: UnitOfWork, actor: Actor, track_id: UUID, mood: CorrectionIn | Mood | Six) -> None:
    """Say what a song is for the actor: it counts in their views and queues, for nobody else.

    Raises:
        NotFound: no such track.
    """
    user_id = actor.require_user()
    track = catalogue.get_track(uow, actor, track_id)
    six = NAMED[mood] if isinstance(mood, str) else mood if isinstance(mood, Six) else mood.six
    row = SongMoodCorrection(
        user_id=user_id, track_id=track.id, created_at=uow.now, **six_values(six)
    )
    repository.save_correction(uow.db, row)
    uow.publish(SongChanged(track.id, str(user_id)))


def on_track_changed(uow: UnitOfWork, event: TrackChanged) -> None:
    """Announce every view of a song whose facts grew: its points carry them."""
    for key in sorted(repository.owners_of(uow.db, event.track_id)):
        uow.publish(SongChanged(event.track_id, key))


def uncorrect(uow: UnitOfWork, actor: Actor, track_id: UUID) -> None:
    """Take the actor's own word back; the model's counts again.

    Raises:
        NotFound: they said nothing about this song.
    """
    user_id = actor.require_user()
    if not repository.delete_correction(uow.db, user_id, track_id):
        raise NotFound("correction_not_found", "You have not corrected the mood of this song.")
    uow.publish(SongChanged(track_id, str(user_id)))


def strongest_lines(
    uow: UnitOfWork, user_id: UUID | None, ids: Sequence[UUID], stamp: str, toward: Mood
) -> dict[UUID, str]:
    """Of each song the line that speaks most for a mood; songs without lines are left out."""
    rows = _counting(uow, user_id, ids, stamp) if ids else {}
    texts = lyrics.texts_for(uow, user_id, ids)
    found = {}
    for track_id, row in rows.items():
        text = texts.get(track_id)
        line = strongest(unpack_lines(row.lines), toward)
        if line is not None and text is not None and text.text_sha256 == row.text_sha256:
            found[track_id] = text.text[line.start : line.end]
    return found


def cover_of(uow: UnitOfWork, track_id: UUID, viewer: Actor, stamp: str) -> str:
    """The generated cover of a song, coloured by its mood as the viewer sees it.

    Raises:
        NotFound: no such track, or another listener's own.
    """
    track = catalogue.get_track(uow, viewer, track_id)
    mood = moods_of(uow, viewer.user_id, [track.id], stamp).get(track.id)
    six = mood.six if mood else None
    if six is None:
        return covers.cover_svg(str(track.id), 0.0, 0.0)
    return covers.cover_svg(str(track.id), six.valence, six.arousal)


def _counting(
    uow: UnitOfWork, user_id: UUID | None, ids: Collection[UUID], stamp: str
) -> dict[UUID, SongMood]:
    """The model's row that counts for a listener: of their own text, else of the shared one."""
    owners = list(dict.fromkeys((SHARED, owner_key(user_id))))
    rows = repository.moods_of(uow.db, set(ids), owners, stamp)
    return {row.track_id: row for row in sorted(rows, key=lambda row: row.owner_key)}


def _view(row: SongMood) -> SongMoodView:
    return SongMoodView(
        track_id=row.track_id, known=row.known, reason=row.reason, confidence=row.confidence,
        language=row.language, own=row.owner_key != SHARED, **_numbers(row.six),
    )  # fmt: skip


def _corrected(predicted: SongMoodView | None, track_id: UUID, six: Six) -> SongMoodView:
    return SongMoodView(
        track_id=track_id, known=True, corrected=True,
        confidence=predicted.confidence if predicted else None,
        language=predicted.language if predicted else None,
        own=predicted.own if predicted else False, **_numbers(six),
    )  # fmt: skip


def _numbers(six: Six | None) -> dict[str, Any]:
    return {} if six is None else six_values(six)


def _lines(text: str, scored: ScoredText) -> list[LineView]:
    return [
        _line(text, StoredLine(line.number, line.start, line.end, line.six, line.weight))
        for line in scored.lines
    ]


def _stored_lines(row: SongMood | None, text: LyricsText | None) -> list[LineView]:
    """Stored numbers joined with the text they were made of; none when that text has gone."""
    if row is None or text is None or text.text_sha256 != row.text_sha256:
        return []
    return [_line(text.text, line) for line in unpack_lines(row.lines)]


def _line(text: str, line: StoredLine) -> LineView:
    return LineView(
        text=text[line.start : line.end], number=line.number, weight=line.weight,
        **six_values(line.six),
    )  # fmt: skip
