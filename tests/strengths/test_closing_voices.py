"""The last words of a conversation keep two voices apart: a wish that was told of another is nobody's who types."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from bot.strengths.closing import shared
from bot.strengths.contact import Contact
from bot.strengths.reply import Say
from bot.strengths.statement import RESIDENT, SOMEONE_ELSE, THEIR_WORDS_AS_TOLD, TYPING_PERSON, Place, Source

ENDS = ("utter_end_on_hope", "utter_end_on_words", "utter_end_on_what_was_told")


def last_words(voice: str, domain: str = "aspirations") -> list[Say]:
    contact = Contact(said_by=RESIDENT if voice == RESIDENT else SOMEONE_ELSE)
    line = contact.keep(
        "stop in the old house", source=Source.OWN_WORDS, place=Place.GOAL, domain=domain, question=f"{domain}.x"
    )
    contact.alter(line.id, said_by=voice)
    replies = shared(contact, "FD-1", 1, repeated=False)
    return [reply for reply in replies if isinstance(reply, Say) and reply.response in ENDS]


def test_a_persons_own_wish_is_said_as_theirs() -> None:
    assert [said.response for said in last_words(RESIDENT)] == ["utter_end_on_hope"]


@pytest.mark.parametrize("voice", [SOMEONE_ELSE, THEIR_WORDS_AS_TOLD])
@pytest.mark.parametrize("domain", ["aspirations", "good_day"])
def test_what_was_told_of_another_is_said_as_told(voice: str, domain: str) -> None:
    said = last_words(voice, domain)

    assert said == [Say("utter_end_on_what_was_told", {"words": "stop in the old house"})]


def test_how_the_one_who_types_is_themselves_is_not_the_last_word() -> None:
    assert last_words(TYPING_PERSON) == []


@pytest.mark.parametrize("response", ENDS)
def test_the_last_word_promises_nothing_of_what_staff_will_do(response: str) -> None:
    said = yaml.safe_load((Path(__file__).parents[2] / "domain.yml").read_text(encoding="utf-8"))["responses"][response]

    assert not any("will" in bubble["text"].split() for bubble in said)
