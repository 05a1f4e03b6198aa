"""A resident's whole conversation in a real browser ends in the inbox with exactly the lines she kept."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import expect

from bot.strengths.library import wording
from tests.journeys.front_door import FrontDoor
from tests.journeys.inbox_page import InboxPage, new_inbox
from tests.journeys.listening import answer_what_is_asked
from tests.journeys.resident_page import ResidentPage, new_tab

REASON = "The bus to Nether Quillow stopped running in the brambleworth weeks"
GOAL = "To sing by the fire again, brambleworth or not"
SKILL, SKILL_CHANGED = "Mending fiddles with hide glue", "Mending fiddles and two cellos"
PEOPLE = "Perpetua my niece, and old Mr Tarrowby"
PLACE = "The Nether Quillow singing room"
COPING = "It was easier when the Tarrowby lantern walk ran"
IDEA = "We could share the lift to Quillow turn and turn about"
OFFER = "Tuning fiddles for the singing room"
HELP = "A lift to Quillow on Thursdays"
HARD = "My knees wamble on the Quillow stairs"
ADDED = "I keep two brindled hens called Pip and Tansy"
KEPT = (REASON, GOAL, SKILL_CHANGED, PEOPLE, PLACE, IDEA, OFFER, HELP, ADDED)
NOT_KEPT = (SKILL, COPING, HARD, "hide glue", "lantern", "wamble")


@pytest.fixture(params=[True, False], ids=["with the page's script", "with plain HTML forms"])
def resident(request: pytest.FixtureRequest, chromium: Any, front_door: FrontDoor) -> Iterator[ResidentPage]:
    tab = new_tab(chromium, front_door.address, java_script_enabled=request.param)
    yield tab
    tab.page.context.close()


@pytest.fixture
def inbox(chromium: Any, front_door: FrontDoor) -> Iterator[InboxPage]:
    opened = new_inbox(chromium, front_door.inbox_address)
    yield opened
    opened.page.context.close()


def test_a_whole_conversation_ends_in_the_inbox_with_exactly_the_lines_she_kept(
    resident: ResidentPage, inbox: InboxPage, front_door: FrontDoor
) -> None:
    tell_the_whole_story(resident)
    decide_what_is_shared(resident)
    assert front_door.summaries() == []
    say_how_to_be_reached(resident)
    resident.choose("Yes, pass it on")
    resident.expect_answer("I have passed this on to the Aldermere front-door team.")
    reference = resident.reference
    assert front_door.the_summary().reference == reference
    assert_holds_what_was_kept(resident.read_copy(), reference)
    resident.go_back_to_the_conversation()

    inbox.sign_in(front_door.staff)
    assert "1 of 1 is new to you." in inbox.text()
    expect(inbox.row(reference)).to_contain_text("New to you")
    inbox.open(reference)
    assert_holds_what_was_kept(inbox.text(), reference)
    for words in NOT_KEPT:
        assert words not in inbox.everything()
    assert "07700 900 461" in inbox.text()
    expect(inbox.page.get_by_role("img", name=wording("circles.network"))).to_be_visible()
    assert_stands_in(inbox, "personal", SKILL_CHANGED)
    assert_stands_in(inbox, "network", PEOPLE)
    assert_stands_in(inbox, "community", PLACE)
    inbox.pick_up()
    assert f"{front_door.staff.name} picked this up" in inbox.text()
    inbox.open_list()
    expect(inbox.row(reference)).not_to_contain_text("New to you")
    expect(inbox.row(reference)).to_contain_text(f"Picked up by {front_door.staff.name}")
    shared = [line.words for line in front_door.the_summary().summary.statements]  # type: ignore[union-attr]
    assert sorted(shared) == sorted(KEPT)


def tell_the_whole_story(resident: ResidentPage) -> None:
    resident.open()
    resident.expect_answer("I am a computer program, not a person.")
    resident.expect_question("What made you get in touch today?")
    resident.say(REASON)
    asked = resident.question
    resident.choose_always("Are you a computer?")
    resident.expect_answer("I am a computer program")
    resident.expect_question(asked)
    resident.choose_always("How many more?")
    resident.expect_answer("more things I would like to ask about")
    unasked = answer_what_is_asked(
        resident,
        {
            "What would you like more of in your life?": GOAL,
            "What have you learned to do over the years?": SKILL,
            "Who is in your life?": PEOPLE,
            "Is there anyone else?": PEOPLE,
            "Where do you feel at home?": PLACE,
            "places or groups": PLACE,
            "What do you think should happen": IDEA,
            "you would enjoy sharing": OFFER,
            "What one thing would make the biggest difference": HELP,
            "Is anything hard right now": HARD,
        },
    )
    assert set(unasked) <= {PLACE, PEOPLE}, "of two ways to ask one was used"
    resident.expect_answer("That was my last question.")
    resident.choose("Show me all of it")
    resident.choose("Add something")
    resident.say(COPING)
    resident.choose("Show me all of it")


def decide_what_is_shared(resident: ResidentPage) -> None:
    resident.choose_for_line(SKILL, "Change")
    resident.expect_question("What would you like it to say?")
    resident.say(SKILL_CHANGED)
    resident.expect_answer("I have changed it.")
    resident.choose("Show me all of it")
    resident.choose_for_line(COPING, "Remove")
    resident.expect_answer("I have taken that line out.")
    resident.choose("Show me all of it")
    resident.choose_for_line(HARD, "Do not share")
    resident.expect_answer("I will not share that line.")
    resident.choose("Add something")
    resident.expect_question("What would you like to add?")
    resident.say(ADDED)
    resident.expect_answer("I have added it to the list.")
    resident.choose("Show me all of it")
    resident.choose("Share it with the team")


def say_how_to_be_reached(resident: ResidentPage) -> None:
    resident.expect_question("How is it best for the team to reach you?")
    resident.choose("Text message")
    resident.expect_question("What number or address should they use?")
    resident.say("07700 900 461")
    resident.expect_question("What name shall they call you?")
    resident.say("Thessaly Quorn")
    resident.expect_question("When is a good and safe time?")
    resident.choose("Afternoons")
    resident.expect_question("Could anyone else see or hear it")
    resident.choose("Yes, take care")
    resident.expect_question("Shall I pass this on to the team now?")


def assert_holds_what_was_kept(text: str, reference: str) -> None:
    for words in (*KEPT, "Thessaly Quorn", reference, *wording("standing_note").split(". ")):
        assert words.rstrip(".") in text
    for words in NOT_KEPT:
        assert words not in text


def assert_stands_in(inbox: InboxPage, circle: str, words: str) -> None:
    assert any(words in line for line in inbox.circle(wording(f"circles.{circle}")))
