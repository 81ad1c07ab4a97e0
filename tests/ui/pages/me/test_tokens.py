"""The card of personal tokens: made by password, shown once, told in words, revoked."""

import pytest

from assistant.accounts import service as accounts
from assistant.auth import passwords
from assistant.core.actor import Actor
from assistant.core.permissions import CHOOSABLE
from tests.support.app import App
from tests.support.states import cookie_of, state_of
from ui.pages.me.tokens import TokensState
from ui.text.en import tokens as words

pytestmark = pytest.mark.anyio
PASSWORD = "harbour lamp at low water"
FORM = {"token-name": "Backup", "token-days": "0", "token-password": PASSWORD, "mood:read": "yes"}


@pytest.fixture
def mara(app: App) -> Actor:
    person = app.person("mara")
    with app.open_uow() as uow:
        accounts.set_password(uow, person.require_user(), passwords.hashed(PASSWORD))
    return person


async def test_a_token_is_made_shown_once_used_and_revoked(app: App, mara: Actor) -> None:
    page = state_of(TokensState, cookie=cookie_of(app, mara))
    await page.load_tokens()
    assert (page.tokens, page.fresh) == ([], "")
    page.begin_token()
    await page.make_token(FORM)
    text = page.fresh
    assert (text.startswith("attune_api_"), page.is_making) == (True, False)
    (shown,) = page.tokens
    assert (shown.name, shown.allows) == ("Backup", words.SCOPE_WORDS["mood:read"])
    assert words.NEVER_USED in shown.facts
    assert words.ENDLESS in shown.facts
    client, headers = app.client(), {"Authorization": f"Bearer {text}"}
    assert client.get("/mood/records", headers=headers).status_code == 200
    await page.load_tokens()
    assert page.fresh == ""
    assert words.NEVER_USED not in page.tokens[0].facts
    await page.revoke_token(page.tokens[0].id)
    assert page.tokens == []
    assert client.get("/mood/records", headers=headers).status_code == 401


async def test_a_player_gets_a_token_without_scopes(app: App, mara: Actor) -> None:
    page = state_of(TokensState, cookie=cookie_of(app, mara))
    await page.load_tokens()
    page.choose_kind("scrobble")
    await page.make_token(FORM)
    assert page.fresh.startswith("attune_scrobble_")
    assert page.tokens[0].allows == words.SCOPE_WORDS["scrobble"]


async def test_without_scope_or_with_a_wrong_password_nothing_is_made(
    app: App, mara: Actor
) -> None:
    page = state_of(TokensState, cookie=cookie_of(app, mara))
    await page.load_tokens()
    await page.make_token({**FORM, "mood:read": ""})
    assert (page.wrong, page.fresh) == (words.SCOPE_MISSING, "")
    await page.make_token({**FORM, "token-password": "not this one"})
    assert (page.notice.kind, page.fresh, page.tokens) == ("bad", "", [])


async def test_nobody_revokes_anothers_token(app: App, mara: Actor) -> None:
    page = state_of(TokensState, cookie=cookie_of(app, mara))
    await page.load_tokens()
    await page.make_token(FORM)
    other = state_of(TokensState, cookie=cookie_of(app, app.person("noor")))
    await other.load_tokens()
    await other.revoke_token(page.tokens[0].id)
    await page.load_tokens()
    assert [token.name for token in page.tokens] == ["Backup"]


def test_every_scope_has_words() -> None:
    assert set(words.SCOPE_WORDS) == {*CHOOSABLE, "scrobble"}
