"""What the words so far say for or against a question, and what they do not say."""

from __future__ import annotations

import pytest

from bot.strengths.contact import Contact
from bot.strengths.question import SIGNALS
from bot.strengths.signals import signals
from bot.strengths.statement import Place, Source


def given(words: str) -> frozenset[str]:
    contact = Contact()
    contact.keep(words, source=Source.OWN_WORDS, place=Place.REASON, domain="opening", question="opening.reason")
    return signals(contact)


@pytest.mark.parametrize(
    ("words", "signal"),
    [
        ("my husband died in may", "grief"),
        ("since mum passed its been quiet", "grief"),
        ("i have parkinson\u2019s", "illness"),
        ("ive got M.E. and it floors me", "illness"),
        ("the letter says me/cfs", "illness"),
        ("ive been looking after my mum", "carer"),
        ("im her carer", "carer"),
        ("I look after my elderly neighbour", "carer"),
        ("looking after him is all I do", "carer"),
        ("I care for Brian, day in day out", "carer"),
        ("i care for two kids and me dad", "carer"),
        ("we came through it", "survived"),
        ("ten years sober", "survived"),
    ],
)
def test_what_is_told_speaks_for_or_against_questions(words: str, signal: str) -> None:
    assert given(words) == {signal}
    assert signal in SIGNALS


@pytest.mark.parametrize(
    "words",
    [
        "my sister rings me every night",
        "me neighbour pops in and we have a brew",
        "just me",
        "Give me a ring",
        "i like the garden and the radio",
        "I look after pigeons with Ron",
        "I care about the allotment",
        "looking after my garden keeps me going",
        "i look after my dog and my money",
        "I look after myself",
    ],
)
def test_ordinary_words_are_no_sign_of_anything(words: str) -> None:
    assert given(words) == frozenset()
