"""Owns the line icons (20 × 20, drawn for Attune) and the brand mark."""

import reflex as rx


def _ring(cx: float, cy: float, r: float) -> str:
    """Return path data of a circle, so that every icon is made of paths alone."""
    return f"M{cx - r} {cy}a{r} {r} 0 1 0 {2 * r} 0a{r} {r} 0 1 0 {-2 * r} 0"


_STROKES = {
    "mood": _ring(10, 10, 7.2) + "M10 2.8v3M10 14.2v3M2.8 10h3M14.2 10h3",
    "queue": "M3 5h14M3 10h9M3 15h7",
    "library": _ring(9, 11, 6.2) + _ring(9, 11, 1.2) + "M17 3v9l-3 3",
    "stats": "M3.5 16.5v-4M8 16.5V7M12.5 16.5v-7M17 16.5v-13",
    "history": _ring(10, 10, 7.2) + "M10 5.8V10l3 2.2",
    "connections": "M7 3v4M13 3v4M5 7h10v3a5 5 0 0 1-10 0zM10 15v3",
    "index": "M10 3l7 3.6-7 3.6-7-3.6zM3 10.4l7 3.6 7-3.6M3 13.9l7 3.6 7-3.6",
    "evaluation": "M3 14.5a7 7 0 0 1 14 0M10 14.5l3.4-4.6M5.4 9.6l1.2 1M10 7.5v1.4",
    "people": _ring(7.5, 7.5, 2.8)
    + "M2.2 16.5c.6-3 2.7-4.5 5.3-4.5s4.7 1.5 5.3 4.5M12.6 5a2.8 2.8 0 1 1 .4 5.4M14.6 12.4"
    "c1.7.6 2.8 1.9 3.2 4.1",
    "catalogue": _ring(7.6, 10, 4.8) + _ring(12.4, 10, 4.8),
    "audit": "M5 2.8h10v14.4H5zM7.8 6.6h4.4M7.8 10h4.4M7.8 13.4h2.4",
    "me": _ring(10, 7, 3.3) + "M3.5 17c.8-3.4 3.4-5 6.5-5s5.7 1.6 6.5 5",
    "lock": "M6 9h8a2 2 0 0 1 2 2v4a2 2 0 0 1-2 2H6a2 2 0 0 1-2-2v-4a2 2 0 0 1 2-2z"
    "M6.5 9V6.5a3.5 3.5 0 0 1 7 0V9",
    "unlock": "M6 9h8a2 2 0 0 1 2 2v4a2 2 0 0 1-2 2H6a2 2 0 0 1-2-2v-4a2 2 0 0 1 2-2z"
    "M6.5 9V6.5a3.5 3.5 0 0 1 6.6-1.6",
    "key": _ring(7, 7, 3.5) + "M9.6 9.6l6.9 6.9M13.5 13.5l2-2M16 16l1.5-1.5",
    "up": "M5 12l5-5 5 5",
    "down": "M5 8l5 5 5-5",
    "x": "M5.5 5.5l9 9M14.5 5.5l-9 9",
    "check": "M4.5 10.5l3.5 3.5 7.5-8",
    "plus": "M10 4v12M4 10h12",
    "sun": _ring(10, 10, 3.4) + "M10 2v2M10 16v2M2 10h2M16 10h2M4.5 4.5l1.3 1.3M14.2 14.2l1.3 1.3"
    "M4.5 15.5l1.3-1.3M14.2 5.8l1.3-1.3",
    "moon": "M16 11.6A6.6 6.6 0 1 1 8.4 4a5.2 5.2 0 0 0 7.6 7.6z",
    "screen": "M3.5 4.5h13v9h-13zM7.5 17h5",
    "more": "M4.9 10h.2M9.9 10h.2M14.9 10h.2",
    "search": _ring(9, 9, 5) + "M13 13l4 4",
    "undo": "M7 5L3.5 8.5 7 12M4 8.5h8a4 4 0 0 1 0 8h-2",
    "warn": "M10 3l7.5 13.5h-15zM10 8.5v3.5M9.95 14.4h.1",
    "file": "M6 3h6l3.5 3.5V17H6zM12 3v4h3.5",
    "out": "M8 4H4.5v12H8M12 6.5l3.5 3.5-3.5 3.5M15 10H8",
}
_FILLS = {
    "mood": _ring(12, 8, 1.4),
    "queue": "M14.5 11.5v6l4-3z",
}


def icon(name: str, class_name: str = "i") -> rx.Component:
    """Return a decorative icon; the control around it carries the words."""
    parts = [rx.el.path(d=_STROKES[name])]
    if name in _FILLS:
        parts.append(rx.el.path(d=_FILLS[name], fill="currentColor", stroke="none"))
    return rx.el.svg(
        *parts,
        view_box="0 0 20 20",
        class_name=f"{class_name} i-{name}",
        custom_attrs={"aria-hidden": "true"},
    )


def mark(size: int, mood: rx.Var[str] | str = "relaxed") -> rx.Component:
    """Return the mark: an *a* that is a record and its arm.

    Args:
        size: Width and height in CSS pixels.
        mood: The quadrant that colours the dot in the label; empty leaves it ink.
    """
    dot = rx.cond(mood == "", "currentColor", f"var(--{mood})")
    return rx.el.svg(
        rx.el.circle(
            cx="12", cy="15", r="8.7", fill="none", stroke="currentColor", stroke_width="2.6"
        ),
        rx.el.path(
            d="M23.2 3.5V23.7", stroke="currentColor", stroke_width="2.6", stroke_linecap="round"
        ),
        rx.el.circle(cx="12", cy="15", r="3", fill=dot),
        view_box="0 0 28 28",
        width=str(size),
        height=str(size),
        class_name="mark",
        custom_attrs={"aria-hidden": "true"},
    )
