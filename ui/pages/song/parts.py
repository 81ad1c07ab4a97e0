"""Owns the parts of the Song page: head, score, correction, why, lyrics, neighbours."""

import reflex as rx

from ui import routes
from ui.charts import components as charts
from ui.components.buttons import button, link_button
from ui.components.card import card
from ui.components.choose import segmented
from ui.components.cover import cover
from ui.components.dialog import dialog
from ui.components.icons import icon
from ui.components.lyrics_form import lyrics_form, scored
from ui.components.mood import QUADRANTS, glyph, mood_name, share_bar, share_legend
from ui.components.native_link import native_link
from ui.components.panels import note
from ui.models import Contribution
from ui.pages.song.models import Neighbour
from ui.pages.song.state import SongState
from ui.state import AppState
from ui.text.en import catalogue as catalogue_words
from ui.text.en import charts as chart_words
from ui.text.en import common
from ui.text.en import explanation as explanation_words
from ui.text.en import song as words


def head() -> rx.Component:
    """Return the cover, the names and what can be done with the song."""
    song = SongState.song
    return rx.el.div(
        cover(song.cover_url, 156),
        rx.el.div(
            rx.el.h1(song.title, class_name="song-h"),
            rx.el.p(song.artist, class_name="sub song-a"),
            rx.el.p(
                song.facts,
                rx.cond(song.is_explicit, rx.el.span(common.EXPLICIT, class_name="mark")),
                rx.cond(song.is_sample, rx.el.span(common.SAMPLE, class_name="badge")),
                class_name="cap row song-f",
            ),
            rx.el.div(
                button(words.PLAY_NEXT, kind="p", on_click=SongState.play_next),
                button(words.ADD, on_click=SongState.add_to_queue),
                native_link(words.SIMILAR, href="#near", class_name="btn q"),
                rx.cond(
                    SongState.is_held,
                    button(words.REMOVE, kind="q", on_click=SongState.ask_removal),
                ),
                rx.cond(
                    AppState.is_staff & (song.id != ""),
                    link_button(
                        catalogue_words.SONG_LINK,
                        href=f"{routes.CATALOGUE}?track={song.id}",
                        kind="q",
                    ),
                ),
                class_name="row wrap",
            ),
            class_name="song-n",
        ),
        class_name="row song-head",
    )


def says() -> rx.Component:
    """Return what the model reads in the words, or why it reads nothing."""
    song = SongState.song
    known = rx.fragment(
        share_bar(song.shares, 10),
        share_legend(song.shares),
        rx.el.p(song.sentence, class_name="cap"),
    )
    unknown = rx.el.div(
        rx.el.p(words.UNKNOWN, class_name="say"), rx.el.p(song.reason, class_name="mut")
    )
    return card(words.SAYS, rx.cond(song.mood == "", unknown, known), aside=note(song.certainty))


def mine() -> rx.Component:
    """Return the four buttons with which a listener says what the song is for them."""

    def one(mood: str) -> rx.Component:
        on = SongState.mine == mood
        return rx.el.button(
            glyph(mood, 18),
            rx.el.span(mood_name(mood)),
            type="button",
            on_click=SongState.correct_mood(mood),
            aria_pressed=rx.cond(on, "true", "false"),
            class_name=rx.cond(on, "fm on", "fm"),
        )

    said = rx.el.div(
        rx.el.p(rx.match(SongState.mine, *words.MINE_SAID.items(), ""), class_name="cap grow"),
        button(
            icon("undo"), common.UNDO, kind="q", size="sm", on_click=SongState.forget_correction
        ),
        class_name="row mine-said",
    )
    return card(
        words.MINE,
        rx.el.div(*[one(mood) for mood in QUADRANTS], class_name="four"),
        rx.cond(SongState.mine != "", said, rx.el.p(words.MINE_NONE, class_name="cap mine-said")),
        aside=note(words.MINE_NOTE),
    )


def why() -> rx.Component:
    """Return the parts of the song's score, each beginning where the last one ended."""

    def part(item: rx.Var[Contribution], index: rx.Var[int]) -> rx.Component:
        fill = rx.match(
            item.kind,
            ("mood", f"var(--{SongState.mood_shown}-fill)"),
            ("minus", "var(--bad)"),
            f"var(--seq-{item.rank})",
        )
        bar = rx.el.i(
            style={
                "left": f"{SongState.why.starts[index]}%",
                "width": f"{item.percent}%",
                "background": fill,
            }
        )
        return rx.el.li(
            rx.el.span(item.label),
            rx.el.span(item.value, class_name="num"),
            rx.el.div(bar, class_name="fall"),
            class_name="part",
        )

    return rx.cond(
        SongState.why.score != "",
        card(
            words.WHY,
            rx.el.ul(rx.foreach(SongState.why.parts, part), class_name="parts"),
            rx.el.p(SongState.why.reason, class_name="cap below"),
            rx.cond(
                SongState.song.mood != "",
                native_link(
                    explanation_words.LINK, href=f"#{routes.WHY_WORDS}", class_name="btn q sm"
                ),
            ),
            aside=rx.el.b(SongState.why.score, class_name="num"),
        ),
    )


