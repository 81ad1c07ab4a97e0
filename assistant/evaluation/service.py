"""The one use case: show the shipped model and its figures."""

from pathlib import Path

import analysis
from analysis.artifact import ARTIFACTS, HEADS_FILE, read_description
from analysis.fusion import stamped
from analysis.types import ModelStamps
from assistant.core.actor import Actor
from assistant.core.errors import DomainError
from assistant.engine.types import Engine
from assistant.evaluation.figures import sets_of
from assistant.evaluation.schemas import LIMITS, EvaluationView, ModelView


def shipped(
    actor: Actor, engine: Engine, in_use: ModelStamps, folder: Path = ARTIFACTS
) -> EvaluationView:
    """Show the shipped model, its figures and its limits (admins).

    Args:
        actor: who asks.
        engine: says how the running model counts; it may be away.
        in_use: stamps of the moods that count here: the model's, or those of its fusion with tags.
        folder: where the heads lie.

    Raises:
        Forbidden: the actor is no admin.
    """
    actor.require("evaluation.see")
    about = read_description(folder)
    own = analysis.stamps(folder=folder)
    return EvaluationView(
        model=ModelView(
            name=about.name, mood_stamp=own.mood, encoder_sha256=about.weights_sha256,
            heads_sha256=about.heads_sha256, heads_bytes=(folder / HEADS_FILE).stat().st_size,
            temperature=about.temperature, is_in_use=in_use.mood in (own.mood, stamped(own).mood),
            precision=_precision(engine, own.mood),
        ),
        sets=sets_of(about.about.get("figures")),
        limits=list(LIMITS),
    )  # fmt: skip


def _precision(engine: Engine, stamp: str) -> str:
    """The arithmetic of the model while it is loaded; nothing while the worker is away."""
    try:
        health = engine.health()
    except DomainError:
        return ""
    is_it = health.model == "ready" and health.mood_stamp == stamp
    return health.model_precision if is_it else ""
