"""Words typed after danger: a denial, a question about the telling, a wish to go on; and what is none of these."""

from __future__ import annotations

import pytest

from bot.strengths.danger_cues import (
    Asks,
    asks_in,
    calls_for_help,
    denial_in,
    denies_harm,
    is_left_harmless,
    says_carry_on,
    unsays,
)


@pytest.mark.parametrize(
    "words",
    [
        "omg no it was a joke?? who did u tell",
        "it was a joke",
        "only joking",
        "I'm not suicidal",
        "Im not suicidal",
        "No! I\u2019m tired, I\u2019m not suicidal",
        "nobody is hurting anyone",
        "no one hurts me",
        "that's not what I meant",
        "I didn't mean it like that, I meant I was worn out with the stairs",
        "No. I would not do anything. I'm safe",
        "i wouldnt do anything daft",
        "you've got me wrong",
        "you have misunderstood",
        "I don't want to die, I want the lift mended",
        "he has never hit me in his life",
        "it was just a figure of speech, pet",
        "nothing like that",
        "Oh goodness no it's not like that, he only keeps it safe for me",
        "it isnt like that at all",
        "Nobody is in danger right now. Please stop.",
        "no ones in danger now",
        "Nobody wants to hurt themselves!! Carry on please",
        "nobody here is trying to kill themselves",
        "I didn't say he was in danger! He's not dying.",
        "there is no danger",
        "it's not an emergency",
        "this isnt an emergency",
        "he is not in any immediate danger",
    ],
)
def test_a_denial_in_plain_words_is_one(words: str) -> None:
    assert denial_in(words, safe_counts=False) is not None


@pytest.mark.parametrize(
    "words",
    [
        "no",
        "I'm safe",
        "I'm not suicidal but I think of it",
        "I'm not suicidal right now",
        "i wouldnt do anything yet, not until the bairns are grown",
        "I would not do anything unless he comes back",
        "nobody is hurting me any more",
        "nobody believes me",
        "I was not joking",
        "it is no joke",
        "he says it was a laugh",
        "I want to die",
        "he hits me",
        "I just want to be with him",
        "this is not what I wanted from life",
        "I never want to wake up",
        "I'm not going to be here tomorrow",
        "im not planning to be around for christmas",
        "he never hit me before",
        "nobody wants me here",
        "nobody wants to help, I want to die",
        "I didn't say he stopped hitting me",
        "is it an emergency if he fell",
        "there is danger",
        "the gas was two weeks ago",
    ],
)
def test_half_a_denial_and_other_words_are_none(words: str) -> None:
    assert denial_in(words, safe_counts=False) is None


@pytest.mark.parametrize(
    "words", ["safe? from what, pigeons? course im safe. I've COPD", "course im safe", "we are perfectly safe thanks"]
)
def test_being_safe_is_a_denial_only_where_that_was_asked(words: str) -> None:
    assert denial_in(words, safe_counts=True) is not None
    assert denial_in(words, safe_counts=False) is None


def test_half_safe_is_not_safe() -> None:
    for words in ("im safe when he's out", "I am safe for now", "we're safe until friday", "im not safe"):
        assert denial_in(words, safe_counts=True) is None


def test_what_else_is_said_beside_a_denial_is_looked_at_by_itself() -> None:
    denial = denial_in("It was a joke. He took my money though", safe_counts=False)
    without_a_stop = denial_in("im not suicidal he has a knife", safe_counts=False)
    alone = denial_in("omg no it was a joke?? who did u tell", safe_counts=False)

    assert denial is not None
    assert alone is not None
    assert without_a_stop is not None
    assert without_a_stop.rest == "he has a knife"
    assert not is_left_harmless(denial, lambda words: "money" in words)
    assert is_left_harmless(alone, lambda _: True), "nothing is left of it"


@pytest.mark.parametrize(
    ("words", "asked"),
    [
        ("who did u tell", (Asks.TOLD,)),
        ("Have you just reported me? Will they take Graham?", (Asks.TOLD, Asks.TAKEN)),
        ("Why do you keep giving me numbers", (Asks.NUMBERS,)),
        ("just dont twist what i say", (Asks.TWIST,)),
        ("is someone coming round??", (Asks.COMING,)),
        ("what happens now?", (Asks.COMING,)),
        ("are they going to put me in a home", (Asks.TAKEN,)),
        ("did you call the police", (Asks.COMING,)),
        ("what have you told them?", (Asks.TOLD,)),
    ],
)
def test_questions_about_the_telling_are_told_apart(words: str, asked: tuple[Asks, ...]) -> None:
    assert asks_in(words) == asked


