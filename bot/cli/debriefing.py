"""A debrief as it stands in a terminal."""

from __future__ import annotations

from collections.abc import Iterable

import click

from bot.studio.rehearsal.debrief import Debrief, Seen
from bot.studio.rehearsal.indicators import Indicators
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
    click.echo(f"  Reflections and questions: {_compared(counted)}")
    click.echo(f"  Questions: {counted.open} open, {counted.closed} closed, {counted.choice} with a choice")
    click.echo(f"  Your share of the talk: {counted.talk_share:.0%}")
    click.echo(f"  Hard things you took up in your next turn: {counted.hard_heard} of {counted.hard}")
    click.echo(f"  Advice before their own idea: {counted.advice_before_ideas}")
    if counted.telling_words:
        click.echo(f"  Words of theirs among yours: {counted.own_words} of {counted.telling_words}")
    if counted.reading_age is not None:
        click.echo(f"  Reading age of what you said: about {counted.reading_age}")
    click.echo(f"  {wording()['miti_complex']}")


def _compared(counted: Indicators) -> str:
    words: dict[str, str] = wording()["rq"]
    if not counted.questions:
        return words["none"]
    if not counted.can_compare:
        return words["few"]
    return words["text"].format(reflections=counted.reflections, questions=counted.questions)
