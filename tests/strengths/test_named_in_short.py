"""An answer that only names something is said back as it was named, or not at all."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.strengths.contact import Contact
from bot.strengths.named_in_short import name_back
from bot.strengths.statement import Holds, Place, Source, Statement, TieQuality


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


@pytest.mark.parametrize(
    ("words", "piece", "said"),
    [
        ("old Stan on the next plot", "Stan", "Old Stan on the next plot."),
        ("mostly our Jean", "Jean", "Mostly your Jean."),
        ("Ali from the mosque", "Ali", "Ali from the mosque."),
    ],
)
def test_somebody_is_named_back_with_where_they_belong(words: str, piece: str, said: str) -> None:
    line = replace(kept(words, Place.NETWORK_STRENGTH), pieces=(piece,))

    assert name_back(words, line) == said


@pytest.mark.parametrize("words", ["Stan", "she rings on Sundays", "it depends who is about"])
def test_nobody_is_named_who_was_not_heard_or_does_something(words: str) -> None:
    assert name_back(words, kept(words, Place.NETWORK_STRENGTH)) is None


def test_somebody_whose_tie_hurts_is_not_named() -> None:
    line = replace(kept("Stan next door", Place.NETWORK_STRENGTH), pieces=("Stan",), quality=TieQuality.STRAINED)

    assert name_back("Stan next door", line) is None


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
    "words", ["a flat i dont like", "wife rest", "see my girls more, and sleep", "some peace. and quiet"]
)
def test_in_doubt_a_wish_is_not_said_back(words: str) -> None:
    assert name_back(words, kept(words, Place.GOAL)) is None


@pytest.mark.parametrize("place", [Place.REASON, Place.HARD_NOW, Place.NETWORK_STRENGTH, Place.ALSO])
def test_only_what_was_asked_for_as_a_strength_or_a_wish_is_named_back(place: Place) -> None:
    assert name_back("welder", kept("welder", place)) is None


@pytest.mark.parametrize(
    ("words", "place", "said"),
    [
        ("a flat i dont get moved out of", Place.GOAL, "You would like a flat you don't get moved out of."),
        ("the same worker for more than a month", Place.GOAL, "You would like the same worker for more than a month."),
        ("somebody to have sunday dinner with", Place.OWN_IDEA, "Somebody to have sunday dinner with."),
        ("not a flat", Place.GOAL, None),
        ("a job but no nights", Place.GOAL, None),
    ],
)
def test_what_must_not_be_is_part_of_a_wish_and_a_no_is_none(words: str, place: Place, said: str | None) -> None:
    assert name_back(words, kept(words, place)) == said
