"""A turn is read for what it does: washed questions are seen through, and danger may be asked about."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import numpy as np
import pytest

from bot.studio.feedback import feedback, learning
from bot.studio.feedback.judging import SAID
from bot.studio.feedback.learned import FEATURES, LEARNED, STYLES

HELDOUT, TUNING, SPOKEN, OTHERS = (
    Path(__file__).with_name(f"{name}.jsonl") for name in ("heldout", "tuning", "tuning_spoken", "tuning_others")
)
HARD = "I fell again last night and lay there till six"


def turns(path: Path) -> list[dict[str, str]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize(
    "text",
    [
        "What strengths would help with your problem?",
        "Which of your skills could fix your drinking problem?",
        "How are you managing with washing?",
        "how are you coping with the stairs",
        "What can't you do?",
        "Have you had any falls?",
    ],
)
def test_a_question_of_what_is_wrong_is_seen_in_kind_words_too(text: str) -> None:
    found = feedback("", text)

    assert found.deficit_led
    assert not found.strengths_seeking
    assert found.style == "conventional"


@pytest.mark.parametrize(
    ("previous", "text"),
    [
        ("I don't want to be here any more", "Are you thinking of ending your life?"),
        ("he hit me", "Are you safe right now?"),
        ("she shouts", "Are you afraid of her?"),
    ],
)
def test_danger_is_rightly_asked_about_directly(previous: str, text: str) -> None:
    found = feedback(previous, text)

    assert (found.form, found.deficit_led, found.is_safety_check, found.closed_is_right) == (
        "closed",
        False,
        True,
        True,
    )


def test_a_closed_question_is_right_when_choices_were_asked_for_and_not_otherwise() -> None:
    assert feedback("yes or no questions please", "Do you like music?").closed_is_right
    assert not feedback("I like a song", "Do you like music?").closed_is_right
    assert not feedback("yes or no questions please", "What do you like?").closed_is_right


def test_a_positive_question_straight_after_something_hard_is_strengths_only() -> None:
    assert feedback(HARD, "Lovely. And what are you good at?").style == "strengths_only"
    assert feedback(HARD, "That sounds frightening. What gets you through?").style == "asset_balanced"
    assert feedback("I come about a rail", "And what are you good at?").style == "strengths_based"


@pytest.mark.parametrize(
    ("previous", "text"),
    [
        ("", "Hello Doreen, I'm Sam. What would you like to talk about today?"),
        ("Hello dear", "Hello Doreen, I'm Sam. What would you like to talk about today?"),
        ("I'm Doreen", "Hello Doreen, nice to meet you."),
        ("", "You'll need to bring your last two payslips."),
        ("", "You can pop in any morning before twelve."),
        ("I talk to his photo", "You want to get yourself down the club and talk to real people."),
        ("", "You said you'd ring on Monday."),
    ],
)
def test_a_greeting_a_fact_or_an_instruction_says_nothing_back(previous: str, text: str) -> None:
    assert not feedback(previous, text).reflection


@pytest.mark.parametrize(
    ("previous", "text"),
    [
        ("I couldn't be doing with company", "so what does a good day look like then"),
        ("I didn't like to bother anyone", "so what was it that made you pick the phone up in the end"),
    ],
)
def test_a_turn_that_only_asks_says_nothing_back(previous: str, text: str) -> None:
    assert not feedback(previous, text).reflection


@pytest.mark.parametrize(
    ("previous", "text"),
    [
        ("I talk to his photo of a morning", "You talk to his photo. What would he say about the garden?"),
        ("The roses were his really", "You talk to his photo. What would he say about the garden?"),
        ("I keep all her letters in a tin", "You've kept every one of them. What made you start?"),
        ("", "Um, okay, so it sounds like the evenings are the hard part, and you don't want to ask your son again."),
        ("", "So there's a part of you that wants to stop, and a part of you that can't imagine it."),
    ],
)
def test_what_is_said_back_is_heard_before_a_question_and_in_long_talk(previous: str, text: str) -> None:
    assert feedback(previous, text).reflection


@pytest.mark.parametrize(
    ("previous", "text"),
    [
        ("my sister can't decide and I'm the same", "You're torn."),
        ("I'm up with him four times a night", "So you're tired."),
        ("we only ever get to see her at Easter", "So once a year."),
        (
            "I'd go back to work tomorrow but there's mum",
            "On the one hand there's the job, and on the other there's mum.",
        ),
        ("I can't go past the house", "It all comes back."),
    ],
)
def test_what_is_said_back_in_few_words_is_heard(previous: str, text: str) -> None:
    assert feedback(previous, text).reflection


@pytest.mark.parametrize("text", ["mm-hm", "yeah", "right", "okay sure", "I had the same with mine", "oh lovely"])
def test_a_small_noise_or_a_word_about_oneself_is_neither_asked_nor_said_back(text: str) -> None:
    found = feedback("he's always been one for the gardening", text)

    assert (found.form, found.reflection, found.behaviour) == ("none", False, "other")


@pytest.mark.parametrize(
    "text", ["You do realise we've been through all this.", "Well, you did agree to it last time."]
)
def test_blame_is_heard_in_soft_words(text: str) -> None:
    assert feedback("", text).blame


@pytest.mark.parametrize(
    ("text", "names_it"),
    [
        ("You stuck with it through all that rain.", True),
        ("Well done, that's great.", False),
        ("Thanks for coming in.", False),
    ],
)
def test_an_affirmation_names_an_effort_and_praise_or_thanks_do_not(text: str, names_it: bool) -> None:
    assert feedback("", text).affirmation is names_it


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("It took a lot to come here and tell me that.", "none"),
        ("What tends to happen is somebody comes out.", "none"),
        ("You know how to do this.", "none"),
        ("You still do the crossword.", "none"),
        ("you still working", "closed"),
        ("Are you on the blue ones or the white ones?", "choice"),
    ],
)
def test_a_statement_with_a_questions_words_in_it_asks_nothing(text: str, asked: str) -> None:
    assert feedback("", text).form == asked


def test_a_word_of_the_trade_is_jargon_unless_the_resident_used_it() -> None:
    assert feedback("I need help", "You need an assessment.").jargon
    assert not feedback("I want an assessment", "You can have an assessment.").jargon


@pytest.mark.parametrize(
    ("text", "there"),
    [
        ("You've come through to the front door team.", True),
        ("The front door will triage that.", True),
        ("Our front door handles new contacts.", True),
        ("Can somebody get to your front door?", False),
        ("You want your own front door.", False),
        ("The front door sticks, you said.", False),
    ],
)
def test_a_front_door_is_jargon_only_as_the_name_of_a_service(text: str, there: bool) -> None:
    assert feedback("", text).jargon is there


@pytest.mark.parametrize(
    ("text", "does"),
    [
        (
            "So it all went quiet after he left, and you've been filling the days as best you can ever since. Right?",
            "reflection",
        ),
        ("So you've been on your own. How do you fill the days, and who do you see on the ones that drag?", "question"),
    ],
)
def test_a_turn_does_mainly_what_most_of_it_does(text: str, does: str) -> None:
    assert feedback("He left in March", text).behaviour == does


def test_every_feature_that_is_there_can_point_at_words() -> None:
    text = "You should ask for a package of care."
    found = feedback("", text)
    pointed = {text[reason.start : reason.end].lower() for reason in found.reasons}

    assert found.advice
    assert found.jargon
    assert {"you should", "package of care"} <= pointed


@pytest.mark.parametrize("text", ["🙂", "...", "ß", "\u02bbokina?", "a" * 4000, "سلام", "?" * 500])
def test_strange_turns_are_read_like_any_other(text: str) -> None:
    assert set(feedback("", text).as_json()) == set(SAID)


def test_what_is_kept_was_learned_from_the_examples_as_they_are() -> None:
    assert learning.is_fresh(), "frontdoor train"


def test_what_is_kept_is_plain_numbers_and_words() -> None:
    with np.load(LEARNED, allow_pickle=False) as kept:
        assert kept["weights"].shape[0] == len(FEATURES) + len(STYLES)


def test_there_are_enough_examples_of_all_kinds() -> None:
    examples = learning.examples()

    assert len(examples) >= 1500
    assert all(sum(bool(turn[name]) for turn in examples) >= 50 for name in FEATURES)
    assert min(Counter(turn["style"] for turn in examples)[style] for style in STYLES) >= 40


@pytest.mark.parametrize(("path", "least"), [(HELDOUT, 420), (TUNING, 100), (SPOKEN, 100), (OTHERS, 170)])
def test_no_turn_that_measures_is_among_those_that_teach(path: Path, least: int) -> None:
    measuring = turns(path)
    taught = {"".join(filter(str.isalnum, turn["text"].lower())) for turn in learning.examples()}
    # Noises such as "Sure." and everyday words are everybody's.
    long = [turn for turn in measuring if len(turn["text"].split()) > 4]

    assert len(measuring) >= least
    assert [turn["text"] for turn in long if "".join(filter(str.isalnum, turn["text"].lower())) in taught] == []


@pytest.mark.parametrize("name", ["form", "deficit_led", "reflection", "style"])
def test_on_turns_written_apart_it_is_right_far_more_often_than_not(name: str) -> None:
    sample = turns(HELDOUT)[::5]
    right = sum(feedback(turn["previous"], turn["text"]).as_json()[name] == turn[name] for turn in sample)

    assert right / len(sample) > 0.75
