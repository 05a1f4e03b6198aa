"""A debrief as it stands in a terminal."""

from __future__ import annotations

from collections.abc import Iterable

import click

from bot.studio.rehearsal.debrief import Debrief, Seen
from bot.studio.rehearsal.indicators import Indicators
from bot.studio.rehearsal.mirrors import mirrors
from bot.studio.rehearsal.rewording import wording
from bot.studio.resident.person import CIRCLES


def say_debrief(found: Debrief, name: str) -> None:
    """Print a debrief, after the learner's own view was asked for.

    Args:
        found: the debrief.
        name: the resident's.
    """
    for line in () if found.safety_missed else found.safety:
        click.echo(f"\n{line}")
    click.echo("\nWhat worked")
    for one in found.worked:
        click.echo(f"  Turn {one.turn}, you: {one.said}\n    {name}: {one.reply}\n    {one.note}")
    if not found.worked:
        click.echo(f"  {wording()['nothing_worked']}")
    click.echo("\nOne thing to try")
    if found.try_one.turn:
        click.echo(f"  Turn {found.try_one.turn}, you: {found.try_one.said}")
    click.echo(f"  {found.try_one.note}\n  For instance: {found.try_one.reworded}")
    pair = found.pair
    click.echo(f"\n{pair.question} {pair.about}:\n  {pair.conventional}\n  {pair.strengths}")
    _say_circles("What came out", found.found)
    _say_circles("What stayed undiscovered", found.undiscovered)
    _say_indicators(found.indicators)
    click.echo(f"\n{found.again}")


def _say_circles(heading: str, seen: Iterable[Seen]) -> None:
    seen = tuple(seen)
    click.echo(f"\n{heading}")
    for circle in CIRCLES:
        for one in seen:
            if one.circle == circle:
                hint = " (they let a hint slip)" if one.hinted and one.kind == "hidden" else ""
                click.echo(f"  {circle:<10} {one.label}{hint}")
    if not seen:
        click.echo("  nothing")


def _say_indicators(counted: Indicators) -> None:
    click.echo("\nWhat could be seen (a mirror, not a mark)")
    for mirror in mirrors(counted):
        click.echo(f"  {mirror.name}: {mirror.seen}")
    click.echo(f"  {wording()['miti_complex']}")
