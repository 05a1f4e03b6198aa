"""``frontdoor backup`` and ``frontdoor restore``: the embedded set-up, kept and put back."""

from __future__ import annotations

from pathlib import Path

import click

from bot.running.backup import back_up
from bot.running.restoring import restore as put_back
from bot.settings import settings


@click.command()
@click.argument("destination", type=click.Path(path_type=Path))
def backup(destination: Path) -> None:
    """Keep both databases, the key and the settings in a new folder, while Front Door runs or not."""
    manifest = back_up(settings(), destination)
    click.echo(f"The backup is in {destination}: {', '.join(manifest.files)}.")
    click.echo("It holds what people said, and the key: encrypt it, and keep it no longer than your rules say.")
    if manifest.left_out:
        click.echo(f"Not in it, keep them elsewhere: {', '.join(manifest.left_out)}.")


@click.command()
@click.argument("source", type=click.Path(path_type=Path))
def restore(source: Path) -> None:
    """Put a backup back. Front Door has to be stopped; what is there now is kept aside."""
    restored = put_back(settings(), source)
    click.echo(f"All is as it was at {restored.manifest.made_at:%d %b %Y %H:%M:%S} UTC.")
    if restored.aside:
        click.echo(f"What was there is now in {restored.aside}. Delete it when you are sure: it holds people's words.")
    if restored.other_settings:
        click.echo(f"Not set as they were then (see settings.env): {', '.join(restored.other_settings)}.")
    if restored.other_key:
        click.echo("FRONTDOOR_SECRET_KEY is another than then: conversations from before cannot be opened with it.")
    click.echo("Start with `frontdoor up` or `make run`; that brings the tables up to date too.")
