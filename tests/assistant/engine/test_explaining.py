"""Explanations through the engine: the same from the client as inside, and kept for the next."""

from typing import Any

import pytest
from fastapi.testclient import TestClient

from analysis.explaining import MAX_LINES
from analysis.types import Explanation
from assistant.core.errors import UpstreamUnavailable
from assistant.engine.client import EngineClient
from assistant.engine.explaining import RecentExplanations, explained
from assistant.engine.inprocess import InProcessEngine
from assistant.engine.model_host import ModelHost
from assistant.engine.server import create_engine_app
from assistant.engine.types import ExplainedText
from tests.support.fake_scorer import FakeScorer

SONG = "sad sad night\nhappy here with you\nhappy and nothing else"


class _Counting(FakeScorer):
    def __init__(self) -> None:
        super().__init__()
        self.explained = 0

    def explain(self, text: str, *, max_lines: int = MAX_LINES) -> Explanation:
        self.explained += 1
        return super().explain(text, max_lines=max_lines)


def engine(scorer: FakeScorer) -> InProcessEngine:
    host = ModelHost(scorer)
    host.warm()
    return InProcessEngine(host, None)


def client(inner: InProcessEngine) -> EngineClient:
    found = EngineClient("http://engine", "secret")
    app = create_engine_app(inner, "secret")
    http: Any = TestClient(app, headers={"Authorization": "Bearer secret"})
    found._http = http
    return found


def test_an_explanation_crosses_the_border_whole() -> None:
    inner = engine(FakeScorer())
    inside = inner.explain(SONG)
    assert client(inner).explain(SONG) == inside
    found = FakeScorer().explain(SONG)
    assert inside == explained(inside.text_sha256, found)
    assert (inside.mood, inside.runner_up, inside.six) == (found.mood, found.runner_up, found.six)
    assert [(x.numbers, x.gives) for x in inside.lines] == [
        (list(x.numbers), x.gives) for x in found.lines
    ]
    assert found.turn is not None
    assert inside.turn is not None
    assert (inside.turn.lines, inside.turn.mood) == (list(found.turn.lines), found.turn.mood)
    unknown = client(inner).explain("too few")
    assert (unknown.reason, unknown.six, unknown.energy_unsaid) == ("too_short", None, None)


def test_a_text_is_explained_once_and_another_spelling_of_it_anew() -> None:
    scorer = _Counting()
    inner = engine(scorer)
    assert inner.explain(SONG) is inner.explain(SONG)
    assert scorer.explained == 1
    inner.explain(f"{SONG}\n{SONG}")
    composed, apart = inner.explain(f"caf\u00e9 {SONG}"), inner.explain(f"cafe\u0301 {SONG}")
    assert composed.text_sha256 == apart.text_sha256
    assert [x.lines[0].end for x in (composed, apart)] == [18, 19]
    assert scorer.explained == 4


def test_the_explanations_asked_for_last_are_kept() -> None:
    made: list[str] = []

    def ask(text: str, stamp: str = "one") -> None:
        def make() -> ExplainedText:
            made.append(text)
            return ExplainedText(text_sha256=text)

        assert recent.get(stamp, text, make).text_sha256 == text

    recent = RecentExplanations(kept=2)
    for text in ("a", "b", "a", "c", "a", "b"):
        ask(text)
    assert made == ["a", "b", "c", "b"]
    ask("b", "another model")
    assert made == ["a", "b", "c", "b", "b"]


def test_a_model_that_is_not_there_says_so_through_the_client() -> None:
    class Broken(FakeScorer):
        def load(self) -> None:
            raise OSError("no such weights")

    with pytest.raises(UpstreamUnavailable, match="no such weights") as failed:
        client(engine(Broken())).explain(SONG)
    assert failed.value.code == "model_failed"
