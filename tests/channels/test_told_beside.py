"""What stands beside danger in one message is told apart only where the danger stands in sentences of its own."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import Any

import pytest

from bot.channels.first_help import FirstHelp, Noticing
from bot.channels.told_beside import MOST_SENTENCES, told_beside
from bot.strengths.reply import Heard
from bot.strengths.safety import Safety, Tier
from bot.strengths.said_before import SaidBefore


async def understand(words: str, _asked: str) -> Mapping[str, Any]:
    """Stands for the model: danger where somebody hits, a check where somebody is scared."""
    tier = Tier.SAFEGUARDING_CONCERN if "hits" in words else Tier.CHECK if "scared" in words else Tier.NONE
    return {"safety": Safety(tier=tier, kinds=("domestic_abuse",)).to_record()}


def beside(words: str, before: SaidBefore | None = None) -> list[str]:
    noticing = Noticing(message_id="m1", words=words, before=before)
    first_help = FirstHelp(lambda: None, {}, has_way_out=True)  # type: ignore[arg-type, return-value]
    kept = asyncio.run(told_beside(first_help, noticing, None, understand))
    return [words.strip()[start:end].strip() for start, end in kept.get("told_beside", [])]


def test_sentences_that_show_nothing_by_themselves_stand_beside_the_one_that_does() -> None:
    assert beside("I love my garden. He hits me. I am scared of him. I want a ramp") == [
        "I love my garden.",
        "I want a ramp",
    ]


@pytest.mark.parametrize(
    "words",
    [
        "he hits me and I love my garden",
        "I love my garden. I love my dog.",
        "He hits me. " + "I love my garden. " * MOST_SENTENCES,
    ],
)
def test_what_cannot_be_told_apart_stays_with_the_safeguarding_team_alone(words: str) -> None:
    assert beside(words) == []


def test_what_shows_only_behind_the_message_before_leaves_nothing_beside_it() -> None:
    before = SaidBefore(message_id="m0", heard=Heard(act="tell", words="he comes in"))

    assert beside("He hits me. I love my garden.", before) == []
