"""``frontdoor part``: one process of Front Door alone, as a container or a service manager starts it."""

from __future__ import annotations

import os
import signal
import sys

import click

from bot.cli.up import prepare_database, show_first_sign_in
from bot.errors import StartError
from bot.running import model
from bot.running.endpoints import write_endpoints
from bot.running.parts import all_parts
from bot.settings import settings

PREPARE = "prepare"
NAMES = ("conversation", "actions", "inbox", "studio", "deliveries")


@click.command()
@click.argument("name", type=click.Choice([PREPARE, *NAMES]))
def part(name: str) -> None:
    """Run one part of Front Door in the foreground, for set-ups with several machines (docs/deploying.md).

    NAME is conversation (Rasa with the residents' page), actions (the action server), inbox (the staff pages), studio
    (the rehearsal studio) or deliveries (the worker that sends). prepare brings the database up to date, makes the
    first staff sign-in and ends; run it once before the others at each new version.

    Nothing is trained and no database is changed by the parts themselves. The settings say where the others are.
    """
    present = settings()
    present.check_may_start()
    if name == PREPARE:
        prepare_database()
        show_first_sign_in(present)
        return
    if not (model.ROOT / model.MODEL).is_file():
        raise StartError("There is no trained assistant here. Run: frontdoor train")
    write_endpoints(present)
    wanted = next(one for one in all_parts(present) if one.name == name)
    os.environ.update(wanted.environment)
    os.chdir(model.ROOT)
    # The part takes our place: whoever started us stops it, and sees how it ended.
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    sys.stdout.flush()
    os.execv(wanted.command[0], wanted.command)  # noqa: S606 (our own table of commands)
