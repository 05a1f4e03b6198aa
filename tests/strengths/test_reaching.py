"""How it is safe to reach the person: every order, every skip, and never a promise that can't be kept."""

from __future__ import annotations

from itertools import product

import pytest

from bot.strengths.acknowledging import hard_responses
from bot.strengths.choosing import as_chosen
from bot.strengths.closing import ready_to_share
from bot.strengths.contact import Contact, Moment
from bot.strengths.library import read_library
from bot.strengths.reaching import QUESTIONS, hear_reaching, reach, remaining_to_reach
from bot.strengths.reply import Ask, Heard, Reply, Say
from bot.strengths.safe_contact import SafeContact
from bot.strengths.statement import Place, Source

LIBRARY = read_library()
SKIP = Heard(act="decline", words="Skip this")


def tell(words: str) -> Heard:
    return Heard(act="tell", words=words)


def press(choice: str) -> Heard:
    question, _, key = choice.rpartition(".")
    found = LIBRARY[question].choice(key)
    assert found is not None
    return Heard(act="choose", words=found.say, choice=choice)


def reaching_for(kind: str) -> Contact:
    contact = Contact(moment=Moment.READ_BACK)
    contact.keep("bowls", source=Source.OWN_WORDS, place=Place.GOAL, domain="aspirations", question="aspirations.more")
    reach(contact, kind)
    return contact


def answer(contact: Contact, *all_heard: Heard) -> list[Reply]:
    replies: list[Reply] = []
    for heard in all_heard:
        replies = hear_reaching(contact, as_chosen(contact, heard, LIBRARY), LIBRARY)
    return replies


def said(replies: list[Reply]) -> set[str]:
    return {reply.response for reply in replies if isinstance(reply, Say)}


def test_every_part_is_asked_once_and_kept_as_it_was_said() -> None:
    contact = reaching_for("summary")

    replies = answer(
        contact,
        press("safe_contact.way.phone"),
        tell("01632 960 111, ask for me"),
        tell("Maureen"),
        tell("not when he is in, so before 4"),
        tell("him, if its on speaker"),
    )

    assert contact.safe_contact == SafeContact(
        name="Maureen",
        way="phone",
        detail="01632 960 111, ask for me",
        when="not when he is in, so before 4",
        private="him, if its on speaker",
    )
    assert replies[1:] == [Say("utter_ready_to_share", {"count": "1", "total": "1"}), Ask("sharing.confirm")]


@pytest.mark.parametrize("words", ["01632 960 111", "ring 01632 960111 please", "(01632) 960 111", "mo@example.org"])
def test_a_number_typed_at_how_is_taken_as_the_number(words: str) -> None:
    contact = reaching_for("person")

    answer(contact, tell(words))

    assert contact.safe_contact.detail == words
    assert contact.safe_contact.can_be_used
    assert contact.open_question == "safe_contact.name", "the number is not asked for again"


def test_a_way_that_is_typed_in_so_many_words_is_the_way() -> None:
    contact = reaching_for("person")

    answer(contact, tell("Ring me"))

    assert contact.safe_contact.way == "phone"
    assert contact.open_question == "safe_contact.detail"


@pytest.mark.parametrize("words", ["no", "none", "nope", "yes", "ok"])
def test_a_bare_yes_or_no_is_no_number(words: str) -> None:
    contact = reaching_for("person")
    answer(contact, press("safe_contact.way.phone"))

    replies = answer(contact, tell(words))

    assert contact.safe_contact.detail is None
    assert replies[0] == Say("utter_leave_out")


def test_no_is_a_full_answer_to_who_else_may_hear() -> None:
    contact = reaching_for("person")

    answer(contact, press("safe_contact.way.phone"), tell("01632 960111"), SKIP, SKIP, tell("no"))

    assert contact.safe_contact.private == "No, it is private"


