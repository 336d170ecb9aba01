"""The commands for who may sign in."""

import sys
from typing import TYPE_CHECKING

import click

from wherewithal.config.cli.shared import set_up, told

if TYPE_CHECKING:
    from wherewithal.apps.accounts.models import User

ROLES = ("caseworker", "manager", "data_officer", "read_only")

password_from_stdin = click.option(
    "--password-stdin", "from_stdin", is_flag=True, help="Read the password from standard input, for a script."
)


@click.group()
def user() -> None:
    """Say who may sign in."""


@user.command()
@click.argument("username")
@click.option("--name", required=True, help="The person's name, as pages show it.")
@click.option("--role", required=True, type=click.Choice(ROLES), help="What the person does.")
@click.option("--authority", "number", required=True, metavar="NUMBER", help="DfE number of their authority.")
@password_from_stdin
def add(username: str, name: str, role: str, number: str, from_stdin: bool) -> None:
    """Let somebody sign in under USERNAME.

    The password is asked for and not shown.
    """
    password = _password(from_stdin)
    set_up()
    from wherewithal.apps.accounts.access import Role
    from wherewithal.apps.accounts.actions import UserNotChanged, create_user
    from wherewithal.apps.places.models import Authority

    with told():
        authority = Authority.objects.filter(pk=number).first()
        if authority is None:
            raise click.ClickException(f"There is no authority {number}: give DfE's three digits, such as 201")
        try:
            create_user(username=username, name=name, role=Role(role), authority=authority, password=password, by=None)
        except UserNotChanged as error:
            raise click.ClickException(str(error)) from None
    click.echo(f"{name} can sign in as {username}")


@user.command()
@click.argument("username")
def close(username: str) -> None:
    """Let USERNAME sign in no more; what they did stays theirs."""
    set_up()
    from wherewithal.apps.accounts.actions import close_account

    with told():
        close_account(user=_known(username), by=None)
    click.echo(f"{username} can sign in no more")


@user.command("open")
@click.argument("username")
def open_again(username: str) -> None:
    """Let USERNAME, whose account was closed, sign in again."""
    set_up()
    from wherewithal.apps.accounts.actions import open_account_again

    with told():
        open_account_again(user=_known(username), by=None)
    click.echo(f"{username} can sign in again")


@user.command("role")
@click.argument("username")
@click.argument("role", metavar="ROLE", type=click.Choice(ROLES))
def change_role(username: str, role: str) -> None:
    """Let USERNAME do what ROLE does, and nothing else.

    ROLE is caseworker, manager, data_officer or read_only. It holds from the next page on.
    """
    set_up()
    from wherewithal.apps.accounts import actions
    from wherewithal.apps.accounts.access import Role

    with told():
        actions.change_role(user=_known(username), role=Role(role), by=None)
    click.echo(f"{username} has the role {Role(role).label.lower()} now")


@user.command("password")
@click.argument("username")
@password_from_stdin
def change_password(username: str, from_stdin: bool) -> None:
    """Give USERNAME a new password, and sign them out everywhere.

    The password is asked for and not shown.
    """
    password = _password(from_stdin)
    set_up()
    from wherewithal.apps.accounts import actions

    with told():
        try:
            actions.change_password(user=_known(username), password=password, by=None)
        except actions.UserNotChanged as error:
            raise click.ClickException(str(error)) from None
    click.echo(f"{username} has a new password")


def _password(from_stdin: bool) -> str:
    """Never an argument: others on the machine can see those."""
    if from_stdin:
        return sys.stdin.readline().rstrip("\r\n")
    return click.prompt("Password", hide_input=True, confirmation_prompt=True)


def _known(username: str) -> "User":
    from wherewithal.apps.accounts.models import User

    found = User.objects.filter(username__iexact=username).first()
    if found is None:
        raise click.ClickException(f"Nobody signs in as {username}")
    return found


COMMANDS = [user]
