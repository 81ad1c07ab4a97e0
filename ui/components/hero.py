"""Owns the picture beside the sign-in form."""

import reflex as rx

# The field uses the pad's arithmetic, so its asset must be linked too.
import ui.components.affect  # noqa: F401

_FILE = rx.asset("hero.jsx", shared=True)


class HeroField(rx.Component):
    """Decoration: the strings as a field of dots."""

    library = _FILE.importable_path
    tag = "HeroField"


hero_field = HeroField.create
