"""Who asks what one of our words means is told in a plain sentence, and their question is no line."""

from __future__ import annotations

import pytest
import yaml

from bot.strengths.contact import Contact, Moment
from bot.strengths.explaining import explain
from bot.strengths.glossary import CUES, EXPLAINS, words_asked
from bot.strengths.library import read_library
from bot.strengths.reply import Ask, Heard, Say
from bot.strengths.statement import Place, Source

LIBRARY = read_library()


def test_every_word_has_its_cues_and_its_explanation() -> None:
    assert set(yaml.safe_load(CUES.read_text())["words"]) == set(EXPLAINS)


@pytest.mark.parametrize(
    ("typed", "word"),
    [
        ("what is mean front-door team? is house with door?", "front_door_team"),
        ("what is the front door team", "front_door_team"),
        ("sorry what is samaritans? is hospital?", "samaritans"),
        ("who are the Samaritans?", "samaritans"),
        ("what is mean Share it?", "share"),
        ("what does summary mean", "summary"),
        ("what's an advocate?", "advocate"),
        ("I don't know what an assessment is", "assessment"),
        ("assessment means what?", "assessment"),
        ("what do you mean by reference", "reference"),
        ("who is the safeguarding team", "safeguarding_team"),
        ("never heard of an interpreter", "interpreter"),
        ("explain carer please", "carer"),
        ("council is what?", "council"),
    ],
)
def test_a_question_about_one_of_our_words_is_heard_as_one(typed: str, word: str) -> None:
    asked = words_asked(typed)

    assert asked is not None
    assert (asked.explain, asked.told) == ((EXPLAINS[word],), "")


@pytest.mark.parametrize(
    "typed",
    [
        "what time is the assessment",
        "who is my carer on Tuesday",
        "I share a flat with my brother",
        "my carer is lovely",
        "what the council did to me was wrong",
        "I was on the council for years",
        "the team I play for is Rovers",
        "what is my reference",
        "I rang the Samaritans",
    ],
)
def test_telling_and_other_questions_are_left_alone(typed: str) -> None:
    assert words_asked(typed) is None


@pytest.mark.parametrize(
    ("moment", "question"),
    [
        (Moment.EXPLORING, "aspirations.more_of"),
        (Moment.STAYING, "staying.more"),
        (Moment.SHARING, "sharing.confirm"),
        (Moment.SAFE_CONTACT, "safe_contact.way"),
    ],
)
def test_it_is_explained_and_the_question_put_again_and_nothing_is_kept(moment: Moment, question: str) -> None:
    contact = Contact(moment=moment, open_question=question, asked=[question])

    replies = explain(contact, Heard(act="tell", words="what is samaritans? is shop?"), LIBRARY)

    assert replies == [Say("utter_word_samaritans"), Ask(question)]
    assert contact.statements == []


def test_what_is_told_beside_it_is_kept_without_the_question() -> None:
    contact = Contact(moment=Moment.EXPLORING, open_question="aspirations.more_of", asked=["permission.turn"])

    replies = explain(contact, Heard(act="tell", words="what is summary? i want more work in wood."), LIBRARY)

    assert replies[0] == Say("utter_word_summary")
    assert [line.words for line in contact.statements] == ["i want more work in wood."]


def test_beside_the_lines_it_becomes_no_line_and_what_else_is_asked_is_answered() -> None:
    contact = Contact(moment=Moment.READ_BACK, open_question="read_back.check")
    contact.keep("my back", source=Source.OWN_WORDS, place=Place.REASON, domain="opening", question="opening.reason")

    replies = explain(contact, Heard(act="ask_cuts", words="what is mean Share it? who will read this?"), LIBRARY)

    assert replies[0] == Say("utter_word_share")
    assert Say("utter_who_reads") in replies
    assert len(contact.statements) == 1
