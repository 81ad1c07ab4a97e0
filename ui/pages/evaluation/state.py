"""Owns what the Evaluation page knows; the service checks that an admin asks."""

import reflex as rx

from assistant.evaluation import service as evaluation
from ui.backend import ask, container
from ui.guard import guarded
from ui.pages.evaluation.models import Model, SetCard
from ui.pages.evaluation.reading import page_of
from ui.state import AppState


class EvaluationState(AppState):
    """The Evaluation page's values: the model, its figures by set, its limits."""

    is_loading: bool = True
    model: Model = Model()
    sets: list[SetCard] = []
    limits: list[str] = []
    command: str = ""

    @rx.event
    @guarded
    async def load(self) -> None:
        """Fill the page when it opens."""
        try:
            actor = await self._acting()
            if actor.role == "admin":
                parts = container()
                page = page_of(await ask(evaluation.shipped, actor, parts.engine, parts.stamps))
                self.model, self.sets = page.model, page.sets
                self.limits, self.command = page.limits, page.command
        finally:
            self.is_loading = False
