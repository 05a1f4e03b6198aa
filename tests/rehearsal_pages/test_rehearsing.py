"""Rehearsing without an account: choosing, talking, going back, the safety layer, and that nothing stays."""

from __future__ import annotations

import pytest
from flask import Flask

from bot.rehearsal_pages import rooms as rooms_module
from bot.rehearsal_pages.rehearsing import LONGEST_TURN, MOST_BRANCHES, MOST_TURNS
from bot.rehearsal_pages.rooms import IDLE, Rooms
from bot.staff_pages.desk import NAME
from bot.studio.resident.cast import residents
from tests.conftest import StandingClock
from tests.inbox.browsing import Browser, text_of
from tests.rehearsal_pages.talking import Learner

CHEER = "What's going well for you at the moment?"
HEARD = "I'm so sorry. Forty-one years is a long time to share a table."


@pytest.fixture
def learner(browser: Browser) -> Learner:
    return Learner(browser)


@pytest.fixture
def rooms(app: Flask) -> Rooms:
    kept: Rooms = app.extensions[NAME].rooms
    return kept


def test_a_rehearsal_begins_with_the_residents_own_words(learner: Learner) -> None:
    page = learner.begin("frank", "acknowledge")
    assert page.heading == "Talking with Frank Molloy"
    assert residents()["frank"].opening in page.main
    assert "You practise: Acknowledge before asking." in page.main


@pytest.mark.parametrize("chosen", [{"resident": "nobody"}, {"aim": "nothing"}])
def test_whoever_chose_nothing_is_told_what_to_choose(learner: Learner, chosen: dict[str, str]) -> None:
    page = learner.begin(**chosen)
    assert page.status == 400
    assert "Choose w" in text_of(page.by_id("failure"))


def test_a_turn_is_answered_and_one_quiet_line_stands_under_it(learner: Learner) -> None:
    learner.begin()
    learner.say(HEARD)
    assert learner.talk()[1] == f"You, turn 1 {HEARD}"
    assert learner.talk()[2].startswith("Frank Molloy ")
    assert len(learner.quiet_lines()) == 1
    assert "You named what is hard" in learner.quiet_lines()[0]


def test_cheer_after_hardship_is_described_and_not_marked(learner: Learner) -> None:
    learner.begin()
    learner.say(CHEER)
    assert "Something hard had just been said" in learner.quiet_lines()[0]


def test_feedback_can_be_kept_for_the_end_and_shown_again(learner: Learner) -> None:
    learner.begin(feedback="end")
    learner.say(HEARD)
    assert learner.quiet_lines() == []
    learner.send("feedback")
    assert len(learner.quiet_lines()) == 1
    learner.send("feedback")
    assert learner.quiet_lines() == []


def test_an_empty_turn_is_silence(learner: Learner) -> None:
    learner.begin()
    learner.say("")
    assert learner.talk()[1] == "You, turn 1 (Silence.)"


def test_going_back_keeps_both_ways_and_either_can_be_taken_up(learner: Learner) -> None:
    learner.begin()
    learner.say(CHEER, "Do you have any hobbies?")
    page = learner.send("rewind")
    assert "You are back before turn 1" in page.text
    assert len(learner.talk()) == 1 + 4
    learner.say(HEARD)
    main = text_of(learner.page.by_class("fd-talk")[0])
    assert HEARD in main
    assert CHEER not in main
    assert CHEER in text_of(learner.page.by_id("other-ways"))
    learner.send("take-up")
    main = text_of(learner.page.by_class("fd-talk")[0])
    assert CHEER in main
    assert HEARD in text_of(learner.page.by_id("other-ways"))


def test_what_stands_after_going_back_is_what_a_fresh_talk_would_have_been(learner: Learner, rooms: Rooms) -> None:
    learner.begin()
    learner.say(CHEER)
    learner.send("rewind")
    learner.say(HEARD)
    room = rooms.get(learner.room.split("/")[-1])
    assert room.rehearsal.begun.turns == 0
    assert room.rehearsal.exchanges[0].before == room.rehearsal.begun


@pytest.mark.parametrize("turn", ["0", "9", "x", "-1", "9" * 30, ""])
def test_a_turn_that_was_never_taken_cannot_be_gone_back_to(learner: Learner, turn: str) -> None:
    learner.begin()
    learner.say(HEARD)
    assert learner.send("rewind", turn=turn).status == 404
    assert len(learner.open().by_class("fd-talk__turn")) == 1


def test_a_turn_sent_twice_is_said_once(learner: Learner) -> None:
    before = learner.begin()
    learner.say(HEARD)
    learner.page = before
    learner.say(HEARD)
    assert len(learner.page.by_class("fd-talk__turn")) == 1


def test_a_turn_from_a_page_left_behind_is_not_said_and_not_lost(learner: Learner) -> None:
    before = learner.begin()
    learner.say(HEARD)
    learner.page = before
    page = learner.say("Something else")
    assert page.status == 409
    assert text_of(page.by_id("said")) == "Something else"
    assert len(page.by_class("fd-talk__turn")) == 1


