"""What is said first: what is hard named in words that fit, and no sentence again while others are left."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from bot.strengths.acknowledging import acknowledgement, hard_responses, responses
from bot.strengths.contact import Contact
from bot.strengths.plain_words import sentences
from bot.strengths.reply import Heard
from bot.strengths.statement import Holds
from bot.strengths.strength_heard import Kind, StrengthHeard
from bot.strengths.turning import without_stop

TEXTS = {
    name: variants[0]["text"]
    for name, variants in yaml.safe_load((Path(__file__).parents[2] / "domain.yml").read_text())["responses"].items()
}


def ordinary(words: str, contact: Contact) -> str:
    return acknowledgement(Heard(act="tell", words=words, hardship=False), contact=contact).response


def hard(words: str, contact: Contact | None = None) -> str:
    return acknowledgement(Heard(act="tell", words=words, hardship=True), contact=contact).response


@pytest.mark.parametrize(
    ("words", "theme"),
    [
        ("i havent slept, he is up all night", "tired"),
        ("my wife died in spring and i cant sleep", "grief"),
        ("me hip is agony", "body"),
        ("i used to sew and now i cant thread a needle", "loss"),
        ("its that quiet, nobody visits", "lonely"),
        ("i do everything for him, hoist and all", "caring"),
        ("im worried what comes after", "fear"),
        ("i rang six times and got nowhere", "passed_around"),
        ("we are skint by thursday", "money"),
        ("the damp is on every wall", "housing"),
        ("you let me down", "let_down"),
        ("i feel so guilty", "shame"),
        ("i got made redundant", "work"),
        ("my sister and me fell out", "family"),
        ("still waiting for somebody", "waiting"),
        ("a brown envelope came", "letter"),
        ("the nights drag", "nights"),
        ("it is all too much", "overwhelmed"),
        ("im useless", "worthless"),
        ("it is grim", "plain"),
        ("we lost our baby in march", "grief"),
        ("its since i lost him", "grief"),
        ("i lost my job at the depot", "work"),
        ("in the war i lost my house my shop", "loss"),
        ("i lost my rag with her on tuesday", "plain"),
    ],
)
def test_what_is_hard_is_named_in_words_that_fit(words: str, theme: str) -> None:
    assert hard(words).startswith(f"utter_hard_{theme}_")


def test_no_sentence_comes_twice_in_ten_turns_of_the_same_thing() -> None:
    for words in ("i cant sleep", "it is grim", "they let me down"):
        contact = Contact()
        said = [hard(words, contact) for _ in range(10)]
        assert len(set(said)) == len(said)
    contact = Contact()
    said = [ordinary("???", contact) for _ in range(10)]
    assert len(set(said)) == 10


def test_what_was_said_lately_is_remembered_with_the_contact() -> None:
    contact = Contact()
    first = hard("i cant sleep", contact)

    assert hard("i cant sleep", Contact.from_record(contact.to_record())) != first


def test_what_somebody_thinks_ill_of_themselves_is_not_said_back() -> None:
    said = acknowledgement(Heard(act="tell", words="im useless me", hardship=True))

    assert said.details == {"reflection": ""}


def test_a_reflection_and_an_acknowledgement_go_out_together() -> None:
    said = acknowledgement(Heard(act="tell", words="he wont sleep so i dont", hardship=True))

    assert TEXTS[said.response].format(**said.details) == "He won't sleep so you don't. That is exhausting."


def test_it_is_said_the_first_time_and_every_few_answers_that_the_words_are_kept() -> None:
    contact = Contact()
    said = [ordinary("telly", contact) for _ in range(9)]

    kept = [response.startswith("utter_kept_") for response in said]
    assert kept == [True, False, False, False] * 2 + [True]


def test_effort_is_named_where_the_words_hold_it() -> None:
    contact = Contact()
    acknowledgement(Heard(act="tell", words="telly", hardship=False), contact=contact)

    said = acknowledgement(Heard(act="tell", words="i look after my wife", hardship=False), contact=contact)

    assert said.response.startswith("utter_effort_for_others_")


def test_a_bubble_has_no_more_than_three_sentences_with_a_reflection_in_it() -> None:
    for response in responses():
        assert len(sentences(TEXTS[response].replace("{reflection}", "You make walking sticks. "))) <= 3, response


def test_each_theme_has_different_words() -> None:
    said = [TEXTS[response] for response in hard_responses()]

    assert len(set(said)) == len(said)


def told(words: str, *strengths: tuple[str, Kind], contact: Contact | None = None) -> str:
    """What is said to words in which the understanding heard something hard, and strengths."""
    heard = tuple(
        StrengthHeard(kind=kind, text=text, start=words.index(text), end=words.index(text) + len(text), holds=Holds.NOW)
        for text, kind in strengths
    )
    said = acknowledgement(Heard(act="tell", words=words, hardship=True, strengths=heard), contact=contact)
    return TEXTS[said.response].format(**said.details)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("we were laughing that much i nearly fell off", "You were laughing that much you nearly fell off."),
        ("he were champion", "He were champion."),
        ("i sing with the choir", "You sing with the choir."),
        ("i love a good party", "You love a good party."),
        ("my best day was the wedding", "Your best day was the wedding."),
    ],
)
def test_joy_is_said_back_and_never_pitied(words: str, said: str) -> None:
    assert told(words).removesuffix(" I have kept that in your words.") == said


def test_a_strength_told_in_plain_words_is_said_back_and_never_pitied() -> None:
    words = "a week in Llandudno with the girls"

    assert told(words, ("week in Llandudno", Kind.GOAL)) == "A week in Llandudno with the girls."


@pytest.mark.parametrize(
    ("words", "theme"),
    [
        ("tuesday nights, eleven of us", "nights"),
        ("i sort his light and his heater, no money", "money"),
        ("waiting for the bus with the lads", "waiting"),
        ("i have to say it again", "waiting"),
        ("its dark at night", "grief"),
        ("it was dead good", "grief"),
        ("im not lonely", "lonely"),
        ("left alone i can do it", "lonely"),
        ("the family bit", "housing"),
        ("i got a letter", "letter"),
        ("i used to dance", "loss"),
        ("ill be there", "body"),
        ("i go to the surgery on monday", "body"),
        ("the papers promised rain", "let_down"),
        ("he never took to it", "let_down"),
        ("no guilt there, not guilty at all", "shame"),
        ("you lot are useless", "worthless"),
        ("money for the gym is sorted", "money"),
        ("i can work it out", "work"),
        ("rowing on the lake", "family"),
    ],
)
def test_one_word_does_not_make_a_theme(words: str, theme: str) -> None:
    assert not hard(words).startswith(f"utter_hard_{theme}_")


@pytest.mark.parametrize(
    ("words", "theme"),
    [
        ("i lie there awake all night", "nights"),
        ("its lonely at night", "lonely"),
        ("im not lonely, im worried sick", "fear"),
        ("i miss him every day", "missing"),
        ("since i lost Walter it is quiet", "grief"),
        ("weve got no money till friday", "money"),
        ("gym if ive money, me backs gone", "body"),
        ("they promised and never came", "let_down"),
        ("i have been waiting since june", "waiting"),
        ("a letter came and it frightened me", "letter"),
        ("my hands are shaky now", "loss"),
    ],
)
def test_a_strong_cue_makes_a_theme(words: str, theme: str) -> None:
    assert hard(words).startswith(f"utter_hard_{theme}_")


def test_nobody_is_pitied_twice_running() -> None:
    contact = Contact()
    said = [hard(words, contact) for words in ("i cant sleep", "it is grim", "i cant cope", "im so lonely")]

    assert [response.startswith("utter_hard_soft_") for response in said] == [False, True, False, True]


def test_a_death_is_answered_with_sorrow_whatever_was_said_before() -> None:
    contact = Contact()
    hard("i cant sleep", contact)

    assert hard("my son died", contact).startswith("utter_hard_grief_")


def test_where_no_word_shows_what_is_hard_nothing_is_named() -> None:
    assert hard("they moved him to a home forty miles off").startswith("utter_hard_soft_")


@pytest.mark.parametrize(
    ("words", "effort"),
    [
        ("six men under me at the depot", "led"),
        ("i ran the canteen for nine years", "led"),
        ("i built my own boat", "made"),
        ("i worked at the mill for years", "years"),
    ],
)
def test_what_somebody_is_proud_of_is_said_back_with_what_is_in_it(words: str, effort: str) -> None:
    assert ordinary(words, Contact()).startswith(f"utter_effort_{effort}_")


@pytest.mark.parametrize(
    "words", ["i made a mess of it", "i made up a story", "i ran out of milk", "i ran for the bus"]
)
def test_no_quality_is_named_that_the_words_do_not_hold(words: str) -> None:
    assert "_effort_" not in ordinary(words, Contact())


@pytest.mark.parametrize(
    ("words", "quoted"), [("That is all.", "That is all"), ("Tea…", "Tea"), ("Who?", "Who?"), (".", ".")]
)
def test_quoted_words_bring_no_stop_of_their_own(words: str, quoted: str) -> None:
    assert without_stop(words) == quoted


def test_painting_is_no_pain() -> None:
    heard = Heard(
        act="tell",
        words="i was doing my shells, i paint them",
        hardship=True,
        strengths=(StrengthHeard(kind=Kind.INTEREST, text="paint", start=25, end=30),),
    )

    assert acknowledgement(heard).response not in hard_responses()
