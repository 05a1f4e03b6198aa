"""Asking about a person is told from asking for one."""

from __future__ import annotations

import pytest

from bot.strengths.asking_about_people import asks_about_a_person, speaks_of_some_day


@pytest.mark.parametrize(
    "typed",
    [
        "what would a person do. would it be a social worker",
        "so is somebody still going to ring me",
        "who would it be",
        "Who rings me?",
        "would it be a man",
        "do I have to talk to a person",
        "what happens if i ask for a person",
        "when would they ring",
        "i was only asking about a person",
        "is it a real person on the phone or what",
    ],
)
def test_asking_about_a_person_is_heard_as_that(typed: str) -> None:
    assert asks_about_a_person(typed)


@pytest.mark.parametrize(
    "typed",
    [
        "can i talk to a person",
        "can I speak to somebody please?",
        "could someone ring me",
        "can somebody call me back?",
        "is there anyone I can talk to",
        "I want a person",
        "what do i have to do to get a person. i want a person",
        "give me a human",
        "person",
        "ring me",
        "will you get someone to ring me",
        "who can help me, i need to talk to someone",
        "I'd rather have a real person",
        "is it a robot? get me a person",
    ],
)
def test_a_wish_in_any_wording_is_no_question_about_one(typed: str) -> None:
    assert not asks_about_a_person(typed)


@pytest.mark.parametrize(
    ("typed", "is_some_day"),
    [
        ("tell somebody about the choir one day, but not a machine", True),
        ("maybe I'd like to talk to someone eventually", False),
        ("i want a person one day this week", False),
        ("I want a person", False),
    ],
)
def test_some_day_is_no_wish_for_now(typed: str, is_some_day: bool) -> None:
    assert speaks_of_some_day(typed) == is_some_day
