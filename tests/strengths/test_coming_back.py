"""Somebody who comes back hears one harmless line of what they told, and is asked whether to go on."""

from __future__ import annotations

import pytest

from bot.strengths.asking import carry_on
from bot.strengths.coming_back import CAME_BACK, asks_for_code, come_back, in_front, thing_to_name, welcome_back
from bot.strengths.contact import Contact, Moment
from bot.strengths.hear import hear_while_paused
from bot.strengths.library import read_library
from bot.strengths.outcomes import PassedOn
from bot.strengths.reply import Ask, Heard, Say
from bot.strengths.safe_contact import SafeContact
from bot.strengths.statement import Holds, Place, Source, TieQuality

HOPE, INTEREST, PEOPLE = "aspirations", "passions_interests", "people_networks"


def told(
    words: str, domain: str = HOPE, place: Place = Place.GOAL, holds: Holds = Holds.NOW, contact: Contact | None = None
) -> Contact:
    contact = contact or Contact(moment=Moment.EXPLORING, open_question="good_day.recent")
    contact.keep(words, source=Source.OWN_WORDS, place=place, domain=domain, question=f"{domain}.asked", holds=holds)
    return contact


@pytest.mark.parametrize(
    ("words", "domain", "place", "thing"),
    [
        ("to get back to the allotment", HOPE, Place.GOAL, "an allotment"),
        ("Singing in a choir, and bowls", INTEREST, Place.PERSONAL_STRENGTH, "singing"),
        ("to see my mum more", HOPE, Place.GOAL, None),
        ("to walk without pain and pay the bills", HOPE, Place.GOAL, None),
        ("Rita and the market", PEOPLE, Place.NETWORK_STRENGTH, None),
        ("i cant get to the library", "opening", Place.HARD_NOW, None),
        ("the garden got too much", HOPE, Place.HARD_NOW, None),
    ],
)
def test_only_a_harmless_hope_interest_or_place_is_named(
    words: str, domain: str, place: Place, thing: str | None
) -> None:
    assert thing_to_name(told(words, domain, place)) == thing


@pytest.mark.parametrize(
    ("place", "also", "thing"),
    [
        (Place.REASON, (HOPE,), "an allotment"),
        (Place.ALSO, (INTEREST,), "an allotment"),
        (Place.ALSO, ("groups_places", PEOPLE), "an allotment"),
        (Place.REASON, (), None),
        (Place.ALSO, (PEOPLE,), None),
        (Place.HARD_NOW, (HOPE,), None),
    ],
)
def test_a_hope_told_beside_another_question_can_be_named(
    place: Place, also: tuple[str, ...], thing: str | None
) -> None:
    contact = told("to get back to the allotment", "opening", place)
    contact.alter(contact.statements[0].id, also=also)
    assert thing_to_name(contact) == thing


def test_words_in_which_something_hard_was_heard_are_not_brought_up() -> None:
    contact = told("the allotment, since she died")
    contact.hard.append(contact.statements[0].id)
    assert thing_to_name(contact) is None


@pytest.mark.parametrize("holds", [Holds.PAST, Holds.DENIED])
def test_what_is_over_is_not_brought_up(holds: Holds) -> None:
    assert thing_to_name(told("the allotment", holds=holds)) is None


def test_a_hope_is_named_before_an_interest() -> None:
    contact = told("fishing", INTEREST, Place.PERSONAL_STRENGTH)
    assert thing_to_name(told("grow flowers again", contact=contact)) == "flowers"


def voiced(contact: Contact) -> None:
    contact.voiced.append("domestic_abuse")


def concern(contact: Contact) -> None:
    contact.note_passed_on(PassedOn(kind="concern", reference="FD-1"))


def checked(contact: Contact) -> None:
    contact.checked.append("safety.check_life")


def hurting_tie(contact: Contact) -> None:
    line = contact.keep(
        "my son", source=Source.OWN_WORDS, place=Place.NETWORK_STRENGTH, domain=PEOPLE, question="people_networks.who"
    )
    contact.alter(line.id, quality=TieQuality.HARMFUL)


