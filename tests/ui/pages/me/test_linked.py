"""The card of linked accounts: what is linked, the password before another, unlinking."""

from datetime import timedelta

import pytest

from assistant.accounts import service as accounts
from assistant.auth import passwords
from assistant.core.actor import Actor
from assistant.core.sign_in_settings import SignInProvider
from assistant.integrations.oauth import Providers
from assistant.models.identities import Identity
from tests.support.app import App
from tests.support.states import cookie_of, state_of
from ui.pages.me.data_state import DataState
from ui.pages.me.linked import LinkedState, Offer
from ui.pages.me.proving import ProofState, Way
from ui.pages.me.tokens import TokensState
from ui.pages.sign_in.state import DoorState, Provider
from ui.text.en import linked as words
from ui.text.en import sign_in as door_words

pytestmark = pytest.mark.anyio
WORKS = SignInProvider(
    key="works", name="The Works", issuer="https://works.example", client_id="attune"
)


@pytest.fixture
def app(app: App) -> App:
    """An Attune that offers one provider; nothing of it is ever asked."""
    object.__setattr__(app.container.auth, "providers", Providers([WORKS], 1.0))
    app.container.settings.sign_in_providers = (WORKS,)
    return app


def member(app: App, *, has_password: bool) -> Actor:
    """Somebody with two linked accounts, one of them at a provider that is gone."""
    mara = app.person("mara", time_zone="Europe/Berlin")
    with app.open_uow() as uow:
        for n, (provider, email) in enumerate((("works", "mara@works.example"), ("gone", ""))):
            uow.db.add(
                Identity(
                    user_id=mara.require_user(), provider=provider, subject="7",
                    issuer=f"https://{provider}.example", email=email,
                    created_at=uow.now + timedelta(seconds=n),
                )
            )  # fmt: skip
    if has_password:
        _set_password(app, mara)
    return mara


def _set_password(app: App, actor: Actor) -> None:
    with app.open_uow() as uow:
        accounts.set_password(uow, actor.require_user(), passwords.hashed("harbour lamp at noon"))


async def test_the_card_shows_what_is_linked_and_unlinks_it(app: App) -> None:
    page = state_of(LinkedState, cookie=cookie_of(app, member(app, has_password=True)))
    await page.load_linked()
    assert [(row.name, row.facts) for row in page.linked] == [
        ("The Works", "mara@works.example · since today at 13:00"),
        ("gone", f"since today at 13:00 · {words.OFF}"),
    ]
    assert page.offers == [Offer("Link The Works", "/api/v1/auth/oauth/works?link=true")]
    await page.unlink(page.linked[0].id)
    assert [row.name for row in page.linked] == ["gone"]
    assert page.notice.text == words.UNLINKED


async def test_the_last_way_in_is_kept_and_it_is_said(app: App) -> None:
    page = state_of(LinkedState, cookie=cookie_of(app, member(app, has_password=False)))
    await page.load_linked()
    await page.unlink(page.linked[0].id)
    assert (len(page.linked), page.notice.kind) == (2, "bad")


async def test_an_old_sign_in_shows_the_password_before_it_links(app: App) -> None:
    page = state_of(LinkedState, cookie=cookie_of(app, member(app, has_password=True)))
    await page.load_linked()
    assert page.is_proved
    app.clock.forward(minutes=11)
    await page.load_linked()
    assert not page.is_proved
    assert "open_question" in str(page.begin_link())
    question = await page.get_state(ProofState)
    await question.open_question("linked", "link")
    await question.prove({"proof-password": "guessed"})
    assert question.wrong == "The current password is wrong."
    await page.show_offers()
    assert not page.is_proved
    assert "show_offers" in str(await question.prove({"proof-password": "harbour lamp at noon"}))
    await page.show_offers()
    assert page.is_proved


async def test_who_has_no_password_is_led_to_the_provider_and_back(app: App) -> None:
    cookie = cookie_of(app, member(app, has_password=False))
    question = state_of(ProofState, cookie=cookie)
    for card, page in (("linked", "security"), ("leave", "data")):
        await question.open_question(card, "")
        assert (question.has_password, question.has_code, question.has_passkey) == (False,) * 3
        href = f"/api/v1/auth/oauth/works?prove={page}"
        assert question.ways == [Way("Sign in with The Works again", href)]
    question.close_question()
    assert (question.asks, question.ways) == ("", [])


