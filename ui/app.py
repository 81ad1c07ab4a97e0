"""Owns the Reflex app: its pages, its look, and where the REST side is mounted."""

import reflex as rx
import structlog
from reflex.event import EventSpec

from ui import routes, theme
from ui.backend import web
from ui.pages.audit import page as audit
from ui.pages.audit.state import AuditState
from ui.pages.catalogue import page as catalogue
from ui.pages.catalogue.facts import FactsState
from ui.pages.catalogue.state import CatalogueState
from ui.pages.connections import page as connections
from ui.pages.connections.recent import RecentState
from ui.pages.connections.state import ConnectionsState
from ui.pages.evaluation import page as evaluation
from ui.pages.evaluation.state import EvaluationState
from ui.pages.history import page as history
from ui.pages.history.righting import RightingState
from ui.pages.history.state import HistoryState
from ui.pages.importing import page as importing
from ui.pages.importing.state import ImportsState
from ui.pages.index import page as index
from ui.pages.index.state import IndexState
from ui.pages.library import page as library
from ui.pages.library.state import LibraryState
from ui.pages.log import page as log_page
from ui.pages.log.state import LogState
from ui.pages.lyrics import page as lyrics
from ui.pages.lyrics.files import FilesState
from ui.pages.lyrics.state import LyricsState
from ui.pages.me import page as me
from ui.pages.me.data_state import DataState
from ui.pages.me.settings_state import SettingsState
from ui.pages.me.state import MeState
from ui.pages.me.ways_in import WaysInState
from ui.pages.mood import page as mood
from ui.pages.mood.state import MoodState
from ui.pages.not_found import page as not_found
from ui.pages.people import page as people
from ui.pages.people.mail import PostState
from ui.pages.people.registration import PeopleState
from ui.pages.people.roles import RolesState
from ui.pages.queue import page as queue
from ui.pages.queue.state import QueueState
from ui.pages.recovery import page as recovery
from ui.pages.recovery.state import RecoveryState
from ui.pages.scrobbling import page as scrobbling
from ui.pages.scrobbling.forwarding import ForwardState
from ui.pages.scrobbling.state import ScrobblingState
from ui.pages.sign_in import page as sign_in
from ui.pages.sign_in import second_step
from ui.pages.sign_in.state import DoorState
from ui.pages.song import page as song
from ui.pages.song.state import SongState
from ui.pages.spotify import page as spotify
from ui.pages.spotify.state import SpotifyState
from ui.pages.stats import page as stats
from ui.pages.stats.state import StatsState
from ui.state import AppState
from ui.text.en import common as words
from ui.text.en import me as me_words
from ui.text.en import recovery as recovery_words
from ui.text.en import security as security_words

log = structlog.get_logger(__name__)


def _title(key: str) -> str:
    """Return a browser tab's words for one page."""
    return f"{words.PAGES[key]} · {words.BRAND}"


def add_pages(to: rx.App) -> None:
    """Register every page with its address, its words and what fills it."""
    enter = AppState.enter
    to.add_page(mood.page, routes.MOOD, _title("mood"), on_load=[enter, MoodState.load])
    to.add_page(
        log_page.page,
        routes.LOG,
        _title("log"),
        on_load=[enter, MoodState.load, LogState.load],
    )
    to.add_page(queue.page, routes.QUEUE, _title("queue"), on_load=[enter, QueueState.load])
    to.add_page(library.page, routes.LIBRARY, _title("library"), on_load=[enter, LibraryState.load])
    to.add_page(
        history.page,
        routes.HISTORY,
        _title("history"),
        on_load=[enter, HistoryState.load, RightingState.load_corrections],
    )
    to.add_page(importing.page, routes.IMPORT, _title("import"), on_load=[enter, ImportsState.load])
    to.add_page(
        lyrics.page,
        routes.LYRICS,
        _title("lyrics"),
        on_load=[enter, LyricsState.load, FilesState.load_files],
    )
    to.add_page(song.page, routes.SONG, _title("song"), on_load=[enter, SongState.load])
    to.add_page(
        stats.page,
        routes.STATS,
        _title("stats"),
        on_load=[enter, StatsState.load, StatsState.watch_sample],
    )
    to.add_page(
        connections.page,
        routes.CONNECTIONS,
        _title("connections"),
        on_load=[enter, ConnectionsState.load, RecentState.load],
    )
    to.add_page(
        scrobbling.page,
        routes.SCROBBLING,
        _title("scrobbling"),
        on_load=[enter, ScrobblingState.load, ForwardState.load_targets],
    )
    to.add_page(
        spotify.page,
        routes.SPOTIFY,
        _title("spotify"),
        on_load=[enter, SpotifyState.load_spotify],
    )
    to.add_page(index.page, routes.INDEX, _title("index"), on_load=[enter, IndexState.load])
    to.add_page(
        evaluation.page,
        routes.EVALUATION,
        _title("evaluation"),
        on_load=[enter, EvaluationState.load],
    )
    to.add_page(
        people.page,
        routes.PEOPLE,
        _title("people"),
        on_load=[enter, PeopleState.load, RolesState.load_roles, PostState.load_mail],
    )
    to.add_page(audit.page, routes.AUDIT, _title("audit"), on_load=[enter, AuditState.load])
    to.add_page(
        catalogue.page,
        routes.CATALOGUE,
        _title("catalogue"),
        on_load=[enter, CatalogueState.load, FactsState.load_facts],
    )
    to.add_page(not_found.page, "404", f"{words.NOT_FOUND_TITLE} · {words.BRAND}")
    to.add_page(me.profile_page, routes.ME, _title("me"), on_load=[enter, MeState.load])
    for view, route, key, load in (
        (me.settings_page, routes.ME_SETTINGS, "settings", SettingsState.load),
        (me.security_page, routes.ME_SECURITY, "security", WaysInState.load),
        (me.data_page, routes.ME_DATA, "data", DataState.load_data),
    ):
        to.add_page(view, route, f"{me_words.WAYS[key]} · {words.BRAND}", on_load=[enter, load])
    to.add_page(
        sign_in.sign_in, routes.SIGN_IN, f"{words.SIGN_IN} · {words.BRAND}", on_load=DoorState.load
    )
    to.add_page(
        sign_in.sign_up, routes.SIGN_UP, f"{words.SIGN_UP} · {words.BRAND}", on_load=DoorState.load
    )
    to.add_page(
        second_step.second_step,
        routes.SECOND_STEP,
        f"{security_words.STEP} · {words.BRAND}",
        on_load=DoorState.load,
    )
    for view, route, title in (
        (recovery.forgot, routes.FORGOT, recovery_words.FORGOT),
        (recovery.reset, routes.RESET, recovery_words.RESET),
        (recovery.verify, routes.VERIFY, recovery_words.VERIFY),
    ):
        to.add_page(view, route, f"{title} · {words.BRAND}", on_load=RecoveryState.load)


def unforeseen(exception: Exception) -> EventSpec:
    """Log what a handler did not foresee, and let the page own up to it."""
    log.error("a handler failed", exc_info=exception)
    return AppState.own_up()


def broken_page(exception: Exception) -> None:
    """Log what broke in a browser; the page itself offers to load again."""
    log.warning("a page broke in a browser", message=str(exception)[:2000])


app = rx.App(
    backend_exception_handler=unforeseen,
    frontend_exception_handler=broken_page,
    api_transformer=[web.root(), *web.layers()],
    stylesheets=theme.STYLESHEETS,
    head_components=theme.head(),
    app_wraps=theme.wraps(),
    reset_style=False,
    html_lang="en",
)
app.register_lifespan_task(web.lifespan)
add_pages(app)
