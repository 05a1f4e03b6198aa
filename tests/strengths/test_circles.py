"""Which strengths stand in which circle."""

from __future__ import annotations

import pytest

from bot.strengths.circles import Circle, circles
from bot.strengths.statement import STRENGTHS, Flow, Holds, Place, Source, Statement, TieQuality

DO = "groups_places.it_do"


def said(words: str, place: Place, **fields: object) -> Statement:
    values: dict[str, object] = {"id": words, "source": Source.OWN_WORDS, "domain": "x", "question": "x"}
    return Statement(words=words, place=place, **{**values, **fields})  # type: ignore[arg-type]


def test_each_strength_stands_in_the_circle_of_its_place() -> None:
    drawn = circles(
        [said("Library", Place.COMMUNITY_STRENGTH), said("Jean", Place.NETWORK_STRENGTH), said("Cards", STRENGTHS[0])]
    )
    assert [strength.words for strength in drawn.of(Circle.PERSONAL)] == ["Cards"]
    assert [strength.words for strength in drawn.of(Circle.NETWORK)] == ["Jean"]
    assert [strength.words for strength in drawn.of(Circle.COMMUNITY)] == ["Library"]


def test_numbers_count_from_the_person_outwards_in_the_order_said() -> None:
    drawn = circles(
        [said("Library", Place.COMMUNITY_STRENGTH), said("Cards", STRENGTHS[0]), said("Roses", STRENGTHS[0])]
    )
    assert [(strength.number, strength.words) for strength in drawn.all] == [(1, "Cards"), (2, "Roses"), (3, "Library")]


@pytest.mark.parametrize("place", [place for place in Place if place not in STRENGTHS])
def test_nothing_but_strengths_stands_in_a_circle(place: Place) -> None:
    assert circles([said("x", place)]).all == ()


def test_what_was_said_not_to_be_so_is_no_strength() -> None:
    assert circles([said("nobody", Place.NETWORK_STRENGTH, holds=Holds.DENIED)]).all == ()


@pytest.mark.parametrize("quality", list(TieQuality))
def test_a_tie_that_hurts_is_no_strength(quality: TieQuality) -> None:
    drawn = circles([said("My brother", Place.NETWORK_STRENGTH, quality=quality)])
    assert bool(drawn.all) is (quality not in (TieQuality.STRAINED, TieQuality.HARMFUL))


def test_what_was_so_says_that_it_is_past_and_how_it_was_told_is_kept() -> None:
    (strength,) = circles(
        [said("Drove a bus", STRENGTHS[0], holds=Holds.PAST, source=Source.CHOSEN_OPTION, flow=Flow.FROM_ME)]
    ).all
    assert strength.past
    assert strength.source is Source.CHOSEN_OPTION
    assert strength.has_tie


def test_more_about_a_place_is_drawn_as_the_place_and_once() -> None:
    place = Place.COMMUNITY_STRENGTH
    drawn = circles(
        [
            said("I meet people", place, about="the Legion", question=DO, source=Source.CHOSEN_OPTION),
            said("played a bit of darts", place, about="the Legion", question=DO),
            said("chapel", place),
        ]
    )
    assert [strength.words for strength in drawn.all] == ["the Legion", "chapel"]


def test_somebody_named_beside_a_hope_is_drawn_as_themselves() -> None:
    drawn = circles([said("the lads", Place.NETWORK_STRENGTH, about="back to band", question="aspirations.it_who")])
    assert [strength.words for strength in drawn.all] == ["the lads"]


def test_what_an_answer_names_itself_is_drawn_as_it_was_said() -> None:
    question = "passions_interests.it_like"
    drawn = circles([said("with the dog", STRENGTHS[0], about="the river", question=question, pieces=("dog",))])
    assert [strength.words for strength in drawn.all] == ["with the dog"]


def test_an_answer_to_a_script_is_drawn_in_its_own_words() -> None:
    drawn = circles([said("knitting", STRENGTHS[0], about="What are you good at?")])
    assert [strength.words for strength in drawn.all] == ["knitting"]


def test_without_strengths_the_circles_are_empty() -> None:
    assert circles([]).all == ()
