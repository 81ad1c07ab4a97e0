"""From the name of a model to a checked folder on this machine; no model library is loaded."""

import hashlib
import json
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

from analysis.errors import ModelMismatch, ModelMissing, ModelUnsafe, ModelUnsupported

Kind = Literal["classifier", "sentences"]
_ROOT_FILES = ("*.json", "*.safetensors", "*.txt", "*.model", "*.spm", "*.jinja")
_PICKLES = ("*.bin", "*.pt", "*.pth", "*.pkl", "*.pickle", "*.ckpt")
_FETCHED = (*_ROOT_FILES, *(f"*/{pattern}" for pattern in _ROOT_FILES))
_NOT_FETCHED = ("onnx/*", "openvino/*", "training_args*", "checkpoint-*/*", "runs/*")
_WRITERS = ("ForCausalLM", "ForConditionalGeneration", "LMHeadModel")


@dataclass(frozen=True, slots=True)
class Found:
    """A model on this machine that may be loaded.

    Attributes:
        folder: where its files lie.
        name: what people call it: its name on the hub, or its folder's name.
        kind: a text classifier, or an encoder of sentences.
        mark: identifies its files: "r" and the hub's revision, or "w" and a hash of all of them.
        labels: what a classifier can say, in its order; empty for the other kind.
        several: whether several labels may hold at once.
    """

    folder: Path
    name: str
    kind: Kind
    mark: str
    labels: tuple[str, ...]
    several: bool


def find_model(model: str, *, download: bool = False) -> Found:
    """Find a model and check that it can be loaded without running code of its own.

    Args:
        model: a folder, or a name on the hub with or without `@revision`.
        download: whether to fetch it when it is not on this machine; else nothing is asked of
            the network.

    Raises:
        ModelMissing: it is not on this machine, or could not be fetched.
        ModelUnsafe: its weights are pickled, or it needs its own code.
        ModelUnsupported: it is no model that can tell moods.
        ModelMismatch: its description cannot be read.
    """
    path = Path(model).expanduser()
    if path.is_dir():
        return _checked(path.resolve(), path.resolve().name, _digest(path.resolve()))
    if model.startswith(("/", ".", "~", "\\")) or path.is_file() or model.count("/") > 1:
        raise ModelMissing(f"there is no model folder at {model}: check ATTUNE_MOOD_MODEL")
    folder = _cached(model)
    if download and (folder is None or not _weights(folder)):
        folder = _fetch(model)
    if folder is None:
        raise ModelMissing(
            f"the model {model} is not on this machine. Set ATTUNE_MOOD_MODEL_DOWNLOAD=true to "
            f"fetch it once, run: hf download {model.partition('@')[0]}, or give a folder"
        )
    return _checked(folder, model.partition("@")[0], f"r{folder.name[:12]}")


def _cached(model: str) -> Path | None:
    from huggingface_hub import snapshot_download
    from huggingface_hub.errors import HFValidationError, LocalEntryNotFoundError

    name, _, revision = model.partition("@")
    try:
        return Path(snapshot_download(name, revision=revision or None, local_files_only=True))
    except LocalEntryNotFoundError:
        return None
    except HFValidationError as error:
        raise ModelMissing(
            f'"{model}" is neither a folder nor a name on the Hugging Face hub: '
            "check ATTUNE_MOOD_MODEL"
        ) from error


def _fetch(model: str) -> Path:
    import httpx
    from huggingface_hub import constants, snapshot_download
    from huggingface_hub.errors import HfHubHTTPError, LocalEntryNotFoundError

    name, _, revision = model.partition("@")
    if constants.HF_HUB_OFFLINE:
        raise ModelMissing(
            f"the model {model} is not on this machine and HF_HUB_OFFLINE forbids to fetch it: "
            "unset one of HF_HUB_OFFLINE and ATTUNE_MOOD_MODEL_DOWNLOAD"
        )
    try:
        folder = snapshot_download(
            name, revision=revision or None,
            allow_patterns=list(_FETCHED), ignore_patterns=list(_NOT_FETCHED),
        )  # fmt: skip
    except (HfHubHTTPError, LocalEntryNotFoundError, httpx.HTTPError, OSError) as error:
        reason = str(error).strip().splitlines() or [type(error).__name__]
        raise ModelMissing(
            f"the model {model} could not be fetched ({reason[0].rstrip('.:')}): check its name "
            "and the network, or give a folder with ATTUNE_MOOD_MODEL"
        ) from error
    return Path(folder)


