"""The stamps of the embedded model, from committed metadata alone: no model library is loaded."""

from pathlib import Path

from analysis.artifact import ARTIFACTS, read_description
from analysis.types import ModelStamps


def stamps(folder: Path = ARTIFACTS) -> ModelStamps:
    """Return the stamps the embedded scorer would put on its results.

    Args:
        folder: where the heads lie.

    Raises:
        ModelMissing: no heads were trained there.
    """
    about = read_description(folder)
    weights, heads = about.weights_sha256[:8], about.heads_sha256[:8]
    calibration = f"t{about.temperature:g}"
    return ModelStamps(
        mood=f"mood:{about.name}:w{weights}:p{about.preprocessing}:h{heads}:{calibration}",
        embedding=f"embedding:{about.name}:w{weights}:p{about.preprocessing}",
    )
