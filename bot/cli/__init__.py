"""The program ``frontdoor``: starting, looking after and asking about one Front Door.

Each command is a module of its own; none does the work itself, they call the part that does.
"""

from __future__ import annotations

import logging
import os
import sys
from importlib.metadata import version

import click

from bot.cli.backup import backup, restore
from bot.cli.check import doctor
from bot.cli.deliveries import deliveries
from bot.cli.door import door
from bot.cli.feedback import feedback
from bot.cli.make import migrate, teach, train
from bot.cli.pages import settings_pages
from bot.cli.part import part
from bot.cli.questions import questions
from bot.cli.rehearse import rehearse
from bot.cli.residents import residents
from bot.cli.staff import staff
from bot.cli.understand import understand
from bot.cli.up import up
from bot.errors import FrontDoorError
from bot.logs import write_logs
from bot.running.model import ROOT


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(version("frontdoor"), prog_name="frontdoor")
def frontdoor() -> None:
    """Front Door: a strengths-based first conversation between residents and adult social care.

    Settings are read from the environment and from the file .env; docs/settings.md explains each.
    """


for command in (
    up,
    part,
    doctor,
    staff,
    deliveries,
    door,
    backup,
    restore,
    questions,
    residents,
    rehearse,
    understand,
    feedback,
    train,
    teach,
    migrate,
    settings_pages,
):
    frontdoor.add_command(command)


def main() -> None:
    """Run the program; what goes wrong in a foreseen way is said in a sentence, not in a traceback."""
    # One project, one place: .env, var/ and models/ are the same wherever the command is typed.
    os.chdir(ROOT)
    write_logs(logging.WARNING)
    try:
        frontdoor()
    except FrontDoorError as error:
        click.echo(f"{error}", err=True)
        sys.exit(1)
