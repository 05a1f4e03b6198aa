"""The words by which danger is named."""

from __future__ import annotations

import json

import pytest

from bot.strengths.safety import FEELINGS, KINDS, PASSED_ON, Safety, Tier, is_more_urgent


def test_what_was_noticed_survives_being_written_down() -> None:
    noticed = Safety(tier=Tier.URGENT_TODAY, kinds=("suicide",), why=("pattern: wish to die",))

    assert Safety.from_record(json.loads(json.dumps(noticed.to_record()))) == noticed


def test_four_tiers_reach_staff_and_three_do_not() -> None:
    assert [tier for tier in Tier if Safety(tier=tier).is_passed_on] == list(PASSED_ON)
    assert set(Tier) - set(PASSED_ON) == {Tier.DISTRESS, Tier.CHECK, Tier.NONE}


def test_nothing_noticed_is_no_danger() -> None:
    assert Safety() == Safety(tier=Tier.NONE, kinds=(), why=())


def test_the_tiers_stand_in_order_of_urgency() -> None:
    assert is_more_urgent(Tier.EMERGENCY_NOW, Tier.URGENT_TODAY)
    assert not is_more_urgent(Tier.URGENT_TODAY, Tier.URGENT_TODAY)
    assert not is_more_urgent(Tier.NONE, Tier.CHECK)


def test_no_kind_is_named_twice() -> None:
    assert len({*KINDS, *FEELINGS}) == len(KINDS) + len(FEELINGS)


def test_a_record_of_another_making_is_refused() -> None:
    with pytest.raises(ValueError, match="terrible"):
        Safety.from_record({"tier": "terrible", "kinds": [], "why": []})
