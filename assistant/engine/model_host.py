"""The one mood model of the worker: warmed in the background, shared by all threads."""

import threading
from typing import TYPE_CHECKING

import structlog

from assistant.core.errors import UpstreamUnavailable
from assistant.engine.types import ModelState

if TYPE_CHECKING:
    from analysis.scorers import LyricsScorer

log = structlog.get_logger(__name__)


class ModelHost:
    """Holds a scorer and knows whether it can be used yet.

    Args:
        scorer: made by `analysis.load_scorer`, not loaded yet.
    """

    def __init__(self, scorer: "LyricsScorer") -> None:
        self._scorer = scorer
        self._settled = threading.Event()
        self._lock = threading.Lock()
        self.state: ModelState = "warming"
        self.message = ""

    @property
    def name(self) -> str:
        """What people know the model by."""
        return self._scorer.name

    @property
    def mood_stamp(self) -> str:
        """The stamp its moods carry."""
        return self._scorer.mood_stamp

    @property
    def embedding_stamp(self) -> str:
        """The stamp its embeddings carry."""
        return self._scorer.embedding_stamp

    def warm(self) -> None:
        """Load the model in a thread of its own; returns at once."""
        threading.Thread(target=self._load, name="model-warming", daemon=True).start()

    def scorer(self, *, wait_s: float = 0.0) -> "LyricsScorer":
        """The loaded scorer.

        Args:
            wait_s: how long to wait for a model that still warms.

        Raises:
            UpstreamUnavailable: it warms still, or could not be loaded.
        """
        self._settled.wait(wait_s)
        if self.state == "ready":
            return self._scorer
        if self.state == "failed":
            raise UpstreamUnavailable("model_failed", self.message)
        raise UpstreamUnavailable(
            "model_warming",
            "The mood model is warming up; this takes a few seconds after a start. "
            "Try again in a moment.",
            retry_after_s=5,
        )

    def _load(self) -> None:
        with self._lock:
            if self.state == "ready":
                return
            try:
                self._scorer.load()
            except Exception as error:
                log.exception("the mood model could not be loaded")
                self.message = f"The mood model could not be loaded: {error}"
                self.state = "failed"
            else:
                self.state = "ready"
            self._settled.set()
