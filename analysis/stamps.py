"""The stamps of a model, from its files and committed metadata: no model library is loaded."""

from pathlib import Path

from analysis.artifact import ARTIFACTS, read_description
from analysis.choice import ModelChoice
from analysis.types import ModelStamps


def stamps(choice: ModelChoice | None = None, folder: Path = ARTIFACTS) -> ModelStamps:
    """Return the stamps the scorer of a choice would put on its results.

    The embedding's stamp is the embedded model's whatever model tells the moods.

    Args:
        choice: which model; None for the embedded one.
        folder: where the heads of the embedded model lie.

    Raises:
        ModelError: the model is not here or cannot tell moods; says what to do.
    """
    own = _embedded(folder)
    if choice is None or choice.embedded:
        return own
    from analysis.huggingface.stamping import examine, mood_stamp

    found, labels = examine(choice)
    return ModelStamps(mood_stamp(found, labels, choice.languages), own.embedding)


def _embedded(folder: Path) -> ModelStamps:
    about = read_description(folder)
    weights, heads = about.weights_sha256[:8], about.heads_sha256[:8]
    calibration = f"t{about.temperature:g}d{about.doubt:g}"
    return ModelStamps(
        mood=f"mood:{about.name}:w{weights}:p{about.preprocessing}:h{heads}:{calibration}",
        embedding=f"embedding:{about.name}:w{weights}:p{about.preprocessing}",
    )
