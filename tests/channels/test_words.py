"""What the doors themselves say."""

from __future__ import annotations

import re

from bot.channels.web.door import STATUS
from bot.channels.words import refusal, ring_us, standing_titles
from bot.settings import Settings

FOR_PROGRAMS = {
    "no_token", "elsewhere", "not_json", "malformed", "text_and_choice", "unknown_field", "bad_id", "not_here",
}  # fmt: skip


def test_every_refusal_has_words() -> None:
    assert all(refusal(code) for code in STATUS)


def test_what_residents_read_is_short_and_plain() -> None:
    for said in [refusal(code) for code in STATUS if code not in FOR_PROGRAMS] + list(standing_titles().values()):
        sentences = [sentence for sentence in re.split(r"(?<=[.?!])\s", said) if sentence]
        assert len(sentences) <= 3, said
        assert all(len(sentence.split()) <= 15 for sentence in sentences), said
        assert "why" not in said.lower()


def test_the_team_can_be_rung_only_when_a_number_is_set() -> None:
    assert ring_us(Settings(team_phone="")) == ""
    assert "01632 960123" in ring_us(Settings(team_phone="01632 960123", team_hours="Monday to Friday"))
