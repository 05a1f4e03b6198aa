"""What residents said in all these faults is in no log of any process, at any level, and in nothing a test printed."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.faults.holding import assert_told_the_truth
from tests.faults.injecting import full, locked
from tests.faults.resident import Resident
from tests.faults.road import Road
from tests.faults.test_action_server import NONSENSE
from tests.journeys.front_door import FrontDoor
from tests.journeys.words import OUTPUT, distinctive

OWN_WORDS = (
    "petherwin",
    "tremarrow",
    "porthallow",
    "lanjeth",
    "crowlas",
    "goldsithney",
    "kenidjack",
    "zennor",
    "nancledra",
)
"""A word of each of these tests that nobody says anywhere else."""


def test_no_log_holds_what_anybody_said_in_any_fault(
    front_door: FrontDoor, on_postgresql: FrontDoor, action_road: Road, database_road: Road
) -> None:
    folder = front_door.settings.data_folder
    faults = {
        "locked": (front_door, lambda: locked(folder / "conversations.db")),
        "full": (front_door, lambda: full(folder)),
        "refused": (front_door, lambda: action_road.answering(NONSENSE["a refusal"])),
        "broken": (front_door, lambda: action_road.answering(NONSENSE["an event nobody knows"])),
        "cut": (on_postgresql, database_road.cut),
    }
    for name, (where, fault) in faults.items():
        somebody = Resident(where.address)
        somebody.open()
        words = f"The nancledra tin stream, told while something is {name}"
        with fault():
            assert_told_the_truth(somebody.say(words), words)
        assert somebody.send_again().status == 200
    said = distinctive()
    assert len(said) >= len(faults)
    logs = [log for where in (front_door, on_postgresql) for log in where.logs]
    assert {log.name for log in logs} >= {"conversation.log", "actions.log"}
    for text, name in [(read_log(log), log.name) for log in logs] + [
        (output, "the tests' output") for output in OUTPUT
    ]:
        assert [words for words in said if words.lower() in text] == [], name
        assert [word for word in OWN_WORDS if word in text] == [], name


def read_log(log: Path) -> str:
    """Return a log, which says at the lowest level what went on."""
    text = log.read_text(errors="replace").lower()
    assert "debug" in text or log.name == "deliveries.log", f"{log.name} was not asked for all that it can say"
    return text


@pytest.mark.parametrize("name", ["conversation", "actions"])
def test_the_logs_say_what_went_wrong_all_the_same(front_door: FrontDoor, action_road: Road, name: str) -> None:
    somebody = Resident(front_door.address)
    somebody.open()
    with action_road.answering(NONSENSE["an error"]):
        somebody.say("The nancledra tin stream, told to a broken action server")
    (log,) = [log for log in front_door.logs if log.name == f"{name}.log"]
    assert ("turn_without_answer" in read_log(log)) is (name == "conversation")
