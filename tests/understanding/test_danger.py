"""Three readings of danger are weighed together; what is uncertain becomes one gentle question, never silence."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from bot.strengths.safety import KINDS, Safety, Tier
from bot.understanding.danger import Limits, weigh
from bot.understanding.labels import DANGER_KINDS, TIERS
from bot.understanding.reading import Reading, is_mostly_latin

NOTHING_CAUGHT = Safety()
WISH_TO_DIE = Safety(tier=Tier.URGENT_TODAY, kinds=("suicide",), why=("pattern: wish to die",))


def reading(kinds: dict[str, float] | None = None, **tiers: float) -> Reading:
    """What a network could make of a message; tiers that are not named share the rest with ``none``."""
    tier = np.array([tiers.get(name, 0.0) for name in TIERS])
    tier[TIERS.index("none")] += 1 - tier.sum()
    named = kinds or {"neglect": 1.0}
    kind = np.array([named.get(name, 0.0) for name in DANGER_KINDS])
    return Reading(act=np.zeros(1), tier=tier, kind=kind, hardship=0.0, words=[])


def weighed(seen: Reading, by_example: float | None = 0.5, caught: Safety = NOTHING_CAUGHT, **limits: Any) -> Safety:
    return weigh(seen, by_example, caught, Limits(**limits))


def test_nothing_is_said_of_a_message_in_which_nobody_sees_anything() -> None:
    assert weighed(reading(), 0.01) == Safety()


def test_danger_that_is_plain_to_the_network_needs_no_pattern() -> None:
    found = weighed(reading({"financial_abuse": 0.9}, safeguarding_concern=0.95))

    assert (found.tier, found.kinds) == (Tier.SAFEGUARDING_CONCERN, ("financial_abuse",))


def test_a_caught_pattern_needs_only_a_little_support_and_its_kind_stands_first() -> None:
    seen = reading({"neglect": 0.8}, safeguarding_concern=0.3)
    found = weighed(seen, 0.3, WISH_TO_DIE)

    assert weighed(seen, 0.3).tier is not found.tier
    assert (found.tier, found.kinds) == (Tier.URGENT_TODAY, ("suicide", "neglect"))


def test_of_two_readings_the_more_urgent_is_acted_on() -> None:
    found = weighed(reading(emergency_now=0.9), 0.9, WISH_TO_DIE)

    assert found.tier is Tier.EMERGENCY_NOW


def test_a_pattern_that_neither_classifier_believes_in_is_asked_about_and_passed_on_to_nobody() -> None:
    assert weighed(reading(), 0.001, WISH_TO_DIE).tier is Tier.CHECK


def test_what_could_be_danger_is_asked_about_with_the_likeliest_kind_alone() -> None:
    found = weighed(reading({"suicide": 0.5, "self_harm": 0.4}, check=0.7), 0.05)

    assert (found.tier, found.kinds) == (Tier.CHECK, ("suicide",))


def test_strong_feeling_without_danger_is_distress() -> None:
    assert weighed(reading(distress=0.8), 0.01).tier is Tier.DISTRESS


def test_without_the_classifier_of_examples_the_network_counts_alone() -> None:
    found = weighed(reading(emergency_now=0.9), None)

    assert found.tier is Tier.EMERGENCY_NOW
    assert not any(why.startswith("examples") for why in found.why)


@pytest.mark.parametrize("tier", [Tier.EMERGENCY_NOW, Tier.CHECK, Tier.DISTRESS])
def test_trained_staff_can_read_why(tier: Tier) -> None:
    found = weighed(reading({"suicide": 1.0}, **{tier.value: 0.97}), 0.6)

    assert found.tier is tier
    assert any(why.startswith("network: danger") for why in found.why)


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_danger_can_be_named(kind: str) -> None:
    assert weighed(reading({kind: 0.9}, urgent_today=0.9)).kinds[0] == kind


@pytest.mark.parametrize(
    ("kind", "limit"),
    [
        *[("suicide", "own_life"), ("self_harm", "own_life"), ("domestic_abuse", "concern"), ("neglect", "concern")],
        *[("medical_emergency", "danger"), ("no_medicine", "danger")],
    ],
)
def test_how_much_evidence_is_needed_depends_on_what_it_would_be(kind: str, limit: str) -> None:
    seen = reading({kind: 0.9}, urgent_today=0.5)
    others = {"danger": 0.9, "own_life": 0.9, "concern": 0.9, "check": 0.1}

    assert weighed(seen, 0.5, **{**others, limit: 0.4}).tier is Tier.URGENT_TODAY
    assert weighed(seen, 0.5, **others).tier is Tier.CHECK


def test_what_the_network_makes_of_letters_it_cannot_read_is_chance_and_counts_for_nothing() -> None:
    seen = replace(reading({"suicide": 0.9}, urgent_today=0.95), in_its_letters=False)

    assert weighed(seen, 0.02).tier is Tier.NONE
    assert (weighed(seen, 0.9).tier, weighed(seen, 0.9).kinds) == (Tier.URGENT_TODAY, ("suicide", "domestic_abuse"))
    assert weighed(seen, 0.4).tier is Tier.CHECK


def test_with_nothing_else_to_go_by_letters_it_cannot_read_are_asked_about_and_passed_on_to_nobody() -> None:
    seen = replace(reading({"suicide": 0.9}, urgent_today=0.95), in_its_letters=False)

    assert weighed(seen, None).tier is Tier.CHECK
    assert weighed(seen, None, WISH_TO_DIE).tier is Tier.URGENT_TODAY


@pytest.mark.parametrize(
    ("text", "latin"),
    [
        ("I love the garden", True),
        ("\u043b\u044e\u0431\u043b\u044e \u0441\u0430\u0434", False),
        ("\u0623\u062d\u0628", False),
        ("1234 \U0001f600", True),
        ("zi\u0105b", True),
    ],
)
def test_other_letters_are_told_from_latin_ones(text: str, latin: bool) -> None:
    assert is_mostly_latin(text) is latin


def test_one_reading_that_nothing_bears_out_needs_more_to_be_danger_by_ones_own_hand() -> None:
    seen = reading({"suicide": 0.9}, emergency_now=0.42)

    assert weighed(seen, None).tier is Tier.CHECK
    assert weighed(seen, 0.42).tier is Tier.EMERGENCY_NOW