def test_whoever_rings_themselves_is_asked_for_no_number_and_no_time() -> None:
    contact = reaching_for("person")

    replies = answer(contact, press("safe_contact.way.they_will_ring"), tell("Maureen"))

    assert said(replies) >= {"utter_you_will_ring", "utter_team_phone"}
    assert "safe_contact.detail" not in contact.asked


ANSWERS = {
    "safe_contact.way": (
        press("safe_contact.way.phone"),
        press("safe_contact.way.letter"),
        press("safe_contact.way.they_will_ring"),
        tell("01632 960111"),
        tell("pigeon"),
        SKIP,
    ),
    "safe_contact.detail": (tell("01632 960111"), tell("you have it"), tell("the flat over the shop, Mill Road"), SKIP),
    "safe_contact.name": (tell("Maureen"), SKIP),
    "safe_contact.when": (press("safe_contact.when.morning"), SKIP),
    "safe_contact.private": (press("safe_contact.private.yes"), SKIP),
}


@pytest.mark.parametrize("kind", ["summary", "person", "assessment"])
def test_nobody_is_told_that_the_team_can_reach_them_when_it_cannot(kind: str) -> None:
    outcomes = set()
    for answers in product(*ANSWERS.values()):
        contact = reaching_for(kind)
        by_question = dict(zip(ANSWERS, answers, strict=True))
        replies: list[Reply] = []
        for _ in QUESTIONS:
            if contact.moment is Moment.SAFE_CONTACT:
                replies = hear_reaching(contact, by_question[contact.open_question or ""], LIBRARY)
        assert contact.moment in (Moment.SHARING, Moment.PAUSED)

        has_number = "960111" in (contact.safe_contact.detail or "")
        has_address = contact.safe_contact.way == "letter" and contact.safe_contact.detail is not None
        reachable = (has_number or has_address) and contact.safe_contact.way != "they_will_ring"
        told_reachable = bool(said(replies) & {"utter_know_how_to_reach", "utter_ready_to_share"})
        assert told_reachable == reachable, (answers, replies)
        outcomes.add(told_reachable)
    assert outcomes == {True, False}


def test_what_was_answered_for_a_person_is_not_asked_again_for_the_summary() -> None:
    contact = reaching_for("person")
    answer(contact, press("safe_contact.way.phone"), tell("01632 960111"), SKIP, SKIP, SKIP)

    contact.moment = Moment.READ_BACK
    replies = ready_to_share(contact)

    assert replies == [Say("utter_ready_to_share", {"count": "1", "total": "1"}), Ask("sharing.confirm")]


@pytest.mark.parametrize(("answered", "left"), [(0, 2), (1, 4), (2, 3), (3, 2), (4, 1)])
def test_how_many_questions_are_left_is_said_truly(answered: int, left: int) -> None:
    contact = reaching_for("person")
    answer(
        contact,
        *[press("safe_contact.way.phone"), tell("01632 960111"), tell("Mo"), tell("mornings")][:answered],
    )

    assert remaining_to_reach(contact) == left


def test_what_says_nothing_of_how_to_reach_them_is_heard_written_down_and_the_question_put_again_once() -> None:
    contact = reaching_for("summary")
    told = "the radio is on all day and the dog sleeps beside it"
    answer(contact, press("safe_contact.way.phone"), tell("01632 960111"))
    assert contact.open_question == "safe_contact.name"

    first = answer(contact, tell(told))
    again = answer(contact, tell(told + " mostly"))

    assert first == [Say("utter_written_down_too"), Ask("safe_contact.name", easier=True)]
    assert again[0] == Say("utter_written_down_too")
    assert contact.open_question == "safe_contact.when", "nobody is asked for ever"
    assert [line.words for line in contact.statements[1:]] == [told, told + " mostly"]


def test_what_is_hard_is_heard_as_hard_while_they_say_how_to_be_reached() -> None:
    contact = reaching_for("summary")
    answer(contact, press("safe_contact.way.phone"), tell("01632 960111"))

    first = answer(contact, tell("im at my wits end with my dad and i cannot do another night of it"))[0]

    assert isinstance(first, Say)
    assert first.response in hard_responses()
