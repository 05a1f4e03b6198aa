"""Ways of talking are understood as people type them, and telling of such things is no wish."""

from __future__ import annotations

import pytest

from bot.strengths.ways import ways_asked

WISHES = {
    "easier": ["use simple words", "easier words please", "can you use plain english", "no big words", "say it simpler",
               "dont understand big words", "your words are too hard", "easy read please", "can u say that simpler"],
    "choices": ["choices please", "yes no questions easyer", "can i have choices", "give me options",
                "yes or no questions please", "let me pick", "give me something to press", "choices are easier for me"],
    "shorter": ["can you write shorter", "too many words", "i cant read long", "short messages please", "keep it short",
                "too much text", "its too long", "less words please", "dont write so much", "too much to read"],
    "one_at_a_time": ["one thing at a time please", "ask me one question at a time", "only one idea at a time"],
    "slower": ["slow down please", "you are going too fast", "i need more time", "dont rush me",
               "slow. take time. try again"],
    "interpreter": ["please interpreter. No my son for interpreter", "i need an interpreter", "i speak Somali",
                    "can i have a Polish interpreter", "i dont speak english", "my english not good",
                    "my language is Urdu"],
    "bsl": ["i use bsl", "bsl is my first language", "i need a bsl interpreter"],
    "phone": ["can i talk instead of type", "i'd rather talk than type", "i hate typing", "talking is easier for me"],
    "in_writing": ["no phone calls please", "text only im deaf", "dont ring me", "i cant use the phone", "email only"],
    "large_print": ["large print please", "can you use bigger letters", "i need large print"],
    "letter": ["send me a letter", "can i have a letter please"],
    "with_me": ["can i have my sister with me", "i want someone with me"],
}  # fmt: skip

NO_WISHES = [
    "my daughter reads to me", "I used to work as an interpreter", "short story: I fell", "i like reading long books",
    "my son speaks for me at the bank", "i was a phone operator", "a letter came from the council", "he never rings",
    "the doctor used big words", "i can teach Polish", "life is too short", "i walk slower than i did", "i write poems",
    "i had no choice", "my mum had choices and i did not", "time goes too fast since he died", "i need more help",
    "i can't read the meter", "i talk to his photo", "i want to talk to my son again", "english was my best subject",
    "my friend is deaf", "they rang six times", "i like large gardens", "the letters keep coming", "",
    "i don't need an interpreter", "one day at a time", "too many pills", "too much pain",
    "my wife is slow on the stairs",
    "i speak my mind", "i speak to my neighbour", "a friend comes with me to church",
    "i need someone to help with the bath",
    "nobody talks to me", "i miss hearing my wife", "my text never got an answer", "it was easier when he was here",
    "i print photos", "he signs for the parcels",
]  # fmt: skip


@pytest.mark.parametrize(("way", "words"), [(way, words) for way, all_ in WISHES.items() for words in all_])
def test_a_wish_about_how_to_talk_is_understood(way: str, words: str) -> None:
    asked = ways_asked(words)

    assert asked is not None
    assert way in asked.asked


@pytest.mark.parametrize("words", NO_WISHES)
def test_telling_of_such_things_is_no_wish(words: str) -> None:
    assert ways_asked(words) is None


def test_beside_something_told_only_the_wish_is_taken() -> None:
    asked = ways_asked("my husband died and i need short messages please")

    assert asked is not None
    assert (asked.whole, asked.words) == (False, "i need short messages please")
