"""The Evaluation page: the model's figures as bars and rows; admins alone."""

import pytest

from assistant.evaluation.schemas import ConfusionView, FigureView, MethodView, SetView
from tests.support.app import App
from tests.support.states import cookie_of, state_of
from ui.pages.evaluation.models import Bar, Figure, Taken
from ui.pages.evaluation.reading import set_card
from ui.pages.evaluation.state import EvaluationState

SOME = SetView(
    name="nju",
    methods=[
        MethodView(
            method="model", songs=1400, known=0.994,
            figures={
                "accuracy": FigureView(value=0.5425, low=0.4925, high=0.5926),
                "calibration_error": FigureView(value=0.0544), "confidence": FigureView(value=0.5),
            },
            confusion=ConfusionView(
                moods=["happy", "sad"], columns=["happy", "sad", "unknown"],
                counts=[[1200, 19, 0], [12, 61, 1]],
            ),
        ),
        MethodView(method="zero-shot", figures={"accuracy": FigureView(value=0.4),
                                                "calibration_error": FigureView(value=0.1)}),
        MethodView(method="majority", figures={"accuracy": FigureView(value=0.25)}),
    ],
)  # fmt: skip


@pytest.mark.anyio
async def test_an_admin_sees_every_set(app: App) -> None:
    state = state_of(EvaluationState, cookie=cookie_of(app, app.person("mara", role="admin")))
    await state.enter()
    await state.load()
    assert (state.is_loading, state.is_admin, state.model.is_in_use) == (False, True, False)
    assert state.model.precision == "known while the worker runs"
    assert {"NJU", "musicmood"} <= {one.title for one in state.sets}
    assert all(one.bars[0].is_model and one.figures for one in state.sets)
    assert len(state.limits) == 6
    assert state.command == "attune evaluate mood FILE.jsonl"


@pytest.mark.anyio
async def test_others_see_nothing(app: App) -> None:
    state = state_of(EvaluationState, cookie=cookie_of(app, app.person("jo")))
    await state.enter()
    await state.load()
    assert (state.is_loading, state.is_admin, state.sets, state.command) == (False, False, [], "")


def test_a_set_in_words() -> None:
    card = set_card(SOME)
    assert (card.title, card.note) == ("NJU", "1,400 songs, 99.4% known")
    assert card.headline == "Accuracy. The thin line is the 95% interval."
    assert card.bars == [
        Bar(
            "Attune", "54.2%", 54.2, 49.2, 10.1, "Attune: 54.2%, 95% interval 49.2% to 59.3%", True
        ),
        Bar("Sentences that name a mood", "40.0%", 40, spoken="Sentences that name a mood: 40.0%"),
        Bar("Always the same mood", "25.0%", 25, spoken="Always the same mood: 25.0%"),
    ]
    assert card.figures == [
        Figure("Accuracy", "54.2%", "49.2% – 59.3%", "40.0%"),
        Figure("Calibration error", "5.4%", "–", "10.0%"),
    ]
    assert card.columns == ["Happy", "Sad", "Unknown"]
    assert card.confusion_name == "NJU: what songs of each label are taken for"
    assert card.taken == [
        Taken("happy", "Happy", ["1,200", "19", "0"]), Taken("sad", "Sad", ["12", "61", "1"]),
    ]  # fmt: skip


def test_a_set_of_correlations_and_one_nobody_named() -> None:
    method = MethodView(method="model", songs=9, figures={"r_valence": FigureView(value=-0.1)})
    card = set_card(SetView(name="emobank", methods=[method]))
    assert (card.note, card.headline, card.bars[0].percent) == ("9 sentences", "r of valence.", 0)
    assert (card.columns, card.taken, card.figures[0].best_other) == ([], [], "–")
    odd = set_card(SetView(name="mine", methods=[method]))
    assert (odd.title, odd.about, odd.note) == ("mine", "", "9 songs")