@pytest.mark.parametrize(
    "words",
    [
        "I told my sister", "they take the bins on tuesday", "will they take long?", "my daughter is coming round",
        "I like numbers", "who is she", "I just want to be with him", "he put the words up on the wall",
    ],
)  # fmt: skip
def test_other_words_ask_nothing_of_the_kind(words: str) -> None:
    assert asks_in(words) == ()


@pytest.mark.parametrize(
    "words",
    [
        "Carry on i guess",
        "carry on then",
        "lets just carry on",
        "ok carry on",
        "let\u2019s go on then please",
        "Carry on.",
    ],
)
def test_a_typed_wish_to_go_on_is_one(words: str) -> None:
    assert says_carry_on(words)


@pytest.mark.parametrize("words", ["I can't carry on", "carry on like this and I will drop", "he will carry on", "go"])
def test_other_words_about_going_on_are_none(words: str) -> None:
    assert not says_carry_on(words)


@pytest.mark.parametrize("words", ["do i get a social worker at my door now", "should we expect a visit tonight?"])
def test_asking_for_a_knock_at_the_door_asks_whether_somebody_comes(words: str) -> None:
    assert asks_in(words) == (Asks.COMING,)


@pytest.mark.parametrize(
    ("words", "asked"),
    [
        ("are you taking the piss?? ITS THE BLOKES HELPING ME", ()),
        ("are you taking the mick", ()),
        ("are you taking notes", ()),
        ("will they take the kids", (Asks.TAKEN,)),
        ("are you going to take Callum off me", (Asks.TAKEN,)),
        ("What exactly did you send and to whom?", (Asks.TOLD,)),
        ("I do not understand why you told someone.", (Asks.TOLD,)),
        ("I also want to know what the safeguarding team will do.", (Asks.COMING,)),
        ("what will they do", (Asks.COMING,)),
    ],
)
def test_what_is_asked_of_the_telling_is_told_from_a_manner_of_speaking(words: str, asked: tuple[Asks, ...]) -> None:
    assert asks_in(words) == asked


@pytest.mark.parametrize(
    "words",
    [
        "the gas was two weeks ago",
        "No no, that was last week. It's off.",
        "its been mended",
        "the hob was turned off at once",
    ],
)
def test_gas_that_is_off_is_a_denial_only_where_gas_was_spoken_of(words: str) -> None:
    assert denial_in(words, safe_counts=False, over_counts=True) is not None
    assert denial_in(words, safe_counts=False) is None


@pytest.mark.parametrize(
    "words",
    [
        "it is still on",
        "it was off but it is on again",
        "the gas was on again last night",
        "it was off and now it smells",
    ],
)
def test_gas_that_may_be_on_is_none(words: str) -> None:
    assert denial_in(words, safe_counts=False, over_counts=True) is None


@pytest.mark.parametrize(
    "words", ["help", "help. me", "Yes. Help!", "i need help please", "can someone help us", "HELP NOW"]
)
def test_a_message_that_only_calls_for_help_is_known(words: str) -> None:
    assert calls_for_help(words)


@pytest.mark.parametrize("words", ["help with my form", "she helps me", "I'd like help in the mornings", "yes", ""])
def test_other_words_of_help_are_no_call(words: str) -> None:
    assert not calls_for_help(words)


@pytest.mark.parametrize(
    "words",
    [
        "forget I said that. I'm just a silly old man",
        "ignore me",
        "oh never mind, it's nothing",
        "I shouldn\u2019t have said anything",
    ],
)
def test_a_wish_to_have_it_unsaid_is_known_and_is_no_denial(words: str) -> None:
    assert unsays(words)
    assert denial_in(words, safe_counts=True) is None


@pytest.mark.parametrize(
    "words", ["I forget things", "he ignores me", "delete what I said", "he said never mind you", ""]
)
def test_other_words_unsay_nothing(words: str) -> None:
    assert not unsays(words)


@pytest.mark.parametrize(
    "words",
    [
        "no, he doesn't hit me",
        "He\u2019s never laid a finger on me",
        "nobody hurts me",
        "I wouldn't do anything daft",
        "not that I'd do anything",
        "no love, my son would never hurt me",
        "I'm not suicidal",
        "she has never hit the kids",
    ],
)
def test_a_message_may_say_no_more_than_that_nobody_is_hurt(words: str) -> None:
    assert denies_harm(words)


@pytest.mark.parametrize(
    "words",
    [
        "he hits me",
        "he doesn't hit me but he shouts",
        "he doesn't hit me any more",
        "he doesn't hit me when he is sober",
        "he never hits a wrong note",
        "I do anything to get out of bingo",
        "he doesn't hit me, he takes my money",
        "nobody rings me",
        "does nobody hurt you?",
        "my son hurt me",
        "I never do anything",
    ],
)
def test_whatever_says_more_or_less_is_heard_for_what_it_says(words: str) -> None:
    assert not denies_harm(words)
