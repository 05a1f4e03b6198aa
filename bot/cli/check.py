"""``frontdoor doctor``: what is configured, what is missing, what is reachable."""

from __future__ import annotations

import sys

import click

from bot.running.checks import State, all_findings
from bot.settings import settings

COLOURS = {State.GOOD: "green", State.NOTE: "yellow", State.FAULT: "red"}


@click.command()
def doctor() -> None:
    """Say what is configured, what is missing and what is reachable.

    Ends with exit code 1 if something must be mended before residents come.
    """
    faults = 0
    for finding in all_findings(settings()):
        faults += finding.state is State.FAULT
        state = click.style(f"{finding.state:<6}", fg=COLOURS[finding.state])
        click.echo(f"{state} {finding.subject:<16} {finding.words}")
    if faults:
        click.echo(f"\n{faults} to mend.")
        sys.exit(1)
    click.echo("\nNothing to mend.")
