"""Owns what carries the browser's time zone: a hidden form field, and a link."""

import reflex as rx

_FILE = rx.asset("time_zone.jsx", shared=True)


class TimeZoneField(rx.Component):
    """A hidden input with an IANA time zone, ``UTC`` where the browser will not say."""

    library = _FILE.importable_path
    tag = "TimeZoneField"

    name: rx.Var[str]


class ZonedLink(rx.Component):
    """A plain link that also tells the browser's time zone to where it leads."""

    library = _FILE.importable_path
    tag = "ZonedLink"

    href: rx.Var[str]
    label: rx.Var[str]


time_zone_field = TimeZoneField.create
zoned_link = ZonedLink.create
