"""Finding a model on this machine, and refusing what is none or would run code."""

import json
from pathlib import Path
from typing import Any

import pytest

from analysis.errors import ModelError, ModelMissing, ModelUnsafe
from analysis.huggingface.folders import find_model, weight_files

LABELS = {"0": "joy", "2": "sadness", "1": "anger", "10": "fear"}


def write(folder: Path, config: Any = None, modules: Any = None, weights: str = "") -> str:
    folder.mkdir(exist_ok=True)
    for name, content in (("config.json", config), ("modules.json", modules)):
        if content is not None:
            (folder / name).write_text(json.dumps(content))
    if weights:
        (folder / weights).write_bytes(b"weights")
    return str(folder)


def classifier(**more: Any) -> dict[str, Any]:
    return {"architectures": ["BertForSequenceClassification"], "id2label": LABELS, **more}


def test_a_classifier_and_its_labels_in_order(tmp_path: Path) -> None:
    folder = write(tmp_path / "mine", classifier(), weights="model.safetensors")
    got = find_model(folder)
    assert (got.name, got.kind, got.several) == ("mine", "classifier", False)
    assert got.labels == ("joy", "anger", "sadness", "fear")
    many = write(tmp_path / "mine", classifier(problem_type="multi_label_classification"))
    assert find_model(many).several


@pytest.mark.parametrize("kind", ["sentence_transformers.models.Transformer", None])
def test_what_has_no_head_is_an_encoder(tmp_path: Path, kind: str | None) -> None:
    modules = [{"path": "", "type": kind}] if kind else None
    folder = write(tmp_path, {"architectures": ["BertModel"]}, modules, "model.safetensors")
    assert (find_model(folder).kind, find_model(folder).labels) == ("sentences", ())


def test_a_mark_changes_with_any_file_and_not_with_the_place(tmp_path: Path) -> None:
    one = write(tmp_path / "one", classifier(), weights="model.safetensors")
    two = write(tmp_path / "two", classifier(), weights="model.safetensors")
    before = find_model(one).mark
    assert find_model(two).mark == before
    (tmp_path / "two" / "model.safetensors").write_bytes(b"Weights")
    assert find_model(two).mark != before
    (tmp_path / "one" / "tokenizer.json").write_text("{}")
    assert find_model(one).mark != before


def test_weights_in_parts_are_those_the_index_names(tmp_path: Path) -> None:
    folder = Path(write(tmp_path, classifier(), weights="model-1.safetensors"))
    write(folder, weights="model-2.safetensors")
    write(folder, weights="other.safetensors")
    index = {"weight_map": {"a": "model-2.safetensors", "b": "model-1.safetensors"}}
    (folder / "model.safetensors.index.json").write_text(json.dumps(index))
    assert [p.name for p in weight_files(folder)] == ["model-1.safetensors", "model-2.safetensors"]


@pytest.mark.parametrize(
    "config, modules, weights, code, said",
    [
        (None, None, "", "model_unsupported", "is not a model: its folder has neither config.json"),
        ({"architectures": ["LlamaForCausalLM"]}, None, "model.safetensors", "model_unsupported",
         "(LlamaForCausalLM) writes text; Attune needs a text classifier"),
        (classifier(), None, "", "model_missing", "has no weights: model.safetensors is missing"),
        (classifier(), None, "pytorch_model.bin", "model_unsafe",
         "are pickled (pytorch_model.bin), and loading a pickle can run any code"),
        ({}, [{"path": "", "type": "custom.Evil"}], "model.safetensors", "model_unsafe",
         'needs code of its own ("custom.Evil"), which Attune never runs'),
        ({}, [{"path": "../..", "type": "sentence_transformers.models.Pooling"}],
         "model.safetensors", "model_unsafe", "names a module outside its folder"),
        ([], None, "model.safetensors", "model_mismatch", "config.json of the model is not what"),
    ],
)  # fmt: skip
def test_a_folder_that_will_not_do(
    tmp_path: Path, config: Any, modules: Any, weights: str, code: str, said: str
) -> None:
    folder = write(tmp_path / "mine", config, modules, weights)
    with pytest.raises(ModelError) as caught:
        find_model(folder)
    assert (caught.value.code, said in str(caught.value)) == (code, True), caught.value


def test_a_pickle_in_a_modules_folder_is_refused(tmp_path: Path) -> None:
    modules = [
        {"path": "", "type": "sentence_transformers.models.Transformer"},
        {"path": "2_Dense", "type": "sentence_transformers.models.Dense"},
    ]
    folder = write(tmp_path / "mine", {}, modules, "model.safetensors")
    write(tmp_path / "mine" / "2_Dense", {}, weights="pytorch_model.bin")
    with pytest.raises(ModelUnsafe, match="pickled"):
        find_model(folder)


@pytest.mark.parametrize("download", [False, True])
def test_a_damaged_description_is_said(tmp_path: Path, download: bool) -> None:
    (tmp_path / "config.json").write_text("{")
    with pytest.raises(ModelError, match=r"config\.json of the model cannot be read") as caught:
        find_model(str(tmp_path), download=download)
    assert caught.value.code == "model_mismatch"


@pytest.mark.parametrize(
    "model, said",
    [
        ("./nowhere", "there is no model folder at ./nowhere: check ATTUNE_MOOD_MODEL"),
        ("/no/where/at/all", "there is no model folder at /no/where/at/all"),
        ("someone/no-such-model", "is not on this machine. Set ATTUNE_MOOD_MODEL_DOWNLOAD=true"),
        ("not a name", "is neither a folder nor a name on the Hugging Face hub"),
    ],
)
def test_a_missing_model_says_what_to_do(model: str, said: str) -> None:
    with pytest.raises(ModelMissing) as caught:
        find_model(model)
    assert said in str(caught.value)
    assert caught.value.code == "model_missing"


def test_a_download_that_fails_says_so() -> None:
    """The tests are kept from the network, so this one stands for any that cannot be reached."""
    with pytest.raises(ModelMissing, match=r"HF_HUB_OFFLINE|could not be fetched"):
        find_model("someone/no-such-model", download=True)


def test_a_model_of_the_hub_is_found_by_its_revision(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from huggingface_hub import constants

    monkeypatch.setattr(constants, "HF_HUB_CACHE", str(tmp_path))
    commit = "0123456789abcdef" * 2 + "01234567"
    cached = tmp_path / "models--someone--moods"
    (cached / "refs").mkdir(parents=True)
    (cached / "refs" / "main").write_text(commit)
    (cached / "snapshots").mkdir()
    write(cached / "snapshots" / commit, classifier(), weights="model.safetensors")
    got = find_model("someone/moods")
    assert (got.name, got.mark, got.folder.name) == ("someone/moods", "r0123456789ab", commit)
    with pytest.raises(ModelMissing, match="someone/moods@v2 is not on this machine"):
        find_model("someone/moods@v2")
