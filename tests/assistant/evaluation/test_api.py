"""`/admin/evaluation`: the shipped model's figures, for admins alone."""

from dataclasses import replace

import analysis
from analysis.artifact import ARTIFACTS, HEADS_FILE, read_description
from analysis.fusion import stamped
from analysis.types import ModelStamps
from assistant.core.actor import SYSTEM
from assistant.core.errors import UpstreamUnavailable
from assistant.engine.types import EngineHealth
from assistant.evaluation import service
from assistant.evaluation.figures import sets_of
from assistant.evaluation.schemas import ConfusionView, FigureView
from tests.support.app import App

PATH = "/admin/evaluation"


def test_an_admin_sees_the_model_and_its_figures(sqlite_app: App) -> None:
    answer = sqlite_app.client(sqlite_app.person("mara", role="admin")).get(PATH)
    assert answer.status_code == 200
    found, about = answer.json(), read_description()
    assert found["model"] == {
        "name": about.name, "mood_stamp": analysis.stamps().mood,
        "encoder_sha256": about.weights_sha256, "heads_sha256": about.heads_sha256,
        "heads_bytes": (ARTIFACTS / HEADS_FILE).stat().st_size, "temperature": about.temperature,
        "is_in_use": False, "precision": "",
    }  # fmt: skip
    assert {"nju", "musicmood"} <= {one["name"] for one in found["sets"]}
    for one in found["sets"]:
        assert one["methods"][0]["method"] == "model"
        assert one["methods"][0]["figures"]
    assert found["limits"][0] == "words_only"
    assert found["command"] == "attune evaluate mood FILE.jsonl"


def test_others_do_not(sqlite_app: App) -> None:
    listener = sqlite_app.client(sqlite_app.person("jo")).get(PATH)
    assert (listener.status_code, listener.json()["code"]) == (403, "admin_only")
    stranger = sqlite_app.client().get(PATH)
    assert (stranger.status_code, stranger.json()["code"]) == (401, "not_signed_in")


class Worker:
    """An engine that says how it is, or is away."""

    def __init__(self, health: EngineHealth | None) -> None:
        self._health = health

    def health(self) -> EngineHealth:
        if self._health is None:
            raise UpstreamUnavailable("engine_away", "It is away.")
        return self._health


def precision(health: EngineHealth | None) -> str:
    worker: object = Worker(health)
    found = service.shipped(SYSTEM, worker, analysis.stamps())  # type: ignore[arg-type]  # one method
    assert found.model.is_in_use
    return found.model.precision


def test_the_arithmetic_is_that_of_the_running_model() -> None:
    ready = EngineHealth(
        model="ready", model_precision="bf16", mood_stamp=analysis.stamps().mood
    )  # fmt: skip
    assert precision(ready) == "bf16"
    assert precision(ready.model_copy(update={"model": "warming"})) == ""
    assert precision(ready.model_copy(update={"mood_stamp": "mood:other"})) == ""
    assert precision(None) == ""


def test_another_model_in_use_is_told(sqlite_app: App) -> None:
    def is_in_use(stamps: ModelStamps) -> bool:
        return service.shipped(SYSTEM, sqlite_app.container.engine, stamps).model.is_in_use

    own = analysis.stamps()
    other = replace(own, mood="mood:other")
    assert [is_in_use(s) for s in (own, stamped(own), other, stamped(other))] == [
        True, True, False, False,
    ]  # fmt: skip


def test_figures_with_and_without_intervals_are_read() -> None:
    confusion = {"moods": ["happy"], "columns": ["happy", "unknown"], "counts": [[3, 1]]}
    [one] = sets_of({
        "mine": {
            "majority": {"accuracy": 0.25},
            "empty": {"songs": 3},
            "model": {
                "songs": 400.0, "known": 0.99, "confusion": confusion, "odd": [1], "flag": True,
                "accuracy": {"value": 0.5, "low": 0.4, "high": 0.6}, "macro_f1": 0.4,
            },
        },
        "no methods": 7,
    })  # fmt: skip
    assert [method.method for method in one.methods] == ["model", "majority"]
    model = one.methods[0]
    assert (model.songs, model.known) == (400, 0.99)
    assert model.figures == {
        "accuracy": FigureView(value=0.5, low=0.4, high=0.6), "macro_f1": FigureView(value=0.4),
    }  # fmt: skip
    assert model.confusion == ConfusionView.model_validate(confusion)


def test_a_description_without_figures_has_no_sets() -> None:
    assert sets_of(None) == sets_of({}) == sets_of({"nju": {"model": {"songs": 3}}}) == []
