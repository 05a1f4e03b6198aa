"""Whoever wants to complain is told how, has it written down, and is not taken for somebody who wants a person."""

from __future__ import annotations

import pytest

from bot.strengths.answers_to_us import hear_asked_of_us
from bot.strengths.asked_of_us import wants_a_person_too, wants_to_complain
from bot.strengths.contact import Contact, Moment
from bot.strengths.library import read_library
from bot.strengths.reply import Ask, Heard, Reply, Say
from bot.strengths.statement import Place, Source

LIBRARY = read_library()


def said(replies: list[Reply] | None) -> list[str]:
    return [reply.response for reply in replies or () if isinstance(reply, Say)]


@pytest.mark.parametrize(
    "words",
    [
        "I should like to lodge a complaint.",
        "i wanna complain about the carers",
        "where do I complain",
        "Who do I make a complaint to, please?",
        "To whom can I complain?",
        "I'd like to make a formal complaint about the lady who came on Friday, she spoke to my husband as if he "
        "were a child and left the door wide open in the rain",
        "can i make a complaint",
        "complaint",
        "Put this down as a complaint.",
        "I am making an official complaint",
        "it was rubbish. how can i complain",
    ],
)
def test_a_wish_to_complain_is_heard(words: str) -> None:
    assert wants_to_complain(words)
    assert not wants_a_person_too(words)


@pytest.mark.parametrize(
    "words",
    [
        "I complain a lot, my wife says",
        "can't complain really",
        "I never once had a complaint upheld",
        "I made a complaint last year and nobody answered",
        "people who complain get seen first",
        "I used to work in the complaints department at the gas board",
        "not one to complain but my hip aches",
        "people say I should complain but I'd sooner bake",
        "I want to complain less",
    ],
)
def test_telling_of_complaints_is_no_wish_to_complain(words: str) -> None:
    assert not wants_to_complain(words)


@pytest.mark.parametrize(
    "words", ["I want to talk to someone to make a complaint", "get a manager to ring me, I want to complain"]
)
def test_a_person_can_be_asked_for_beside_it(words: str) -> None:
    assert wants_a_person_too(words)


@pytest.fixture
def contact() -> Contact:
    """Somebody half way, with one line."""
    contact = Contact(moment=Moment.EXPLORING, open_question="good_day.recent", asked=["good_day.recent"])
    contact.keep("my hip", source=Source.OWN_WORDS, place=Place.REASON, domain="opening", question="opening.reason")
    return contact


@pytest.mark.parametrize("act", ["tell", "complain", "ask_person", "ask_practical", "deny"])
def test_it_is_written_down_and_the_way_to_complain_is_said(contact: Contact, act: str) -> None:
    words = "How do I complain? A phone number will do."

    replies = hear_asked_of_us(contact, Heard(act=act, words=words), LIBRARY)

    assert said(replies)[0] == "utter_complaint_written_down"
    assert {"utter_complaints_phone", "utter_complaints_unknown", "utter_ask_for_a_person"} <= set(said(replies))
    assert (replies or [])[-1] == Ask("good_day.recent")
    assert (contact.statements[-1].words, contact.statements[-1].place) == (words, Place.ALSO) or (
        contact.statements[-1].words == "How do I complain?"
    )
    assert contact.hard == []


def test_at_the_opening_it_is_what_they_came_for() -> None:
    contact = Contact(moment=Moment.REASON, open_question="opening.reason", asked=["opening.reason"])

    replies = hear_asked_of_us(contact, Heard(act="complain", words="I want to make a complaint"), LIBRARY)

    assert contact.statements[-1].place is Place.REASON
    assert Ask("opening.reason") not in (replies or [])


def test_what_is_told_beside_it_is_heard(contact: Contact) -> None:
    words = "A walk by the canal with Reg. And I want to make a complaint."

    hear_asked_of_us(contact, Heard(act="tell", words=words), LIBRARY)

    assert [line.words for line in contact.statements[1:]] == [
        "And I want to make a complaint.",
        "A walk by the canal with Reg.",
    ]


def test_it_is_shown_before_it_can_be_shared(contact: Contact) -> None:
    contact.moment, contact.open_question = Moment.SHARING, "sharing.confirm"

    hear_asked_of_us(contact, Heard(act="complain", words="I want to complain"), LIBRARY)

    assert contact.moment is Moment.READ_BACK
