"""Use cases of song moods: what the model says, and what a listener says against it."""

from collections.abc import Collection, Sequence
from uuid import UUID

from analysis.affect import Mood, Six
from analysis.personal import Shift
from analysis.types import ModelStamps
from assistant.catalogue import covers
from assistant.catalogue import service as catalogue
from assistant.catalogue.events import TrackChanged
from assistant.core.actor import Actor
from assistant.core.errors import NotFound
from assistant.core.unit_of_work import OpenUow, UnitOfWork
from assistant.engine.types import Engine
from assistant.lyrics import service as lyrics
from assistant.models.base import SHARED, owner_key, six_values
from assistant.models.song_moods import SongMood, SongMoodCorrection
from assistant.song_moods import repository, scoring
from assistant.song_moods.events import SongChanged
from assistant.song_moods.fusing import on_genres_found, words_of
from assistant.song_moods.personal import shift_of, shifts_of
from assistant.song_moods.rules import NAMED, strongest, unpack_lines
from assistant.song_moods.schemas import (
    CorrectionIn,
    MoodNumbers,
    PastedSong,
    PasteIn,
    ScoreIn,
    ScoreView,
    SongMoodDetail,
    SongMoodView,
)
from assistant.song_moods.scoring import (
    left_to_renew,
    on_lyrics_changed,
    renew,
    score_song,
    score_tracks,
    score_waiting,
    start_waiting,
    store_score,
)
from assistant.song_moods.views import corrected_view, numbers, scored_lines, stored_lines, view_of

__all__ = [
    "NAMED", "correct", "cover_of", "left_to_renew", "mood_of", "moods_of", "on_genres_found",
    "on_lyrics_changed", "on_track_changed", "paste_and_score", "renew",
    "score_song", "score_text", "score_tracks", "score_waiting", "shift_of", "shifts_of",
    "start_waiting", "store_score", "strongest_lines", "uncorrect",
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
    actor.require_user("music:read")
    words = lyrics.read(data.lyrics, max_bytes)
    if words.text is None:
        reason = "instrumental" if words.state == "instrumental" else "empty"
        return ScoreView(known=False, reason=reason)
    scored = engine.score([words.text], lines=data.lines)[0]
    return ScoreView(
        known=scored.known, reason=scored.reason, confidence=scored.confidence,
        language=scored.language, lines=scored_lines(words.text, scored), **numbers(scored.six),
    )  # fmt: skip


def moods_of(
    uow: UnitOfWork, user_id: UUID | None, ids: Collection[UUID], stamp: str,
    *, personal: bool = True,
) -> dict[UUID, SongMoodView]:  # fmt: skip
    """Moods of songs as a listener sees them: their word, their own text's, the shared one's.

    What they did not correct is moved by what they corrected (`analysis.personal`).

    Args:
        uow: an open unit of work.
        user_id: the listener; None for what everybody sees.
        ids: at most a few hundred tracks.
        stamp: the mood model that counts.
        personal: False leaves the listener's shift out, where only a colour hangs on it.

    Returns:
        By track; songs that were never scored nor corrected are left out.
    """
    if not ids:
        return {}
    rows = _counting(uow, user_id, ids, stamp)
    shift = shift_of(uow, user_id, stamp) if personal else Shift()
    shifts = shifts_of(uow, user_id, shift, rows)
    found = {i: view_of(row, shifts.get(i, (0.0, 0.0))) for i, row in rows.items()}
    if user_id is not None:
        for i, said in repository.corrections_of(uow.db, user_id, set(ids)).items():
            found[i] = corrected_view(found.get(i), i, said.six)
    return found


def mood_of(uow: UnitOfWork, actor: Actor, track_id: UUID, stamp: str) -> SongMoodDetail:
    """One song's mood with its lines, as the actor sees it.

    Raises:
        NotFound: no such track, or another listener's own.
    """
    user_id = actor.require_user("music:read")
    track_id = catalogue.get_track(uow, actor, track_id).id
    row = _counting(uow, user_id, [track_id], stamp).get(track_id)
    view = moods_of(uow, user_id, [track_id], stamp).get(track_id)
    if view is None:
        state = lyrics.states_for(uow, user_id, [track_id]).get(track_id)
        named = {"found": "waiting", "instrumental": "instrumental"}
        reason = named.get(state or "", "no_lyrics")
        return SongMoodDetail(track_id=track_id, known=False, reason=reason)
    text = lyrics.text_of_owner(uow, track_id, row.owner_key) if row is not None else None
    words = words_of(row)[0] if row is not None else None
    predicted = MoodNumbers(**numbers(row.six)) if row is not None else None
    return SongMoodDetail(
        **view.model_dump(), lines=stored_lines(row, text),
        words=MoodNumbers(**numbers(words)) if words is not None else None,
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
    user_id = actor.require_user("music:write")
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
    user_id = actor.require_user("music:write")
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
    mood = moods_of(uow, viewer.user_id, [track.id], stamp, personal=False).get(track.id)
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
