"""One gentle question, once: what its answer means."""

from __future__ import annotations

import json

import pytest

from bot.strengths.gentle_check import (
    CHECKS,
    EVERYONE_SAFE,
    LIFE,
    SAFE_NOW,
    OpenCheck,
    answers_with_danger,
    check_for,
    is_like,
    read_in_context,
)
from bot.strengths.safety import PASSED_ON, Safety, Tier

OF_LIFE = OpenCheck(question=LIFE, kinds=("suicide",), message_id="m1", words="i've had enough", line="s1")


@pytest.mark.parametrize(
    ("act", "words"),
    [
        ("affirm", "yes"),
        ("affirm", "Yes"),
        ("tell", "yeah i am"),
        ("tell", "yes every night when the house goes quiet and nobody is about"),
        ("tell", "sometimes"),
        ("tell", "maybe a bit"),
        ("dont_know", "I am not sure"),
        ("dont_know", "dunno"),
        ("tell", "i have thought about it"),
        ("deny", "no, but i think of it"),
        ("deny", "not yet"),
    ],
)
def test_yes_and_half_a_yes_to_ending_life_is_danger(act: str, words: str) -> None:
    assert answers_with_danger(LIFE, act, words) is True


@pytest.mark.parametrize(
    ("act", "words"),
    [("deny", "no"), ("deny", "No"), ("tell", "god no"), ("tell", "never"), ("deny", "no, not at all love")],
)
def test_no_to_ending_life_is_none(act: str, words: str) -> None:
    assert answers_with_danger(LIFE, act, words) is False


@pytest.mark.parametrize("question", [SAFE_NOW, EVERYONE_SAFE])
@pytest.mark.parametrize(
    ("act", "words"),
    [
        ("deny", "no"),
        ("tell", "not really"),
        ("dont_know", "I am not sure"),
        ("affirm", "yes for now"),
        ("affirm", "yes until he gets home"),
        ("tell", "I\u2019m not"),
    ],
)
def test_no_and_half_a_no_to_being_safe_is_danger(question: str, act: str, words: str) -> None:
    assert answers_with_danger(question, act, words) is True


@pytest.mark.parametrize(
    ("act", "words"),
    [("affirm", "yes"), ("affirm", "Yes, I am safe"), ("tell", "i'm fine"), ("affirm", "yeah, thanks")],
)
def test_yes_to_being_safe_is_none(act: str, words: str) -> None:
    assert answers_with_danger(SAFE_NOW, act, words) is False


@pytest.mark.parametrize(
    "words", ["it has been a long winter and the garden is bare", "who wants to know", "the kettle is on"]
)
def test_what_is_no_plain_answer_is_read_for_what_it_says(words: str) -> None:
    assert answers_with_danger(LIFE, "tell", words) is None


def test_yes_to_an_open_check_is_danger_of_the_kind_that_was_checked() -> None:
    noticed = read_in_context(Safety(), OF_LIFE, "affirm", "yes")

    assert (noticed.tier, noticed.kinds) == (Tier.URGENT_TODAY, ("suicide",))
    assert noticed.why[0].startswith("answer: ")


def test_yes_to_nothing_is_nothing() -> None:
    assert read_in_context(Safety(), None, "affirm", "yes") == Safety()


def test_an_answer_that_voices_danger_itself_counts_by_what_it_says_and_by_what_was_asked() -> None:
    said = Safety(tier=Tier.EMERGENCY_NOW, kinds=("physical_abuse",), why=("pattern: violence now",))

    noticed = read_in_context(said, OF_LIFE, "tell", "he has a knife")

    assert noticed == Safety(tier=Tier.EMERGENCY_NOW, kinds=("physical_abuse", "suicide"), why=said.why)


def test_each_kind_has_a_check_that_fits() -> None:
    assert check_for(("suicide",)) == LIFE
    assert check_for(("harm_to_others",)) == EVERYONE_SAFE
    assert check_for(("domestic_abuse",)) == SAFE_NOW
    assert check_for(()) == SAFE_NOW
    assert all(check.tier in PASSED_ON for check in CHECKS.values())


def test_an_open_check_survives_being_written_down() -> None:
    assert OpenCheck.from_record(json.loads(json.dumps(OF_LIFE.to_record()))) == OF_LIFE


@pytest.mark.parametrize(
    "words",
    [
        "no idea, he'd say he was fine, he always does and he would shut the door on me",
        "no clue what you want from me, I was asking about his bins and the shop down the road",
        "no doubt she'd laugh at that question, I only came about the rail for the bath",
    ],
)
@pytest.mark.parametrize("act", ["tell", "dont_know"])
def test_no_idea_in_a_longer_answer_is_read_for_what_it_says(words: str, act: str) -> None:
    assert answers_with_danger(SAFE_NOW, act, words) is None


@pytest.mark.parametrize("words", ["no", "no idea", "No. He hits me", "no not really", "no I am not"])
def test_a_no_to_being_safe_stays_one(words: str) -> None:
    assert answers_with_danger(SAFE_NOW, "deny", words) is True


@pytest.mark.parametrize(
    ("question", "kinds", "like"),
    [
        (SAFE_NOW, ("domestic_abuse",), True),
        (EVERYONE_SAFE, ("domestic_abuse",), True),
        (SAFE_NOW, ("carer_breakdown",), True),
        (SAFE_NOW, ("suicide",), False),
        (LIFE, ("suicide",), False),
        (LIFE, ("domestic_abuse",), False),
        (SAFE_NOW, (), False),
    ],
)
def test_whether_one_is_safe_and_whether_everybody_is_are_alike(
    question: str, kinds: tuple[str, ...], like: bool
) -> None:
    assert is_like(question, kinds) is like


@pytest.mark.parametrize("question", [LIFE, SAFE_NOW, EVERYONE_SAFE])
@pytest.mark.parametrize("words", ["carry on", "lets just carry on"])
def test_whoever_brushes_the_question_aside_has_not_said_that_they_are_safe(question: str, words: str) -> None:
    assert answers_with_danger(question, "affirm", words) is None
