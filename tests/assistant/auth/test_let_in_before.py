"""A request that was let in just before its sign-in ended does nothing after it."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier
from typing import Any

import pyotp
import pytest
from fastapi.testclient import TestClient
from sqlmodel import select

from assistant.auth import identities, locking, passkeys, personal, proving, roles, two_factor
from assistant.auth.factor_schemas import CodeOnly, MaybePassword
from assistant.auth.passkey_schemas import PasskeyNew
from assistant.auth.schemas import LockChange, RoleChange
from assistant.core.actor import Actor
from assistant.core.credentials import Seen
from assistant.core.errors import DomainError
from assistant.integrations.oauth import Person
from assistant.models.accounts import AppUser, PersonalToken
from assistant.models.connections import Connection
from assistant.models.factors import Passkey, Totp
from assistant.models.identities import Identity
from assistant.scrobbles import forwarding
from assistant.scrobbles.forward_schemas import ListenBrainzIn
from assistant.takeout import service as takeout
from tests.assistant.auth.conftest import PASSWORD, Elsewhere, elsewhere_on
from tests.support.app import App
from tests.support.letters import letters_in, secret_in
from tests.support.passkeys import SoftPasskey
from tests.support.scrobble_targets import TOKEN, scrobble_targets

ORIGIN = "http://localhost:3000"
EMAIL = "mara@example.com"
NEW = "seven herons over the weir"


@pytest.fixture
def named(migrated_sqlite_url: str, tmp_path: Path) -> Iterator[Elsewhere]:
    """An Attune that goes by a name, with a provider and a ListenBrainz."""
    with (
        scrobble_targets() as targets,
        elsewhere_on(migrated_sqlite_url, tmp_path, public_url=ORIGIN, **targets.settings) as made,
    ):
        made.app.person("root", "admin")
        yield made


def actor_of(there: Elsewhere, headers: dict[str, str]) -> Actor:
    """Who a request with these headers is let in as."""
    seen = Seen(method="POST", authorization=headers["Authorization"])
    actor: Actor = there.app.container.authenticate(seen)
    return actor


def reset(there: Elsewhere) -> None:
    """The owner of the address chooses a new password by mail."""
    api = there.app.client()
    api.post("/auth/forgot-password", json={"email": EMAIL})
    there.app.run_jobs()
    letters = letters_in(there.app.container.settings.outbox_dir)
    token = secret_in([x for x in letters if x["Subject"].startswith("Choose")][-1])
    body = {"token": token, "password": NEW}
    assert api.post("/auth/reset-password", json=body).status_code == 204


Deed = Callable[[], Any]


def new_passkey(there: Elsewhere, api: TestClient, actor: Actor) -> Deed:
    options = api.post("/auth/passkeys/options").json()
    data = PasskeyNew(credential=SoftPasskey(ORIGIN).make(options), name="x")
    here = there.app.container
    return lambda: passkeys.finish_making(here.open_uow, here.auth, actor, Seen(), data)


def new_link(there: Elsewhere, _api: TestClient, actor: Actor) -> Deed:
    here = there.app.container
    provider = here.auth.providers.get("oidc").provider
    person = Person(issuer=there.idp.url, subject="thief", email=None)
    return lambda: _within(there.app, identities.link, actor, person, provider)


def codes_turned_on(there: Elsewhere, api: TestClient, actor: Actor) -> Deed:
    secret = api.post("/auth/2fa/enable", json={}).json()["secret"]
    data = CodeOnly(code=pyotp.TOTP(secret).at(there.app.clock.at))
    return lambda: _within(there.app, two_factor.verify, there.app.container.auth, actor, data)


def codes_begun(there: Elsewhere, api: TestClient, actor: Actor) -> Deed:
    here = there.app.container
    return lambda: two_factor.enable(here.open_uow, here.auth, actor, MaybePassword())


def new_token(there: Elsewhere, _api: TestClient, actor: Actor) -> Deed:
    vault = there.app.container.vault
    return lambda: _within(there.app, personal.create_for_player, vault, actor, "x")


def a_proof(there: Elsewhere, _api: TestClient, actor: Actor) -> Deed:
    return lambda: _within(there.app, proving.note, actor)


def passing_on(there: Elsewhere, _api: TestClient, actor: Actor) -> Deed:
    here = there.app.container
    data = ListenBrainzIn(token=TOKEN)
    return lambda: forwarding.connect_listenbrainz(
        here.open_uow, here.vault, here.settings, actor, data
    )


def _within(app: App, service: Callable[..., Any], *args: Any) -> Any:
    with app.open_uow() as uow:
        return service(uow, *args)


@pytest.mark.parametrize(
    "deed", [new_passkey, new_link, codes_begun, codes_turned_on, new_token, a_proof, passing_on]
)
def test_after_a_reset_it_adds_nothing(
    named: Elsewhere, deed: Callable[[Elsewhere, TestClient, Actor], Deed]
) -> None:
    api, headers = named.member(EMAIL)
    api.headers.update(headers)
    actor = actor_of(named, headers)
    late = deed(named, api, actor)
    with named.app.open_uow() as uow:  # confirmed before, so that nothing is started over
        user = uow.db.get(AppUser, actor.user_id)
        assert user is not None
        user.email_verified_at = uow.now
    reset(named)
    with pytest.raises(DomainError) as refused:
        late()
    assert refused.value.code in ("signed_out", "proof_needed")
    with named.app.open_uow(read=True) as uow:
        for table in (Passkey, Identity, PersonalToken, Connection):
            assert uow.db.exec(select(table)).all() == []
        assert [t for t in uow.db.exec(select(Totp)) if t.confirmed_at] == []


def test_an_admin_who_is_one_no_longer_changes_nobody(named: Elsewhere) -> None:
    _, headers = named.member(EMAIL)
    other = named.app.person("other")
    with named.app.open_uow() as uow:
        user = uow.db.get(AppUser, actor_of(named, headers).user_id)
        assert user is not None
        user.role = "admin"
    actor, here = actor_of(named, headers), named.app.container
    with named.app.open_uow() as uow:
        user = uow.db.get(AppUser, actor.user_id)
        assert user is not None
        user.role = "listener"
    change = RoleChange(role="admin", current_password=PASSWORD)
    lock = LockChange(locked=True, current_password=PASSWORD)
    for late in (
        lambda: roles.change(here.open_uow, here.auth, actor, other.require_user(), change),
        lambda: locking.change(here.open_uow, here.auth, actor, other.require_user(), lock),
    ):
        with pytest.raises(DomainError) as refused:
            late()
        assert refused.value.code == "changed_meanwhile"
    with named.app.open_uow(read=True) as uow:
        found = uow.db.get(AppUser, other.user_id)
        assert found is not None
        assert (found.role, found.state) == ("listener", "active")


def two_admins(app: App) -> list[Actor]:
    admins = [app.person("ada", "admin"), app.person("bo", "admin")]
    for admin in admins:
        app.give_password(admin, PASSWORD)
    return admins


def both(deeds: list[Callable[[], int]]) -> list[int]:
    """Do two things as near to at once as can be."""
    start = Barrier(2)

    def one(deed: Callable[[], int]) -> int:
        start.wait()
        return deed()

    with ThreadPoolExecutor(2) as pool:
        return sorted(pool.map(one, deeds))


def admins_left(app: App) -> int:
    with app.open_uow(read=True) as uow:
        admins = uow.db.exec(select(AppUser).where(AppUser.role == "admin")).all()
        return len([one for one in admins if one.delete_after is None])


def test_two_admins_who_demote_each_other_at_once(app: App) -> None:
    ada, bo = two_admins(app)

    def demote(by: Actor, of: Actor) -> int:
        path = f"/admin/users/{of.user_id}/role"
        body = {"role": "listener", "current_password": PASSWORD}
        return app.client(by).put(path, json=body).status_code

    assert both([lambda: demote(ada, bo), lambda: demote(bo, ada)]) == [200, 409]
    assert admins_left(app) == 1


def test_two_admins_who_leave_at_once(app: App) -> None:
    ada, bo = two_admins(app)
    app.person("mara")
    here = app.container

    def leave(who: Actor) -> int:
        try:
            takeout.ask_to_leave(here.open_uow, here.auth, who, PASSWORD)
        except DomainError:
            return 409
        return 202

    assert both([lambda: leave(ada), lambda: leave(bo)]) == [202, 409]
    assert admins_left(app) == 1
