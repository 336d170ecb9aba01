"""The commands for who may sign in."""

import click

from wherewithal.config.cli.shared import set_up, told

ROLES = ("caseworker", "manager", "data_officer", "read_only")


@click.group()
def user() -> None:
    """Say who may sign in."""


@user.command()
@click.argument("username")
@click.option("--name", required=True, help="The person's name, as pages show it.")
@click.option("--role", required=True, type=click.Choice(ROLES), help="What the person does.")
@click.option("--authority", "number", required=True, metavar="NUMBER", help="DfE number of their authority.")
@click.password_option(help="Asked for, and not shown, if left out.")
def add(username: str, name: str, role: str, number: str, password: str) -> None:
    """Let somebody sign in under USERNAME."""
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
    from wherewithal.apps.accounts.models import User

    with told():
        found = User.objects.filter(username__iexact=username).first()
        if found is None:
            raise click.ClickException(f"Nobody signs in as {username}")
        close_account(user=found, by=None)
    click.echo(f"{username} can sign in no more")


COMMANDS = [user]
