"""Owns the box of codes that are shown once."""

import reflex as rx

from ui.text.en import security as words

_FILE = rx.asset("codes_box.jsx", shared=True)


class CodesBox(rx.Component):
    """A list of codes with two ways to keep them: the clipboard and a file."""

    library = _FILE.importable_path
    tag = "CodesBox"

    codes: rx.Var[list[str]]
    label: rx.Var[str]
    file: rx.Var[str]
    words: rx.Var[dict[str, str]]


def codes_box(codes: rx.Var[list[str]]) -> rx.Component:
    """Return the box."""
    spoken = {
        "copy": words.CODES_COPY, "copied": words.CODES_COPIED, "save": words.CODES_SAVE,
    }  # fmt: skip
    return CodesBox.create(codes=codes, label=words.CODES, file=words.CODES_FILE, words=spoken)
