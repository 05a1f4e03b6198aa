"""``frontdoor deliveries``: what was promised to the council's own system and what became of it."""

from __future__ import annotations

import click

from bot.bootstrap import store, unit_of_work
from bot.handover import redeliver as send_again
from bot.store.tables import EVERY_ROAD


@click.group()
def deliveries() -> None:
    """List what was sent or given up, and send again by hand."""


@deliveries.command(name="list")
@click.option("--all", "everything", is_flag=True, help="Also what was delivered or is still being tried.")
def list_deliveries(everything: bool) -> None:
    """List the deliveries that were given up."""
    queries = store().queries
    for note in queries.list_deliveries(road=EVERY_ROAD) if everything else queries.list_dead_deliveries(EVERY_ROAD):
        what = f"{note.reference} version {note.version}"
        why = f"  last failure: {note.failure}" if note.failure else ""
        click.echo(f"{note.id}  {note.state:<9}  {note.event:<18}  {what}  {note.made_at:%d %b %Y %H:%M}{why}")
    counts = queries.count_deliveries(EVERY_ROAD)
    click.echo(", ".join(f"{count} {state}" for state, count in counts.items() if count) or "No deliveries yet.")


@deliveries.command()
@click.argument("delivery_id")
def redeliver(delivery_id: str) -> None:
    """Send one delivery again; `frontdoor deliveries list` shows the ids."""
    send_again(unit_of_work(), delivery_id)
    click.echo("It is due again now; the running worker will send it.")
