"""What an action is told of a message: what the understanding heard in it, where it listened."""

from __future__ import annotations

from typing import Any

import pytest

from actions.turn import read_turn
from bot.strengths.reply import Heard
from bot.strengths.strength_heard import Kind
from tests.actions.turns import tracker

HEARD = {"kind": "person", "text": "our Jo", "start": 0, "end": 6, "holds": "now", "role": "niece", "tie": "supportive"}


def heard(**parsed: Any) -> Heard:
    return read_turn(tracker(None, "tell", "our Jo rings", parsed)).heard


def test_hardship_and_strengths_are_carried_from_the_message() -> None:
    said = heard(hardship=True, strengths=[HEARD, {**HEARD, "kind": "interest", "text": "bingo"}])

    assert said.hardship is True
    assert said.strengths is not None
    assert [(each.kind, each.text) for each in said.strengths] == [(Kind.PERSON, "our Jo"), (Kind.INTEREST, "bingo")]


def test_where_nobody_listened_neither_is_known() -> None:
    assert (heard().hardship, heard().strengths) == (None, None)


def test_that_nothing_was_heard_is_known() -> None:
    said = heard(hardship=False, strengths=[])

    assert (said.hardship, said.strengths) == (False, ())


@pytest.mark.parametrize(
    "unreadable",
    [None, "none", [None], ["bingo"], [{}], [HEARD, {**HEARD, "holds": "perhaps"}], [{**HEARD, "start": None}]],
)
def test_strengths_that_cannot_be_read_are_not_known_and_break_nothing(unreadable: Any) -> None:
    assert heard(strengths=unreadable).strengths is None


@pytest.mark.parametrize("unreadable", [None, "yes", 0.7])
def test_hardship_that_cannot_be_read_is_not_known(unreadable: Any) -> None:
    assert heard(hardship=unreadable).hardship is None


def test_what_came_along_and_nobody_could_read_is_noted_once_for_staff() -> None:
    contact = read_turn(tracker(None, "repeat", "A voice note", {"metadata": {"brought": "voice"}})).contact
    again = read_turn(tracker(contact, "tell", "hello", {"metadata": {"brought": "voice"}})).contact

    assert again.preferences == ["brought_voice"]
    assert read_turn(tracker(contact, "tell", "hello", {"metadata": {}})).contact.preferences == ["brought_voice"]


def test_a_first_message_sent_again_because_its_answer_was_lost_begins_the_same_contact() -> None:
    first, again, another = (
        read_turn(tracker(None, "ask_person", "A person please", {"message_id": name})).contact.id
        for name in ("message-1", "message-1", "message-2")
    )
    assert first == again != another
    later = tracker(None, "tell", "are you there", {"message_id": "message-2"})
    later.events = [{"event": "user", "message_id": "message-1"}, {"event": "user", "message_id": "message-2"}]
    assert read_turn(later).contact.id == first, "the first turn failed after something was passed on in it"
    unnamed = [read_turn(tracker(None, "ask_person", "A person please", {})).contact.id for _ in range(2)]
    assert unnamed[0] != unnamed[1]
