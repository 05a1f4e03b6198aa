"""The trained model is spoilt or missing."""

from __future__ import annotations

from dataclasses import replace

from bot.running.model import MODEL
from bot.running.ports import answers
from tests.faults.holding import PHONE, assert_answered, assert_claims_nothing, assert_goes_on, assert_in_time, kept
from tests.faults.resident import Resident
from tests.journeys.front_door import START_WITHIN, FrontDoor, Process, wait_until

DANGER = "lanjeth, I am going to kill myself tonight"


def with_a_spoilt_model(front_door: FrontDoor) -> Process:
    """Return a Rasa server for the same port whose model is no model."""
    return front_door.without_a_model()


def with_no_model(front_door: FrontDoor) -> Process:
    """Return a Rasa server for the same port whose model is not there."""
    bare = front_door.without_a_model()
    missing = front_door.settings.data_folder / "nothing" / MODEL.name
    command = tuple(str(missing) if word == str(MODEL) else word for word in front_door.rasa.part.command)
    bare.part = replace(bare.part, command=command)
    return bare


def test_the_door_opens_without_a_model_and_everything_goes_on_with_one(front_door: FrontDoor) -> None:
    somebody = Resident(front_door.address)
    somebody.open()
    assert_answered(somebody.say("The lanjeth chapel roof, before"))
    somebody_else = Resident(front_door.address)
    somebody_else.open()
    front_door.rasa.kill()
    for number, bare in enumerate((with_a_spoilt_model(front_door), with_no_model(front_door))):
        bare.start()
        try:
            wait_until(lambda: answers(f"{front_door.address}/chat/privacy"), "the door did not open", START_WITHIN)
            words = f"The lanjeth chapel roof, told to nobody, time {number}"
            assert_nobody_is_left_without_an_answer(front_door, somebody, words)
            assert_danger_is_heard(front_door, somebody_else)
        finally:
            bare.kill()
        assert words not in kept(front_door), "nothing was taken in"
    front_door.start(front_door.rasa)
    assert_goes_on(front_door, somebody, words)
    assert somebody.page.said[0] == "The lanjeth chapel roof, before"


def assert_nobody_is_left_without_an_answer(front_door: FrontDoor, somebody: Resident, words: str) -> None:
    page = somebody.say(words)
    assert_in_time(page)
    assert page.status == 503
    assert page.box == words
    assert PHONE in page.fault
    assert_claims_nothing(page)
    newcomer = Resident(front_door.address)
    assert (newcomer.open().status, PHONE in newcomer.page.fault) == (503, True)


def assert_danger_is_heard(front_door: FrontDoor, somebody: Resident) -> None:
    page = somebody.say(DANGER)
    assert_in_time(page)
    assert "999" in page.help
    assert front_door.the_concern().reference in page.help
    assert page.box == DANGER
