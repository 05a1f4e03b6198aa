"""Sharing by typed words: "only number 5", "dont share the family bit", "you've left off the lass"."""

from __future__ import annotations

import pytest

from bot.strengths.about_lines import hear_about_lines
from bot.strengths.contact import Contact, Moment
from bot.strengths.line_commands import left_out, read_line_commands
from bot.strengths.reply import Ask, Heard, Say, ShowLines
from bot.strengths.statement import Place, Source

LINES = (
    ("mending the telephone and the wireless", Place.PERSONAL_STRENGTH),
    ("singing in the choir at chapel", Place.PERSONAL_STRENGTH),
    ("my brother never rings", Place.NETWORK_STRENGTH),
    ("Doreen next door", Place.NETWORK_STRENGTH),
    ("me family are all in Leeds", Place.NETWORK_STRENGTH),
)


@pytest.fixture(params=[(Moment.READ_BACK, "read_back.check"), (Moment.SHARING, "sharing.confirm")])
def contact(request: pytest.FixtureRequest) -> Contact:
    """Somebody with five lines, who looks at them or is asked for a plain yes."""
    moment, question = request.param
    contact = Contact(moment=moment, open_question=question)
    for words, place in LINES:
        contact.keep(words, source=Source.OWN_WORDS, place=place, domain="people_networks", question="people.x")
    return contact


def hear(contact: Contact, typed: str, act: str = "tell") -> list[object] | None:
    replies = hear_about_lines(contact, Heard(act=act, words=typed))
    return None if replies is None else list(replies)


def shared(contact: Contact) -> list[str]:
    return [line.words for line in contact.statements if line.shared]


@pytest.mark.parametrize("act", ["tell", "share", "affirm"])
@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Only share number 5. None of the others.", ["me family are all in Leeds"]),
        ("share only line 5", ["me family are all in Leeds"]),
        ("just 5", ["me family are all in Leeds"]),
        ("only 1 and 2 please", ["mending the telephone and the wireless", "singing in the choir at chapel"]),
        ("Just the one about the telephone and the wireless", ["mending the telephone and the wireless"]),
        ("only share my singing", ["singing in the choir at chapel"]),
        ("just share 2, nothing else", ["singing in the choir at chapel"]),
    ],
)
def test_only_holds_all_other_lines_back(contact: Contact, act: str, typed: str, kept: list[str]) -> None:
    assert hear(contact, typed, act)
    assert shared(contact) == kept
    assert len(contact.statements) == len(LINES)


@pytest.mark.parametrize(
    ("typed", "gone"),
    [
        ("dont share the family bit", "me family are all in Leeds"),
        ("n take out the family bit", "me family are all in Leeds"),
        ("don't put my singing in", "singing in the choir at chapel"),
        ("Line 2 is silly, take it off", "singing in the choir at chapel"),
        ("hide the bit about my brother", "my brother never rings"),
        ("take out the bit about Doreen please", "Doreen next door"),
        ("I meant the wireless one, don\u2019t send that", "mending the telephone and the wireless"),
    ],
)
def test_a_line_named_by_its_words_is_the_one_that_fits(contact: Contact, typed: str, gone: str) -> None:
    assert hear(contact, typed)
    assert sorted([*shared(contact), gone]) == sorted(words for words, _ in LINES)


@pytest.mark.parametrize(
    "typed", ["dont share the bit about money", "take out the daft bit", "just the one about the dog"]
)
def test_words_that_fit_no_line_are_asked_about_and_never_kept_as_one(contact: Contact, typed: str) -> None:
    replies = hear(contact, typed)

    assert replies
    assert replies[0] == Say("utter_say_which_line")
    assert contact.moment is Moment.READ_BACK, "nothing can be sent before it is looked at again"
    assert len(contact.statements) == len(LINES)


def test_words_that_fit_two_lines_are_asked_about(contact: Contact) -> None:
    contact.keep(
        "singing to the baby", source=Source.OWN_WORDS, place=Place.ALSO, domain="people_networks", question="people.x"
    )

    replies = hear(contact, "dont share my singing")

    assert replies
    assert replies[0] == Say("utter_say_which_line")


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("you've left off the lass", "the lass"),
        ("Youve left out our Karen.", "our Karen"),
        ("you forgot about my allotment", "my allotment"),
        ("you've missed something", ""),
        ("I left my job in June", None),
        ("you left me waiting", "me waiting"),
    ],
)
def test_what_was_left_out_is_heard(typed: str, said: str | None) -> None:
    assert left_out(typed) == said


def test_what_was_left_out_is_added_in_its_own_words(contact: Contact) -> None:
    assert hear(contact, "you've left off the lass")
    assert contact.statements[-1].words == "the lass"


@pytest.mark.parametrize(
    "typed",
    [
        "just a minute",
        "only on Sundays",
        "just me and the dog",
        "I just share a flat",
        "only my sister Jean comes now",
        "take my 2 dogs out",
        "lose my temper sometimes",
        "remove stains with vinegar",
        "just 5 minutes please",
    ],
)
def test_telling_is_no_wish_about_lines(contact: Contact, typed: str) -> None:
    assert hear(contact, typed) is None
    assert shared(contact) == [words for words, _ in LINES]


def test_a_wish_to_hold_back_may_name_what_is_no_line() -> None:
    assert [command.act for command in read_line_commands("don't share my pension")] == ["withhold_line"]


def test_the_rest_is_shared_once_a_line_is_out(contact: Contact) -> None:
    replies = hear(contact, "Remove 3 and share the rest.", "share")

    assert len(contact.statements) == len(LINES) - 1
    assert contact.moment is Moment.SAFE_CONTACT
    assert (replies or [])[-1] == Ask("safe_contact.way")


def test_a_line_that_is_asked_for_beside_it_is_shown(contact: Contact) -> None:
    replies = hear(contact, "take out 2, that was me being daft. and wheres the bit about Doreen")

    assert replies
    asked_for = next(line.id for line in contact.statements if line.words == "Doreen next door")
    assert ShowLines((asked_for,)) in replies
    assert len(contact.statements) == len(LINES) - 1


def test_a_question_beside_it_is_noted(contact: Contact) -> None:
    replies = hear(contact, "remove the last one please and can they come on Sundays?")

    assert Say("utter_question_noted") in (replies or [])
    assert contact.statements[-1].words == "can they come on Sundays?"
    assert len(contact.statements) == len(LINES)
