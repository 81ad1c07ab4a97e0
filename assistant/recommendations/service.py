"""Use cases of recommendations: one pipeline, read from top to bottom in `recommend`."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import cast
from uuid import UUID

from analysis.affect import Six, quadrant
from analysis.personal import Point, Shift, shifted
from analysis.types import ModelStamps
from assistant.catalogue import service as catalogue
from assistant.catalogue.schemas import TrackView
from assistant.core.actor import Actor
from assistant.core.errors import NotFound, RuleViolated
from assistant.core.ids import new_id
from assistant.core.unit_of_work import OpenUow, UnitOfWork
from assistant.engine.types import Candidate, Engine, Filters, SearchQuery, Weights
from assistant.library import service as library
from assistant.listens import service as listens
from assistant.models.base import owner_key, six_values
from assistant.models.recommendations import Recommendation, RecommendationSet
from assistant.moods import service as moods
from assistant.playback import service as playback
from assistant.playback.schemas import QueueDraft
from assistant.recommendations import repository
from assistant.recommendations.choosing import Scored, choose
from assistant.recommendations.reasons import rests_on, sentence
from assistant.recommendations.schemas import (
    Goal,
    QueueMade,
    Recommendations,
    RecommendedSong,
    Target,
)
from assistant.recommendations.scoring import WEIGHTS, Facts, contributions, distance
from assistant.recommendations.targets import aim
from assistant.song_moods import service as song_moods

CANDIDATES = 200
TASTE_SONGS = 100
BLEND = Weights(lyric=0.2, mood=1.0, popularity=0.02)


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of the listener before candidates are asked for."""

    target: Target
    explicit_ok: bool
    liked: list[UUID]
    hidden: list[UUID]
    shift: Shift


def recommend(
    open_uow: OpenUow, engine: Engine, stamps: ModelStamps, actor: Actor, goal: Goal
) -> Recommendations:
    """Find songs that fit a mood, and say why.

    Raises:
        RuleViolated: half a point was given.
        UpstreamUnavailable: the worker is away, or there is no index yet.
    """
    user_id = actor.require_user("mood:read", "music:read")
    _check(goal)
    with open_uow(read=True) as uow:
        known = _know(uow, actor, goal, stamps.mood)
    candidates = _candidates(engine, user_id, known, goal)
    with open_uow() as uow:
        facts = _facts(uow, actor, known.shift, candidates)
        scored = _score(candidates, facts, known.target.mood, uow.now)
        chosen = choose(scored, goal.limit)
        return _keep(uow, actor, stamps, known.target, goal, chosen, facts)


def make_queue(
    open_uow: OpenUow, engine: Engine, stamps: ModelStamps, actor: Actor, goal: Goal
) -> QueueMade:
    """Find songs that fit a mood and make them the current queue. Raises as `recommend`.

    Raises:
        NotFound: no song fits at all.
    """
    found = recommend(open_uow, engine, stamps, actor, goal)
    if not found.items:
        raise NotFound(
            "no_songs", "There is no song with a known mood yet. Add lyrics, or load the sample."
        )
    draft = QueueDraft(
        kind="mood", target=found.target.mood, seed=goal.seed or 0,
        goal={"intent": found.target.intent, "source": found.target.source,
              "set_id": str(found.id)},
        items=[(item.track.id, item.recommendation_id) for item in found.items],
    )  # fmt: skip
    with open_uow() as uow:
        queue_id = playback.replace_queue(uow, actor, draft)
    return QueueMade(queue_id=queue_id, set_id=found.id, songs=len(found.items))


def similar(
    open_uow: OpenUow, engine: Engine, actor: Actor, track_id: UUID, limit: int
) -> list[tuple[TrackView, float]]:
    """The songs whose words are nearest to one song's, with their cosine."""
    user_id = actor.require_user("music:read")
    filters = Filters(owner_keys=["", owner_key(user_id)], exclude_track_ids=[track_id])
    answer = engine.similar(track_id, filters, limit)
    with open_uow(read=True) as uow:
        catalogue.get_track(uow, actor, track_id)
        tracks = catalogue.tracks_by_id(uow, actor, [c.track_id for c in answer.candidates])
    return [
        (tracks[c.track_id], c.lyric_similarity) for c in answer.candidates if c.track_id in tracks
    ]


def why(uow: UnitOfWork, actor: Actor, track_id: UUID, stamp: str) -> RecommendedSong:
    """Why a song was last recommended to the actor.

    Raises:
        NotFound: it never was.
    """
    row = repository.latest_of_track(uow.db, actor.require_user("music:read"), track_id)
    tracks = catalogue.tracks_by_id(uow, actor, [track_id])
    if row is None or track_id not in tracks:
        raise NotFound("not_recommended", "This song has not been recommended to you yet.")
    mood = song_moods.moods_of(uow, actor.user_id, [track_id], stamp).get(track_id)
    six = mood.six if mood and mood.six else None
    return _song(row, tracks[track_id], six or Six(0, 0, 0.25, 0.25, 0.25, 0.25))


def _check(goal: Goal) -> None:
    if (goal.valence is None) != (goal.arousal is None):
        raise RuleViolated(
            "half_a_point", "Give valence and arousal together, or neither.",
            pointer="/valence" if goal.valence is None else "/arousal",
        )  # fmt: skip


