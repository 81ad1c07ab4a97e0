"""What can be wrong with the model itself, as opposed to a text: texts never raise."""

from typing import ClassVar


class ModelError(RuntimeError):
    """The model cannot be used; the message says what to do.

    Attributes:
        code: stable name of the failure.
    """

    code: ClassVar[str] = "model_failed"


class ModelMissing(ModelError):
    """A file of the model is not installed."""

    code = "model_missing"


class ModelMismatch(ModelError):
    """A file of the model is not the one the heads were trained for, or is damaged."""

    code = "model_mismatch"


class ModelUnsupported(ModelError):
    """It is a model, but none that can tell moods without running its own code."""

    code = "model_unsupported"


class ModelUnsafe(ModelError):
    """Loading it would run code that came with it."""

    code = "model_unsafe"


class ModelTooLarge(ModelError):
    """There is not enough memory for it."""

    code = "model_too_large"


class DeviceMissing(ModelError):
    """The device that was asked for is not there."""

    code = "device_missing"


class LabelMapMissing(ModelError):
    """The model's labels are none Attune knows and no map was given."""

    code = "label_map_missing"


class LabelMapInvalid(ModelError):
    """The label map cannot be read, or speaks of labels or moods that do not exist."""

    code = "label_map_invalid"


class LabelMapIncomplete(ModelError):
    """The label map cannot tell pleasant from unpleasant, or energetic from calm."""

    code = "label_map_incomplete"
