"""Whoever may be the one who harms is set apart: of the words, of the words before them, and in doubt anybody close."""

from __future__ import annotations

import pytest

from bot.strengths.who_may_harm import Harm, may_be_meant, names_a_part, who_may_harm

HUSBAND, MUM = "my husband Ray has dementia", "my mum lives with us"


@pytest.mark.parametrize(
    ("words", "before", "people", "is_unknown"),
    [
        ("my husband hits me", (), ("husband",), False),
        ("the carer is always in my purse", (), ("carer",), False),
        ("my son-in-law shouts at me", (), ("in_law",), False),
        ("my neighbour pushes me about", (HUSBAND,), ("neighbour",), False),
        ("he's up all night shouting", (HUSBAND,), ("husband",), False),
        ("he's up all night shouting", (HUSBAND, MUM), ("husband",), False),
        ("she locks me in", (HUSBAND, MUM), ("mother",), False),
        ("she locks me in", (HUSBAND,), (), True),
        ("they take my card", (HUSBAND, MUM), ("mother",), False),
        ("he shouts at me", ("my son and my brother moved in",), ("son", "brother"), False),
        ("he hits my mum", (HUSBAND,), ("mother", "husband"), False),
        ("the neighbour heard him shouting at me", (HUSBAND,), ("neighbour", "husband"), False),
        ("i am his carer and he hits me", (HUSBAND,), ("husband",), False),
        ("i'm scared of my family, he hits me", (), ("family",), True),
        ("i get hit at home", (HUSBAND,), (), True),
        ("he hits me", (), (), True),
        ("Ray hits me", (HUSBAND,), ("husband",), False),
        ("ray hits me", (HUSBAND,), ("husband",), False),
        ("Ray hits me", (), ("name:ray",), False),
        ("he hits me", ("Ray is round a lot",), ("name:ray",), False),
    ],
)  # fmt: skip
def test_it_is_whom_the_words_name_or_whom_he_or_she_could_mean(
    words: str, before: tuple[str, ...], people: tuple[str, ...], is_unknown: bool
) -> None:
    names = ["Ray"] if "ray" in f"{words} {before}".lower() else []

    assert who_may_harm("m1", words, before, names) == Harm(message="m1", people=people, is_unknown=is_unknown)


def test_he_may_be_the_one_who_was_spoken_of_in_a_message_that_is_kept_nowhere() -> None:
    earlier = [Harm(message="m1", people=("husband",))]

    found = who_may_harm("m2", "he did it again", ("my brother rang",), (), earlier)

    assert found.people == ("brother", "husband")


BY_HUSBAND = [Harm(message="m1", people=("husband",))]
BY_RAY = [Harm(message="m1", people=("name:ray",))]
BY_SOMEBODY = [Harm(message="m1", is_unknown=True)]
BY_FAMILY = [Harm(message="m1", people=("family",))]


@pytest.mark.parametrize(
    ("harms", "words", "told", "meant"),
    [
        ([], "my husband", (), False),
        (BY_HUSBAND, "my husband", (), True),
        (BY_HUSBAND, "a day out with my hubby", (), True),
        (BY_HUSBAND, "Ray", (HUSBAND,), True),
        (BY_HUSBAND, "ray", (HUSBAND,), True),
        (BY_HUSBAND, "Ray", (), False),
        (BY_HUSBAND, "family", (), True),
        (BY_HUSBAND, "my partner", (), True),
        (BY_HUSBAND, "my sister", (), False),
        (BY_HUSBAND, "my grandson", (), False),
        (BY_RAY, "a trip with ray", (), True),
        (BY_FAMILY, "my daughter", (), True),
        (BY_FAMILY, "my neighbour", (), False),
        (BY_SOMEBODY, "my husband", (), True),
        (BY_SOMEBODY, "my son", (), True),
        (BY_SOMEBODY, "my carer", (), True),
        (BY_SOMEBODY, "my friend Joan", (), False),
        (BY_SOMEBODY, "go to Blackpool", (), False),
        (BY_SOMEBODY, "fishing", (), False),
    ],
)
def test_whoever_may_be_meant_is_no_subject(harms: list[Harm], words: str, told: tuple[str, ...], meant: bool) -> None:
    assert may_be_meant(harms, words, told) is meant


@pytest.mark.parametrize(
    ("words", "told", "names"),
    [("my sister", (), True), ("Ray", (HUSBAND,), True), ("Ray", (), False), ("a dog", (), False)],
)
def test_of_a_bare_name_nobody_can_tell_who_it_is(words: str, told: tuple[str, ...], names: bool) -> None:
    assert names_a_part(words, told) is names


def test_what_was_noted_comes_back_from_its_record() -> None:
    harm = Harm(message="m1", people=("husband", "name:ray"), is_unknown=True)

    assert Harm.from_record(harm.to_record()) == harm
