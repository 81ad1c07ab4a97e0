"""Having lyrics scored and keeping what comes back: each text once per model, in small batches."""

import hashlib
from collections.abc import Callable, Sequence
from uuid import UUID

import numpy as np

from analysis.fusion import Evidence
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
from assistant.song_moods import fusing, repository
from assistant.song_moods.events import SongChanged, SongGiven
from assistant.song_moods.rules import pack_lines
from assistant.song_moods.schemas import PasteIn, ScoreCounts

BATCH = 16  # about two seconds of scoring: what a kill loses and a cancel waits for at most
SCORE, SCORE_WAITING = "song_moods.score", "song_moods.score_waiting"
Progress = Callable[[int, int], None]


def store_score(
    uow: UnitOfWork, track_id: UUID, key: str, stamps: ModelStamps, scored: ScoredText,
    tags: Sequence[Evidence] | None = None,
) -> None:  # fmt: skip
    """Keep what the model said of a track's text, to everybody ('') or to one listener.

    Args:
        uow: an open unit of work.
        track_id: the track.
        key: to whom: '' everybody, else one listener.
        stamps: the models that read it.
        scored: what they said.
        tags: what tags say of the track, as `fusing.evidence_of` reads them; None to read them.
    """
    if tags is None:
        tags = fusing.evidence_of(uow, [track_id])[track_id]
    row = SongMood(
        track_id=track_id, owner_key=key, stamp=stamps.mood, text_sha256=scored.text_sha256,
        known=scored.known, reason=scored.reason, confidence=scored.confidence,
        language=scored.language, lines=pack_lines(scored.lines), created_at=uow.now,
        basis="lyrics" if scored.known else None,
        **(six_values(scored.six) if scored.six is not None else {}),
    )  # fmt: skip
    embedding = None
    if scored.embedding is not None:
        vector = np.asarray(scored.embedding, "<f2").tobytes()
        embedding = SongEmbedding(
            text_sha256=scored.text_sha256, stamp=stamps.embedding, vector=vector,
            created_at=uow.now,
        )  # fmt: skip
    repository.save_score(uow.db, fusing.fused(row, tags), embedding)
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
        without = [track_id for track_id in chunk if track_id not in texts]
        counts.no_text += len(without)
        if without:
            with open_uow() as uow:
                fusing.settle(uow, stamps.mood, without)
        _score_texts(open_uow, engine, stamps, list(texts.values()), counts)
        if progress is not None:
            progress(min(start + BATCH, len(ids)), len(ids))
    return counts


def score_waiting(
    open_uow: OpenUow, engine: Engine, stamps: ModelStamps, user_id: UUID | None,
    progress: Progress | None = None,
) -> ScoreCounts:  # fmt: skip
    """Score every text that waits: everybody's, and the listener's own; see `score_tracks`.

    Songs without a text get what their tags say first, which takes no model.
    """
    owners = list(dict.fromkeys((SHARED, owner_key(user_id))))
    _settle_waiting(open_uow, stamps, owners)
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
    user_id = actor.require_user("music:write")
    try:
        score_tracks(open_uow, engine, stamps, user_id, [track_id])
    except UpstreamError:
        return False
    return True


def keep_pasted(open_uow: OpenUow, actor: Actor, data: PasteIn, max_bytes: int) -> UUID:
    """Keep a song given by hand with the listener's own text; its track."""
    user_id = actor.require_user("music:write")
    names = TrackNames(
        title=data.title, artists=[data.artist], origin="manual", owner_key=str(user_id)
    )
    with open_uow() as uow:
        track_id = catalogue.get_or_create_track(uow, names)
        text = LyricsIn(lyrics=data.lyrics)
        lyrics.save_own(uow, actor, track_id, text, max_bytes=max_bytes)
        uow.publish(SongGiven(user_id, track_id))
    return track_id


