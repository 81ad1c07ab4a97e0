"""Owns the two pages outside the frame: sign in, and make an account."""

import reflex as rx


def sign_in() -> rx.Component:
    """Return the sign-in page."""
    return rx.el.main(rx.el.h1("Sign in"))


def sign_up() -> rx.Component:
    """Return the page that makes an account."""
    return rx.el.main(rx.el.h1("Sign up"))
