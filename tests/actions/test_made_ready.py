"""What actions go by is read at the start of the server, so that the first person waits no longer than the next."""

from __future__ import annotations

import subprocess
import sys

import pytest

from actions import made_ready
from actions.base import FrontDoorAction

IN_A_NEW_PROCESS = """
import sys
from pathlib import Path
from actions.exploring import ActionHearAnswer
from actions.made_ready import make_ready
from bot.strengths.contact import Contact, Moment
from tests.actions.turns import run

if sys.argv[1] == "made ready":
    make_ready()
read = []
as_ever = Path.open
Path.open = lambda path, *more, **named: (read.append(path.name), as_ever(path, *more, **named))[1]
said = run(ActionHearAnswer(), Contact(moment=Moment.EXPLORING), "tell", "My neighbour sings and we go to chapel.")
assert said.messages
print(sorted(name for name in set(read) if name.endswith(".yml")))
"""


def files_read_in_the_first_turn(how: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", IN_A_NEW_PROCESS, how], capture_output=True, text=True, check=True, timeout=120
    )
    return done.stdout.strip().splitlines()[-1]


@pytest.mark.slow
def test_the_first_persons_turn_reads_no_rules_any_more() -> None:
    assert files_read_in_the_first_turn("made ready") == "[]"


@pytest.mark.slow
def test_without_it_the_first_persons_turn_would_read_them() -> None:
    assert files_read_in_the_first_turn("not made ready") != "[]"


def test_what_fails_in_it_stops_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    async def fails(*_: object) -> None:
        raise RuntimeError("invented")

    noted: list[str] = []
    monkeypatch.setattr(FrontDoorAction, "whole_turn", fails)
    monkeypatch.setattr(made_ready.log, "warning", lambda what, **_: noted.append(what))

    made_ready.make_ready()

    assert noted == ["not_made_ready"]


def test_the_made_up_talk_counts_as_nobodys_turn(monkeypatch: pytest.MonkeyPatch) -> None:
    counted: list[object] = []
    monkeypatch.setattr("actions.base.count_action", lambda *what: counted.append(what))

    made_ready.make_ready()

    assert counted == []
