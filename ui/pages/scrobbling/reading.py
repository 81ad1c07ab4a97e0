"""Owns how programs that scrobble are put into words."""

from dataclasses import dataclass
from datetime import datetime

from assistant.accounts import service as accounts
from assistant.core.actor import Actor
from assistant.core.settings import Settings
from assistant.core.unit_of_work import UnitOfWork
from assistant.scrobbles import service as scrobbles
from assistant.scrobbles.schemas import NowPlaying, ScrobbleTokenView
from ui.dates import moment_words
from ui.pages.scrobbling.models import Guide, Playing, Program, Setting
from ui.text.en import scrobbling as words


@dataclass(frozen=True, slots=True)
class ScrobblingPage:
    """All that the page reads; each field is a variable of its state."""

    user_name: str
    address: str
    lastfm_address: str
    programs: list[Program]
    guides: list[Guide]
    playing: Playing


def page_of(uow: UnitOfWork, settings: Settings, actor: Actor) -> ScrobblingPage:
    """Read the page."""
    zone = accounts.get_me(uow, actor).time_zone
    found = scrobbles.scrobbling(uow, settings, actor)
    return ScrobblingPage(
        user_name=found.user_name,
        address=found.listenbrainz_url,
        lastfm_address=found.lastfm_url,
        programs=[_program(token, zone, uow.now) for token in found.tokens],
        guides=_guides(found.listenbrainz_url, found.user_name),
        playing=_playing(found.now_playing),
    )


def playing_of(uow: UnitOfWork, actor: Actor) -> Playing:
    """Read what is playing now."""
    return _playing(scrobbles.now_playing(uow, actor))


def _playing(now: NowPlaying | None) -> Playing:
    if now is None:
        return Playing()
    via = words.VIA.format(client=now.client or words.A_PROGRAM)
    return Playing(now.title, now.artist, via)


def _program(token: ScrobbleTokenView, zone: str, now: datetime) -> Program:
    last = token.last_request
    name = f"{token.name} ({words.EXPIRED})" if token.expired else token.name
    if last is None:
        return Program(name, words.NEVER)
    when = moment_words(last.at, zone, now)
    line = words.LINE.format(when=when, client=last.client or words.A_PROGRAM)
    return Program(name, line, last.what, last.outcome, not last.good)


def _guides(origin: str, user: str) -> list[Guide]:
    given = {"origin": origin, "user": user, "token": words.PASTE_TOKEN}
    return [
        Guide(name, where, [Setting(label, value.format(**given)) for label, value in settings])
        for name, where, settings in words.CLIENTS
    ]
