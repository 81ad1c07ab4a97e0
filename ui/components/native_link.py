"""Owns the plain link: `rx.el.a` becomes a router link, which cannot reload or jump in a page."""

from typing import Any

import reflex as rx
from reflex.components.el.element import Element


class NativeLink(Element):
    """A plain HTML anchor, followed by the browser itself."""

    tag = "a"
    href: rx.Var[str]
    download: rx.Var[bool]


def native_link(
    *children: Any, href: rx.Var[str] | str, class_name: str = "", **props: Any
) -> rx.Component:
    """Return a link that the browser follows: a place in this page, a reload, a download."""
    return NativeLink.create(*children, href=href, class_name=class_name, **props)
