"""Ways of talking are understood as people type them, and telling of such things is no wish."""

from __future__ import annotations

import pytest

from bot.strengths.ways import Way, ways_asked

FEWEST_WISHES, FEWEST_THAT_ARE_NONE = 80, 40

WISHES = {
    "easier": ["use simple words", "easier words please", "can you use plain english", "no big words", "say it simpler",
               "dont understand big words", "your words are too hard", "easy read please", "can u say that simpler",
               "fewer big words please", "these words are too hard for me", "talk in plain english please"],
    "choices": ["choices please", "yes no questions easyer", "can i have choices", "give me options",
                "yes or no questions please", "let me pick", "give me something to press", "choices are easier for me",
                "i can only press buttons", "just yes no questions please"],
    "shorter": ["can you write shorter", "too many words", "i cant read long", "short messages please", "keep it short",
                "too much text", "its too long", "can you keep the messages short for us",
                "less words please", "dont write so much", "too much to read"],
    "one_at_a_time": ["one thing at a time please", "ask me one question at a time", "only one idea at a time",
                      "one bit at a time love", "dont ask two things at once"],
    "slower": ["slow down please", "you are going too fast", "i need more time", "dont rush me",
               "slow. take time. try again"],
    "interpreter": ["please interpreter. No my son for interpreter", "i need an interpreter", "i speak Somali",
                    "can i have a Polish interpreter", "i dont speak english", "my english not good",
                    "my language is Urdu", "please interpreter Kurdish Sorani. not my daughter", "interpreter please",
                    "interpreter arabic", "farsi interpreter please not my son", "No english. Interpreter Pashto",
                    "i need somali interpreter my english is bad", "can someone who speaks polish ring me",
                    "have you got an interpreter for Tigrinya"],
    "bsl": ["i use bsl", "bsl is my first language", "i need a bsl interpreter", "sign language please",
            "im deaf, i use sign language"],
    "phone": ["can i talk instead of type", "i'd rather talk than type", "i hate typing", "talking is easier for me",
              "can i phone instead of this",
              "im no good at typing"],
    "no_phone": ["no phone calls please", "dont ring me", "i cant use the phone",
                 "please dont call", "i cant hear on the phone"],
    "in_writing": ["text only im deaf", "email only", "everything in writing please"],
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
    "i print photos", "he signs for the parcels", "not my daughter", "my son is an interpreter", "the english are cold",
    "my daughter does the letters", "nobody speaks to me", "she speaks four languages",
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


def test_there_are_wordings_enough_to_go_by() -> None:
    assert sum(len(words) for words in WISHES.values()) >= FEWEST_WISHES
    assert len(NO_WISHES) >= FEWEST_THAT_ARE_NONE


def test_a_language_is_kept_as_it_was_named() -> None:
    asked = ways_asked("please interpreter Kurdish Sorani. not my daughter")

    assert asked is not None
    assert (asked.language, asked.whole) == ("Kurdish Sorani", True)


@pytest.mark.parametrize(
    "words",
    [
        "short. got autism",
        "brief pls, brain fog",
        "adhd so not much writing",
        "i cant read long things",
        "keep them short",
    ],
)
def test_whoever_is_asked_what_is_easier_and_says_short_is_written_to_shortly(words: str) -> None:
    asked = ways_asked(words, asked_for=True)

    assert asked is not None
    assert asked.asked == (Way.SHORTER,)
    assert asked.whole


@pytest.mark.parametrize("words", ["i am short of breath", "short on money this week"])
def test_what_else_is_short_is_no_wish(words: str) -> None:
    assert ways_asked(words, asked_for=True) is None


@pytest.mark.parametrize(
    ("words", "language"),
    [
        ("Two people. He and me. Please, can be Polish? interpreter", "Polish"),
        ("I not understand. I ask interpreter. My daughter is not here", None),
        ("phone yes but Polish lady or man. my phone 07700 900341", "Polish"),
        ("Hello please. My english is small. I need help for my husband he had stroke", None),
        ("my back is bad and my husband fall. you have person speak Arabic?", "Arabic"),
        ("he is ill since march. please with interpreter, my son is in school", None),
        ("call me but in Somali. i work in the morning", "Somali"),
        ("I want to speak Urdu please. my wife is sick", "Urdu"),
    ],
)
def test_an_interpreter_asked_for_in_few_words_is_heard_beside_what_is_told(words: str, language: str | None) -> None:
    asked = ways_asked(words)

    assert asked is not None
    assert (asked.asked, asked.language, asked.whole) == ((Way.INTERPRETER,), language, False)


@pytest.mark.parametrize(
    "words", ["Polish. I speak Polish. You have people speak polish?", "Polish interpreter they know?"]
)
def test_a_message_about_nothing_but_an_interpreter_is_whole(words: str) -> None:
    asked = ways_asked(words)

    assert asked is not None
    assert (asked.asked, asked.whole) == ((Way.INTERPRETER,), True)


@pytest.mark.parametrize(
    "words",
    [
        "My neighbour is a Polish lady. She brings soup",
        "I was a nurse and an interpreter for years. I liked it",
        "my son had an interpreter at school. He needs none now",
        "I love Italian food. I cook for the street",
        "I need more help. My Polish friend comes on Mondays",
        "I can speak French. I lived there in the sixties",
        "We do not need an interpreter. My english is fine",
    ],
)
def test_telling_of_languages_beside_more_is_no_wish(words: str) -> None:
    assert ways_asked(words) is None
