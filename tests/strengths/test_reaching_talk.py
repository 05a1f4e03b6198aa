"""Saying how to be reached as people do: several things at once, questions back, and not at all."""

from __future__ import annotations

import pytest

from bot.strengths.choosing import as_chosen
from bot.strengths.contact import Contact, Moment
from bot.strengths.library import read_library
from bot.strengths.reaching import hear_reaching, reach
from bot.strengths.reply import Ask, Heard, Reply, Say, ShowLines
from bot.strengths.safe_contact import NO_CONTACT, SafeContact
from bot.strengths.statement import Place, Source

LIBRARY = read_library()


def asked(part: str, kind: str = "person", **known: str) -> Contact:
    """Somebody who is asked for one part of how to reach them."""
    contact = Contact(moment=Moment.READ_BACK)
    contact.keep("bowls", source=Source.OWN_WORDS, place=Place.GOAL, domain="aspirations", question="aspirations.more")
    reach(contact, kind)
    contact.safe_contact = SafeContact(**known)
    contact.open_question = f"safe_contact.{part}"
    contact.asked += [f"safe_contact.{name}" for name in (*known, part)]
    return contact


def hear(contact: Contact, words: str, act: str = "tell") -> list[Reply]:
    return hear_reaching(contact, as_chosen(contact, Heard(act=act, words=words), LIBRARY), LIBRARY)


def test_one_message_with_all_the_parts_is_the_whole_answer() -> None:
    contact = asked("way")

    hear(
        contact,
        "Denise. Ring me after 8 at night when he's down. 07700 900142. "
        "Don't leave a message on the landline, he rings back and gets upset.",
    )

    assert contact.safe_contact == SafeContact(
        name="Denise",
        way="phone",
        detail="07700 900142",
        when="Ring me after 8 at night when he's down.",
        private="Don't leave a message on the landline, he rings back and gets upset.",
    )
    assert contact.moment is Moment.PAUSED, "nothing more is asked of it"


@pytest.mark.parametrize(("kind", "said"), [("person", "utter_no_contact_told"), ("summary", "utter_no_contact")])
@pytest.mark.parametrize(
    "words", ["i dont want em gettin in touch", "no contact", "never. I dont want ringing. cancel it"]
)
@pytest.mark.parametrize("part", ["way", "detail", "name", "when"])
def test_whoever_wants_no_contact_is_asked_no_more_of_it(part: str, words: str, kind: str, said: str) -> None:
    contact = asked(part, kind)

    replies = hear(contact, words)

    assert replies[0] == Say(said)
    assert contact.safe_contact == SafeContact(way=NO_CONTACT)
    assert not contact.safe_contact.can_be_used
    assert contact.moment is not Moment.SAFE_CONTACT


def test_a_number_given_before_is_not_kept_by_whoever_wants_no_contact() -> None:
    contact = asked("when", name="Mo", way="phone", detail="07700 900142", private="He checks my phone")

    hear(contact, "i dont want ringing")

    assert contact.safe_contact == SafeContact(name="Mo", way=NO_CONTACT, private="He checks my phone")


@pytest.mark.parametrize("part", ["way", "detail", "name", "when", "private"])
def test_a_question_back_is_kept_for_the_team_and_the_part_asked_once_more(part: str) -> None:
    contact = asked(part, name="Mo", way="phone") if part in ("when", "private", "detail") else asked(part)
    before = contact.safe_contact

    replies = hear(contact, "who put that question in")

    assert replies == [Say("utter_question_noted"), Ask(f"safe_contact.{part}", easier=True)]
    assert contact.safe_contact == before
    assert contact.statements[-1].words == "who put that question in"
    hear(contact, "who put that question in then")
    assert contact.open_question != f"safe_contact.{part}", "not asked for ever"


def test_a_question_that_can_be_answered_is() -> None:
    contact = asked("name")

    assert Say("utter_safety_duty") in hear(contact, "who reads this")
    assert len(contact.statements) == 1


def test_skip_it_skips_whatever_follows() -> None:
    contact = asked("way")

    hear(contact, "skip it. did u see i said im 16", act="decline")

    assert contact.safe_contact == SafeContact()
    assert contact.open_question != "safe_contact.way"


@pytest.mark.parametrize("part", ["way", "detail", "name", "when"])
def test_a_warning_lands_where_staff_look_for_it_wherever_it_is_said(part: str) -> None:
    contact = asked(part)
    warning = "dont ring home n dont text when mums about"

    hear(contact, warning)

    assert contact.safe_contact.private == warning
    assert contact.safe_contact.name is None


def test_a_second_warning_stands_beside_the_first() -> None:
    contact = asked("when", way="phone", detail="07700 900142", private="He checks my phone")

    hear(contact, "mornings. don't leave a message")

    assert contact.safe_contact.private == "He checks my phone don't leave a message"
    assert contact.safe_contact.when == "mornings."


def test_a_name_has_few_words() -> None:
    contact = asked("name")

    replies = hear(contact, "it was our doctor told me all about this last week")

    assert contact.safe_contact.name is None
    assert replies[-1] == Ask("safe_contact.name", easier=True)


def test_a_name_that_was_given_before_is_found_among_the_rest() -> None:
    contact = asked("name", way="phone", detail="07700 900142")

    hear(contact, "I gave you my name! Mrs Adeyemi. After ten in the morning.")

    assert (contact.safe_contact.name, contact.safe_contact.when) == ("Mrs Adeyemi", "After ten in the morning.")
    assert contact.open_question == "safe_contact.private"


def test_a_time_can_be_put_right_at_the_last_question() -> None:
    contact = asked("private", way="phone", detail="07700 900142", name="Mo", when="Mornings")

    hear(contact, "not before ten")

    assert contact.safe_contact.when == "not before ten"
    assert contact.open_question == "safe_contact.private"


def test_nothing_is_shared_that_was_written_down_meanwhile_and_not_seen() -> None:
    contact = asked("way", "summary")
    hear(contact, "who put that question in")

    replies = hear(contact, "skip it")
    while contact.moment is Moment.SAFE_CONTACT:
        replies = hear(contact, "skip it")

    assert any(isinstance(reply, ShowLines) and contact.statements[-1].id in reply.lines for reply in replies)


def test_whoever_gives_number_and_name_together_is_not_asked_for_the_name() -> None:
    contact = asked("detail", way="text")

    hear(contact, "07700 900155 denise")

    assert (contact.safe_contact.detail, contact.safe_contact.name) == ("07700 900155", "denise")
    assert contact.open_question == "safe_contact.when"
