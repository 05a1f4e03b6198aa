"""Messages that say nothing of danger at all, and what must never be taken for one of them."""

from __future__ import annotations

import pytest

from bot.strengths.safety import PASSED_ON, Tier
from bot.understanding.alone import safety_alone
from bot.understanding.examples import all_examples
from bot.understanding.plainly_safe import is_plainly_safe


@pytest.mark.parametrize(
    "words",
    [
        "sorry i dont even know if this is the right place. its 2 in the morning",
        "can i just ask is it wrong to want a break from him",
        "Hello, sorry to bother you. Is this the right place for carers?",
        "is it bad of me to want one night off",
        "am i selfish for wanting some time to myself",
        "am i a bad wife for wanting a night\u2019s sleep",
        "its 3am, sorry",
        "it\u2019s gone two and I\u2019m awake",
        "Is it wrong that I want a break from caring?",
        "sorry its late. not sure this is the right place",
        "I only want one night off now and then",
        "yes for him. Am I allowed to do that if I'm only next door?",
        "I only asked if I'm allowed to tell you about him when I'm just the neighbour",
        "Is it ok to ask about my neighbour?",
        "not sure if im allowed to do this. its about the old man next door to me, not family or anything",
        "I don't know if I am supposed to be here",
        "I'm ok just worried",
        "someone should look in on him but please don't tell him it was me",
        "i want someone to check on her",
        "I'm alright, just worried about him",
        "I\u2019m okay. Bit worried",
        "came home from hospital on tuesday. they said somebody would come. when is somebody coming",
        "Home since Friday. I was told a nurse would call round. What day will the nurse come?",
        "is anybody coming or not",
        "I just want to know when they are coming",
        "Is there a date for the visit",
        "I cut the cake with a knife",
        "he carves the joint with a big knife",
    ],
)
def test_whoever_comes_in_late_and_ashamed_is_not_taken_for_somebody_in_danger(words: str) -> None:
    assert is_plainly_safe(words)
    assert safety_alone(words).tier is Tier.NONE


@pytest.mark.parametrize(
    "words",
    [
        "is it wrong to want him dead",
        "am I allowed to leave",
        "I'm not sure if I'm allowed to leave the job",
        "am I allowed to tell you about him, he hits me",
        "i'm not allowed to say anything",
        "i'm not allowed to talk to you",
        "am i allowed to ring you when he is asleep",
        "is it ok if i tell you he hurts her",
        "it's about him and his fists",
        "I'm fine. Nobody will miss me",
        "please don't tell him I told you",
        "don't tell him it was me, he will kill me",
        "someone check on him he is not moving",
        "just worried I might do something",
        "I'm ok just tired of living",
        "bit worried about him hitting me",
        "is it wrong to want to die",
        "I cut with a knife",
        "he chops the bread with a knife and looks at me",
        "is it bad that i want to hurt him",
        "sorry. goodbye",
        "came home from hospital tuesday and nobody has come, I can't get up",
        "when is he coming back",
        "I'm out of here tonight",
        "they said they will come for me",
        "they told me they will come round and break my legs",
        "is somebody coming to get me, he is outside",
        "home. locked in",
        "they said they would come tomorrow",
        "I'm out today",
        "they said somebody would come. I have not eaten since friday",
        "when are they coming to take me",
        "sorry for everything",
        "i want a break from him he hits me",
        "its 2 in the morning and i cant go on",
        "its 2 in the morning and he is shouting",
        "I just want to sleep and not wake up",
        "I just want to sleep",
        "i need a break from living",
        "i want a rest from this life",
        "I want a long rest from it all",
        "I need a rest from everything",
        "i want peace",
        "sorry to bother you, my husband has fallen",
        "",
    ],
)
def test_a_word_more_and_it_is_read_as_always(words: str) -> None:
    assert not is_plainly_safe(words)


def test_no_example_of_danger_is_plainly_safe() -> None:
    dangers = [one.text for one in all_examples([]) if set(PASSED_ON).issuperset(one.tiers) and one.tiers]
    assert len(dangers) > 1000
    assert [text for text in dangers if is_plainly_safe(text)] == []
