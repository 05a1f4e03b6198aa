"""After danger somebody listens: a denial is believed and noted, a question answered, and nothing is asked twice."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from bot.strengths.contact import Moment
from bot.strengths.gentle_check import LIFE, SAFE_NOW
from bot.strengths.reply import Ask, Say
from bot.strengths.safety import Safety, Tier
from bot.strengths.statement import Place
from tests.dialogue.conversation import CONCERN, Conversation, begun, exploring

DANGER = Safety(tier=Tier.URGENT_TODAY, kinds=("suicide",), why=("test",))
ABUSE = Safety(tier=Tier.SAFEGUARDING_CONCERN, kinds=("domestic_abuse",), why=("test",))
UNCLEAR = Safety(tier=Tier.CHECK, kinds=("suicide",), why=("test",))
UNCLEAR_AT_HOME = Safety(tier=Tier.CHECK, kinds=("domestic_abuse",), why=("test",))
VOICED = "these stairs will be the death of me"

pytestmark = pytest.mark.usefixtures("passed_on")


def alarmed(safety: Safety = DANGER, conversation: Conversation | None = None) -> Conversation:
    conversation = conversation or exploring()
    conversation.tell(VOICED, safety)
    return conversation


@pytest.mark.parametrize(
    ("act", "words"),
    [
        ("tell", "it was a joke"),
        ("deny", "I'm not suicidal"),
        ("tell", "nobody is hurting anyone"),
        ("correct", "that's not what I meant"),
        ("deny", "No! I'm tired, I'm not suicidal"),
        ("deny", "No. I would not do anything. I'm safe"),
        ("tell", "course im safe"),
        ("thank", "thanks, you've got me wrong though"),
    ],
)
def test_a_denial_is_believed_noted_and_the_words_become_a_line_where_they_were_said(
    act: str, words: str, passed_on: SimpleNamespace
) -> None:
    conversation = exploring()
    asked = conversation.now.open_question
    alarmed(conversation=conversation)

    conversation.say(act, words)

    assert conversation.said[0] == "utter_not_meant_noted"
    assert ("note", "not_meant") in passed_on.done
    assert conversation.now.moment is not Moment.SAFETY
    line = conversation.now.statements[-1]
    assert line.words == VOICED
    assert line.question in (asked, f"beside.{asked}"), "where it was said"
    assert conversation.asked, "the conversation goes on"
    assert (conversation.asked or "").partition(".")[0] != "safety"


def test_words_said_not_to_be_meant_at_the_very_start_are_the_reason() -> None:
    conversation = alarmed(conversation=begun())

    conversation.press("That is not what I meant")

    assert [(line.words, line.place) for line in conversation.now.statements] == [(VOICED, Place.REASON)]


def test_two_alarms_both_become_lines_and_what_was_voiced_before_going_on_does_not() -> None:
    conversation = alarmed()
    conversation.press("Carry on")
    conversation.press("Skip this")
    conversation.tell("it kills me", DANGER)
    conversation.tell("dead on my feet", DANGER)

    conversation.tell("it was just a figure of speech")

    assert conversation.words == ["A letter came", "it kills me", "dead on my feet"]


def test_what_was_asked_about_is_a_line_again_and_the_yes_is_none() -> None:
    conversation = exploring()
    conversation.tell("ive had enough of it all", UNCLEAR)
    conversation.say("affirm", "yes")
    assert "ive had enough of it all" not in conversation.words

    conversation.tell("no i was joking")
    assert conversation.now.moment is not Moment.SAFETY
    assert conversation.words == ["A letter came", "ive had enough of it all"]


def test_being_safe_takes_nothing_back_of_what_somebody_does() -> None:
    conversation = alarmed(ABUSE)

    conversation.tell("im safe")

    assert conversation.now.moment is Moment.SAFETY
    assert "utter_not_meant_noted" not in conversation.said


def test_a_denial_that_asks_too_gets_both() -> None:
    conversation = alarmed()

    conversation.tell("omg no it was a joke?? who did u tell, is someone coming round")

    assert conversation.said[:2] == ["utter_not_meant_noted", "utter_asked_coming"], "who was told stands in the first"


@pytest.mark.parametrize(
    ("words", "answers"),
    [
        ("Have you just reported me? Will they take Graham?", ["utter_asked_told", "utter_asked_taken"]),
        ("who did u tell", ["utter_asked_told"]),
        ("Why do you keep giving me numbers", ["utter_asked_numbers"]),
        ("just dont twist what i say", ["utter_asked_twist"]),
        ("is someone coming round??", ["utter_asked_coming"]),
    ],
)
@pytest.mark.parametrize("act", ["tell", "ask_privacy", "complain", "ask_bot"])
def test_questions_about_the_telling_are_answered_and_not_filed(
    act: str, words: str, answers: list[str], passed_on: SimpleNamespace
) -> None:
    conversation = alarmed(ABUSE)
    done = list(passed_on.done)

    conversation.say(act, words)

    assert conversation.said == answers
    assert conversation.replies[-1] == Ask("safety.next", easier=True)
    assert passed_on.done == done


def test_who_was_told_is_said_with_the_reference_and_truly_when_nobody_could_be() -> None:
    told, untold = alarmed(), exploring()
    untold.told = None
    alarmed(conversation=untold)

    told.tell("who did you tell")
    untold.tell("who did you tell")

    assert told.replies[0] == Say("utter_asked_told", {"reference": CONCERN})
    assert untold.said == ["utter_asked_told_nobody"]


def test_the_same_questions_are_heard_as_always_where_nobody_voiced_danger() -> None:
    conversation = exploring()

    conversation.tell("will they take Graham")

    assert "utter_asked_taken" not in conversation.said


@pytest.mark.parametrize("words", ["Carry on i guess", "carry on then", "lets just carry on"])
def test_carry_on_typed_is_the_button(words: str) -> None:
    conversation = alarmed()
    pressed = alarmed()

    conversation.say("tell", words)
    pressed.press("Carry on")

    assert conversation.replies == pressed.replies


def test_ordinary_words_are_heard_and_the_second_goes_on_by_itself() -> None:
    conversation = alarmed()

    conversation.tell("I just want to be with him")
    first = list(conversation.said)
    conversation.tell("its raining")

    assert first[-1] == "utter_they_read_this"
    assert len(first) == 2
    assert conversation.said[-1] == "utter_going_on_slowly"
    assert conversation.now.moment is Moment.EXPLORING


def test_a_no_with_more_words_is_no_answer_that_gets_lost(passed_on: SimpleNamespace) -> None:
    conversation = alarmed()

    conversation.say("deny", "no my daughter lives round here")

    assert passed_on.done[-1] == ("account", "no my daughter lives round here")


# --- gentle checks


@pytest.mark.parametrize(
    ("unclear", "check", "answer", "said", "kept"),
    [
        (
            UNCLEAR_AT_HOME,
            SAFE_NOW,
            "safe? from what, pigeons? course im safe. I've COPD",
            "utter_not_meant",
            ["I've COPD"],
        ),
        (UNCLEAR, LIFE, "No! I'm tired, I'm not suicidal", "utter_checked", ["I'm tired,"]),
        (
            UNCLEAR,
            LIFE,
            "no I would never do anything to myself, I meant the washing up love",
            "utter_not_meant",
            [],
        ),
        (UNCLEAR, LIFE, "no love I wouldn't do anything daft", "utter_checked", []),
        (UNCLEAR, LIFE, "Not that I'd do anything", "utter_checked", []),
        (UNCLEAR, LIFE, "oh you got that all wrong, I'm not suicidal", "utter_not_meant", []),
        (UNCLEAR_AT_HOME, SAFE_NOW, "no, he doesn't hit me", "utter_checked", []),
    ],
)
def test_a_no_to_a_gentle_check_is_an_answer_and_only_what_is_told_besides_is_kept(
    unclear: Safety, check: str, answer: str, said: str, kept: list[str]
) -> None:
    conversation = exploring()
    conversation.tell("ive had enough", unclear)
    assert conversation.asked == check
    before = list(conversation.words)

    conversation.say("deny", answer)

    assert conversation.said[0] == said
    assert conversation.now.moment is Moment.EXPLORING
    assert conversation.now.voiced == []
    assert conversation.words == [*before, *kept]


# --- a child


def test_an_age_said_after_danger_gets_childline_once_and_the_questions_about_life_do_not_go_on(
    passed_on: SimpleNamespace,
) -> None:
    conversation = alarmed(ABUSE)

    conversation.tell("im 16")

    assert conversation.said == ["utter_under_18", "utter_childline", "utter_children_phone", "utter_they_read_this"]
    assert passed_on.done[-1] == ("account", "im 16")
    assert conversation.asked == "safety.next"
    conversation.press("Carry on")
    conversation.press("Skip this")
    assert "utter_childline" not in conversation.said
    assert conversation.asked == "hard_moments.under_18"


def test_an_age_is_no_way_to_be_reached() -> None:
    conversation = alarmed(ABUSE)
    conversation.press("Carry on")

    conversation.tell("im 16")

    assert conversation.now.safe_contact.way is None
    assert "utter_childline" in conversation.said
    assert conversation.asked == "safety.way"
    conversation.press("Skip this")
    assert conversation.asked == "hard_moments.under_18"


def test_an_age_in_the_words_that_voice_danger_is_heard_and_childline_stands_in_first_help_above() -> None:
    conversation = exploring()

    conversation.tell("im 15 and he hits me", ABUSE)

    assert conversation.said == ["utter_under_18"]
    assert conversation.asked == "safety.next"


def test_a_child_in_distress_is_given_no_line_for_grown_ups() -> None:
    conversation = exploring()

    conversation.tell("im 12 and i cant stop crying", Safety(tier=Tier.DISTRESS, kinds=("distress",)))
    conversation.tell("i cant stop crying", Safety(tier=Tier.DISTRESS, kinds=("distress",)))

    assert "utter_listening_line" not in conversation.said


# --- how to be reached


def test_going_on_asks_how_it_is_safe_to_reach_them_once_in_a_conversation() -> None:
    conversation = alarmed()
    conversation.press("Carry on")
    conversation.press("Skip this")
    conversation.now.asked.remove("safety.way")  # as when the question was left for something else
    alarmed(conversation=conversation)

    conversation.press("Carry on")

    assert conversation.said == ["utter_going_on"]
