"""`attune user …`: accounts, by whoever owns the machine."""

from typing import Annotated, cast, get_args

import typer
from pydantic import ValidationError

from assistant.commands.common import fail, plain_errors, read_settings
from assistant.core.actor import SYSTEM, Role

app = typer.Typer(help="List, add and invite accounts; give roles.", no_args_is_help=True)


@app.command("list")
def list_accounts() -> None:
    """List the accounts of this installation."""
    from assistant import startup
    from assistant.accounts import service as accounts

    container = startup.container_for_commands(read_settings())
    with container.open_uow(read=True) as uow:
        for account in accounts.list_accounts(uow, SYSTEM):
            typer.echo(f"{account.role:10} {account.email}  {account.display_name}")


@app.command()
def add(
    email: str,
    name: Annotated[str, typer.Option(help="What they are called.")] = "",
    admin: Annotated[bool, typer.Option("--admin", help="Make them an admin.")] = False,
) -> None:
    """Make an account; the password is asked for."""
    from assistant import startup
    from assistant.auth import service as auth
    from assistant.auth.schemas import Registration

    container = startup.container_for_commands(read_settings())
    password = typer.prompt("Password", hide_input=True, confirmation_prompt=True)
    try:
        data = Registration(email=email, password=password, display_name=name or email)
    except ValidationError as error:
        fail("; ".join(f"{e['loc'][-1]}: {e['msg']}" for e in error.errors()))
    with plain_errors():
        account = auth.add_account(container.open_uow, data, "admin" if admin else "listener")
    typer.echo(f"{account.role} {account.email} can sign in now.")


@app.command()
def invite(
    days: Annotated[int, typer.Option(min=1, max=30, help="How long the link is good.")] = 7,
) -> None:
    """Make a link by which one account can be made."""
    from assistant import startup
    from assistant.auth import invitations
    from assistant.auth.schemas import InvitationWish

    settings = read_settings()
    container = startup.container_for_commands(settings)
    with plain_errors(), container.open_uow() as uow:
        made = invitations.create(uow, SYSTEM, settings, InvitationWish(days=days))
    typer.echo(f"{made.url}\nGood for one account, until {made.expires_at:%Y-%m-%d %H:%M} UTC.")


@app.command()
def role(email: str, role: str) -> None:
    """Make somebody a listener, moderator or admin."""
    from assistant import startup
    from assistant.accounts import service as accounts

    if role not in get_args(Role):
        fail(f"a role is one of {', '.join(get_args(Role))}.")
    container = startup.container_for_commands(read_settings())
    with plain_errors(), container.open_uow() as uow:
        user = accounts.find_by_email_key(uow, accounts.email_key(email))
        if user is None:
            fail("there is no account with that address.")
        account = accounts.change_role(uow, SYSTEM, user.id, cast("Role", role))
    typer.echo(f"{account.role} {account.email}")


@app.command("drop-second-factor")
def drop_second_factor(email: str) -> None:
    """Stop asking somebody for codes: for who lost phone and recovery codes."""
    from assistant import startup
    from assistant.accounts import service as accounts
    from assistant.auth import two_factor

    container = startup.container_for_commands(read_settings())
    with plain_errors(), container.open_uow() as uow:
        user = accounts.find_by_email_key(uow, accounts.email_key(email))
        if user is None:
            fail("there is no account with that address.")
        two_factor.take_away(uow, SYSTEM, user.id)
    typer.echo(f"{user.email} signs in by the password alone now.")
