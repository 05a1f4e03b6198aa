"""Danger that somebody tells and turns away from in one breath is read for what it is."""

from __future__ import annotations

import pytest

from bot.strengths.safety import Safety, Tier
from bot.understanding.safety_net import read_safety
from bot.understanding.waved_away import pieces_with_danger, with_waved_away

CHECK = Safety(tier=Tier.CHECK, kinds=("domestic_abuse",))
CONCERN = Safety(tier=Tier.SAFEGUARDING_CONCERN, kinds=("domestic_abuse",))


@pytest.mark.parametrize(
    "words",
    [
        "my husband hits me but never mind that, I want my dancing",
        "My wife punches me, anyway I'm after some advice on a stairlift",
        "she locks me in when she goes out. Not to worry, I have the telly",
        "I'm scared of him, it doesn\u2019t matter, I just want my hair doing",
        "I love my garden, though he hits me when he's had a few",
        "my grandson takes money out my purse anyhow we do jigsaws together",
        "My husband hits me. I used to run the choir at St Mark's. I would like a ramp at the front.",
        "I like my garden. My wife punches me. I want to get back to bowls.",
    ],
)
def test_the_piece_that_was_turned_away_from_is_read_by_itself(words: str) -> None:
    read: list[str] = []

    def reads(piece: str) -> Safety:
        read.append(piece)
        return CONCERN

    assert with_waved_away(words, CHECK, read_safety(words), reads) == CONCERN
    assert read == pieces_with_danger(words)
    assert all(len(piece) < len(words) for piece in read)


@pytest.mark.parametrize(
    "words",
    [
        "my dad beats my mum but only at scrabble",
        "I want to get back to bowls but the bus stopped",
        "my husband hits me",
        "He beats me every time. At dominoes.",
        "he's a pain in the neck but I love him",
        "",
    ],
)
def test_what_turns_to_nothing_or_tells_nothing_stays_as_it_was_read(words: str) -> None:
    assert with_waved_away(words, CHECK, read_safety(words), lambda piece: CONCERN) == CHECK
    assert pieces_with_danger(words) == []


def test_what_is_danger_as_a_whole_and_what_is_none_in_its_pieces_stay_so() -> None:
    words = "my husband hits me but never mind"
    emergency = Safety(tier=Tier.EMERGENCY_NOW, kinds=("physical_abuse",))

    assert with_waved_away(words, emergency, read_safety(words), lambda piece: CONCERN) == emergency
    assert with_waved_away(words, CHECK, read_safety(words), lambda piece: Safety()) == CHECK


def test_of_two_pieces_the_more_urgent_is_acted_on() -> None:
    words = "he hits me but never mind, he has a knife to my throat, anyway"
    tiers = iter([Tier.SAFEGUARDING_CONCERN, Tier.EMERGENCY_NOW])

    found = with_waved_away(words, CHECK, read_safety(words), lambda piece: Safety(tier=next(tiers), kinds=("x",)))

    assert found.tier is Tier.EMERGENCY_NOW