def on_lyrics_changed(uow: UnitOfWork, event: LyricsChanged, stamp: str) -> None:
    """Drop scores of a text that does not count any more, and have the new one scored.

    Where there is no text any more, tags alone say the mood under the model of `stamp`.
    """
    text = lyrics.text_of_owner(uow, event.track_id, event.owner_key)
    sha256 = text.text_sha256 if text else None
    if repository.delete_stale(uow.db, event.track_id, event.owner_key, sha256):
        uow.publish(SongChanged(event.track_id, event.owner_key))
    if sha256 is None:
        fusing.settle(uow, stamp, [event.track_id])
    if sha256 is None or event.in_batch:
        return
    spec = JobSpec(
        kind=SCORE, queue="model", args={"track_id": str(event.track_id)}, total=1, unit="songs",
        dedupe_key=f"{event.track_id}:{event.owner_key}:{sha256[:16]}",
    )  # fmt: skip
    jobs.start(uow, UUID(event.owner_key) if event.owner_key else None, spec)


def _settle_waiting(open_uow: OpenUow, stamps: ModelStamps, owners: Sequence[str]) -> None:
    after: UUID | None = None
    while True:
        with open_uow() as uow:
            ids = fusing.settle_waiting(uow, stamps.mood, owners, after)
        if not ids:
            return
        after = ids[-1]


def start_waiting(uow: UnitOfWork, user_id: UUID | None, dedupe_key: str) -> UUID:
    """Have every text that waits scored by a job; its id."""
    spec = JobSpec(kind=SCORE_WAITING, queue="model", dedupe_key=dedupe_key, unit="songs")
    return jobs.start(uow, user_id, spec)


def renew(uow: UnitOfWork, stamp: str) -> list[UUID]:
    """Have what another model scored scored by the one that counts now; the jobs' ids.

    Args:
        uow: an open unit of work.
        stamp: the mood model that counts.
    """
    mark = hashlib.sha256(stamp.encode()).hexdigest()[:16]
    return [
        start_waiting(uow, UUID(key) if key else None, f"renew:{key}:{mark}")
        for key in repository.owners_to_renew(uow.db, stamp)
    ]


def left_to_renew(uow: UnitOfWork, stamp: str) -> int:
    """How many texts wait for the model that counts, of owners whom another model has read.

    Args:
        uow: an open unit of work.
        stamp: the mood model that counts.
    """
    owners = repository.owners_to_renew(uow.db, stamp)
    return repository.count_waiting(uow.db, stamp, owners) if owners else 0


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
        tags = fusing.evidence_of(uow, repository.living(uow.db, [t.track_id for t in todo]))
        for text in todo:
            if text.track_id in tags:
                said = scored.get(text.text_sha256) or cached[text.text_sha256]
                _keep(uow, stamps, text, said, tags[text.track_id])
    counts.scored += sum(t.text_sha256 in scored for t in todo)
    counts.copied += sum(t.text_sha256 not in scored for t in todo)
    new = {(t.track_id, t.owner_key) for t in todo}
    results: list[SongMood | ScoredText] = [row for key, row in rows.items() if key not in new]
    results += [scored.get(t.text_sha256) or cached[t.text_sha256] for t in todo]
    for result in results:
        known = result.reason is None
        counts.known += known
        if not known:
            reason = result.reason or "unknown"
            counts.unknown[reason] = counts.unknown.get(reason, 0) + 1


def _keep(
    uow: UnitOfWork, stamps: ModelStamps, text: LyricsText, said: ScoredText | SongMood,
    tags: Sequence[Evidence],
) -> None:  # fmt: skip
    """Write one text's score, unless the text was replaced while the model read it."""
    now = lyrics.text_of_owner(uow, text.track_id, text.owner_key)
    if now is None or now.text_sha256 != text.text_sha256:
        return
    if isinstance(said, ScoredText):
        store_score(uow, text.track_id, text.owner_key, stamps, said, tags)
        return
    mine = {"track_id": text.track_id, "owner_key": text.owner_key, "created_at": uow.now}
    copied = SongMood(**said.model_dump() | mine)
    repository.save_score(uow.db, fusing.fused(copied, tags), None)
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
