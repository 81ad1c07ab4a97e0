"""Owns the cards of the Evaluation page."""

import reflex as rx

from ui.components.card import card
from ui.components.icons import icon
from ui.components.mood import glyph
from ui.components.panels import note
from ui.components.settings import copy_field
from ui.components.states import empty_state
from ui.pages.evaluation.models import Bar, Figure, SetCard, Taken
from ui.pages.evaluation.state import EvaluationState
from ui.text.en import evaluation as words


def sets() -> rx.Component:
    """Return one card a set: bars, all figures, what is taken for what."""
    return rx.fragment(rx.foreach(EvaluationState.sets, _set))


def _set(one: rx.Var[SetCard]) -> rx.Component:
    return card(
        one.title,
        rx.cond(one.about != "", rx.el.p(one.about, class_name="mut")),
        rx.cond(
            one.bars.length() > 0,
            rx.fragment(
                rx.el.ul(rx.foreach(one.bars, _bar), class_name="share-rows measured"),
                rx.el.p(one.headline, class_name="cap below"),
            ),
        ),
        rx.el.table(
            rx.el.thead(
                rx.el.tr(
                    rx.el.th(words.FIGURE, scope="col"),
                    rx.el.th(words.VALUE, scope="col", class_name="num"),
                    rx.el.th(words.INTERVAL, scope="col", class_name="num"),
                    rx.el.th(words.BEST_OTHER, scope="col", class_name="num"),
                )
            ),
            rx.el.tbody(rx.foreach(one.figures, _figure)),
            class_name="tbl figs below",
        ),
        rx.cond(one.taken.length() > 0, _confusion(one)),
        aside=note(one.note),
    )


def _bar(bar: rx.Var[Bar]) -> rx.Component:
    """Return one method: name, bar with the interval as a thin line, figure."""
    return rx.el.li(
        rx.el.span(bar.method, class_name=rx.cond(bar.is_model, "strong", "")),
        rx.el.span(
            rx.el.i(
                style={"width": f"{bar.percent}%"},
                class_name=rx.cond(bar.is_model, "own", ""),
            ),
            rx.cond(
                bar.span > 0,
                rx.el.b(style={"left": f"{bar.low}%", "width": f"{bar.span}%"}),
            ),
            class_name="share-bar",
            role="img",
            aria_label=bar.spoken,
        ),
        rx.el.span(bar.value, class_name="num"),
    )


def _figure(row: rx.Var[Figure]) -> rx.Component:
    return rx.el.tr(
        rx.el.td(row.name),
        rx.el.td(rx.el.b(row.value), class_name="num"),
        rx.el.td(row.interval, class_name="num"),
        rx.el.td(row.best_other, class_name="num"),
    )


def _confusion(one: rx.Var[SetCard]) -> rx.Component:
    """Return the confusion, folded away."""
    return rx.el.details(
        rx.el.summary(words.CONFUSION),
        rx.el.div(
            rx.el.table(
                rx.el.thead(
                    rx.el.tr(
                        rx.el.th(words.LABEL, scope="col"),
                        rx.foreach(
                            one.columns,
                            lambda name: rx.el.th(name, scope="col", class_name="num"),
                        ),
                    )
                ),
                rx.el.tbody(rx.foreach(one.taken, _taken)),
                class_name="tbl taken",
            ),
            class_name="twin-t",
            role="region",
            aria_label=one.confusion_name,
            custom_attrs={"tabIndex": 0},
        ),
        class_name="twin",
    )


def _taken(row: rx.Var[Taken]) -> rx.Component:
    return rx.el.tr(
        rx.el.th(rx.el.span(glyph(row.mood), row.label, class_name="row"), scope="row"),
        rx.foreach(row.counts, lambda count: rx.el.td(count, class_name="num")),
    )


def model() -> rx.Component:
    """Return what the model is."""

    def fact(name: str, value: rx.Var[str]) -> rx.Component:
        return rx.fragment(rx.el.dt(name), rx.el.dd(value))

    now = EvaluationState.model
    return card(
        words.MODEL,
        rx.el.p(
            rx.cond(now.is_in_use, icon("check", "i good"), icon("warn", "i")),
            rx.el.span(rx.cond(now.is_in_use, words.IN_USE, words.NOT_IN_USE)),
            class_name="row health",
        ),
        rx.el.dl(
            fact(words.NAME, now.name),
            fact(words.PRECISION, now.precision),
            fact(words.HEADS, now.heads),
            fact(words.TEMPERATURE, now.temperature),
            class_name="kv",
        ),
        rx.el.p(words.STAMP, class_name="cap below"),
        rx.el.p(now.stamp, class_name="stamp"),
    )


def limits() -> rx.Component:
    """Return what the model is not good at."""
    return card(
        words.LIMITS_TITLE,
        rx.el.ul(rx.foreach(EvaluationState.limits, rx.el.li), class_name="bullets mut"),
    )


def own_songs() -> rx.Component:
    """Return how to measure a model on a file of one's own."""
    return card(
        words.OWN,
        rx.el.div(
            rx.el.p(words.OWN_BODY, class_name="mut"),
            copy_field(words.OWN_COMMAND, EvaluationState.command),
            copy_field(words.OWN_LINE_NAME, rx.Var.create(words.OWN_LINE)),
            class_name="fields",
        ),
    )


def nothing_yet() -> rx.Component:
    """Return what stands here when nobody wrote figures beside the heads."""
    return card("", empty_state(words.EMPTY_TITLE, words.EMPTY_BODY))


def only_admins() -> rx.Component:
    """Return what listeners see here."""
    return card("", empty_state(words.ONLY_ADMINS, words.ONLY_ADMINS_BODY))