def test_a_turn_that_is_too_long_is_not_said_and_not_lost(learner: Learner) -> None:
    learner.begin()
    page = learner.say("a" * (LONGEST_TURN + 1))
    assert page.status == 400
    assert len(text_of(page.by_id("said"))) == LONGEST_TURN + 1
    assert page.by_class("fd-talk__turn") == []


def test_a_rehearsal_does_not_go_on_for_ever(learner: Learner) -> None:
    learner.begin()
    learner.say(*(f"And what happened in year {number}?" for number in range(MOST_TURNS)))
    assert "as long as one can be" in learner.page.main
    assert learner.page.all("textarea") == []


def test_ways_tried_are_not_kept_without_end(learner: Learner) -> None:
    learner.begin()
    for _ in range(MOST_BRANCHES):
        learner.say(HEARD)
        learner.send("rewind")
    learner.say(HEARD)
    assert "as many ways as can be kept" in learner.send("rewind").text


def test_a_break_hides_the_box_until_the_learner_goes_on(learner: Learner) -> None:
    learner.begin()
    learner.say(HEARD)
    page = learner.send("pause")
    assert page.all("textarea") == []
    assert "You are having a break" in page.main
    assert learner.send("pause").all("textarea")


def test_words_are_shown_as_they_were_typed_and_do_nothing(learner: Learner) -> None:
    learner.begin()
    learner.say("<script>alert(1)</script> & \x00")
    assert "<script>alert" not in learner.page.html
    assert "<script>alert(1)</script> &" in learner.talk()[1]


def test_the_safety_layer_comes_only_when_chosen_and_after_its_warning(learner: Learner) -> None:
    page = learner.begin("frank", safety="yes")
    assert page.heading == "Before you meet Frank Molloy"
    assert residents()["frank"].safety.warning in page.main  # type: ignore[union-attr]
    assert learner.room == ""
    learner._arrive(learner.browser.send(page, "/rehearsals", forewarned="with"))
    assert "The safety layer is on." in learner.page.main


def test_somebody_who_was_warned_can_go_without_it(learner: Learner, rooms: Rooms) -> None:
    page = learner.begin("frank", aim="safety")
    learner._arrive(learner.browser.send(page, "/rehearsals", forewarned="without"))
    assert "The safety layer is on." not in learner.page.main
    assert not rooms.get(learner.room.split("/")[-1]).rehearsal.begun.safety_on


def test_a_warning_cannot_be_passed_by_without_having_chosen_the_layer(learner: Learner, rooms: Rooms) -> None:
    learner.begin("frank", forewarned="with")
    assert not rooms.get(learner.room.split("/")[-1]).rehearsal.begun.safety_on


def test_a_resident_without_a_safety_layer_is_not_forced_to_have_one(learner: Learner) -> None:
    without = next(key for key, resident in residents().items() if resident.safety is None)
    assert "has no safety layer" in text_of(learner.begin(without, safety="yes").by_id("failure"))


def test_a_rehearsal_with_the_safety_layer_can_be_stopped_on_every_page_of_the_talk(learner: Learner) -> None:
    page = learner.begin("frank", safety="yes")
    learner._arrive(learner.browser.send(page, "/rehearsals", forewarned="with"))
    learner.say(HEARD, "How do you get through a day?")
    page = learner.send("stop")
    assert page.heading == "You have stopped"
    assert "Samaritans" in page.main
    assert learner.open().all("textarea") == []


def test_leaving_forgets_everything(learner: Learner, rooms: Rooms) -> None:
    learner.begin()
    learner.say(HEARD)
    page = learner.send("leave")
    assert "nothing of it is kept" in page.text
    assert len(rooms) == 0
    assert learner.open().status == 404


def test_a_rehearsal_left_alone_is_forgotten(learner: Learner, rooms: Rooms, clock: StandingClock) -> None:
    learner.begin()
    learner.say(HEARD)
    clock.advance(seconds=IDLE.total_seconds() + 1)
    page = learner.open()
    assert page.status == 404
    assert "over" in page.main
    assert len(rooms) == 0


def test_nobody_else_enters_a_room_even_with_its_address(learner: Learner, app: Flask) -> None:
    learner.begin()
    learner.say(HEARD)
    stranger = Browser(app, scripts=True)
    assert stranger.open(learner.room).status == 404
    assert stranger.open(f"{learner.room}/debrief.txt").status == 404


def test_one_visitor_cannot_fill_every_room(rooms: Rooms, learner: Learner, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rooms_module, "MOST_FROM_AN_ADDRESS", 3)
    learner.begin()
    first = learner.room
    for _ in range(3):
        learner.begin()
    assert len(rooms) == 3
    assert learner.browser.open(first).status == 404


def test_when_every_room_is_taken_the_first_page_says_so(
    rooms: Rooms, learner: Learner, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rooms_module, "MOST", 1)
    learner.begin()
    page = learner.begin()
    assert page.status == 503
    assert "Every room is taken" in text_of(page.by_id("failure"))


def test_no_word_of_a_rehearsal_is_logged(learner: Learner, caplog: pytest.LogCaptureFixture) -> None:
    learner.begin()
    learner.say("My own aunt Philippa was like that")
    assert "Philippa" not in caplog.text