def typed_for(contact: Contact) -> None:
    contact.about = "mum"


@pytest.mark.parametrize("happened", [voiced, concern, checked, hurting_tie, typed_for])
def test_after_danger_or_a_tie_that_hurts_or_for_somebody_else_nothing_is_named(happened: object) -> None:
    contact = told("the allotment")
    assert callable(happened)
    happened(contact)
    assert welcome_back(contact) == Say("utter_welcome_back")
    assert come_back(contact) == [Say("utter_welcome_back"), Ask(CAME_BACK)]


@pytest.mark.parametrize("private", ["Yes, take care", "No, it is private", "my lad opens the post"])
def test_once_it_was_said_who_could_see_nothing_is_named(private: str) -> None:
    contact = told("the allotment")
    contact.safe_contact = SafeContact(private=private)
    assert welcome_back(contact) == Say("utter_welcome_back")


@pytest.mark.parametrize(
    ("words", "may_see"),
    [
        ("my son reads my phone", True),
        ("she goes through my messages", True),
        ("I share a tablet with the others here", True),
        ("this is my mum\u2019s laptop", True),
        ("on the library computer till four", True),
        ("He\u2019s sat with me now", True),
        ("my husband might see this", True),
        ("somebody looks over my shoulder", True),
        ("it's not my phone", True),
        ("my daughter rings on my phone every day", False),
        ("I like to read at the library", False),
        ("he can see the garden from his bed", False),
        ("we share the gardening", False),
        ("my son is a carpenter", False),
    ],
)
def test_where_somebody_may_be_at_the_screen_nothing_is_named(words: str, may_see: bool) -> None:
    contact = told("the allotment")
    told(words, "opening", Place.HARD_NOW, contact=contact)
    assert (thing_to_name(contact) is None) is may_see


def test_going_on_puts_the_question_that_was_open() -> None:
    contact = told("the allotment")
    assert come_back(contact) == [Say("utter_welcome_back_to", {"thing": "an allotment"}), Ask(CAME_BACK)]
    assert carry_on(contact, read_library()) == [Ask("good_day.recent")]
    assert contact.moment is Moment.EXPLORING


def test_words_typed_in_place_of_a_choice_answer_the_question_that_was_open() -> None:
    contact = told("the allotment")
    come_back(contact)
    hear_while_paused(contact, Heard(act="tell", words="a walk by the canal"), read_library())
    assert contact.statements[-1].question == "good_day.recent"


@pytest.mark.parametrize("moment", [Moment.SAFETY, Moment.FORGETTING, Moment.CHANGING, Moment.ADDING])
def test_a_question_that_must_be_answered_as_it_is_is_put_again(moment: Moment) -> None:
    contact = told("the allotment")
    contact.moment, contact.open_question = moment, "safety.next"
    assert come_back(contact)[1:] == [Ask("safety.next")]
    assert contact.moment is moment


def test_somebody_who_has_told_nothing_gets_the_question_again() -> None:
    contact = Contact(open_question="opening.reason")
    assert come_back(contact) == [Say("utter_welcome_back"), Ask("opening.reason")]


def test_nobody_is_greeted_twice() -> None:
    replies = in_front(Say("utter_welcome_back"), [Say("utter_hello_again"), Ask("good_day.recent")])
    assert replies == [Say("utter_welcome_back"), Ask("good_day.recent")]


@pytest.mark.parametrize(
    ("words", "asks"),
    [
        ("can i carry on on my other phone", True),
        ("give me a code", True),
        ("Can I have a code please?", True),
        ("i want to continue this on a different computer", True),
        ("please can i go on from another device", True),
        ("i need a code for the key safe so the carers can get in", False),
        ("she took my other phone", False),
        ("i want to carry on living at home", False),
        ("i cant carry on", False),
        ("i talk to my sister on my phone", False),
    ],
)
def test_only_a_plain_wish_to_change_devices_is_one(words: str, asks: bool) -> None:
    assert asks_for_code(Heard(act="tell", words=words)) is asks
