"""What is looked at again and again: a turn that fails ends nothing and keeps nothing."""

import threading
from contextlib import AbstractContextManager

from sqlmodel import select

from assistant.core.repeating import repeat
from assistant.core.unit_of_work import UnitOfWork
from assistant.models.accounts import AppUser
from tests.support.app import App


def test_a_turn_that_fails_is_undone_and_the_next_one_comes(sqlite_app: App) -> None:
    found: list[int] = []
    done = threading.Event()

    def opened(*, read: bool = False) -> AbstractContextManager[UnitOfWork]:
        if len(found) == 3:
            done.set()
            threading.Event().wait()  # rests until the process ends
        unit: AbstractContextManager[UnitOfWork] = sqlite_app.open_uow(read=read)
        return unit

    def turn(uow: UnitOfWork) -> None:
        found.append(len(uow.db.exec(select(AppUser)).all()))
        if len(found) < 3:
            uow.db.add(AppUser(email="a@b.c", email_key="a@b.c", display_name="A", role="listener"))
            uow.db.flush()
        if len(found) == 1:
            raise RuntimeError("once")

    repeat(opened, 0.01, "test", turn)
    assert done.wait(60)
    assert found == [0, 0, 1]
