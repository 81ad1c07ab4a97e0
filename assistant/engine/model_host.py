"""The one mood model of the worker: one thread loads it and scores for all the others."""

import os
import queue
import threading
from collections.abc import Sequence
from concurrent.futures import Future
from contextlib import suppress
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import TYPE_CHECKING

import structlog

from assistant.core.errors import UpstreamUnavailable
from assistant.engine.types import ModelState

if TYPE_CHECKING:
    from analysis.scorers import LyricsScorer
    from analysis.types import Explanation, SongScore

log = structlog.get_logger(__name__)
TOGETHER = 32  # texts a pass takes at least, when so many wait
POLITE = 10


@dataclass(frozen=True, slots=True)
class _Asked:
    """Texts somebody waits for."""

    texts: Sequence[str]
    lines: bool
    answer: "Future[list[SongScore]]" = field(default_factory=Future)


@dataclass(frozen=True, slots=True)
class _AskedWhy:
    """A text whose mood somebody wants explained."""

    text: str
    answer: "Future[Explanation]" = field(default_factory=Future)


class ModelHost:
    """Holds a scorer and knows whether it can be used yet.

    Args:
        scorer: made by `analysis.load_scorer`, not loaded yet.
    """

    def __init__(self, scorer: "LyricsScorer") -> None:
        self._scorer = scorer
        self._settled = threading.Event()
        self._asked: queue.SimpleQueue[_Asked | _AskedWhy] = queue.SimpleQueue()
        self.state: ModelState = "warming"
        self.message = ""

    @property
    def name(self) -> str:
        """What people know the model by."""
        return self._scorer.name

    @property
    def precision(self) -> str:
        """Its arithmetic, such as "fp32"; empty where a scorer does not say."""
        return str(getattr(self._scorer, "precision", ""))

    @property
    def mood_stamp(self) -> str:
        """The stamp its moods carry."""
        return self._scorer.mood_stamp

    @property
    def embedding_stamp(self) -> str:
        """The stamp its embeddings carry."""
        return self._scorer.embedding_stamp

    def warm(self) -> None:
        """Load the model in the thread that will score; returns at once."""
        threading.Thread(target=self._work, name="mood-model", daemon=True).start()

    def score(
        self, texts: Sequence[str], *, lines: bool = True, wait_s: float = 0.0
    ) -> list["SongScore"]:
        """Score texts; those asked for meanwhile by other threads go through the model together.

        Args:
            texts: lyrics.
            lines: whether to give the scores of the lines too.
            wait_s: how long to wait for a model that still warms.

        Raises:
            UpstreamUnavailable: it warms still, or could not be loaded.
        """
        self._wait(wait_s)
        asked = _Asked(texts, lines)
        self._asked.put(asked)
        return asked.answer.result()

    def explain(self, text: str, *, wait_s: float = 0.0) -> "Explanation":
        """Say why a text has its mood.

        Args:
            text: lyrics.
            wait_s: how long to wait for a model that still warms.

        Raises:
            UpstreamUnavailable: it warms still, or could not be loaded.
        """
        self._wait(wait_s)
        asked = _AskedWhy(text)
        self._asked.put(asked)
        return asked.answer.result()

    def _wait(self, wait_s: float) -> None:
        """Wait until the model can be used.

        Raises:
            UpstreamUnavailable: it cannot yet, or never will.
        """
        self._settled.wait(wait_s)
        if self.state == "failed":
            raise UpstreamUnavailable("model_failed", self.message)
        if self.state != "ready":
            raise UpstreamUnavailable(
                "model_warming",
                "The mood model is warming up; this takes a few seconds after a start. "
                "Try again in a moment.",
                retry_after_s=5,
            )

    def _work(self) -> None:
        _step_back()
        self._load()
        while self.state == "ready":
            texts, why = self._gather()
            if texts:
                _answer(self._scorer, texts)
            if why is not None:
                _explain(self._scorer, why)

    def _load(self) -> None:
        try:
            self._scorer.load()
        except Exception as error:
            log.exception("the mood model could not be loaded")
            self.message = f"The mood model could not be loaded: {error}"
            self.state = "failed"
        else:
            self.state = "ready"
        self._settled.set()

    def _gather(self) -> tuple[list[_Asked], _AskedWhy | None]:
        """Wait for a request, and take along the texts that wait already, up to one "why"."""
        texts: list[_Asked] = []
        asked = self._asked.get()
        while isinstance(asked, _Asked):
            texts.append(asked)
            if sum(len(one.texts) for one in texts) >= TOGETHER:
                return texts, None
            try:
                asked = self._asked.get_nowait()
            except queue.Empty:
                return texts, None
        return texts, asked


def _answer(scorer: "LyricsScorer", batch: list[_Asked]) -> None:
    """Score everything in one pass and give each request its part."""
    texts = [text for asked in batch for text in asked.texts]
    try:
        scores = iter(scorer.score(texts, lines=any(asked.lines for asked in batch)))
    except Exception as error:  # noqa: BLE001 - it belongs to those who wait, not to this thread
        for asked in batch:
            asked.answer.set_exception(error)
        return
    for asked in batch:
        mine = list(islice(scores, len(asked.texts)))
        asked.answer.set_result(mine if asked.lines else [replace(s, lines=()) for s in mine])


def _explain(scorer: "LyricsScorer", asked: _AskedWhy) -> None:
    try:
        asked.answer.set_result(scorer.explain(asked.text))
    except Exception as error:  # noqa: BLE001 - as above
        asked.answer.set_exception(error)


def _step_back() -> None:
    """Let every other thread of the machine go first; the model's own threads inherit it.

    Scoring fills every core, and a click on the dashboard must not wait for it. Per thread, so that
    searches in the same process keep their place; systems that cannot do that leave it as it is.
    """
    with suppress(OSError):
        os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), POLITE)
