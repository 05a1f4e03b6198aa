"""``frontdoor rehearse``: a rehearsal in the terminal, and one resident met in each style."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path

import click

from bot.cli.debriefing import say_debrief
from bot.errors import NotFoundError
from bot.settings import settings
from bot.studio.feedback import feedback
from bot.studio.rehearsal.comparing import compare
from bot.studio.rehearsal.debrief import debrief
from bot.studio.rehearsal.rehearsal import Rehearsal, aims, start
from bot.studio.resident.cast import residents
from bot.studio.resident.person import Resident

HELP = (
    "Type what you would say. An empty line is silence.\n"
    "  :rewind 2   go back to turn 2 and try it another way\n"
    "  :turns      what was said so far\n"
    "  :branches   what you tried and went back from\n"
    "  :debrief    talk it over\n"
    "  :help       this list\n"
    "  :stop       stop now, without a debrief"
)


@click.command()
@click.argument("resident", required=False)
@click.option("--list", "listing", is_flag=True, help="Say who can be rehearsed with, and what may be practised.")
@click.option("--aim", default="", help="What you want to practise.")
@click.option("--seed", default=1, show_default=True, help="The same seed and words give the same conversation.")
@click.option("--safety", is_flag=True, help="Switch on the safety layer. You are told beforehand, and can stop.")
@click.option("--compare", "compared", is_flag=True, help="Meet RESIDENT in each style of the library, turn by turn.")
@click.option("--folder", type=click.Path(path_type=Path), help="Folder of your own residents.")
def rehearse(
    resident: str | None, listing: bool, aim: str, seed: int, safety: bool, compared: bool, folder: Path | None
) -> None:
    """Rehearse a first conversation with RESIDENT, who is invented, and talk it over.

    Nothing of it is kept, and no road leads from it to a real contact.
    """
    cast = residents(folder or settings().resident_folder)
    if listing or (resident is None and compared):
        _list(cast)
        return
    chosen = _chosen(resident or _asked_for(cast), cast)
    if compared:
        _compare(chosen, seed)
        return
    if safety and chosen.safety is None:
        raise NotFoundError(f"{chosen.name} has no safety layer.")
    rehearsal = start(chosen, aim=aim, seed=seed, safety=safety)
    if safety and chosen.safety is not None:
        click.echo(f"{chosen.safety.warning} Type :stop at any time.")
        if sys.stdin.isatty() and not click.confirm("Go on?", default=True):
            return
    _talk(rehearsal)


def _asked_for(cast: Mapping[str, Resident]) -> str:
    _list(cast)
    return str(click.prompt("\nWith whom?"))


def _chosen(name: str, cast: Mapping[str, Resident]) -> Resident:
    found = cast.get(name.strip().lower())
    if found is None:
        raise NotFoundError(f"There is no resident {name!r}. There are {', '.join(cast)}.")
    return found


def _list(cast: Mapping[str, Resident]) -> None:
    click.echo("Who you can rehearse with; all are invented.")
    for key, resident in cast.items():
        click.echo(f"  {key:<10} {resident.about}{' [safety layer]' if resident.safety else ''}")
    click.echo("\nWhat you can practise (--aim):")
    for aim in aims().values():
        click.echo(f"  {aim.key:<12} {aim.name}. {aim.about}")


def _talk(rehearsal: Rehearsal) -> None:
    """Take turns until the learner stops; the end of the input is the end of the talk."""
    resident = rehearsal.resident
    click.echo(f"{resident.about}\nYou practise: {rehearsal.aim.name}. {rehearsal.aim.about}\n\n{HELP}\n")
    click.echo(f"{resident.name}: {resident.opening}")
    while True:
        line = _typed(len(rehearsal.exchanges) + 1)
        if line is None or line == ":debrief":
            if not rehearsal.exchanges:
                click.echo("Nothing was said, so there is nothing to talk over.")
                return
            _talk_over(rehearsal)
            if line is None:
                return
        elif line == ":stop":
            click.echo("Stopped. Nothing was kept.")
            return
        elif line.startswith(":"):
            rehearsal = _told(rehearsal, line)
        else:
            rehearsal = rehearsal.say(line, feedback)
            click.echo(f"{resident.name}: {rehearsal.exchanges[-1].reply.text}")


def _typed(turn: int) -> str | None:
    """Return what was typed, or None when there is no more."""
    try:
        line: str = click.prompt(f"{turn}", prompt_suffix="> ", default="", show_default=False)
    except (click.Abort, EOFError):
        click.echo()
        return None
    return line.strip()


def _told(rehearsal: Rehearsal, command: str) -> Rehearsal:
    """Do what a line with a colon says."""
    name, _, given = command.partition(" ")
    if name == ":rewind":
        return _rewound(rehearsal, given)
    if name == ":turns":
        _say_turns(rehearsal)
    elif name == ":branches":
        for number, branch in enumerate(rehearsal.branches, start=1):
            said = " / ".join(each.said for each in branch.exchanges[branch.from_turn :])
            click.echo(f"  {number}. from turn {branch.from_turn + 1}: {said}")
        if not rehearsal.branches:
            click.echo("You have not gone back yet.")
    else:
        click.echo(HELP)
    return rehearsal


def _rewound(rehearsal: Rehearsal, given: str) -> Rehearsal:
    try:
        rehearsal = rehearsal.rewind(int(given))
    except ValueError:
        click.echo("Say which turn, for instance :rewind 2")
    except NotFoundError as error:
        click.echo(str(error))
    else:
        click.echo(f"Back at turn {given.strip()}. What you tried is kept beside it.")
        click.echo(f"{rehearsal.resident.name}: {rehearsal.now.last_reply}")
    return rehearsal


def _say_turns(rehearsal: Rehearsal) -> None:
    click.echo(f"   {rehearsal.resident.name}: {rehearsal.resident.opening}")
    for number, each in enumerate(rehearsal.exchanges, start=1):
        click.echo(f"{number:>2} You: {each.said}\n   {rehearsal.resident.name}: {each.reply.text}")


def _talk_over(rehearsal: Rehearsal) -> None:
    """The learner's own view first, then ours (practice 4.3)."""
    found = debrief(rehearsal)
    for line in found.safety if found.safety_missed else ():
        click.echo(f"\n{line}")
    for question in found.own_view:
        click.echo(f"\n{question}")
        if sys.stdin.isatty():
            click.prompt("", prompt_suffix="> ", default="", show_default=False)
    say_debrief(found, rehearsal.resident.name)


def _compare(resident: Resident, seed: int) -> None:
    """Say what each style drew out, turn by turn."""
    met = compare(resident, feedback, seed=seed)
    click.echo(f"{resident.name}: {resident.opening}")
    for one in met:
        click.echo(f"\n== {one.style.replace('_', '-')}")
        for number, each in enumerate(one.rehearsal.exchanges, start=1):
            new = f"   + {resident.fact(each.reply.told).label}" if each.reply.is_new else ""
            hint = "   ~ a hint" if each.reply.hinted else ""
            click.echo(f"{number:>2} Asked: {each.said}\n   {resident.name}: {each.reply.text}{new}{hint}")
    click.echo("\nWhat each drew out")
    for one in met:
        labels = "; ".join(seen.label for seen in one.debrief.found) or "nothing"
        words = one.debrief.indicators.resident_words
        click.echo(f"  {one.style.replace('_', '-'):<17} {words:>4} words. {labels}")
