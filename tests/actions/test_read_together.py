"""After danger that two messages voiced together: neither stays a line, and "not meant" puts both back."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from rasa_sdk.executor import CollectingDispatcher

from actions.base import FrontDoorAction
from actions.exploring import ActionHearAnswer
from actions.safety import ActionHearDanger, ActionHearInSafety
from bot.strengths.contact import Contact, Moment
from bot.strengths.safety import Safety, Tier
from tests.actions.turns import Outcome, tracker

DANGER = Safety(tier=Tier.EMERGENCY_NOW, kinds=("domestic_abuse",), why=("test",))
UNCLEAR = Safety(tier=Tier.CHECK, kinds=("domestic_abuse",), why=("test",))
BEFORE, AFTER = "he comes in", "with a knife"

pytestmark = pytest.mark.usefixtures("store")


def event(name: str, words: str) -> dict[str, Any]:
    return {"event": "user", "message_id": name, "text": words, "parse_data": {}}


def run(
    action: FrontDoorAction,
    contact: Contact,
    act: str,
    words: str,
    message_id: str,
    *,
    safety: Safety | None = None,
    read_with: str | None = None,
) -> Outcome:
    turn = tracker(contact, act, words)
    turn.events = [event("m0", "I bake"), event("m1", BEFORE), event("m2", AFTER)]
    turn.latest_message |= {
        "message_id": message_id,
        "metadata": {"read_with": read_with} if read_with else {},
        "safety": (safety or Safety()).to_record(),
    }
    dispatcher = CollectingDispatcher()
    events = asyncio.run(action.run(dispatcher, turn, {}))
    return Outcome(events=list(events), messages=list(dispatcher.messages))


def told_before() -> Contact:
    """A conversation in which "he comes in" was just heard, as nothing but an answer."""
    contact = Contact(moment=Moment.EXPLORING, open_question="good_day.recent", asked=["good_day.recent"])
    return run(ActionHearAnswer(), contact, "tell", BEFORE, "m1").contact


def lines(contact: Contact) -> list[str]:
    return [line.words for line in contact.statements]


def test_neither_message_stays_a_line_and_both_are_remembered_as_the_alarm() -> None:
    contact = told_before()
    assert lines(contact) == [BEFORE]

    after = run(ActionHearDanger(), contact, "voice_danger", AFTER, "m2", safety=DANGER, read_with="m1").contact

    assert after.moment is Moment.SAFETY
    assert lines(after) == []
    assert after.alarms == ["m2", "m1"]
    assert BEFORE not in str(after.to_record())


def test_not_meant_puts_both_back_once() -> None:
    after = run(ActionHearDanger(), told_before(), "voice_danger", AFTER, "m2", safety=DANGER, read_with="m1").contact

    back = run(ActionHearInSafety(), after, "correct", "that is not what i meant", "m3").contact

    assert sorted(lines(back)) == [BEFORE, AFTER]
    assert back.harms == []


def test_danger_of_one_message_leaves_the_line_before_it() -> None:
    after = run(ActionHearDanger(), told_before(), "voice_danger", AFTER, "m2", safety=DANGER).contact

    assert lines(after) == [BEFORE]
    assert after.alarms == ["m2"]


def test_a_line_that_the_message_before_did_not_write_stays() -> None:
    contact = told_before()

    after = run(ActionHearDanger(), contact, "voice_danger", AFTER, "m2", safety=DANGER, read_with="m0").contact

    assert lines(after) == [BEFORE]
    assert after.alarms == ["m2"]


def test_a_check_that_both_call_for_asks_about_both() -> None:
    after = run(ActionHearAnswer(), told_before(), "tell", AFTER, "m2", safety=UNCLEAR, read_with="m1").contact

    assert after.check is not None
    assert (after.check.message_id, after.check.words) == ("m2", f"{BEFORE} {AFTER}")