def lyrics() -> rx.Component:
    """Return the lyrics by line or plain, or the way to give some."""
    shown = rx.fragment(
        charts.lyrics_strip(
            lines=SongState.lines, plain=SongState.is_plain, words=chart_words.WORDS
        ),
        rx.el.div(
            rx.el.div(
                rx.cond(
                    ~SongState.is_plain,
                    rx.fragment(
                        rx.el.p(words.LEGEND, class_name="cap"),
                        rx.el.p(SongState.song.peak, class_name="cap"),
                    ),
                ),
                class_name="grow",
            ),
            button(words.REPLACE, size="sm", kind="q", on_click=SongState.start_pasting),
            class_name="row ly-foot",
        ),
    )
    paste = button(words.PASTE, kind="p", on_click=SongState.start_pasting)
    silent = rx.el.div(
        rx.el.p(words.SILENT, class_name="say"),
        rx.cond(SongState.song.is_marked, rx.el.p(words.SILENT_MARKED, class_name="mut")),
        rx.el.div(
            rx.cond(
                SongState.song.is_marked,
                button(words.NOT_SILENT, on_click=SongState.unmark_instrumental),
            ),
            button(words.PASTE, on_click=SongState.start_pasting),
            class_name="row wrap",
        ),
        class_name="none",
    )
    wordless = rx.el.div(
        rx.el.p(words.NO_LYRICS, class_name="say"),
        rx.el.p(words.NO_LYRICS_BODY, class_name="mut"),
        rx.el.div(
            paste,
            button(words.MARK_SILENT, kind="q", on_click=SongState.mark_instrumental),
            class_name="row wrap",
        ),
        class_name="none",
    )
    none = rx.cond(SongState.song.is_instrumental, silent, wordless)
    return card(
        words.LYRICS,
        rx.cond(SongState.lines.length() > 0, shown, none),
        aside=segmented(words.VIEWS, SongState.view, SongState.choose_view, words.VIEW),
        class_name="lyrics-card",
    )


def near() -> rx.Component:
    """Return songs close by in mood and words."""

    def one(song: rx.Var[Neighbour]) -> rx.Component:
        return rx.el.li(
            rx.el.a(
                cover(song.cover_url),
                rx.el.b(song.title),
                rx.el.span(song.alike, " ", words.ALIKE, class_name="cap num"),
                href=song.href,
            )
        )

    return rx.el.div(
        card(
            words.CLOSE_BY,
            rx.cond(
                SongState.near.length() > 0,
                rx.el.ul(rx.foreach(SongState.near, one), class_name="nr"),
                rx.el.p(words.CLOSE_BY_NONE, class_name="mut"),
            ),
            aside=note(words.CLOSE_BY_NOTE),
        ),
        id="near",
    )


def lyrics_dialog() -> rx.Component:
    """Return the form for this song's lyrics, and then what they say."""
    form = lyrics_form(
        on_submit=SongState.score_lyrics,
        on_close=SongState.stop_pasting,
        error=SongState.paste_error,
        is_busy=SongState.is_scoring,
        initial=SongState.own_words,
    )
    return dialog(
        rx.cond(
            SongState.scored.title != "", scored(SongState.scored, SongState.stop_pasting), form
        ),
        is_open=SongState.is_pasting,
        title=words.FORM_TITLE,
        on_close=SongState.stop_pasting,
    )


def removal_dialog() -> rx.Component:
    """Return the question before the song leaves the library."""
    return dialog(
        rx.el.p(words.REMOVE_BODY, class_name="mut"),
        rx.el.div(
            button(words.REMOVE, kind="p", on_click=SongState.remove_song),
            button(common.CANCEL, on_click=SongState.keep_song),
            class_name="row wrap",
        ),
        is_open=SongState.confirm_removal,
        title=words.REMOVE_TITLE,
        on_close=SongState.keep_song,
    )


def missing() -> rx.Component:
    """Return what stands here when the song does not exist."""
    return rx.el.section(
        rx.el.h1(words.MISSING_TITLE, class_name="big"),
        rx.el.p(words.MISSING_BODY, class_name="mut st-b"),
        link_button(words.TO_LIBRARY, href=routes.LIBRARY, kind="p", size="l"),
        class_name="card st",
    )
