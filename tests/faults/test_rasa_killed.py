"""Rasa is killed, with no chance to tidy up: before a turn, in the middle of one, and after it."""

from __future__ import annotations

import threading

import pytest
import requests

from tests.faults.holding import assert_answered, kept, settled
from tests.faults.injecting import hanging
from tests.faults.resident import Resident
from tests.faults.road import Road
from tests.journeys.front_door import FrontDoor, wait_until


@pytest.fixture
def resident(front_door: FrontDoor) -> Resident:
    return settled(front_door.address, "I came about the porthallow net loft")


def test_after_a_turn_and_before_the_next(front_door: FrontDoor, resident: Resident) -> None:
    told, untold = "The porthallow net loft, told just before", "The porthallow net loft, told to nobody there"
    others = Resident(front_door.address)
    others.open()
    fields = resident.page.fields
    assert_answered(resident.say(told))
    front_door.rasa.kill()
    shown = resident.page
    with pytest.raises(requests.ConnectionError):
        resident.say(untold)
    assert resident.page is shown, "the browser still has the page, and the words in its box"
    front_door.start(front_door.rasa)
    assert_answered(resident.open())
    assert resident.page.said.count(told) == 1
    assert resident.page.said.count(untold) == 0
    # As a browser sends a form once more whose answer never came.
    resident.page.fields.update(fields)
    assert_answered(resident.say(told))
    assert kept(front_door).count(told) == 1
    assert_answered(resident.say(untold))
    assert (kept(front_door).count(told), kept(front_door).count(untold)) == (1, 1)
    assert_answered(others.say("I was here too, in porthallow"))


def test_in_the_middle_of_a_turn(front_door: FrontDoor, resident: Resident, action_road: Road) -> None:
    words = "The porthallow net loft, told in the middle"
    page = resident.page
    faults: list[BaseException] = []

    def say() -> None:
        try:
            resident.say(words)
        except requests.ConnectionError as error:
            faults.append(error)

    so_far = action_road.asked
    with hanging(front_door.actions):
        saying = threading.Thread(target=say)
        saying.start()
        wait_until(lambda: action_road.asked > so_far, "Rasa never asked for an action")
        front_door.rasa.kill()
        saying.join()
    assert len(faults) == 1
    assert kept(front_door).count(words) == 0
    front_door.start(front_door.rasa)
    # The box still holds the words: the browser has kept the page.
    resident.page = page
    assert_answered(resident.say(words))
    assert resident.page.said.count(words) == 1
    assert_goes_on_with(front_door, resident, "And the porthallow net loft's stairs")


def assert_goes_on_with(front_door: FrontDoor, resident: Resident, words: str) -> None:
    assert_answered(resident.say(words))
    assert kept(front_door).count(words) == 1
