"""Label maps: what is read, what is known, what is refused and in which words."""

import json
from pathlib import Path

import pytest

from analysis.affect import MOODS
from analysis.errors import LabelMapIncomplete, LabelMapInvalid, LabelMapMissing
from analysis.huggingface.labels import read_map
from analysis.training.targets import GOEMOTIONS

EKMAN = ["anger", "disgust", "fear", "joy", "neutral", "sadness", "surprise"]
HAPPY, SAD, ANGRY, RELAXED = ((1, 0, 0, 0), (0, 1, 0, 0), (0, 0, 1, 0), (0, 0, 0, 1))
NOTHING = (0, 0, 0, 0)


def test_a_map_keeps_the_models_order_and_ignores_what_it_leaves_out() -> None:
    setting = '{"Sadness": "sad", "joy": {"happy": 0.7, "relaxed": 0.3}}'
    got = read_map(setting, ["joy", "surprise", "sadness"])
    assert got.labels == ("joy", "surprise", "sadness")
    assert got.rows == ((0.7, 0, 0, 0.3), NOTHING, SAD)


def test_a_map_may_be_a_file(tmp_path: Path) -> None:
    (tmp_path / "map.json").write_text('{"LABEL_0": "angry", "LABEL_1": "relaxed"}')
    got = read_map(str(tmp_path / "map.json"), ["LABEL_0", "LABEL_1"])
    assert got.rows == (ANGRY, RELAXED)


def test_well_known_labels_need_no_map() -> None:
    assert dict(zip(EKMAN, read_map("", EKMAN).rows, strict=True)) == {
        "anger": ANGRY, "disgust": ANGRY, "fear": (0, 0.4, 0.6, 0), "joy": (0.75, 0, 0, 0.25),
        "neutral": NOTHING, "sadness": SAD, "surprise": NOTHING,
    }  # fmt: skip
    assert read_map("", ["Happy", "SAD", "angry", "calm"]).rows == (HAPPY, SAD, ANGRY, RELAXED)


def test_goemotions_is_mapped_as_in_training() -> None:
    unmapped = ["admiration", "approval", "confusion", "curiosity", "neutral", "realization",
                "surprise"]  # fmt: skip
    labels = sorted({*unmapped, *(label for table in GOEMOTIONS.values() for label in table)})
    assert len(labels) == 28
    expected = tuple(tuple(GOEMOTIONS[mood].get(label, 0) for mood in MOODS) for label in labels)
    assert read_map("", labels).rows == expected


def test_sentiment_is_refused_unless_two_moods_will_do() -> None:
    with pytest.raises(LabelMapMissing, match="say nothing about energy") as caught:
        read_map("", ["NEGATIVE", "POSITIVE"])
    assert caught.value.code == "label_map_missing"
    assert str(caught.value).startswith('the model\'s labels "NEGATIVE", "POSITIVE" say nothing')
    assert read_map('{"positive": "happy", "negative": "sad"}', ["NEGATIVE", "POSITIVE"]).rows == (
        SAD,
        HAPPY,
    )


@pytest.mark.parametrize(
    "labels, said",
    [
        (["contradiction", "entailment"],
         'Attune does not know the model\'s labels "contradiction", "entailment": say with'),
        (["LABEL_0", "LABEL_1"], 'the model\'s labels have no names ("LABEL_0", "LABEL_1"): say'),
    ],
)  # fmt: skip
def test_unknown_labels_need_a_map(labels: list[str], said: str) -> None:
    with pytest.raises(LabelMapMissing) as caught:
        read_map("", labels)
    assert str(caught.value).startswith(said)
    assert "ATTUNE_MOOD_LABELS" in str(caught.value)


@pytest.mark.parametrize(
    "setting, said",
    [
        ("{", "ATTUNE_MOOD_LABELS is no JSON"),
        ("{}", "must be an object of labels"),
        ("{" * 100_000, "is no JSON"),
        ("nowhere.json", "the file nowhere.json of ATTUNE_MOOD_LABELS cannot be read (No such file"),
        ('{"joy": 1}', '"joy" must be a mood or an object of moods'),
        ('{"joy": "merry"}', '"joy" is mapped to "merry"; the moods are happy, sad, angry and'),
        ('{"joy": {"happy": -1}}', 'the shares of "joy" must be numbers from 0 to 1'),
        ('{"joy": {"happy": true}}', 'the shares of "joy" must be numbers'),
        ('{"joy": {"happy": NaN}}', 'the shares of "joy" must be numbers'),
        ('{"joy": {"happy": 0.8, "relaxed": 0.8}}', "sum to more than 0 and at most 1"),
        ('{"joy": {}}', "sum to more than 0 and at most 1"),
        ('{"joy": "happy", "glee": "happy", "sadness": "sad"}',
         'names "glee", which the model never says; its labels are "joy", "sadness"'),
    ],
)  # fmt: skip
def test_a_wrong_map_is_named(setting: str, said: str) -> None:
    with pytest.raises(LabelMapInvalid) as caught:
        read_map(setting, ["joy", "sadness"])
    assert said in str(caught.value)
    assert caught.value.code == "label_map_invalid"


@pytest.mark.parametrize(
    "moods, said",
    [
        (["happy", "relaxed"], "cannot tell pleasant from unpleasant"),
        (["happy", "angry"], "cannot tell energetic from calm"),
        (["sad"], "cannot tell pleasant from unpleasant"),
        ([{"happy": 0.5, "relaxed": 0.5}, {"sad": 0.5, "angry": 0.5}], "energetic from calm"),
    ],
)
def test_a_map_must_tell_both_axes(moods: list[object], said: str) -> None:
    labels = [f"x{i}" for i in range(len(moods))]
    with pytest.raises(LabelMapIncomplete, match=said) as caught:
        read_map(json.dumps(dict(zip(labels, moods, strict=True))), labels)
    assert caught.value.code == "label_map_incomplete"
