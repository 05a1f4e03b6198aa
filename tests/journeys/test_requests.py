"""Whoever wants a person or an assessment has it passed on at once, with no question first."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import expect

from tests.journeys.front_door import FrontDoor
from tests.journeys.inbox_page import new_inbox
from tests.journeys.resident_page import new_tab


def test_a_wish_for_a_person_and_then_an_assessment_is_in_the_inbox_at_once(
    chromium: Any, front_door: FrontDoor
) -> None:
    resident = new_tab(chromium, front_door.address)
    inbox = new_inbox(chromium, front_door.inbox_address)
    resident.open()
    resident.say("I want a person")
    resident.expect_answer("I have told the Aldermere front-door team that you want a person.")
    resident.expect_question("How is it best for the team to reach you?")
    person = resident.reference

    inbox.sign_in(front_door.staff)
    expect(inbox.row(person)).to_contain_text("Asked to talk to a person")
    expect(inbox.row(person)).to_contain_text("New to you")
    inbox.open(person, "Asked to talk to a person")
    assert "I want a person" in inbox.text()
    assert "No way to reach them was given yet." in inbox.text()

    resident.say("I want an assessment")
    resident.expect_answer("You have a right to ask for that.")
    assessment = resident.reference
    assert assessment != person
    inbox.open_list()
    expect(inbox.rows()).to_have_count(2)
    expect(inbox.row(assessment)).to_contain_text("Asked for an assessment")
    inbox.open(assessment, "Asked for an assessment")
    assert "I want an assessment" in inbox.text()

    # Each part of how to reach her is there as soon as she says it, though she leaves half way.
    resident.choose("Text message")
    resident.say("07700 900 318")
    inbox.open_list()
    inbox.open(person, "Asked to talk to a person")
    assert "07700 900 318" in inbox.text()
    assert front_door.summaries() == []
    resident.page.context.close()
    inbox.page.context.close()
