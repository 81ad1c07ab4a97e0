"""Having lyrics scored and keeping what comes back: each text once per model, in small batches."""

from collections.abc import Callable, Sequence
from uuid import UUID

import numpy as np

from analysis.types import ModelStamps
from assistant.catalogue import service as catalogue
from assistant.catalogue.schemas import TrackNames
from assistant.core.actor import Actor
from assistant.core.errors import UpstreamError
from assistant.core.unit_of_work import OpenUow, UnitOfWork
from assistant.engine.types import Engine, ScoredText
from assistant.jobs import service as jobs
from assistant.jobs.schemas import JobSpec
from assistant.lyrics import service as lyrics
from assistant.lyrics.events import LyricsChanged
from assistant.lyrics.schemas import LyricsIn, LyricsText
from assistant.models.base import SHARED, owner_key, six_values
from assistant.models.song_moods import Model, SongEmbedding, SongMood
from assistant.song_moods import repository
from assistant.song_moods.events import SongChanged, SongGiven
from assistant.song_moods.rules import pack_lines
from assistant.song_moods.schemas import PasteIn, ScoreCounts

BATCH = 16  # about two seconds of scoring: what a kill loses and a cancel waits for at most
SCORE, SCORE_WAITING = "song_moods.score", "song_moods.score_waiting"
Progress = Callable[[int, int], None]


def store_score(
    uow: UnitOfWork, track_id: UUID, key: str, stamps: ModelStamps, scored: ScoredText
) -> None:
    """Keep what the model said of a track's text, to everybody ('') or to one listener."""
    row = SongMood(
        track_id=track_id, owner_key=key, stamp=stamps.mood, text_sha256=scored.text_sha256,
        known=scored.known, reason=scored.reason, confidence=scored.confidence,
        language=scored.language, lines=pack_lines(scored.lines), created_at=uow.now,
        **(six_values(scored.six) if scored.six is not None else {}),
    )  # fmt: skip
    embedding = None
    if scored.embedding is not None:
        vector = np.asarray(scored.embedding, "<f2").tobytes()
        embedding = SongEmbedding(
            text_sha256=scored.text_sha256, stamp=stamps.embedding, vector=vector,
            created_at=uow.now,
        )  # fmt: skip
    repository.save_score(uow.db, row, embedding)
    uow.publish(SongChanged(track_id, key))


def score_tracks(
    open_uow: OpenUow, engine: Engine, stamps: ModelStamps, user_id: UUID | None,
    track_ids: Sequence[UUID], progress: Progress | None = None,
) -> ScoreCounts:  # fmt: skip
    """Score the texts of tracks that count for a listener, those that have no score yet.

    Killed at any line and run again, it goes on from the last batch: what is scored is in SQL.

    Args:
        open_uow: opens units of work; none is held while the model reads.
        engine: who reads.
        stamps: the models that count.
        user_id: whose own texts come before the shared ones; None for shared texts alone.
        track_ids: any number of tracks.
        progress: told how many of how many are done, after each batch; may raise to stop.

    Raises:
        UpstreamUnavailable: the model is not there.
    """
    ids = list(dict.fromkeys(track_ids))
    counts = ScoreCounts()
    for start in range(0, len(ids), BATCH):
        chunk = ids[start : start + BATCH]
        with open_uow(read=True) as uow:
            texts = lyrics.texts_for(uow, user_id, chunk)
        counts.no_text += len(chunk) - len(texts)
        _score_texts(open_uow, engine, stamps, list(texts.values()), counts)
        if progress is not None:
            progress(min(start + BATCH, len(ids)), len(ids))
    return counts


def score_waiting(
    open_uow: OpenUow, engine: Engine, stamps: ModelStamps, user_id: UUID | None,
    progress: Progress | None = None,
) -> ScoreCounts:  # fmt: skip
    """Score every text that waits: everybody's, and the listener's own; see `score_tracks`."""
    owners = list(dict.fromkeys((SHARED, owner_key(user_id))))
    with open_uow(read=True) as uow:
        total = repository.count_waiting(uow.db, stamps.mood, owners)
    counts, done, after = ScoreCounts(), 0, None
    while True:
        with open_uow(read=True) as uow:
            keys = repository.waiting(uow.db, stamps.mood, owners, after, BATCH)
            found = [lyrics.text_of_owner(uow, track_id, key) for track_id, key in keys]
        if not keys:
            return counts
        _score_texts(open_uow, engine, stamps, [text for text in found if text], counts)
        after, done = keys[-1], done + len(keys)
        if progress is not None:
            progress(done, max(total, done))


def score_song(
    open_uow: OpenUow, engine: Engine, stamps: ModelStamps, actor: Actor, track_id: UUID
) -> bool:
    """Score one song now, for somebody who looks at it; False when the model is not there yet.

    A job scores it later then: whoever saved the text has seen to that.
    """
    user_id = actor.require_user()
    try:
        score_tracks(open_uow, engine, stamps, user_id, [track_id])
    except UpstreamError:
        return False
    return True


