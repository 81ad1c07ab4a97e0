"""REST of song moods: `/analysis/…` and `/tracks/{id}/mood`."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Request, status

from analysis.types import ModelStamps
from assistant.core.http import ActorDep, OpenUowDep, UowDep, edge_of, part_of
from assistant.engine.types import Engine
from assistant.song_moods import explaining, service
from assistant.song_moods.schemas import (
    CorrectionIn,
    ExplainIn,
    ExplanationView,
    PastedSong,
    PasteIn,
    ScoreIn,
    ScoreView,
    SongMoodDetail,
)

router = APIRouter(tags=["Analysis"])


def _engine(request: Request) -> Engine:
    engine: Engine = part_of(request, "engine")
    return engine


def _stamps(request: Request) -> ModelStamps:
    stamps: ModelStamps = part_of(request, "stamps")
    return stamps


EngineDep = Annotated[Engine, Depends(_engine)]
StampsDep = Annotated[ModelStamps, Depends(_stamps)]


@router.post("/analysis/score")
def score(request: Request, engine: EngineDep, actor: ActorDep, data: ScoreIn) -> ScoreView:
    """Score lyrics (plain or LRC) without keeping them. What has no mood says why."""
    max_bytes = edge_of(request).settings.lyrics_max_bytes
    return service.score_text(engine, actor, data, max_bytes=max_bytes)


@router.post("/analysis/explain")
def explain(
    request: Request, engine: EngineDep, actor: ActorDep, data: ExplainIn
) -> ExplanationView:
    """Say why lyrics have their mood, line by line, without keeping them."""
    max_bytes = edge_of(request).settings.lyrics_max_bytes
    return explaining.explain_text(engine, actor, data, max_bytes=max_bytes)


@router.post("/analysis/songs", status_code=status.HTTP_201_CREATED)
def paste_song(
    request: Request, open_uow: OpenUowDep, engine: EngineDep, stamps: StampsDep,
    actor: ActorDep, data: PasteIn,
) -> PastedSong:  # fmt: skip
    """Keep a song with its lyrics in your library, seen by nobody else, and score it at once."""
    max_bytes = edge_of(request).settings.lyrics_max_bytes
    return service.paste_and_score(open_uow, engine, stamps, actor, data, max_bytes=max_bytes)


@router.get("/tracks/{track_id}/mood")
def get_mood(uow: UowDep, stamps: StampsDep, actor: ActorDep, track_id: UUID) -> SongMoodDetail:
    """See a song's mood and that of its lines."""
    return service.mood_of(uow, actor, track_id, stamps.mood)


@router.get("/tracks/{track_id}/mood/explanation")
def get_explanation(
    open_uow: OpenUowDep, engine: EngineDep, actor: ActorDep, track_id: UUID
) -> ExplanationView:
    """See why a song's words have their mood: what each line gives, and what would change it."""
    return explaining.explain_song(open_uow, engine, actor, track_id)


@router.put("/tracks/{track_id}/mood/correction")
def correct(
    uow: UowDep, stamps: StampsDep, actor: ActorDep, track_id: UUID, data: CorrectionIn
) -> SongMoodDetail:
    """Say what a song is for you: a mood by name, or valence and arousal."""
    service.correct(uow, actor, track_id, data)
    return service.mood_of(uow, actor, track_id, stamps.mood)


@router.delete("/tracks/{track_id}/mood/correction", status_code=status.HTTP_204_NO_CONTENT)
def uncorrect(uow: UowDep, actor: ActorDep, track_id: UUID) -> None:
    """Take your own word about a song's mood back."""
    service.uncorrect(uow, actor, track_id)
