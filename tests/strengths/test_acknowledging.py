"""What is said first: what is hard named in words that fit, and no sentence again while others are left."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from bot.strengths.acknowledging import acknowledgement, hard_responses, responses
from bot.strengths.contact import Contact
from bot.strengths.plain_words import sentences
from bot.strengths.reply import Heard

TEXTS = {
    name: variants[0]["text"]
    for name, variants in yaml.safe_load((Path(__file__).parents[2] / "domain.yml").read_text())["responses"].items()
}


def ordinary(words: str, contact: Contact) -> str:
    return acknowledgement(Heard(act="tell", words=words, hardship=False), contact=contact).response


def hard(words: str, contact: Contact | None = None) -> str:
    return acknowledgement(Heard(act="tell", words=words, hardship=True), contact=contact).response


@pytest.mark.parametrize(
    ("words", "theme"),
    [
        ("i havent slept, he is up all night", "tired"),
        ("my wife died in spring and i cant sleep", "grief"),
        ("me hip is agony", "body"),
        ("i used to sew and now i cant thread a needle", "loss"),
        ("its that quiet, nobody visits", "lonely"),
        ("i do everything for him, hoist and all", "caring"),
        ("im worried what comes after", "fear"),
        ("i rang six times and got nowhere", "passed_around"),
        ("we are skint by thursday", "money"),
        ("the damp is on every wall", "housing"),
        ("you let me down", "let_down"),
        ("i feel so guilty", "shame"),
        ("i got made redundant", "work"),
        ("my sister and me fell out", "family"),
        ("still waiting for somebody", "waiting"),
        ("a brown envelope came", "letter"),
        ("the nights drag", "nights"),
        ("it is all too much", "overwhelmed"),
        ("im useless", "worthless"),
        ("it is grim", "plain"),
        ("we lost our baby in march", "grief"),
        ("its since i lost him", "grief"),
        ("i lost my job at the depot", "work"),
        ("in the war i lost my house my shop", "loss"),
        ("i lost my rag with her on tuesday", "plain"),
    ],
)
def test_what_is_hard_is_named_in_words_that_fit(words: str, theme: str) -> None:
    assert hard(words).startswith(f"utter_hard_{theme}_")


def test_no_sentence_comes_twice_in_ten_turns_of_the_same_thing() -> None:
    for words in ("i cant sleep", "it is grim", "they let me down"):
        contact = Contact()
        said = [hard(words, contact) for _ in range(10)]
        assert len(set(said)) == len(said)
    contact = Contact()
    said = [ordinary("???", contact) for _ in range(10)]
    assert len(set(said)) == 10


def test_what_was_said_lately_is_remembered_with_the_contact() -> None:
    contact = Contact()
    first = hard("i cant sleep", contact)

    assert hard("i cant sleep", Contact.from_record(contact.to_record())) != first


def test_what_somebody_thinks_ill_of_themselves_is_not_said_back() -> None:
    said = acknowledgement(Heard(act="tell", words="im useless me", hardship=True))

    assert said.details == {"reflection": ""}


def test_a_reflection_and_an_acknowledgement_go_out_together() -> None:
    said = acknowledgement(Heard(act="tell", words="he wont sleep so i dont", hardship=True))

    assert TEXTS[said.response].format(**said.details) == "He won't sleep so you don't. That is exhausting."


def test_it_is_said_the_first_time_and_every_few_answers_that_the_words_are_kept() -> None:
    contact = Contact()
    said = [ordinary("telly", contact) for _ in range(9)]

    kept = [response.startswith("utter_kept_") for response in said]
    assert kept == [True, False, False, False] * 2 + [True]


def test_effort_is_named_where_the_words_hold_it() -> None:
    contact = Contact()
    acknowledgement(Heard(act="tell", words="telly", hardship=False), contact=contact)

    said = acknowledgement(Heard(act="tell", words="i look after my wife", hardship=False), contact=contact)

    assert said.response.startswith("utter_effort_for_others_")


def test_a_bubble_has_no_more_than_three_sentences_with_a_reflection_in_it() -> None:
    for response in responses():
        assert len(sentences(TEXTS[response].replace("{reflection}", "You make walking sticks. "))) <= 3, response


def test_each_theme_has_different_words() -> None:
    said = [TEXTS[response] for response in hard_responses()]

    assert len(set(said)) == len(said)
