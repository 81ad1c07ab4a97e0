"""One thread scores for everybody: each asker gets their own, in order, or the reason why not."""

import threading
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any

import pytest

from analysis.explaining import MAX_LINES
from analysis.types import Explanation, SongScore
from assistant.core.errors import UpstreamUnavailable
from assistant.engine.model_host import ModelHost
from tests.support.fake_scorer import FakeScorer


class _Gated(FakeScorer):
    """Holds every pass until told to go on, and notes how many texts each pass took."""

    def __init__(self) -> None:
        super().__init__()
        self.go, self.passes = threading.Event(), list[int]()

    def score(self, texts: Sequence[str], *, lines: bool = True) -> list[SongScore]:
        self.passes.append(len(texts))
        self.go.wait(10)
        return super().score(texts, lines=lines)


def _plain(scores: Any) -> list[object]:
    return [(s.six, s.lines, None if s.embedding is None else s.embedding.tolist()) for s in scores]


def _text(n: int) -> str:
    return f"happy {n} " * 30


def test_requests_that_wait_share_a_pass_and_each_gets_its_own() -> None:
    scorer = _Gated()
    host = ModelHost(scorer)
    host.warm()
    asked = [[_text(10 * n + k) for k in range(3)] for n in range(5)]
    with ThreadPoolExecutor(6) as pool:
        first = pool.submit(host.score, ["sad " * 30], wait_s=10)
        while not scorer.passes:
            pass
        found = [pool.submit(host.score, texts, lines=n % 2 == 0) for n, texts in enumerate(asked)]
        while host._asked.qsize() < len(asked):
            pass
        scorer.go.set()
        assert first.result()[0].known
        answers = [one.result() for one in found]
    assert scorer.passes == [1, 15]
    for n, (texts, answer) in enumerate(zip(asked, answers, strict=True)):
        assert _plain(answer) == _plain(FakeScorer().score(texts, lines=n % 2 == 0))


def test_a_model_that_cannot_be_loaded_says_why_and_one_that_warms_says_when() -> None:
    class Broken(FakeScorer):
        def load(self) -> None:
            raise OSError("no such weights")

    cold = ModelHost(FakeScorer())
    with pytest.raises(UpstreamUnavailable) as warming:
        cold.score([_text(1)])
    assert warming.value.code == "model_warming"
    host = ModelHost(Broken())
    host.warm()
    with pytest.raises(UpstreamUnavailable, match="no such weights") as failed:
        host.score([_text(1)], wait_s=10)
    assert failed.value.code == "model_failed"


def test_a_failing_pass_fails_those_who_waited_for_it_and_nobody_after() -> None:
    class Once(FakeScorer):
        failed = False

        def score(self, texts: Sequence[str], *, lines: bool = True) -> list[SongScore]:
            if not self.failed:
                self.failed = True
                raise MemoryError("too large")
            return super().score(texts, lines=lines)

    host = ModelHost(Once())
    host.warm()
    with pytest.raises(MemoryError):
        host.score([_text(1)], wait_s=10)
    assert _plain(host.score([_text(1)])) == _plain(FakeScorer().score([_text(1)]))


def test_a_why_is_answered_between_texts_and_its_failure_is_its_own() -> None:
    class Failing(_Gated):
        def explain(self, text: str, *, max_lines: int = MAX_LINES) -> Explanation:
            if "angry" in text:
                raise MemoryError("too large")
            return super().explain(text, max_lines=max_lines)

    scorer = Failing()
    host = ModelHost(scorer)
    host.warm()
    why = "happy day and\nsad sad night"
    with ThreadPoolExecutor(6) as pool:
        first: Future[Any] = pool.submit(host.score, [_text(1)], wait_s=10)
        while not scorer.passes:
            pass
        found: list[Future[Any]] = []
        asked: list[tuple[Callable[..., Any], Any]] = [
            (host.score, [_text(2)]), (host.explain, why), (host.explain, "angry words"),
            (host.score, [_text(3), _text(4)]),
        ]  # fmt: skip
        for n, (ask, given) in enumerate(asked, 1):
            found.append(pool.submit(ask, given))
            while host._asked.qsize() < n:
                pass
        scorer.go.set()
        answers = [one.exception() or one.result() for one in (first, *found)]
    assert _plain(answers[1]) == _plain(FakeScorer().score([_text(2)]))
    assert answers[2] == FakeScorer().explain(why)
    assert repr(answers[3]) == repr(MemoryError("too large"))
    assert _plain(answers[4]) == _plain(FakeScorer().score([_text(3), _text(4)]))


def test_a_model_that_warms_explains_nothing_yet() -> None:
    with pytest.raises(UpstreamUnavailable) as warming:
        ModelHost(FakeScorer()).explain("happy day")
    assert warming.value.code == "model_warming"
