"""``frontdoor door``: close the door to residents when something is wrong, open it again, say how it stands."""

from __future__ import annotations

import click

from bot.bootstrap import store, unit_of_work
from bot.handover import close_door, open_door
from bot.store import DoorChange

MOST_SHOWN = 5


@click.group()
def door() -> None:
    """Close the door to residents at once, or open it; it counts from the next message on, with no restart."""


@door.command()
@click.option("--reason", required=True, help="For colleagues and the audit trail; residents do not read it.")
def close(reason: str) -> None:
    """Close the door: residents are told kindly, keep their words, and read whom to ring."""
    changed = close_door(unit_of_work(), reason)
    click.echo("The door is closed." if changed else "The door was closed already, for this reason.")
    click.echo("Nothing is taken in and no conversation is shown. Danger in a message still gets help, and is told.")


@door.command(name="open")
@click.option("--reason", default="", help="What has been put right.")
def open_again(reason: str) -> None:
    """Open the door again: conversations go on where they were."""
    changed = open_door(unit_of_work(), reason)
    click.echo("The door is open." if changed else "The door was open already.")


@door.command()
def status() -> None:
    """Say how the door stands, and who closed and opened it lately."""
    changes = store().queries.list_door_changes(MOST_SHOWN)
    click.echo("The door is open." if not changes or changes[0].is_open else "The door is closed.")
    for change in changes:
        click.echo(f"  {said_of(change)}")


def said_of(change: DoorChange) -> str:
    """Return one change in a line.

    Args:
        change: the door was closed or opened.
    """
    what = "opened" if change.is_open else "closed"
    by = change.by or "whoever runs this service"
    reason = f": {change.reason}" if change.reason else ""
    return f"{change.at:%d %b %Y %H:%M} UTC  {what} by {by}{reason}"
