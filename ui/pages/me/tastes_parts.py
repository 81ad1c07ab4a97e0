"""Owns the cards of tastes: genres and artists, languages, how queues are."""

from typing import Any

import reflex as rx

from ui.components.buttons import button
from ui.components.card import card
from ui.components.icons import icon
from ui.components.range_field import range_field
from ui.components.settings import switch
from ui.pages.me.tastes_state import Named, TastesState
from ui.text.en import settings as settings_words
from ui.text.en import tastes as words


def tastes() -> rx.Component:
    """Return genres and artists, liked and not."""
    return card(
        words.TITLE,
        rx.el.p(words.BODY, class_name="mut"),
        rx.el.div(
            _list("favourite_genres", TastesState.favourite_genres, "genre"),
            _list("disliked_genres", TastesState.disliked_genres, "genre"),
            _list("favourite_artists", TastesState.favourite_artists, "artist"),
            _list("disliked_artists", TastesState.disliked_artists, "artist"),
            class_name="likes below",
        ),
        _offers("genre", TastesState.genre_offers),
        _offers("artist", TastesState.artist_offers),
    )


def queues() -> rx.Component:
    """Return how queues are: explicit songs, languages, energy, how new."""
    title, body = settings_words.SWITCHES["explicit_ok"]
    energy = range_field(
        "energy", words.ENERGY, words.ENERGY_BODY, ends=words.ENERGY_ENDS,
        says=words.ENERGY_SAYS, value=TastesState.energy, on_settle=TastesState.choose_energy,
    )  # fmt: skip
    return card(
        words.TITLE_QUEUES,
        rx.el.div(
            rx.el.p(words.QUEUES_BODY, class_name="mut"),
            range_field(
                "discovery", words.DISCOVERY, words.DISCOVERY_BODY, ends=words.DISCOVERY_ENDS,
                says=words.DISCOVERY_SAYS, value=TastesState.discovery,
                on_settle=TastesState.choose_discovery,
            ),
            switch(
                words.ENERGY_MOOD, words.ENERGY_MOOD_BODY, TastesState.does_mood_decide,
                TastesState.let_mood_decide, "mood-decides",
            ),
            rx.cond(TastesState.does_mood_decide, rx.fragment(), energy),
            _languages(),
            switch(
                title, body, TastesState.explicit_ok, TastesState.allow_explicit, "explicit-taste"
            ),
            class_name="fields",
        ),
    )  # fmt: skip


def _list(name: str, held: rx.Var[list[Named]], kind: str) -> rx.Component:
    """Return one list: what is in it, and the field that adds to it."""
    heading, label, empty = words.LISTS[name]
    is_wrong = TastesState.wrong_list == name
    suggest = TastesState.suggest_genres if kind == "genre" else TastesState.suggest_artists
    added = rx.el.input(
        id=name, name=name, type="text", list=f"{kind}-offers", auto_complete="off",
        required=True, on_change=suggest.debounce(200),
        custom_attrs={
            "aria-invalid": rx.cond(is_wrong, "true", "false"),
            "aria-describedby": f"{name}-wrong",
        },
    )  # fmt: skip
    return rx.el.section(
        rx.el.h3(heading, class_name="sec"),
        _held(name, held, empty, heading),
        rx.el.form(
            rx.el.div(
                rx.el.label(label, html_for=name, class_name="sr"),
                added,
                button(words.ADD, type="submit", size="l"),
                class_name="row field",
            ),
            on_submit=lambda form: TastesState.add_taste(name, form),
            reset_on_submit=True,
        ),
        rx.el.p(rx.cond(is_wrong, TastesState.wrong, ""), id=f"{name}-wrong", class_name="wrong",
                role="status"),
        class_name="like",
    )  # fmt: skip


def _held(name: str, held: rx.Var[list[Named]], empty: str, label: str) -> rx.Component:
    """Return the names of a list, each with the way out of it."""

    def one(thing: rx.Var[Named]) -> rx.Component:
        return rx.el.li(
            rx.el.span(thing.name),
            rx.el.button(
                icon("x"),
                type="button",
                aria_label=thing.remove,
                title=thing.remove,
                on_click=TastesState.remove_taste(name, thing.key),
                class_name="icb",
            ),
            class_name="held",
        )

    return rx.cond(
        held.length() > 0,
        rx.el.ul(rx.foreach(held, one), class_name="row wrap helds", aria_label=label),
        rx.el.p(empty, class_name="cap"),
    )


def _languages() -> rx.Component:
    """Return the languages that are preferred, and the way to add one."""
    return rx.el.div(
        rx.el.label(words.LANGUAGES, html_for="language-add", class_name="strong"),
        _held("languages", TastesState.languages, words.LANGUAGES_ANY, words.LANGUAGES),
        rx.el.select(
            rx.el.option(words.LANGUAGE_ADD, value=""),
            rx.foreach(
                TastesState.other_languages, lambda one: rx.el.option(one.name, value=one.key)
            ),
            id="language-add",
            value="",
            on_change=TastesState.add_language,
            custom_attrs={"aria-describedby": "language-hint"},
        ),
        rx.el.p(words.LANGUAGES_BODY, id="language-hint", class_name="cap"),
        class_name="field",
    )


def _offers(kind: str, offers: Any) -> rx.Component:
    """Return what the browser offers while somebody types."""
    return rx.el.datalist(
        rx.foreach(offers, lambda name: rx.el.option(value=name)), id=f"{kind}-offers"
    )
