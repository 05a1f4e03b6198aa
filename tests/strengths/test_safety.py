"""The words for danger that every part shares."""

from __future__ import annotations

import json

import pytest

from bot.strengths.safety import FEELINGS, KINDS, PASSED_ON, Safety, Tier


@pytest.mark.parametrize("tier", list(Tier))
def test_a_reading_survives_being_written_as_json(tier: Tier) -> None:
    reading = Safety(tier=tier, kinds=("suicide", "scam"), why=("pattern: wish to die", "model: suicide 0.93"))

    assert Safety.from_record(json.loads(json.dumps(reading.to_record()))) == reading


def test_nothing_read_is_no_danger() -> None:
    assert (Safety().tier, Safety().kinds, Safety().why) == (Tier.NONE, (), ())


def test_only_danger_reaches_staff_the_most_urgent_first() -> None:
    assert [str(tier) for tier in PASSED_ON] == [
        "emergency_now", "urgent_today", "safeguarding_concern", "past_disclosure",
    ]  # fmt: skip


def test_no_word_stands_for_two_things() -> None:
    words = [*Tier, *KINDS, *(feeling for feeling in FEELINGS if feeling != "distress")]

    assert len(words) == len(set(words))
