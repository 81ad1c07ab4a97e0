"""Owns the hidden form field that carries the browser's time zone."""

import reflex as rx

_FILE = rx.asset("time_zone.jsx", shared=True)


class TimeZoneField(rx.Component):
    """A hidden input with an IANA time zone, ``UTC`` where the browser will not say."""

    library = _FILE.importable_path
    tag = "TimeZoneField"

    name: rx.Var[str]


time_zone_field = TimeZoneField.create
