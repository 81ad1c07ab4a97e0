"""Owns how the look enters the app: the style sheets, the font, the head and the frame's wraps."""

import reflex as rx
from reflex.components.base.error_boundary import ErrorBoundary

from ui.components.connection import connection_line, crashed

# Served as they are from assets/; the build puts them, in this order, into one hashed file.
STYLESHEETS = [
    "/tokens.css",
    "/app.css",
    "/parts.css",
    "/mood.css",
    "/views.css",
    "/lyrics.css",
    "/admin.css",
    "/history.css",
]


class UiFont(rx.Fragment):
    """Inter, served from here: two npm packages, no font host.

    The first is Latin and keeps the single-storey *a* (`cv11`); the second steps in, file by
    file, for the alphabets that the first leaves out.
    """

    lib_dependencies: list[str] = ["inter-ui@4.1.1", "@fontsource-variable/inter@5.2.8"]

    def add_imports(self) -> dict[str, list[str]]:
        """Import the fonts' style sheets for their effect."""
        return {"": ["inter-ui/inter-variable-latin.css", "@fontsource-variable/inter/index.css"]}


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
