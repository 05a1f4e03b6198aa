"""``frontdoor staff``: who may sign in."""

from __future__ import annotations

import click

from bot.bootstrap import store, unit_of_work
from bot.staff import add_staff, deactivate_staff, reset_password
from bot.store import Role

ROLES = [role.value for role in Role]


@click.group()
def staff() -> None:
    """Make, list and end the sign-ins of staff."""


@staff.command()
@click.option("--name", prompt="Name, as colleagues know them", help="Name, as colleagues know them.")
@click.option("--sign-in-name", prompt="Sign-in name", help="What they type to sign in.")
@click.option(
    "--role", "roles", multiple=True, type=click.Choice(ROLES), default=[Role.FRONT_DOOR.value], show_default=True,
    help="What they may do; can be given more than once.",
)  # fmt: skip
def add(name: str, sign_in_name: str, roles: tuple[str, ...]) -> None:
    """Make a sign-in; its password is shown this once."""
    password = add_staff(unit_of_work(), name, sign_in_name, None, frozenset(Role(role) for role in roles))
    click.echo(f"{sign_in_name} can sign in now. Password, shown this once: {password}")


@staff.command(name="list")
def list_staff() -> None:
    """List everybody who may sign in."""
    for member in store().queries.list_staff():
        may = ", ".join(sorted(member.roles)) if member.may_sign_in else "cannot sign in"
        click.echo(f"{member.sign_in_name:<20} {member.name:<30} {may}")


@staff.command()
@click.argument("sign_in_name")
def deactivate(sign_in_name: str) -> None:
    """End somebody's sign-in at once; what they did stays in the records."""
    deactivate_staff(unit_of_work(), sign_in_name)
    click.echo(f"{sign_in_name} can no longer sign in.")


@staff.command(name="reset-password")
@click.argument("sign_in_name")
def reset(sign_in_name: str) -> None:
    """Give somebody a new password; it is shown this once, and their open sessions end."""
    password = reset_password(unit_of_work(), sign_in_name)
    click.echo(f"New password of {sign_in_name}, shown this once: {password}")
