"""Tokens for programs: one click needs a fresh proof; what came last is kept, never the token."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import text

from assistant.accounts import service as accounts
from assistant.auth import personal, scrobbler, sessions
from assistant.core.actor import Actor
from assistant.core.credentials import Seen
from assistant.core.errors import Forbidden, NotAuthenticated
from assistant.models.accounts import PersonalToken
from assistant.scrobbles import service
from tests.support.app import App
from tests.support.scrobbling import token


@pytest.fixture
def mara(app: App) -> Actor:
    """Mara, who signed in just now."""
    person = app.person("mara")
    with app.open_uow() as uow:
        opened = sessions.open_session(
            uow, person.require_user(), "browser", Seen(address="127.0.0.1"), timedelta(days=1),
            lambda session_id: f"secret {session_id}",
        )  # fmt: skip
    return replace(person, auth_session_id=opened.auth_session_id)


def make(app: App, actor: Actor) -> str:
    with app.open_uow() as uow:
        made = personal.create_for_player(uow, app.container.vault, actor, "Player")
    return made.token


def test_one_click_makes_a_token_that_scrobbles_and_nothing_more(app: App, mara: Actor) -> None:
    made = make(app, mara)
    who = scrobbler.by_text(app.open_uow, made, Seen())
    assert (who.user_id, who.name) == (mara.user_id, "Mara")
    acting = personal.identify(app.open_uow, made, Seen())
    with pytest.raises(Forbidden), app.open_uow() as uow:
        personal.create_for_player(uow, app.container.vault, acting, "Another")


def test_without_a_fresh_proof_none_is_made(app: App, mara: Actor) -> None:
    app.clock.forward(minutes=10)
    with pytest.raises(Forbidden) as refused:
        make(app, mara)
    assert refused.value.code == "proof_needed"
    with app.open_uow(read=True) as uow:
        assert personal.list_tokens(uow, mara) == []


def test_a_token_that_ran_out_scrobbles_no_more(app: App, mara: Actor) -> None:
    _, made = token(app, mara, days=1)
    app.clock.forward(days=1)
    with pytest.raises(NotAuthenticated) as refused:
        scrobbler.by_text(app.open_uow, made, Seen())
    assert refused.value.code == "token_expired"
    with pytest.raises(NotAuthenticated):
        scrobbler.by_proof(
            app.open_uow, app.container.vault, "Mara", lambda text: text == made, Seen()
        )


@pytest.mark.parametrize("name", ["mara@example.com", "Mara"])
def test_who_takes_anothers_name_crowds_out_none_of_their_tokens(
    app: App, mara: Actor, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(scrobbler, "_TOKENS_TRIED", 3)
    noor = app.person("noor")
    with app.open_uow() as uow:
        accounts.get_user(uow, noor.require_user()).display_name = name
        for number in range(4):
            uow.db.add(
                PersonalToken(
                    user_id=noor.require_user(), kind="scrobble", name="x", created_at=uow.now,
                    token_hash=bytes([number]) * 32, secret_enc=app.container.vault.seal("other"),
                )
            )  # fmt: skip
    made, vault = make(app, mara), app.container.vault
    who, text_ = scrobbler.by_proof(app.open_uow, vault, name, lambda text: text == made, Seen())
    assert (who.user_id, text_) == (mara.user_id, made)


def test_what_came_last_is_kept_without_the_token(app: App, mara: Actor) -> None:
    made = make(app, mara)
    who = scrobbler.by_text(app.open_uow, made, Seen(address="203.0.113.9"))
    for what in ("first", "second"):
        with app.open_uow() as uow:
            service.note_request(uow, who, "lastfm", "Shanty", what, "kept", good=True)
    with app.open_uow(read=True) as uow:
        [kept] = service.scrobbling(uow, app.container.settings, mara).tokens
        assert kept.last_request is not None
        assert (kept.last_request.what, kept.last_request.client) == ("second", "Shanty")
        rows = str(uow.db.execute(text("SELECT * FROM scrobble_request")).all())
    assert made not in rows
    assert "203.0.113.9" not in rows
