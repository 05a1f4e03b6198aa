"""Whoever stays with what is hard is listened to in more than one way, and asked whether to turn only once."""

from __future__ import annotations

from itertools import pairwise

import pytest

from bot.strengths.agenda import GETTING_THROUGH, STAY_OR_TURN
from bot.strengths.answering import hear_staying
from bot.strengths.contact import Contact, Moment
from bot.strengths.hard_moments import hear_hard_moment
from bot.strengths.library import read_library
from bot.strengths.reply import Ask, Heard, Reply
from bot.strengths.staying import next_while_staying

LIBRARY = read_library()
HARD = ("i never sleep now", "nobody comes near us", "the damp is in the walls", "it is worse in winter", "i am so low",
        "i dont eat", "i miss work", "the nights are long")  # fmt: skip


def staying(*asked: str) -> Contact:
    contact = Contact(moment=Moment.STAYING, open_question="staying.more")
    contact.asked += ["permission.turn", GETTING_THROUGH, *asked]
    return contact


def asked_in(replies: list[Reply]) -> list[str]:
    return [reply.question for reply in replies if isinstance(reply, Ask)]


@pytest.mark.parametrize("before", [(), (STAY_OR_TURN,)])
def test_whether_to_stay_or_turn_is_asked_once_however_long_somebody_stays(before: tuple[str, ...]) -> None:
    contact = staying(*before)
    asked = [
        key
        for words in HARD
        for key in asked_in(hear_staying(contact, Heard(act="tell", words=words, hardship=True, strengths=()), LIBRARY))
    ]

    assert asked.count(STAY_OR_TURN) == 1 - len(before)


def test_nobody_is_asked_the_same_twice_running_while_they_stay() -> None:
    contact = staying()
    asked = [contact.open_question]
    for words in HARD:
        heard = Heard(act="tell", words=words, hardship=True, strengths=())
        asked += asked_in(hear_staying(contact, heard, LIBRARY))

    assert all(one != other for one, other in pairwise(asked))


def test_a_refusal_with_something_hard_in_it_does_not_bring_the_choice_back() -> None:
    contact = staying(STAY_OR_TURN)
    replies = hear_hard_moment(contact, Heard(act="decline", words="Stop asking that. She is dead."), LIBRARY)

    assert replies is None or STAY_OR_TURN not in asked_in(replies)


@pytest.mark.parametrize("open_question", ["staying.more", "staying.listening", "staying.coping", STAY_OR_TURN])
def test_what_comes_next_is_never_what_is_open(open_question: str) -> None:
    contact = staying(STAY_OR_TURN, "staying.coping")
    contact.open_question = open_question

    assert next_while_staying(contact, LIBRARY) not in (open_question, STAY_OR_TURN)
