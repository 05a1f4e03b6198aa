"""Somebody is left out of what is sent, and lines go where the person says they belong."""

from __future__ import annotations

import pytest

from bot.strengths.about_lines import hear_about_lines
from bot.strengths.contact import Contact, Moment
from bot.strengths.leaving_out import left_out_in
from bot.strengths.reply import Heard, Say
from bot.strengths.statement import SOMEONE_ELSE, TYPING_PERSON, Place, Source

LINES = (
    ("my friend Jean rings", Place.NETWORK_STRENGTH),
    ("only me and Barry left with birds", Place.NETWORK_STRENGTH),
    ("he is up all night and I get no sleep", Place.PERSONAL_STRENGTH),
    ("my mum", Place.COMMUNITY_STRENGTH),
    ("Tracey would be too big for the wheel in March", Place.PERSONAL_STRENGTH),
)

AROUND_THE_LINES = ("utter_no_hard_now", "utter_your_circles", "utter_here_is_what_i_have")


@pytest.fixture(params=[(Moment.READ_BACK, "read_back.check"), (Moment.SHARING, "sharing.confirm")])
def contact(request: pytest.FixtureRequest) -> Contact:
    """Somebody with five lines, who looks at them or is asked for a plain yes."""
    moment, question = request.param
    contact = Contact(moment=moment, open_question=question)
    for words, place in LINES:
        contact.keep(words, source=Source.OWN_WORDS, place=place, domain="people_networks", question="people.x")
    return contact


def hear(contact: Contact, typed: str) -> list[str] | None:
    replies = hear_about_lines(contact, Heard(act="tell", words=typed))
    said = [reply.response for reply in replies or () if isinstance(reply, Say)]
    return None if replies is None else [response for response in said if response not in AROUND_THE_LINES]


def held_back(contact: Contact) -> list[str]:
    return [line.words for line in contact.statements if not line.shared]


def place_of(contact: Contact, words: str) -> Place:
    return next(line.place for line in contact.statements if line.words == words)


@pytest.mark.parametrize(
    ("typed", "who"),
    [
        ("barry needs a lift too but thats his business so leave barry out of it", "barry"),
        ("can Jean not be in it. i dont want her bothered", "Jean"),
        ("please keep our Barry out of this", "Barry"),
        ("I don\u2019t want Jean mentioned", "Jean"),
        ("dont mention barry please", "barry"),
        ("nothing about Jean", "Jean"),
        ("Barry shouldn't be in there", "Barry"),
    ],
)
def test_somebody_who_is_to_be_left_out_is_held_back_and_the_wish_is_no_line(
    contact: Contact, typed: str, who: str
) -> None:
    assert hear(contact, typed) == ["utter_holding_back"]
    assert all(who.lower() in words.lower() for words in held_back(contact))
    assert len(held_back(contact)) == 1
    assert len(contact.statements) == len(LINES)


def test_somebody_whom_no_line_names_is_asked_about(contact: Contact) -> None:
    assert hear(contact, "leave Sheila out of it") == ["utter_say_which_to_hold_back"]
    assert len(contact.statements) == len(LINES)


def test_what_is_told_beside_such_a_wish_is_kept(contact: Contact) -> None:
    assert hear(contact, "I want the six hours back. Leave Barry out of it.") == ["utter_holding_back", "utter_added"]
    assert contact.statements[-1].words == "I want the six hours back."


@pytest.mark.parametrize(
    "typed",
    [
        "they always leave me out",
        "they left Dad out of the meeting",
        "I don't want to be in it",
        "my mum should not be in that home",
        "he does not want carers involved",
        "leave it out",
        "I don't want anyone to be sent round",
        "do not bring the dog into the kitchen",
        "I never mention it to people",
    ],
)
def test_what_is_told_of_somebody_leaves_nobody_out(typed: str) -> None:
    assert left_out_in(typed) is None


@pytest.mark.parametrize(
    ("typed", "response"),
    [
        ("don't share 1. and 2 was a joke take it out", "utter_done_to_lines"),
        ("Lovely. And the one about Tracey being too big for the wheel, don't send that, she'd kill me!", None),
        ("1 can go", "utter_removed"),
        ("2 is private", "utter_will_hold_line_back"),
        ("take out 2 please, sorry, i shouldnt have said that", "utter_removed"),
    ],
)
def test_a_wish_that_names_its_line_in_front_is_done(contact: Contact, typed: str, response: str | None) -> None:
    assert hear(contact, typed) == [response or "utter_will_hold_line_back"]
    assert len(contact.statements) <= len(LINES)
    if response is None:
        assert held_back(contact) == [LINES[4][0]]


def test_new_words_are_asked_for_once_the_rest_is_done(contact: Contact) -> None:
    assert hear(contact, "take out 1, that was only for you, and put 2 shorter please") == [
        "utter_removed",
        "utter_it_says_now",
    ]
    assert contact.moment is Moment.CHANGING


@pytest.mark.parametrize(
    ("typed", "line", "place"),
    [
        ("3 isnt what im good at its what is hard", 2, Place.HARD_NOW),
        ("number 3 is what is hard for me", 2, Place.HARD_NOW),
        ("3 goes under what is hard", 2, Place.HARD_NOW),
        ("4 is not a place, it's a person", 3, Place.NETWORK_STRENGTH),
        ("mum not place", 3, Place.NETWORK_STRENGTH),
        ("Line 1 is not a skill.", 0, Place.ALSO),
    ],
)
def test_a_line_goes_where_the_person_says_it_belongs(contact: Contact, typed: str, line: int, place: Place) -> None:
    contact.numbered = [one.id for one in contact.statements]
    words = LINES[line][0]
    assert hear(contact, typed) == ["utter_moved_line"]
    assert place_of(contact, words) is place


@pytest.mark.parametrize("typed", ["5 was hard in the war", "3 is hard to say", "2 is a good number"])
def test_what_is_told_with_a_number_moves_no_line(contact: Contact, typed: str) -> None:
    assert hear(contact, typed) is None


def test_a_line_can_be_about_the_person_who_types_for_another(contact: Contact) -> None:
    contact.said_by = SOMEONE_ELSE
    assert hear(contact, "2 is about me not him") == ["utter_moved_line"]
    assert [line.said_by for line in contact.statements].count(TYPING_PERSON) == 1


@pytest.mark.parametrize(
    "typed",
    ["share it but not that I get no sleep", "send it all except how I get no sleep"],
)
def test_what_somebody_said_of_themselves_is_held_back_by_its_words(contact: Contact, typed: str) -> None:
    assert hear(contact, typed) is not None
    assert held_back(contact) == [LINES[2][0]]