async def test_who_has_no_password_is_asked_before_the_account_goes(app: App) -> None:
    mara = member(app, has_password=False)
    page = state_of(DataState, cookie=cookie_of(app, mara))
    app.clock.forward(minutes=11)
    await page.load_data()
    assert (page.has_password, page.is_asking) == (False, False)
    assert "open_question" in str(await page.leave({}))
    with app.open_uow(read=True) as uow:
        assert accounts.get_me(uow, mara).delete_after is None
    back = state_of(DataState, cookie=cookie_of(app, mara), proof="data")  # signed in anew
    await back.load_data()
    assert back.is_asking
    assert "/sign-in" in str(await back.leave({}))
    with app.open_uow(read=True) as uow:
        assert accounts.get_me(uow, mara).delete_after is not None


async def test_an_old_sign_in_shows_the_password_before_it_unlinks(app: App) -> None:
    page = state_of(LinkedState, cookie=cookie_of(app, member(app, has_password=True)))
    app.clock.forward(minutes=11)
    await page.load_linked()
    assert "open_question" in str(await page.unlink(page.linked[0].id))
    await page.load_linked()
    assert len(page.linked) == 2
    question = await page.get_state(ProofState)
    await question.open_question("linked", "unlink")
    then = await question.prove({"proof-password": "harbour lamp at noon"})
    assert "unlink_after_proof" in str(then)
    assert page.linked[0].id in str(page.unlink_after_proof())
    await page.unlink(page.linked[0].id)
    assert [row.name for row in page.linked] == ["gone"]
    assert page.unlink_after_proof() is None


async def test_who_has_no_password_makes_a_token_by_a_proof(app: App) -> None:
    page = state_of(TokensState, cookie=cookie_of(app, member(app, has_password=False)))
    await page.load_tokens()
    assert not page.has_password
    form = {"token-name": "Backup", "token-days": "0", "mood:read": "yes"}
    app.clock.forward(minutes=11)
    assert "open_question" in str(await page.make_token(form))
    assert (page.tokens, page.fresh) == ([], "")
    assert "Backup" in str(page.make_after_proof())
    app.clock.forward(minutes=-11)
    await page.make_token(form)
    assert page.fresh.startswith("attune_api_")
    assert page.make_after_proof() is None


async def test_the_card_says_how_linking_ended(app: App) -> None:
    cookie = cookie_of(app, member(app, has_password=True))
    done = state_of(LinkedState, cookie=cookie, identity="linked")
    failed = state_of(LinkedState, cookie=cookie, identity_error="identity_taken")
    odd = state_of(LinkedState, cookie=cookie, identity_error="something_new")
    for page in (done, failed, odd):
        await page.load_linked()
    assert (done.linked_said, done.linked_problem) == (words.LINKED, "")
    assert failed.linked_problem == words.ERRORS["identity_taken"]
    assert odd.linked_problem == words.ERROR_OTHER


async def test_nobody_unlinks_somebody_elses(app: App) -> None:
    page = state_of(LinkedState, cookie=cookie_of(app, member(app, has_password=True)))
    await page.load_linked()
    stranger = state_of(LinkedState, cookie=cookie_of(app, app.person("jo")))
    await stranger.unlink(page.linked[0].id)
    await page.load_linked()
    assert len(page.linked) == 2


async def test_the_door_has_a_button_for_each_provider_of_the_settings(app: App) -> None:
    app.person("mara")
    page = state_of(DoorState)
    await page.load()
    assert page.providers == [Provider("Go on with The Works", "/api/v1/auth/oauth/works")]
    app.container.settings.registration = "invitation"
    invited = state_of(DoorState, invitation="a b", error="oauth_email_taken")
    await invited.load()
    assert invited.providers[0].href == "/api/v1/auth/oauth/works?invitation=a+b"
    assert invited.problem == door_words.ERRORS["oauth_email_taken"]


async def test_the_set_up_code_stays_out_of_addresses(app: App) -> None:
    far = state_of(DoorState, address="203.0.113.9")
    await far.load()
    assert (far.asks_code, far.providers) == (True, [])
