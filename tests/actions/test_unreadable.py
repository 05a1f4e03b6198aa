"""A contact or a question that can't be read any more still gets the person a true sentence."""

from __future__ import annotations

import asyncio

import pytest
from rasa_sdk.executor import CollectingDispatcher

from actions.asides import ActionRepeat
from bot.strengths.contact import Contact, Moment
from tests.actions.turns import run, tracker

pytestmark = pytest.mark.usefixtures("store")


def test_a_contact_that_another_version_wrote_is_not_met_with_silence() -> None:
    conversation = tracker(Contact(), "repeat", "what was that")
    conversation.slots["contact"] = {"written_by": "another version"}
    dispatcher = CollectingDispatcher()

    events = asyncio.run(ActionRepeat().run(dispatcher, conversation, {}))

    assert [message["response"] for message in dispatcher.messages] == ["utter_could_not_do_that"]
    assert events == []


def test_a_question_that_a_council_has_taken_out_is_not_met_with_silence() -> None:
    contact = Contact(moment=Moment.EXPLORING, open_question="aspirations.gone")

    outcome = run(ActionRepeat(), contact, "repeat", "what was that")

    assert outcome.responses == ["utter_could_not_do_that"]
    assert outcome.events == []
