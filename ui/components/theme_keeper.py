"""Owns what brings the theme that the account keeps into a browser."""

import reflex as rx

_FILE = rx.asset("theme_keeper.jsx", shared=True)


class ThemeKeeper(rx.Component):
    """Draws nothing; applies a theme whenever it is another than this browser was told last."""

    library = _FILE.importable_path
    tag = "ThemeKeeper"

    theme: rx.Var[str]


theme_keeper = ThemeKeeper.create
