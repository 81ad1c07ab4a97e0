"""What can be wrong with the model itself, as opposed to a text: texts never raise."""


class ModelError(RuntimeError):
    """The model cannot be used; the message says what to do."""


class ModelMissing(ModelError):
    """A file of the model is not installed."""


class ModelMismatch(ModelError):
    """A file of the model is not the one the heads were trained for."""
