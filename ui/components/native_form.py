"""Owns the form that the browser itself submits: `rx.form` always prevents that."""

import reflex as rx
from reflex.components.el.element import Element


class NativeForm(Element):
    """A plain HTML form, posted by a full page load so that cookies can be set."""

    tag = "form"
    action: rx.Var[str]
    method: rx.Var[str]


def native_form(*children: rx.Component, action: str, class_name: str = "fields") -> rx.Component:
    """Return a form that posts to `action` without JavaScript."""
    return NativeForm.create(*children, action=action, method="post", class_name=class_name)