def keep_pasted(open_uow: OpenUow, actor: Actor, data: PasteIn, max_bytes: int) -> UUID:
    """Keep a song given by hand with the listener's own text; its track."""
    user_id = actor.require_user()
    names = TrackNames(
        title=data.title, artists=[data.artist], origin="manual", owner_key=str(user_id)
    )
    with open_uow() as uow:
        track_id = catalogue.get_or_create_track(uow, names)
        text = LyricsIn(lyrics=data.lyrics)
        lyrics.save_own(uow, actor, track_id, text, max_bytes=max_bytes)
        uow.publish(SongGiven(user_id, track_id))
    return track_id


def on_lyrics_changed(uow: UnitOfWork, event: LyricsChanged) -> None:
    """Drop scores of a text that does not count any more, and have the new one scored."""
    text = lyrics.text_of_owner(uow, event.track_id, event.owner_key)
    sha256 = text.text_sha256 if text else None
    if repository.delete_stale(uow.db, event.track_id, event.owner_key, sha256):
        uow.publish(SongChanged(event.track_id, event.owner_key))
    if sha256 is None or event.in_batch:
        return
    spec = JobSpec(
        kind=SCORE, queue="model", args={"track_id": str(event.track_id)}, total=1, unit="songs",
        dedupe_key=f"{event.track_id}:{event.owner_key}:{sha256[:16]}",
    )  # fmt: skip
    jobs.start(uow, UUID(event.owner_key) if event.owner_key else None, spec)


def start_waiting(uow: UnitOfWork, user_id: UUID | None, dedupe_key: str) -> UUID:
    """Have every text that waits scored by a job; its id."""
    spec = JobSpec(kind=SCORE_WAITING, queue="model", dedupe_key=dedupe_key, unit="songs")
    return jobs.start(uow, user_id, spec)


def _score_texts(
    open_uow: OpenUow, engine: Engine, stamps: ModelStamps, texts: Sequence[LyricsText],
    counts: ScoreCounts,
) -> None:  # fmt: skip
    """Score one batch: what has a score stays, what another track's text says is copied."""
    if not texts:
        return
    with open_uow(read=True) as uow:
        rows = _rows(uow, texts, stamps)
        todo = [
            t for t in texts
            if (row := rows.get((t.track_id, t.owner_key))) is None
            or row.text_sha256 != t.text_sha256
        ]  # fmt: skip
        hashes = {t.text_sha256 for t in todo}
        cached = repository.scores_by_text(uow.db, hashes, stamps.mood, stamps.embedding)
    counts.unchanged += len(texts) - len(todo)
    fresh = {t.text_sha256: t.text for t in todo if t.text_sha256 not in cached}
    answers = engine.score(list(fresh.values()), lines=True, embeddings=True) if fresh else []
    scored = {
        sha: answer.model_copy(update={"text_sha256": sha})
        for sha, answer in zip(fresh, answers, strict=True)
    }
    with open_uow() as uow:
        if scored:
            repository.note_models(uow.db, _models(uow, stamps))
        living = repository.living(uow.db, [t.track_id for t in todo])
        for text in todo:
            if text.track_id in living:
                _keep(uow, stamps, text, scored.get(text.text_sha256), cached)
    counts.scored += sum(t.text_sha256 in scored for t in todo)
    counts.copied += sum(t.text_sha256 not in scored for t in todo)
    new = {(t.track_id, t.owner_key) for t in todo}
    results: list[SongMood | ScoredText] = [row for key, row in rows.items() if key not in new]
    results += [scored.get(t.text_sha256) or cached[t.text_sha256] for t in todo]
    for result in results:
        counts.known += result.known
        if not result.known:
            reason = result.reason or "unknown"
            counts.unknown[reason] = counts.unknown.get(reason, 0) + 1


def _keep(
    uow: UnitOfWork, stamps: ModelStamps, text: LyricsText, scored: ScoredText | None,
    cached: dict[str, SongMood],
) -> None:  # fmt: skip
    """Write one text's score, unless the text was replaced while the model read it."""
    now = lyrics.text_of_owner(uow, text.track_id, text.owner_key)
    if now is None or now.text_sha256 != text.text_sha256:
        return
    if scored is not None:
        store_score(uow, text.track_id, text.owner_key, stamps, scored)
        return
    said = cached[text.text_sha256].model_dump()
    said |= {"track_id": text.track_id, "owner_key": text.owner_key, "created_at": uow.now}
    repository.save_score(uow.db, SongMood(**said), None)
    uow.publish(SongChanged(text.track_id, text.owner_key))


def _rows(
    uow: UnitOfWork, texts: Sequence[LyricsText], stamps: ModelStamps
) -> dict[tuple[UUID, str], SongMood]:
    owners = list({t.owner_key for t in texts})
    wanted = {(t.track_id, t.owner_key) for t in texts}
    found = repository.moods_of(uow.db, {t.track_id for t in texts}, owners, stamps.mood)
    return {k: row for row in found if (k := (row.track_id, row.owner_key)) in wanted}


def _models(uow: UnitOfWork, stamps: ModelStamps) -> list[Model]:
    return [
        Model(stamp=stamp, role=role, name=stamp.split(":")[1], created_at=uow.now)
        for role, stamp in (("mood", stamps.mood), ("embedding", stamps.embedding))
    ]
