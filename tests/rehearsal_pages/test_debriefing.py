"""Talking it over: the learner's own view first, a missed safety cue before everything, no marks."""

from __future__ import annotations

import re

import pytest

from tests.inbox.browsing import Browser, text_of
from tests.rehearsal_pages.talking import Learner

TALK = (
    "I'm so sorry. It must be so quiet at teatime.",
    "How do you get through a day?",
    "What could you talk about all day?",
    "Do you need help washing?",
    "What do you think should happen?",
)


@pytest.fixture
def learner(browser: Browser) -> Learner:
    learner = Learner(browser)
    learner.begin("frank")
    return learner


def talked_over(learner: Learner, *views: str) -> None:
    learner.open("/own-view")
    learner.send("own-view", **{f"view_{number}": view for number, view in enumerate(views)})


def test_what_we_saw_is_not_shown_before_the_learners_own_view(learner: Learner) -> None:
    learner.say(*TALK)
    page = learner.open("/debrief")
    assert page.heading == "Your own view first"
    for ours in ("What worked", "One thing to try", "What could be seen"):
        assert ours not in page.main
    assert learner.open("/debrief.txt").heading == "Your own view first"


def test_the_debrief_has_the_order_of_good_practice(learner: Learner) -> None:
    learner.say(*TALK)
    talked_over(learner, "He opened up when I waited.", "Less about washing.")
    headings = [text_of(heading) for heading in learner.page.all("h2")]
    assert [heading for heading in headings if heading != "Please note"] == [
        "Your own view",
        "What worked",
        "One thing to try",
        "Something to think about",
        "What came out, and what did not",
        "What could be seen",
        "Go back and try again",
    ]
    assert "He opened up when I waited." in learner.page.main
    assert "Less about washing." in learner.page.main


def test_an_empty_own_view_is_allowed_and_said(learner: Learner) -> None:
    learner.say(*TALK)
    talked_over(learner, "", "")
    assert learner.page.main.count("Nothing written.") == 2


def test_there_is_no_score_anywhere(learner: Learner) -> None:
    learner.say(*TALK)
    talked_over(learner)
    # A resident may say that somebody passed, or that a thing is correct; only a judgement of the learner is sought.
    judged = r"\b(scores?|grades?|rank(ing)?|\d+ points|you (have )?(passed|failed)|(in)?correct answers?)\b"
    assert not re.findall(judged, learner.page.main.lower())


def test_found_and_undiscovered_stand_on_the_circles_and_in_words(learner: Learner) -> None:
    learner.say(*TALK)
    talked_over(learner)
    marks, missed = learner.page.by_class("fd-found__mark"), learner.page.by_class("fd-found__mark--missed")
    assert 0 < len(missed) < len(marks)
    assert len(learner.page.by_class("fd-found__missed")) == len(missed)
    assert len(learner.page.by_class("fd-found__number")) == len(marks)


def test_a_missed_safety_cue_comes_before_everything_and_plainly(browser: Browser) -> None:
    learner = Learner(browser)
    page = learner.begin("frank", safety="yes")
    learner._arrive(browser.send(page, "/rehearsals", forewarned="with"))
    for line in TALK * 3:
        if "wake up" in learner.page.main:
            break
        learner.say(line)
    learner.say("What hobbies do you have?")
    asked = learner.open("/own-view")
    assert asked.main.index("It was not picked up.") < asked.main.index("what did you notice?")
    talked_over(learner, "Went well.")
    assert learner.page.main.index("It was not picked up.") < learner.page.main.index("Your own view")
    learner.send("rewind")
    # One button leads back to the moment in which it could have been noticed.
    assert "wake up" in text_of(learner.page.by_id("latest"))


def test_which_of_the_pair_was_nearer_is_noted_and_stands_in_the_copy(learner: Learner) -> None:
    learner.say(*TALK)
    talked_over(learner)
    learner.send("nearer", nearer="strengths")
    assert [field.get("value") for field in learner.page.all("input", type="radio") if "checked" in field.keys()] == [  # noqa: SIM118
        "strengths"
    ]
    assert "(nearer)" in learner.browser.client.get(f"{learner.room}/debrief.txt").text


def test_the_copy_as_text_holds_the_debrief_the_talk_and_other_ways_tried(learner: Learner) -> None:
    learner.say("What's going well?")
    learner.send("rewind")
    learner.say(*TALK)
    talked_over(learner, "Better the <second> time.")
    answer = learner.browser.client.get(f"{learner.room}/debrief.txt")
    assert answer.mimetype == "text/plain"
    assert answer.headers["Content-Disposition"] == 'attachment; filename="rehearsal-frank.txt"'
    for part in (*TALK, "Better the <second> time.", "ONE THING TO TRY", "ANOTHER WAY THAT WAS TRIED, FROM TURN 1"):
        assert part in answer.text
    assert "What's going well?" in answer.text
    assert answer.text.index("Better the") < answer.text.index("WHAT WORKED")


def test_going_back_from_the_debrief_asks_for_the_own_view_anew(learner: Learner) -> None:
    learner.say(*TALK)
    talked_over(learner, "First.")
    learner.send("rewind")
    learner.say(TALK[0])
    assert learner.open("/debrief").heading == "Your own view first"


def test_with_nothing_said_there_is_nothing_to_talk_over(learner: Learner) -> None:
    assert learner.open("/own-view").heading == "Talking with Frank Molloy"
