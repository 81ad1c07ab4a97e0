"""Which mood model is wanted and how it is to run: the settings as this package takes them."""

from dataclasses import dataclass

from analysis.errors import LabelMapInvalid

EMBEDDED = "embedded"


@dataclass(frozen=True, slots=True)
class ModelChoice:
    """A model by setting.

    Attributes:
        model: "embedded", a folder, or a name on the Hugging Face hub, `@revision` allowed.
        labels: JSON text or the path of a JSON file: label → mood, or → shares of the moods;
            empty for the map Attune knows for the model's labels.
        languages: ISO 639 codes the model reads, "*" for any; empty for English.
        device: "auto", "cpu", "cuda", "cuda:N" or "mps".
        download: whether a model that is not on this machine may be fetched.
    """

    model: str = EMBEDDED
    labels: str = ""
    languages: tuple[str, ...] = ()
    device: str = "auto"
    download: bool = False

    @property
    def embedded(self) -> bool:
        """Whether it is the model that comes with Attune.

        Raises:
            LabelMapInvalid: it is, and labels or languages are set, which are not for it.
        """
        own = self.model in ("", EMBEDDED)
        if own and (self.labels.strip() or self.languages):
            raise LabelMapInvalid(
                "ATTUNE_MOOD_LABELS and ATTUNE_MOOD_LANGUAGES are for a model of your own: unset "
                "them, or name that model with ATTUNE_MOOD_MODEL"
            )
        return own
