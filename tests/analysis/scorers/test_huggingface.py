"""Models by setting, tiny ones, loaded and read by the real code."""

import json
import shutil
from pathlib import Path

import numpy as np
import pytest
import torch
from safetensors.torch import load_file, save_file

import analysis
from analysis import ModelChoice
from analysis.affect import MOODS
from analysis.encoders.weights import model_folder
from analysis.errors import ModelError
from analysis.preprocessing import prepare
from analysis.scorers.embedded import EmbeddedScorer
from analysis.scorers.huggingface import HuggingFaceScorer, confidence_of, shares_of
from tests.support import tiny_models

# Written for this test.
SONG = """You left and the house is silent now
I cry every night holding your old letters
I am so lonely, I miss you, everything is gone
Oh la na na

I am so lonely, I miss you, everything is gone
Turn the music up, we are dancing on the tables
Everybody laughing, everybody shining, what a wonderful night"""
GERMAN = """Ich liege wach und höre den Regen auf dem Dach
und denke an die Zeit als du noch bei mir warst
jetzt ist das Haus so leer und alles ist so still
und niemand fragt mich wie es mir heute geht"""
EKMAN = ["anger", "disgust", "fear", "joy", "neutral", "sadness", "surprise"]


def scorer_of(folder: Path, **more: str) -> HuggingFaceScorer:
    choice = ModelChoice(str(folder), device="cpu", **more)  # type: ignore[arg-type]
    made = analysis.load_scorer(choice, 2)
    assert isinstance(made, HuggingFaceScorer)
    return made


def test_labels_become_moods_by_the_map(tmp_path: Path) -> None:
    """Joy .2, sadness .4, anger .1, neutral .3: .7 of it is a mood."""
    folder = tiny_models.classifier(
        tmp_path / "m", ["joy", "sadness", "anger", "neutral"], says=[0.2, 0.4, 0.1, 0.3]
    )
    (score,) = scorer_of(folder).score([SONG])
    assert score.six is not None
    expected = {"happy": 0.15 / 0.7, "sad": 0.4 / 0.7, "angry": 0.1 / 0.7, "relaxed": 0.05 / 0.7}
    assert score.six.shares == pytest.approx(expected, abs=1e-6)
    assert score.confidence == pytest.approx(0.25 + (0.4 / 0.7 - 0.25) * 0.7, abs=1e-6)
    assert [line.six.shares for line in score.lines] == [pytest.approx(expected, abs=1e-6)] * 7


def test_labels_that_may_hold_together_are_chances_of_their_own(tmp_path: Path) -> None:
    folder = tiny_models.classifier(tmp_path / "m", ["x", "y"], says=[0.9, 0.6], several=True)
    setting = '{"x": {"happy": 0.5}, "y": "sad"}'
    (score,) = scorer_of(folder, labels=setting).score([SONG], lines=False)
    assert score.six is not None
    assert score.six.shares == pytest.approx(
        {"happy": 0.45 / 1.05, "sad": 0.6 / 1.05, "angry": 0, "relaxed": 0}, abs=1e-6
    )
    assert score.confidence == pytest.approx(0.6 / 1.05, abs=1e-6)
    assert score.lines == ()


def test_nothing_said_is_a_guess() -> None:
    nothing = np.zeros(4, dtype=np.float32)
    assert shares_of(nothing).tolist() == [0.25] * 4
    assert confidence_of(nothing) == 0.25


def test_windows_and_lines_are_what_the_model_says_of_them_alone(tmp_path: Path) -> None:
    """Batches, padding and order change nothing: the same as one text after the other."""
    folder = tiny_models.classifier(tmp_path / "m", EKMAN, longest=20)
    scorer = scorer_of(folder)
    score, *_ = scorer.score([SONG, "", f"{SONG}\nlove love love"])
    units = prepare(SONG).units
    windows, pieces = by_hand(units, 18)
    amounts = np.stack([alone(folder, text) for text in windows])
    total = (amounts * np.array(pieces)[:, None]).sum(0) / sum(pieces)
    assert score.six is not None
    got = [score.six.shares[mood] for mood in MOODS]
    np.testing.assert_allclose(got, total / total.sum(), atol=1e-5)
    assert len(windows) > 3
    for line, unit in zip(score.lines, [0, 1, 2, 3, 2, 4, 5], strict=True):
        own = alone(folder, units[unit])
        np.testing.assert_allclose(
            [line.six.shares[mood] for mood in MOODS], own / own.sum(), atol=1e-5
        )
    assert max(line.weight for line in score.lines) == 1


