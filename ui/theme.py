"""Owns how the look enters the app: the style sheets, the font, the head and the frame's wraps."""

import reflex as rx
from reflex.components.base.error_boundary import ErrorBoundary

from ui.components.connection import connection_line, crashed

# Served as they are from assets/; the build puts them, in this order, into one hashed file.
STYLESHEETS = ["/tokens.css", "/app.css"]


class UiFont(rx.Fragment):
    """Inter, served from here: the font's npm package, no font host."""

    lib_dependencies: list[str] = ["@fontsource-variable/inter@5.2.8"]

    def add_imports(self) -> dict[str, list[str]]:
        """Import the font's style sheet for its effect."""
        return {"": ["@fontsource-variable/inter/index.css"]}


def head() -> list[rx.Component]:
    """Return what every page's head carries."""
    return [
        rx.el.link(rel="icon", href="/favicon.svg", type="image/svg+xml"),
        rx.el.meta(name="color-scheme", content="dark light"),
    ]


def wraps() -> dict[tuple[int, str], object]:
    """Return the app's wraps: an error boundary in our words and the connection line.

    Reflex's defaults would add its toaster, which needs `unsafe-eval`, to every page.
    """
    return {
        (55, "ErrorBoundary"): lambda _stateful: ErrorBoundary.create(
            fallback_render=rx.Var.create(crashed())
        ),
        (5, "Overlay"): lambda stateful: (
            rx.fragment(connection_line(), UiFont.create()) if stateful else None
        ),
    }
