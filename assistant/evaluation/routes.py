"""REST of the shipped model's figures, for admins."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request

from analysis.types import ModelStamps
from assistant.core.http import ActorDep, part_of
from assistant.engine.types import Engine
from assistant.evaluation import service
from assistant.evaluation.schemas import EvaluationView

router = APIRouter(prefix="/admin/evaluation", tags=["Admin"])


def _engine(request: Request) -> Engine:
    engine: Engine = part_of(request, "engine")
    return engine


def _stamps(request: Request) -> ModelStamps:
    stamps: ModelStamps = part_of(request, "stamps")
    return stamps


@router.get("")
def get_evaluation(
    actor: ActorDep,
    engine: Annotated[Engine, Depends(_engine)],
    stamps: Annotated[ModelStamps, Depends(_stamps)],
) -> EvaluationView:
    """See what the shipped mood model is and how good it was measured to be (admins)."""
    return service.shipped(actor, engine, stamps)
