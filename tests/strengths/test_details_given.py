"""Whoever gives a number or address at any moment is reached by it, and never asked for it again."""

from __future__ import annotations

import pytest

from bot.strengths.contact import Contact, Moment
from bot.strengths.details_given import details_in, take_details
from bot.strengths.reply import Heard
from bot.strengths.safe_contact import NO_CONTACT, SafeContact


def given(words: str) -> tuple[dict[str, str], str | None] | None:
    found = details_in(Heard(act="tell", words=words))
    return None if found is None else (found.parts, found.rest.words if found.rest else None)


@pytest.mark.parametrize(
    ("words", "parts"),
    [
        ("txt me 07700900155", {"way": "text", "detail": "07700900155"}),
        ("07700 900155", {"detail": "07700 900155"}),
        ("07700 900155 denise", {"detail": "07700 900155", "name": "denise"}),
        ("my number is +44 7700 900155 ta", {"detail": "+44 7700 900155"}),
        ("its 01632 960155, evenings", {"detail": "01632 960155", "when": "evenings"}),
        ("ring me on 960155", {"way": "phone", "detail": "960155"}),
        ("jo.b@example.org", {"way": "email", "detail": "jo.b@example.org"}),
        ("You may email me at jo@example.org please.", {"way": "email", "detail": "jo@example.org"}),
        ("My address is 9 Fuller Street, Tipton.", {"detail": "9 Fuller Street, Tipton"}),
        (
            "Very well, take my address: 41 Old Mill Lane. By post only, and addressed to Mrs. Okoro.",
            {"way": "letter", "detail": "41 Old Mill Lane", "name": "Mrs. Okoro"},
        ),
        ("i said 07700900155", {"detail": "07700900155"}),
        ("I wish to be contacted at 41 Old Mill Lane only", {"detail": "41 Old Mill Lane"}),
        ("41 Old Mill Lane", {"detail": "41 Old Mill Lane"}),
        (
            "text me on 07700 900155. Don't leave a message.",
            {"way": "text", "detail": "07700 900155", "private": "Don't leave a message."},
        ),
    ],
)
def test_how_to_reach_somebody_is_found_wherever_it_is_typed(words: str, parts: dict[str, str]) -> None:
    assert given(words) == (parts, None)


@pytest.mark.parametrize(
    ("words", "detail", "rest"),
    [
        ("I can't manage the stairs. My number is 07700 900155.", "07700 900155", "I can't manage the stairs."),
        (
            "my new address is 5 Mill Lane and the stairs there have done my knees in",
            "5 Mill Lane",
            "my new address is 5 Mill Lane and the stairs there have done my knees in",
        ),
        ("07700 900155. Mornings are hard for me.", "07700 900155", "Mornings are hard for me."),
        ("call me on 01632 960155. when will it come?", "01632 960155", "when will it come?"),
    ],
)
def test_what_is_told_beside_it_is_left_to_be_heard(words: str, detail: str, rest: str) -> None:
    found = given(words)

    assert found is not None
    assert (found[0]["detail"], found[1]) == (detail, rest)


@pytest.mark.parametrize(
    "words",
    [
        "I drove the number 9 for thirty one years",
        "my mum's number is 01632 960155",
        "I rang 01632 960128 three times and nobody came",
        "my NHS number is 943 476 5919",
        "born 12/03/1954",
        "1954-1962 I was in the army",
        "I live at 14 Sycamore Close with my wife and the dog",
        "it is a 10 minute walk up the hill to my address book shop",
        "ring the doctor on 01632 960155 for her",
        "text me",
        "I paid 250000 for the house",
        "",
    ],
)
def test_numbers_that_are_told_of_stay_where_they_were_said(words: str) -> None:
    assert given(words) is None


def test_whose_phone_it_is_is_not_lost() -> None:
    words = "ring me on my mum's phone 07700 900155"

    assert given(words) == ({"way": "phone", "detail": words}, None)


def test_what_was_given_is_not_asked_for_again() -> None:
    contact = Contact(moment=Moment.EXPLORING, open_question="aspirations.more_of")

    take_details(contact, Heard(act="tell", words="07700 900155 denise"))

    assert contact.safe_contact == SafeContact(name="denise", way="phone", detail="07700 900155")
    assert {"safe_contact.way", "safe_contact.detail", "safe_contact.name"} <= set(contact.asked)
    assert not contact.statements


def test_a_way_that_was_chosen_before_stands_where_it_fits() -> None:
    contact = Contact(moment=Moment.SHARING, safe_contact=SafeContact(way="text"))

    take_details(contact, Heard(act="tell", words="07700 900155"))
    assert contact.safe_contact.way == "text"

    take_details(contact, Heard(act="tell", words="jo@example.org"))
    assert (contact.safe_contact.way, contact.safe_contact.detail) == ("email", "jo@example.org")


def test_whoever_gives_a_number_after_all_may_be_contacted() -> None:
    contact = Contact(moment=Moment.PAUSED, safe_contact=SafeContact(way=NO_CONTACT))

    take_details(contact, Heard(act="tell", words="ok ring me on 07700 900155"))

    assert contact.safe_contact.can_be_used


@pytest.mark.parametrize("moment", [Moment.CHANGING, Moment.SAFE_CONTACT, Moment.FORGETTING])
def test_an_answer_to_a_question_of_its_own_is_left_to_it(moment: Moment) -> None:
    assert take_details(Contact(moment=moment), Heard(act="tell", words="07700 900155")) is None
