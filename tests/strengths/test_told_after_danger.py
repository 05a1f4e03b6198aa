"""Somebody who voiced danger and then spoke of their life finds that in the read-back, and nothing of the danger."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.errors import NothingToShareError
from bot.strengths.contact import Contact, Moment
from bot.strengths.gentle_check import SAFE_NOW, OpenCheck
from bot.strengths.in_danger import told_more
from bot.strengths.library import DOMAINS
from bot.strengths.mentions import Mention
from bot.strengths.reply import Heard
from bot.strengths.statement import Place
from bot.strengths.strength_heard import Kind, StrengthHeard, Tie
from bot.strengths.summary import summarise
from bot.strengths.told_after_danger import forget_told_beside, keep_told_beside_danger
from bot.strengths.under_18 import UNDER_18
from bot.strengths.who_may_harm import Harm

WHEN = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


def heard(words: str, *strengths: tuple[Kind, str], tie: Tie | None = None, hardship: bool = False) -> Heard:
    found = tuple(
        StrengthHeard(
            kind=kind,
            text=text,
            start=words.index(text),
            end=words.index(text) + len(text),
            tie=(tie or Tie.UNCLEAR) if kind is Kind.PERSON else None,
            role="sibling" if kind is Kind.PERSON else None,
        )
        for kind, text in strengths
    )
    return Heard(act="tell", words=words, strengths=found, hardship=hardship)


def in_safety() -> Contact:
    contact = Contact(moment=Moment.SAFETY, open_question="safety.next", voiced=["domestic_abuse"])
    contact.interrupted = [(Moment.EXPLORING, "aspirations.more_of")]
    return contact


POTTERY = heard("i want to do my pottery again", (Kind.GOAL, "do my pottery"))
SISTER = heard("my sister has the kids on a thursday", (Kind.PERSON, "sister"), tie=Tie.SUPPORTIVE)
UNCLE = heard("my uncle had the back bedroom then", (Kind.PERSON, "uncle"))
STAIRS = heard("i cant get up the stairs at home", hardship=True)


def test_what_is_told_of_a_life_after_danger_is_a_line_to_decide_on() -> None:
    contact = in_safety()

    told_more(contact, POTTERY, "FD-1", is_ordinary=True)
    told_more(contact, SISTER, "FD-1", is_ordinary=True)

    assert [(line.words, line.place, line.shared) for line in contact.statements] == [
        (POTTERY.words, Place.GOAL, True),
        (SISTER.words, Place.NETWORK_STRENGTH, True),
    ]
    assert [type(one) for one in contact.mentions] == [Mention, Mention], "and may be asked about"


def test_what_may_be_about_the_danger_is_held_back_until_the_person_lets_it_go() -> None:
    contact = in_safety()

    told_more(contact, POTTERY, "FD-1", is_ordinary=True)
    told_more(contact, STAIRS, "FD-1", is_ordinary=True)
    told_more(contact, UNCLE, "FD-1", is_ordinary=True)

    assert [line.shared for line in contact.statements] == [True, False, False]
    assert STAIRS.words not in str(summarise(contact, DOMAINS, WHEN).to_record())
    contact.alter(contact.statements[1].id, shared=True)
    assert STAIRS.words in str(summarise(contact, DOMAINS, WHEN).to_record())


@pytest.mark.parametrize(
    "told",
    [
        heard("its been since the spring"),
        heard("he was different when we met"),
        heard("it happened last week too"),
        heard("ok"),
        heard("my brother is the same when he drinks", (Kind.PERSON, "brother"), tie=Tie.HARMFUL),
        heard("I just want to be with him"),
        heard("he sold my sewing machine last spring", (Kind.SKILL, "sewing")),
        heard("when he goes to the pub I can breathe", (Kind.COMMUNITY, "the pub")),
        heard("he says I may not go to church", (Kind.COMMUNITY, "church")),
    ],
    ids=lambda told: told.words,
)
def test_what_speaks_on_of_the_danger_is_written_down_nowhere(told: Heard) -> None:
    contact = in_safety()

    told_more(contact, told, "FD-1", is_ordinary=True)

    assert contact.statements == []


def test_more_of_what_is_over_is_for_the_safeguarding_team_alone() -> None:
    contact = in_safety()
    contact.check = OpenCheck(question=SAFE_NOW, kinds=("domestic_abuse",))
    contact.open_question = SAFE_NOW

    told_more(contact, SISTER, "FD-1", is_ordinary=True)

    assert contact.statements == []


def test_words_in_which_danger_was_noticed_are_written_down_nowhere() -> None:
    contact = in_safety()

    told_more(contact, POTTERY, "FD-1", is_ordinary=False)

    assert contact.statements == []


def test_what_a_child_in_danger_tells_becomes_no_summary() -> None:
    contact = in_safety()
    contact.asked.append(UNDER_18)

    told_more(contact, POTTERY, "FD-1", is_ordinary=True)

    assert contact.statements == []


def test_he_may_be_somebody_who_was_named_beside_the_danger_or_not_so_it_is_held_back() -> None:
    contact = in_safety()
    told = heard("my girl loves drawing, she has a big pad", (Kind.PERSON, "girl"), (Kind.INTEREST, "drawing"))

    told_more(contact, told, "FD-1", is_ordinary=True)

    assert [(line.words, line.shared) for line in contact.statements] == [(told.words, False)]


def test_a_helper_who_is_spoken_of_as_she_is_a_line_to_decide_on() -> None:
    contact = in_safety()
    told = heard("my sister takes me to bingo, she is lovely", (Kind.PERSON, "sister"), tie=Tie.SUPPORTIVE)

    told_more(contact, told, "FD-1", is_ordinary=True)

    assert [line.shared for line in contact.statements] == [True]


IN_ONE = "He hits me. I love my garden. My husband likes fishing. I want a ramp."


def spans_of(*told: str) -> list[tuple[int, int]]:
    return [(IN_ONE.index(one), IN_ONE.index(one) + len(one)) for one in told]


def test_what_stands_beside_danger_in_one_message_is_held_back_for_the_person_to_decide() -> None:
    contact = in_safety()
    contact.harms = [Harm(message="m1", people=("husband",))]
    message = heard(IN_ONE, (Kind.INTEREST, "my garden"), (Kind.INTEREST, "fishing"))

    keep_told_beside_danger(
        contact, message, spans_of("I love my garden.", "My husband likes fishing.", "I want a ramp.")
    )

    assert [(line.words, line.place, line.shared) for line in contact.statements] == [
        ("I love my garden.", Place.PERSONAL_STRENGTH, False),
        ("I want a ramp.", Place.WHAT_WOULD_HELP, False),
    ]
    assert all(line.words != "He hits me." for line in contact.statements)
    with pytest.raises(NothingToShareError):
        summarise(contact, DOMAINS, WHEN)


def test_a_message_that_was_not_meant_so_is_no_line_twice() -> None:
    contact = in_safety()
    keep_told_beside_danger(contact, heard(IN_ONE, (Kind.INTEREST, "my garden")), spans_of("I love my garden."))

    forget_told_beside(contact, [heard(IN_ONE)])

    assert contact.statements == []