def by_hand(units: tuple[str, ...], budget: int) -> tuple[list[str], list[int]]:
    reader = tiny_models.tokenizer()
    windows, pieces = [""], [0]
    for unit in units:
        own = len(reader(unit, add_special_tokens=False)["input_ids"])
        assert own <= budget
        if pieces[-1] and pieces[-1] + own > budget:
            windows.append("")
            pieces.append(0)
        windows[-1] = f"{windows[-1]} {unit}".strip()
        pieces[-1] += own
    return windows, pieces


def alone(folder: Path, text: str) -> np.ndarray:
    """What transformers says of one text, times the map of Ekman's labels."""
    from transformers import BertForSequenceClassification

    model = BertForSequenceClassification.from_pretrained(folder).eval()
    inputs = tiny_models.tokenizer()(text, return_tensors="pt", truncation=True, max_length=20)
    with torch.inference_mode():
        p = dict(zip(EKMAN, model(**inputs).logits.softmax(-1)[0].tolist(), strict=True))
    return np.array(
        [
            0.75 * p["joy"],
            p["sadness"] + 0.4 * p["fear"],
            p["anger"] + p["disgust"] + 0.6 * p["fear"],
            0.25 * p["joy"],
        ]
    )


def test_embedding_and_its_stamp_are_the_embedded_models(
    tmp_path: Path, scorer: EmbeddedScorer
) -> None:
    made = scorer_of(tiny_models.classifier(tmp_path / "m", EKMAN))
    stamps = analysis.stamps(ModelChoice(str(tmp_path / "m")))
    assert (made.mood_stamp, made.embedding_stamp) == (stamps.mood, stamps.embedding)
    assert made.embedding_stamp == analysis.stamps().embedding
    assert made.mood_stamp != analysis.stamps().mood
    texts = [SONG, "hold me tonight", ""]
    for own, other in zip(made.score(texts), scorer.score(texts), strict=True):
        assert (own.known, own.reason, own.language) == (other.known, other.reason, other.language)
        if own.embedding is None or other.embedding is None:
            assert own.embedding is other.embedding
        else:
            assert float(own.embedding @ other.embedding) > 0.999


def test_the_mood_stamp_is_made_of_files_map_and_languages(tmp_path: Path) -> None:
    folder = str(tiny_models.classifier(tmp_path / "m", EKMAN))
    setting = json.dumps({"joy": "happy", "sadness": "sad"})
    stamps = {
        analysis.stamps(choice).mood
        for choice in (
            ModelChoice(folder),
            ModelChoice(folder, device="cpu"),
            ModelChoice(folder, labels=setting),
            ModelChoice(folder, languages=("de",)),
        )
    }
    assert len(stamps) == 3
    tiny_models.classifier(tmp_path / "m", EKMAN, says=[0.1, 0.1, 0.1, 0.4, 0.1, 0.1, 0.1])
    assert analysis.stamps(ModelChoice(folder)).mood not in stamps


@pytest.mark.parametrize("languages, known", [((), False), (("de", "en"), True), (("*",), True)])
def test_a_model_reads_the_languages_it_is_said_to(
    tmp_path: Path, languages: tuple[str, ...], known: bool
) -> None:
    folder = tiny_models.classifier(tmp_path / "m", EKMAN)
    made = HuggingFaceScorer(ModelChoice(str(folder), languages=languages, device="cpu"))
    (german,) = made.score([GERMAN])
    assert (german.known, german.language) == (known, "de")
    assert german.reason == (None if known else "language_unknown")


def test_english_is_unknown_to_a_model_that_reads_german_alone(tmp_path: Path) -> None:
    folder = tiny_models.classifier(tmp_path / "m", EKMAN)
    made = HuggingFaceScorer(ModelChoice(str(folder), languages=("de",), device="cpu"))
    assert made.score([SONG])[0].reason == "language_unknown"


@pytest.mark.parametrize("text", ["\x00" * 99, "love " * 5_000, "a b\n" * 9_000])
def test_a_text_never_raises(tmp_path: Path, text: str) -> None:
    made = scorer_of(tiny_models.classifier(tmp_path / "m", EKMAN, longest=20))
    (score,) = made.score([text])
    assert score.known == (score.six is not None)
    assert score.known == (score.reason is None)


def test_a_mood_is_explained_line_by_line(tmp_path: Path) -> None:
    made = scorer_of(tiny_models.classifier(tmp_path / "m", EKMAN))
    (score,) = made.score([SONG], lines=False)
    got = made.explain(SONG)
    assert got.six is not None
    assert score.six is not None
    assert got.six.shares == pytest.approx(score.six.shares, abs=1e-5)
    assert [line.numbers for line in got.lines] == [(0,), (1,), (2, 5), (3,), (6,), (7,)]


