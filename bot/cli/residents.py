"""``frontdoor residents``: whom trainers rehearse with, and whether they can be rehearsed with."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from bot.settings import settings
from bot.studio.resident.cast import gather_residents


@click.group()
def residents() -> None:
    """Look after the simulated residents of the rehearsal studio."""


@residents.command()
@click.option(
    "--folder",
    type=click.Path(path_type=Path),
    help="Folder of your own residents, laid over the built-in ones. Without it: the folder of the settings.",
)
def check(folder: Path | None) -> None:
    """List the residents, and all that is wrong with them: file, entry, fault.

    Ends with exit code 1 if there is something to mend.
    """
    cast = gather_residents(folder or settings().resident_folder)
    if cast.faults:
        for fault in cast.faults:
            click.echo(fault)
        click.echo(f"\n{len(cast.faults)} to mend.")
        sys.exit(1)
    click.echo(f"{len(cast.residents)} residents, all invented.\n")
    for key, resident in cast.residents.items():
        layer = "safety layer" if resident.safety else ""
        lines = len(resident.all_lines())
        click.echo(f"  {key:<12}{resident.name:<20}{len(resident.facts):>3} facts {lines:>4} lines  {layer}".rstrip())
    click.echo("\nNothing to mend.")
