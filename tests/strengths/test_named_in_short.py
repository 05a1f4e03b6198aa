"""An answer that only names something is said back as it was named, or not at all."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.strengths.contact import Contact
from bot.strengths.named_in_short import name_back
from bot.strengths.statement import Holds, Place, Source, Statement


def kept(words: str, place: Place, holds: Holds = Holds.NOW) -> Statement:
    contact = Contact()
    contact.keep(words, source=Source.OWN_WORDS, place=place, domain="skills_experience", question="skills.learned")
    return replace(contact.statements[-1], holds=holds)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("welder", "Welder."),
        ("Carpet fitter", "Carpet fitter."),
        ("telly and tea", "Telly and tea."),
        ("nails n lashes", "Nails and lashes."),
        ("knit group tuesday", "Knit group tuesday."),
    ],
)
def test_what_is_named_is_said_back_as_it_was_named(words: str, said: str) -> None:
    assert name_back(words, kept(words, Place.PERSONAL_STRENGTH)) == said


@pytest.mark.parametrize(
    "words",
    [
        "good",
        "idk",
        "both",
        "not sure",
        "i cook",
        "help",
        "nothing really",
        "fine thanks",
        "07700 900123",
        "what?",
        "he is",
        "🙂",
    ],
)
def test_what_names_nothing_is_not_said_back(words: str) -> None:
    assert name_back(words, kept(words, Place.PERSONAL_STRENGTH)) is None


def test_what_is_denied_is_not_named() -> None:
    assert name_back("welder", kept("welder", Place.PERSONAL_STRENGTH, Holds.DENIED)) is None


def test_what_was_is_named_without_a_time_and_not_as_a_wish() -> None:
    assert name_back("welder", kept("welder", Place.PERSONAL_STRENGTH, Holds.PAST)) == "Welder."
    assert name_back("a big garden", kept("a big garden", Place.GOAL, Holds.PAST)) is None


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("a shower i can stand in", "You would like a shower you can stand in."),
        ("my own place", "You would like your own place."),
        ("somebody to play cards with", "You would like somebody to play cards with."),
    ],
)
def test_what_is_wanted_is_said_back_as_wanted(words: str, said: str) -> None:
    assert name_back(words, kept(words, Place.GOAL)) == said


@pytest.mark.parametrize(
    "words", ["a flat i dont get moved out of", "wife rest", "see my girls more, and sleep", "some peace. and quiet"]
)
def test_in_doubt_a_wish_is_not_said_back(words: str) -> None:
    assert name_back(words, kept(words, Place.GOAL)) is None


@pytest.mark.parametrize("place", [Place.REASON, Place.HARD_NOW, Place.NETWORK_STRENGTH, Place.ALSO])
def test_only_what_was_asked_for_as_a_strength_or_a_wish_is_named_back(place: Place) -> None:
    assert name_back("welder", kept("welder", place)) is None