def test_a_sentence_encoder_is_read_by_likeness(tmp_path: Path) -> None:
    one = scorer_of(tiny_models.sentences(tmp_path / "s"))
    bare = scorer_of(tiny_models.encoder(tmp_path / "e"))
    (a,), (b,) = one.score([SONG]), bare.score([SONG])
    assert a.six is not None
    assert b.six is not None
    assert a.six.shares == pytest.approx(b.six.shares, abs=1e-5)
    assert one.mood_stamp != bare.mood_stamp
    assert len(a.lines) == 7


@pytest.mark.slow
def test_a_real_encoder_tells_plain_moods() -> None:
    plain = {
        "happy": "Turn the music up, we are dancing, everybody laughing and shining, what a "
                 "wonderful night, I have never felt this good, hands in the air, we celebrate",
        "sad": "You left and the house is silent now, I cry every night holding your old letters, "
               "I am so lonely, I miss you, everything is gone and I have no more tears",
        "angry": "I hate your lies, get out of my face, I will break your bones, you make me sick, "
                 "shut your mouth, fight me now, I am full of rage, I will make you pay",
        "relaxed": "The lake is still and the evening is warm, we rest in the grass and breathe "
                   "with the trees, softly the wind hums, there is no hurry, I am at peace here",
    }  # fmt: skip
    scores = scorer_of(model_folder()).score(list(plain.values()))
    found = [score.six.shares for score in scores if score.six]
    best = [max(MOODS, key=shares.__getitem__) for shares in found]
    assert best == list(plain)


def broken(folder: Path, how: str) -> None:
    """Spoil a model in one way."""
    weights = folder / "model.safetensors"
    tensors = load_file(weights)
    config = json.loads((folder / "config.json").read_text())
    if how == "head":
        del tensors["classifier.weight"]
    elif how == "numbers":
        tensors["classifier.bias"].fill_(float("nan"))
    elif how == "labels":
        config["id2label"]["7"] = "love"
    elif how == "kind":
        config |= {"model_type": "own", "auto_map": {"AutoConfig": "evil.Config"}}
        (folder / "evil.py").write_text("raise SystemExit('code of the model ran')")
    elif how == "large":
        config["id2label"] = dict(enumerate(EKMAN))
    save_file(tensors, weights, {"format": "pt"})
    (folder / "config.json").write_text(json.dumps(config))
    if how == "cut":
        weights.write_bytes(weights.read_bytes()[:-100])
    elif how == "large":
        header = {"w": {"dtype": "F32", "shape": [10**6, 10**9], "data_offsets": [0, 4 * 10**15]}}
        raw = json.dumps(header).encode()
        weights.write_bytes(len(raw).to_bytes(8, "little") + raw)
    elif how == "words":
        for name in ("tokenizer.json", "tokenizer_config.json"):
            (folder / name).unlink()


@pytest.mark.parametrize(
    "how, code, said",
    [
        ("head", "model_mismatch", "the weights of m lack classifier.weight, so what it says"),
        ("numbers", "model_mismatch", "m answers with no numbers: fetch it again"),
        ("labels", "model_mismatch", "m cannot be loaded ("),
        ("cut", "model_mismatch", "the weights of m are damaged: fetch it again"),
        ("kind", "model_unsupported", "choose a model that transformers runs without code of its"),
        ("large", "model_too_large", "m needs about 4,800,000.0 GB of memory and this machine has"),
        ("words", "model_unsupported", "the tokenizer of m has no vocabulary"),
    ],
)
def test_a_broken_model_says_what_to_do(tmp_path: Path, how: str, code: str, said: str) -> None:
    folder = tiny_models.classifier(tmp_path / "m", EKMAN)
    broken(folder, how)
    setting = '{"joy": "happy", "sadness": "sad"}'
    with pytest.raises(ModelError) as caught:
        scorer_of(folder, labels=setting).load()
    assert (caught.value.code, said in str(caught.value)) == (code, True), caught.value


def test_labels_are_for_models_that_have_them(tmp_path: Path) -> None:
    folder = tiny_models.encoder(tmp_path / "e")
    for model in (str(folder), "embedded"):
        with pytest.raises(ModelError, match="ATTUNE_MOOD_LABELS") as caught:
            analysis.stamps(ModelChoice(model, labels='{"joy": "happy"}'))
        assert caught.value.code == "label_map_invalid"
        with pytest.raises(ModelError, match="ATTUNE_MOOD_LABELS"):
            analysis.load_scorer(ModelChoice(model, labels='{"joy": "happy"}'))
    shutil.rmtree(folder)


def test_a_device_that_is_not_there_is_said_at_load(tmp_path: Path) -> None:
    folder = str(tiny_models.classifier(tmp_path / "m", EKMAN))
    for choice in (ModelChoice(folder, device="cuda:99"), ModelChoice(device="cuda:99")):
        with pytest.raises(ModelError, match="ATTUNE_MOOD_DEVICE is cuda:99") as caught:
            analysis.load_scorer(choice).load()
        assert caught.value.code == "device_missing"
