"""Words to the program are answered and are no line; words that tell of a life are heard, however short."""

from __future__ import annotations

import pytest

from bot.strengths.contact import Contact, Moment
from bot.strengths.reply import Ask, Heard, Say
from bot.strengths.said_to_us import hear_said_to_us, said_to_us
from bot.strengths.statement import Place
from bot.strengths.strength_heard import Kind, StrengthHeard


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("hang on, the kettle", "take_your_time"),
        ("one sec", "take_your_time"),
        ("sorry that was the door", "take_your_time"),
        ("are you still there?", "still_here"),
        ("hold on, someone's at the door", "take_your_time"),
        ("one minute the dog's barking", "take_your_time"),
        ("im back", "take_your_time"),
        ("sorry im slow at typing", "take_your_time"),
        ("sorry typing on my phone", "take_your_time"),
        ("stupid autocorrect", "take_your_time"),
        ("my phone's dying", "take_your_time"),
        ("i dont like computers much", "how_we_talk"),
        ("sorry i can't see the letters very well", "how_we_talk"),
        ("let me think", "take_your_time"),
        ("that's a nice question", "kind_to_us"),
        ("haha you are a funny thing", "kind_to_us"),
        ("this is easier than i thought", "kind_to_us"),
        ("brilliant ok", "kind_to_us"),
        ("hope that makes sense", "kind_to_us"),
        ("you ask a lot", "asks_a_lot"),
        ("you don't half ask a lot of questions", "asks_a_lot"),
        ("this is a bit long", "asks_a_lot"),
        ("so many questions", "asks_a_lot"),
    ],
)
def test_words_to_the_program_are_known(words: str, kind: str) -> None:
    assert said_to_us(words) == kind


@pytest.mark.parametrize(
    "words",
    [
        "my brother is slow at typing",
        "the door is too heavy for me",
        "hang on to my flat",
        "hold on to the garden",
        "my kettle is too heavy now",
        "i ask a lot of my sister",
        "back to work",
        "being there for my lad",
        "i like typing",
        "i dont like being alone",
        "he's a funny thing my dog",
        "good neighbours",
        "thinking about my mum",
        "nice people",
        "telly",
        "my phone",
        "great grandchildren",
        "a good laugh",
        "the phone is my lifeline",
        "just the cat",
        "it's my neighbour",
        "it was the dog",
        "I'm a typist",
        "i'm really slow",
        "writing with my son",
        "one minute my husband hit me",
        "hang on my mum has gone missing",
        "hold on someone's trying to get in",
        "it's a lot",
        "it's nice",
        "it was fun",
    ],
)
def test_what_tells_of_a_life_is_no_word_to_the_program(words: str) -> None:
    assert said_to_us(words) is None


def exploring(question: str = "skills_experience.learned") -> Contact:
    return Contact(moment=Moment.EXPLORING, open_question=question)


def test_they_are_answered_the_question_stays_open_and_nothing_is_kept() -> None:
    contact = exploring()

    replies = hear_said_to_us(contact, Heard(act="tell", words="sorry typing on my phone", strengths=()))

    assert replies == [Say("utter_take_your_time"), Ask("skills_experience.learned")]
    assert contact.statements == []


def test_what_could_answer_the_open_question_is_left_to_it() -> None:
    assert hear_said_to_us(exploring("good_day.recent"), Heard(act="tell", words="brilliant", strengths=())) == []


def test_words_in_which_a_strength_was_heard_are_an_answer() -> None:
    words = "good one"
    heard = StrengthHeard(kind=Kind.INTEREST, text=words, start=0, end=len(words))

    assert hear_said_to_us(exploring(), Heard(act="tell", words=words, strengths=(heard,))) == []


def test_a_button_is_never_a_word_to_the_program() -> None:
    assert hear_said_to_us(exploring(), Heard(act="choose", words="Good one", choice="good_day.recent.x")) == []


@pytest.mark.parametrize(
    ("question", "words"),
    [("permission.turn", "perfect"), ("people_networks.feel", "great"), ("passions_interests.it_most", "that's fun")],
)
def test_a_kind_word_that_may_be_a_yes_or_an_answer_is_heard_as_one(question: str, words: str) -> None:
    moment = Moment.PERMISSION if question.startswith("permission") else Moment.EXPLORING
    contact = Contact(moment=moment, open_question=question)

    assert hear_said_to_us(contact, Heard(act="affirm", words=words, strengths=())) == []


def test_how_it_is_for_them_to_write_here_is_written_down_and_the_question_stays_open() -> None:
    contact = exploring()

    replies = hear_said_to_us(contact, Heard(act="tell", words="i can't see the letters", strengths=(), hardship=False))

    assert replies == [Say("utter_noted"), Ask("skills_experience.learned")]
    assert [(line.words, line.place) for line in contact.statements] == [
        ("i can't see the letters", Place.COMMUNICATION_ACCESS)
    ]