def _checked(folder: Path, name: str, mark: str) -> Found:
    config = _read_json(folder / "config.json") if (folder / "config.json").is_file() else None
    modules = (folder / "modules.json").is_file()
    if config is None and not modules:
        raise ModelUnsupported(
            f"{name} is not a model: its folder has neither config.json nor modules.json. "
            "Give the folder that save_pretrained wrote"
        )
    config = config or {}
    architectures = [str(a) for a in config.get("architectures") or ()]
    classifies = any(a.endswith("ForSequenceClassification") for a in architectures)
    if not classifies and not modules and any(a.endswith(_WRITERS) for a in architectures):
        raise ModelUnsupported(
            f"{name} ({architectures[0]}) writes text; Attune needs a text classifier or a "
            "sentence-transformers model"
        )
    parts = [folder] if classifies or not modules else _modules(folder, name)
    for part in parts:
        _refuse_pickles(part, name)
    if not any(_weights(part) for part in parts):
        raise ModelMissing(f"{name} has no weights: model.safetensors is missing in its folder")
    if not classifies:
        return Found(folder, name, "sentences", mark, (), several=False)
    several = config.get("problem_type") == "multi_label_classification"
    return Found(folder, name, "classifier", mark, _labels(config), several=several)


def _modules(folder: Path, name: str) -> list[Path]:
    """The folders of a sentence-transformers model's modules, all of them that library's own."""
    raw = _read_json(folder / "modules.json", of=list)
    parts = [folder]
    for module in raw:
        kind = str(module.get("type", "")) if isinstance(module, dict) else ""
        if not kind.startswith("sentence_transformers."):
            raise ModelUnsafe(
                f'{name} needs code of its own ("{kind}"), which Attune never runs: '
                "choose another model"
            )
        part = (folder / str(module.get("path", ""))).resolve()
        if not part.is_relative_to(folder.resolve()):
            raise ModelUnsafe(f"{name} names a module outside its folder: choose another model")
        parts.append(part)
    return parts


def _refuse_pickles(folder: Path, name: str) -> None:
    if _weights(folder) or not folder.is_dir():
        return
    if pickles := sorted(p.name for pattern in _PICKLES for p in folder.glob(pattern)):
        raise ModelUnsafe(
            f"the weights of {name} are pickled ({pickles[0]}), and loading a pickle can run any "
            "code: use a model with model.safetensors, or convert it with save_pretrained"
        )


def _labels(config: dict[str, Any]) -> tuple[str, ...]:
    raw = config.get("id2label")
    if isinstance(raw, dict) and raw:
        try:
            return tuple(str(label) for _, label in sorted(raw.items(), key=lambda x: int(x[0])))
        except ValueError as error:
            raise ModelMismatch("config.json: id2label must be numbered from 0") from error
    # What the library makes of a config that names none.
    return tuple(f"LABEL_{i}" for i in range(int(config.get("num_labels", 2))))


def weight_files(folder: Path) -> list[Path]:
    """Return the files of weights of a model, those of its modules included."""
    folders = [folder, *sorted(p for p in folder.iterdir() if p.is_dir())]
    return [path for one in folders for path in _weights(one)]


def _weights(folder: Path) -> list[Path]:
    """The weights that would be loaded from a folder: one file, or the parts an index names."""
    if (one := folder / "model.safetensors").is_file():
        return [one]
    index = folder / "model.safetensors.index.json"
    if not index.is_file():
        return []
    parts = _read_json(index).get("weight_map", {})
    return [folder / name for name in sorted(set(parts.values()))]


def _read_json(path: Path, of: type = dict) -> Any:
    try:
        raw = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError, RecursionError) as error:
        raise ModelMismatch(f"{path.name} of the model cannot be read: fetch it again") from error
    if not isinstance(raw, of):
        raise ModelMismatch(f"{path.name} of the model is not what it should be: fetch it again")
    return raw


def _digest(folder: Path) -> str:
    files = sorted(
        {p for pattern in _FETCHED for p in folder.glob(pattern) if p.is_file()},
        key=lambda p: p.relative_to(folder).as_posix(),
    )
    states = tuple((str(p), p.stat().st_size, p.stat().st_mtime_ns) for p in files)
    return f"w{_hash(str(folder), states)}"


@lru_cache(maxsize=4)
def _hash(folder: str, states: tuple[tuple[str, int, int], ...]) -> str:
    """Twelve hex digits of all files (about a second for 1 GB); cached while none changes."""
    total = hashlib.sha256()
    for path, _, _ in states:
        with Path(path).open("rb") as file:
            own = hashlib.file_digest(file, "sha256").hexdigest()
        total.update(f"{Path(path).relative_to(folder).as_posix()}\0{own}\n".encode())
    return total.hexdigest()[:12]