def _know(uow: UnitOfWork, actor: Actor, goal: Goal, stamp: str) -> Known:
    user_id = actor.require_user("music:read")
    now = moods.current(uow, actor)
    wanted = goal.explicit_ok
    return Known(
        target=aim(goal, now.six if now else None, now.uncertainty if now else 1.0),
        explicit_ok=repository.explicit_ok(uow.db, user_id) if wanted is None else wanted,
        liked=library.liked_ids(uow, user_id)[:TASTE_SONGS],
        hidden=library.hidden_ids(uow, user_id),
        shift=song_moods.shift_of(uow, user_id, stamp),
    )


def _candidates(engine: Engine, user_id: UUID, known: Known, goal: Goal) -> list[Candidate]:
    v, a = known.shift.listener  # what seems there to the listener lies here in the index
    query = SearchQuery(
        mood=shifted(known.target.mood, (-v, -a)),
        taste=[(track_id, 1.0) for track_id in known.liked],
        weights=BLEND,
        filters=Filters(
            owner_keys=["", owner_key(user_id)], explicit_ok=known.explicit_ok,
            exclude_track_ids=known.hidden,
        ),
        limit=max(CANDIDATES, goal.limit),
        with_vectors=True,
    )  # fmt: skip
    return engine.search(query).candidates


@dataclass(frozen=True, slots=True)
class _Facts:
    artists: dict[UUID, tuple[UUID, ...]]
    ratings: dict[UUID, int]
    heard: dict[UUID, datetime]
    shifts: dict[UUID, Point]


def _facts(uow: UnitOfWork, actor: Actor, shift: Shift, candidates: Sequence[Candidate]) -> _Facts:
    user_id = actor.require_user("music:read")
    ids = [c.track_id for c in candidates]
    return _Facts(
        artists=catalogue.artist_ids_of(uow, actor, ids),
        ratings=library.ratings(uow, user_id, ids),
        heard=listens.last_heard(uow, user_id, ids),
        shifts=song_moods.shifts_of(uow, user_id, shift, ids),
    )


def _score(
    candidates: Sequence[Candidate], facts: _Facts, target: Six, now: datetime
) -> list[Scored]:
    scored = []
    for c in candidates:
        rating = facts.ratings.get(c.track_id, 0)
        if c.track_id not in facts.artists or rating < 0:
            continue
        by = facts.shifts.get(c.track_id, (0.0, 0.0))
        six = shifted(c.six, by)
        away = distance(six, target)
        parts = contributions(
            Facts(
                distance=away, unmoved=distance(c.six, target), taste=c.lyric_similarity,
                rating=rating, last_heard=facts.heard.get(c.track_id), popularity=c.popularity,
            ),
            now,
        )  # fmt: skip
        artists = facts.artists[c.track_id]
        scored.append(Scored(c.track_id, c.owner_key, artists, six, away, parts, c.vector))
    return scored


def _keep(
    uow: UnitOfWork,
    actor: Actor,
    stamps: ModelStamps,
    target: Target,
    goal: Goal,
    chosen: Sequence[Scored],
    facts: _Facts,
) -> Recommendations:
    """Write an answer down, so that its reasons can be read later."""
    seed = goal.seed if goal.seed is not None else secrets.randbelow(2**31)
    made = RecommendationSet(
        user_id=actor.require_user("music:read"), kind="mood", uncertainty=target.uncertainty,
        goal={"intent": target.intent, "source": target.source}, weights=dict(WEIGHTS),
        seed=seed, generation=stamps.mood[:120], created_at=uow.now, **six_values(target.mood),
    )  # fmt: skip
    toward = quadrant(target.mood.valence, target.mood.arousal)
    lines = song_moods.strongest_lines(
        uow, actor.require_user("music:read"), [s.track_id for s in chosen], stamps.mood, toward
    )
    moods_seen = song_moods.moods_of(uow, actor.user_id, [s.track_id for s in chosen], stamps.mood)
    rows = [
        Recommendation(
            id=new_id(), set_id=made.id, rank=rank, track_id=song.track_id, score=song.score,
            contributions=song.parts,
            reason={
                "text": sentence(
                    song, rests_on(moods_seen.get(song.track_id)),
                    facts.heard.get(song.track_id), uow.now,
                ),
                "line": lines.get(song.track_id),
            },
        )
        for rank, song in enumerate(chosen, start=1)
    ]  # fmt: skip
    repository.add(uow.db, made, rows)
    tracks = catalogue.tracks_by_id(uow, actor, [song.track_id for song in chosen])
    return Recommendations(
        id=made.id, kind=made.kind, target=target, created_at=made.created_at,
        items=[
            _song(row, tracks[row.track_id], song.six)
            for row, song in zip(rows, chosen, strict=True)
        ],
    )  # fmt: skip


def _song(row: Recommendation, track: TrackView, six: Six) -> RecommendedSong:
    return RecommendedSong(
        recommendation_id=row.id, track=track, mood=six, score=row.score,
        contributions=cast("dict[str, float]", row.contributions),
        reason=row.reason.get("text", ""), line=row.reason.get("line"),
    )  # fmt: skip
