"""A unit of work that reads sees one moment of the database, and writes nothing."""

from contextlib import nullcontext

import pytest
from sqlalchemy import update
from sqlalchemy.exc import InternalError
from sqlmodel import col, select

from assistant.accounts import service as accounts
from assistant.core.actor import Actor
from assistant.models.accounts import AppUser
from tests.support.app import App


def rename(app: App, actor: Actor, name: str) -> None:
    with app.open_uow() as uow:
        accounts.get_user(uow, actor.require_user()).display_name = name


def test_what_is_written_meanwhile_is_not_seen(app: App) -> None:
    mara = app.person("mara")
    name = select(AppUser.display_name).where(AppUser.id == mara.user_id)
    everybody = select(AppUser.display_name)
    with app.open_uow(read=True) as uow:
        assert uow.db.exec(name).one() == "Mara"
        rename(app, mara, "Marama")
        app.person("noor")
        assert uow.db.exec(everybody).all() == ["Mara"]
    with app.open_uow(read=True) as uow:
        assert sorted(uow.db.exec(everybody)) == ["Marama", "Noor"]


def test_a_unit_that_writes_sees_what_was_written_meanwhile(app: App) -> None:
    """Its connection may have read before: the pool gives back plain ones."""
    mara = app.person("mara")
    with app.open_uow(read=True) as uow:
        accounts.get_user(uow, mara.require_user())
    rename(app, mara, "Marama")
    with app.open_uow() as uow:
        assert accounts.get_user(uow, mara.require_user()).display_name == "Marama"


def test_a_unit_that_reads_changes_nothing(app: App) -> None:
    mara = app.person("mara")
    statement = update(AppUser).where(col(AppUser.id) == mara.user_id).values(display_name="X")
    on_postgres = app.container.sql.dialect.name == "postgresql"
    refused = pytest.raises(InternalError, match="read-only") if on_postgres else nullcontext()
    with refused, app.open_uow(read=True) as uow:  # SQLite takes it back instead
        uow.db.execute(statement)
    with app.open_uow(read=True) as uow:
        assert accounts.get_user(uow, mara.require_user()).display_name == "Mara"
    with pytest.raises(RuntimeError), app.open_uow(read=True) as uow:
        accounts.get_user(uow, mara.require_user()).display_name = "X"
