"""The latest thing written down can be taken back in so many words."""

from __future__ import annotations

import pytest

from bot.strengths.contact import Contact, Moment
from bot.strengths.reply import Ask, Heard, Say
from bot.strengths.statement import Place, Source
from bot.strengths.undoing import asks_to_undo, undo


@pytest.fixture
def contact() -> Contact:
    """Somebody who has said one thing, with a question open."""
    contact = Contact(moment=Moment.EXPLORING, open_question="aspirations.more_of")
    contact.keep("a new roof", source=Source.OWN_WORDS, place=Place.REASON, domain="opening", question="opening.reason")
    return contact


@pytest.mark.parametrize(
    "typed",
    [
        "undo",
        "please dont write that down",
        "Don\u2019t put that",
        "That was a question, not an answer. Please do not write it down.",
        "that's not an answer",
        "No, you have changed the wrong thing. I want my first answer back.",
        "put it back please",
        "scrub that",
    ],
)
def test_asking_for_it_back_is_understood(typed: str) -> None:
    assert asks_to_undo(Heard(act="tell", words=typed))


@pytest.mark.parametrize(
    "typed",
    ["that was the best answer to a prayer", "I put it back on the shelf every night", "my dad never undid a knot", ""],
)
def test_telling_is_not_asking_for_it_back(typed: str) -> None:
    assert not asks_to_undo(Heard(act="tell", words=typed))


def test_a_button_never_undoes() -> None:
    assert not asks_to_undo(Heard(act="choose", words="undo", choice="a.b"))


def test_a_new_line_is_taken_out_again(contact: Contact) -> None:
    assert undo(contact) == [Say("utter_undone"), Ask("aspirations.more_of")]
    assert contact.statements == []


def test_a_changed_line_gets_its_old_words_back(contact: Contact) -> None:
    contact.alter("s1", words="no, not that")

    undo(contact)

    assert [line.words for line in contact.statements] == ["a new roof"]


def test_there_is_one_step_back_and_not_two(contact: Contact) -> None:
    undo(contact)

    assert undo(contact) == []


def test_what_can_be_taken_back_survives_the_way_through_the_tracker(contact: Contact) -> None:
    contact.alter("s1", words="other words")

    assert Contact.from_record(contact.to_record()) == contact
