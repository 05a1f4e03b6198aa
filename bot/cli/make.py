"""``frontdoor train`` and ``frontdoor migrate``: what ``up`` does by itself, one at a time."""

from __future__ import annotations

import time

import click

from bot.bootstrap import migrate_store
from bot.running import model


@click.command()
@click.option("--again", is_flag=True, help="Train even if nothing has changed.")
def train(again: bool) -> None:
    """Train the assistant if anything it learns from has changed."""
    if model.is_fresh() and not again:
        click.echo("The model is up to date.")
        return
    click.echo("Training the assistant; this takes a minute or so ...")
    started = time.monotonic()
    model.train(lambda line: click.echo(f"  {line}"))
    click.echo(f"Trained in {time.monotonic() - started:.0f} s: {model.MODEL}")


@click.command()
def migrate() -> None:
    """Bring the database up to date. Harmless when it already is."""
    migrate_store()
    click.echo("The database is up to date.")
