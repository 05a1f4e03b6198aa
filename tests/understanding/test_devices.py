"""Alarms of pumps and monitors are no fire; real alarms stay what they are."""

from __future__ import annotations

import pytest

from bot.strengths.safety import Tier
from bot.understanding.alone import safety_alone
from bot.understanding.devices import without_device_alarms

AT_WORK = (
    "my lad has a pump that alarms all night and im on my own with it",
    "his feeding pump beeps all night and I get up six times",
    "her sats monitor goes off at three every morning",
    "the pump keeps alarming and I am shattered",
    "mums bed sensor goes off when she gets up",
    "the air mattress pump keeps beeping, I cant sleep for it",
)
REAL = (
    "the smoke alarm is going off and I cant see",
    "the ventilator alarm keeps going off and he is going blue",
    "her monitor is alarming and she wont wake up",
    "carbon monoxide alarm going off",
    "the pump is beeping and there are flames coming out of it",
)


@pytest.mark.parametrize("words", AT_WORK)
def test_the_sound_of_a_device_is_read_in_other_words(words: str) -> None:
    assert without_device_alarms(words) != words


@pytest.mark.parametrize("words", AT_WORK)
def test_a_device_that_needs_somebody_is_no_emergency(words: str) -> None:
    assert safety_alone(words).tier not in (Tier.EMERGENCY_NOW, Tier.URGENT_TODAY)


@pytest.mark.parametrize("words", REAL)
def test_beside_fire_smoke_gas_or_breath_nothing_is_changed(words: str) -> None:
    assert without_device_alarms(words) == words


@pytest.mark.parametrize("words", [*REAL[:2], REAL[4]])
def test_what_is_an_emergency_stays_one(words: str) -> None:
    assert safety_alone(words).is_passed_on


@pytest.mark.parametrize(
    "words", ["he goes off at me every night", "the kids are screaming", "my machine knits socks", ""]
)
def test_other_words_stay_as_they_are(words: str) -> None:
    assert without_device_alarms(words) == words
