"""``frontdoor questions``: what residents are asked, and whether it can be."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import click

from bot.settings import settings
from bot.strengths.library import gather
from bot.strengths.question import DOMAINS, QUESTION_TYPES, STEPS, STYLES
from bot.strengths.question_wording import unclear


@click.group()
def questions() -> None:
    """Look after the questions that residents are asked."""


@questions.command()
@click.option(
    "--folder",
    type=click.Path(path_type=Path),
    help="Folder of your own questions, laid over the built-in ones. Without it: the folder of the settings.",
)
def check(folder: Path | None) -> None:
    """Count the questions, and list all that is wrong with them: file, entry, fault.

    Ends with exit code 1 if there is something to mend.
    """
    gathered = gather(folder or settings().question_folder)
    faults = [*gathered.faults, *unclear(gathered.library, gathered.files)]
    if faults:
        for fault in faults:
            click.echo(fault)
        click.echo(f"\n{len(faults)} to mend.")
        sys.exit(1)
    found = gathered.library.values()
    asked = sum(question.asked for question in found)
    click.echo(f"{len(found)} questions: residents are asked {asked}, the others are for trainers.")
    _count("domain", DOMAINS + STEPS, (question.domain for question in found))
    _count("type", QUESTION_TYPES, (question.question_type for question in found))
    _count("style", STYLES, (question.style for question in found))
    click.echo("\nNothing to mend.")


def _count(heading: str, names: Iterable[str], found: Iterable[str]) -> None:
    """Print how many there are of each, those that are missing included."""
    counted = Counter(found)
    click.echo(f"\nBy {heading}")
    for name in names:
        click.echo(f"  {name:<22}{counted[name]:>4}")
