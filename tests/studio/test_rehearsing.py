"""A rehearsal keeps what was tried, and its debrief is itself strengths-based and plain about safety."""

from __future__ import annotations

import json

import pytest

from bot.errors import NotFoundError
from bot.strengths.question import STYLES
from bot.studio.feedback import feedback
from bot.studio.rehearsal.comparing import compare
from bot.studio.rehearsal.debrief import debrief
from bot.studio.rehearsal.rehearsal import replay, start
from bot.studio.resident.cast import residents
from tests.studio.talking import RESIDENTS, replies, talk

HEARD = "That sounds exhausting. How do you get through a day?"
WITH_SAFETY = tuple(key for key, each in residents().items() if each.safety)


def test_going_back_keeps_what_was_tried_and_goes_on_from_there() -> None:
    tried = talk("doreen", "What are you good at?", "What are your talents?")
    again = tried.rewind(1).say(HEARD, feedback)

    assert replies(again) == replies(talk("doreen", HEARD))
    assert [each.said for each in again.branches[0].exchanges] == ["What are you good at?", "What are your talents?"]
    assert again.branches[0].from_turn == 0


@pytest.mark.parametrize("turn", [0, 3, -1])
def test_going_back_to_a_turn_that_was_not_taken_is_refused(turn: int) -> None:
    with pytest.raises(NotFoundError, match=f"There is no turn {turn}: 2 were taken"):
        talk("doreen", "hello", "hello again").rewind(turn)


def test_a_rehearsal_is_replayed_from_what_is_kept_of_it() -> None:
    played = talk("tracey", HEARD, "You cried and he knocked. What helps?", seed=5, safety=True).rewind(2)
    played = played.say("What do you enjoy?", feedback)
    again = replay(json.loads(json.dumps(played.record())), residents(), feedback)

    assert again == played


def test_an_aim_that_is_not_there_is_refused() -> None:
    with pytest.raises(NotFoundError, match="no aim 'win'"):
        start(residents()["dean"], aim="win")


def test_the_debrief_names_what_worked_and_what_the_resident_did_next() -> None:
    found = debrief(talk("doreen", HEARD, "Do you need help washing?"))

    assert found.worked[0].said == HEARD
    assert found.worked[0].reply
    assert found.own_view


def test_the_one_thing_to_try_is_said_in_the_learners_own_style() -> None:
    lower = debrief(talk("doreen", "ok so what are you good at")).try_one
    upper = debrief(talk("doreen", "What are you good at?")).try_one

    assert lower.reworded.startswith("ok so ")
    assert lower.reworded == lower.reworded.lower()
    assert not lower.reworded.endswith("?")
    assert upper.reworded[0].isupper()
    assert upper.said == "What are you good at?"


def test_a_question_from_a_form_is_met_by_its_own_counterpart() -> None:
    asked = talk("doreen", "Do you take your tablets?", "Have you had falls?", "Can you manage your money?")
    tried = debrief(asked).try_one

    assert tried.said == "Can you manage your money?"
    assert "money" in tried.reworded and tried.reworded != tried.said


def test_what_was_found_and_what_was_not_make_up_the_three_circles() -> None:
    played = talk("doreen", HEARD)
    found = debrief(played)
    labels = {seen.label for seen in (*found.found, *found.undiscovered)}

    assert {seen.circle for seen in (*found.found, *found.undiscovered)} == {"personal", "network", "community"}
    assert residents()["doreen"].fact("organ").label in labels
    assert not found.found_hidden


def test_nothing_in_a_debrief_is_a_mark() -> None:
    told = str(debrief(talk("doreen", HEARD, "What do you enjoy?"))).lower()

    assert not any(word in told for word in ("score", "rank", "grade", "out of ten", "percent", "well done", "passed"))


@pytest.mark.parametrize("key", WITH_SAFETY)
def test_a_missed_safety_cue_comes_first_and_plainly(key: str) -> None:
    played = talk(key, HEARD, "Tell me more.", "What about the weather?", "And sport?", "And telly?", safety=True)
    found = debrief(played)
    layer = residents()[key].safety

    assert layer is not None
    assert found.safety_missed
    assert layer.missed in found.safety[0]


@pytest.mark.parametrize("key", WITH_SAFETY)
def test_a_safety_cue_that_is_noticed_is_told_more_of(key: str) -> None:
    played = talk(
        key, HEARD, "Tell me more.", "I see.", "Do you feel safe with that? I'm glad you told me.", safety=True
    )
    layer = residents()[key].safety

    assert layer is not None
    assert played.exchanges[-1].reply.text.startswith(layer.told[0])
    assert not debrief(played).safety_missed


@pytest.mark.parametrize("key", RESIDENTS)
def test_without_the_safety_layer_no_cue_is_let_fall(key: str) -> None:
    played = talk(key, HEARD, "Tell me more.", "And then?", "What else?", "Go on.", "Anything else?")
    layer = residents()[key].safety

    assert not any(each.reply.safety_cue for each in played.exchanges)
    assert layer is None or not any(cue in " ".join(replies(played)) for cue in layer.cues)


def test_saying_the_same_back_is_counted_once() -> None:
    counted = debrief(talk("doreen", *["So the stairs tire you out."] * 5)).indicators

    assert counted.reflections <= 1


def test_with_no_questions_reflections_are_compared_with_nothing() -> None:
    assert not debrief(talk("doreen", *["You're tired of the stairs."] * 6)).indicators.can_compare


def test_advice_counts_until_their_own_idea_is_told() -> None:
    advised = "You should get a stairlift."
    early = debrief(talk("doreen", advised)).indicators
    late = debrief(talk("doreen", "That's hard. What do you think should happen?", advised)).indicators

    assert (early.advice_before_ideas, late.advice_before_ideas) == (1, 0)


def test_a_debrief_of_nothing_said_can_be_read() -> None:
    found = debrief(start(residents()["ken"]))

    assert found.worked == ()
    assert found.try_one.reworded


@pytest.mark.parametrize("key", RESIDENTS)
def test_each_style_of_the_library_draws_out_something_else(key: str) -> None:
    met = {one.style: one for one in compare(residents()[key], feedback)}

    assert tuple(met) == STYLES
    words = {style: one.debrief.indicators.resident_words for style, one in met.items()}
    assert words["conventional"] < words["asset_balanced"]
    assert not met["conventional"].debrief.found_hidden
    assert not met["strengths_only"].debrief.found_hidden
    assert len(met["conventional"].debrief.found) < len(met["asset_balanced"].debrief.found)
