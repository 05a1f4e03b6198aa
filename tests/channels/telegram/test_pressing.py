"""Buttons: opaque, for one conversation and one question, each press answered, each choice made once."""

from __future__ import annotations

import re

from bot.channels.words import refusal, telegram
from tests.channels.telegram.talking import BEN, Talk


def begun() -> tuple[Talk, dict[str, str]]:
    talk = Talk()
    talk.say("/start")
    return talk, talk.bot.sent[-1].buttons


def test_what_a_button_carries_means_nothing_to_anybody_else() -> None:
    _, buttons = begun()

    assert all(re.fullmatch(r"[0-9a-f]{32}", mark) for mark in buttons.values())
    assert len(set(buttons.values())) == len(buttons)


def test_a_press_is_answered_taken_and_seen() -> None:
    talk, buttons = begun()

    assert talk.take(talk.press(buttons["Yes"])) == ["I heard: Yes"]
    assert [text for _, text in talk.bot.answered] == [""]
    assert talk.bot.edited == [(90, "Hello.\n\nYou said: Yes")]
    assert talk.agent.handed[-1].parse_data["intent"]["name"] == "affirm"


def test_a_button_pressed_twice_counts_once_and_says_so() -> None:
    talk, buttons = begun()

    sent = talk.take(talk.press(buttons["Yes"]), talk.press(buttons["Yes"]))

    assert sent == ["I heard: Yes"]
    assert talk.said == ["Yes"]
    assert [text for _, text in talk.bot.answered] == ["", refusal("used_id")]


def test_an_old_button_says_kindly_that_it_is_old_and_changes_nothing() -> None:
    talk, buttons = begun()
    talk.say("I bake")

    assert talk.take(talk.press(buttons["No"])) == []
    assert talk.said == ["I bake"]
    assert talk.bot.answered[-1][1] == refusal("stale_choice")
    assert talk.bot.edited == [(90, "")], "and it is taken away"


def test_nobody_can_make_up_a_button_or_use_another_persons() -> None:
    talk, buttons = begun()
    talk.say("/start", BEN)
    handed = len(talk.agent.handed)

    for mark in ("skip", "/affirm", '/tell{"line": "s1"}', "0" * 32, "", buttons["Yes"]):
        talk.take(talk.press(mark, chat=BEN))

    assert len(talk.agent.handed) == handed
    assert [text for _, text in talk.bot.answered] == [refusal("stale_choice")] * 6


def test_a_button_of_a_message_that_telegram_does_not_show_any_more_works_all_the_same() -> None:
    talk, buttons = begun()
    press = talk.press(buttons["Yes"])
    press["callback_query"]["message"] = {**press["callback_query"]["message"], "date": 0}

    assert talk.take(press) == ["I heard: Yes"]


def test_more_choices_can_be_opened_as_often_as_one_likes() -> None:
    talk, buttons = begun()

    more = buttons[telegram("more")]

    assert len(talk.take(talk.press(more), talk.press(more))) == 2
    assert talk.said == []


def test_when_the_database_is_away_a_press_is_answered_and_the_person_told() -> None:
    talk, buttons = begun()
    talk.agent.broken = True

    (said,) = talk.take(talk.press(buttons["Yes"]))

    assert "not taken in" in said
    assert len(talk.bot.answered) == 1


def test_a_line_of_the_read_back_is_changed_by_a_button_with_its_number() -> None:
    talk = Talk()
    talk.say("/start")
    choices = [{"title": "Change", "payload": '/change_line{"line": "s1"}'}]
    line = {"id": "s1", "number": 1, "heading": "Skills", "words": "I bake", "shared": True, "choices": choices}
    talk.agent.data = {"read_back": {"lines": [line]}, "copy": True}
    talk.say("show me")
    buttons = talk.bot.sent[-1].buttons

    assert list(buttons) == ["1. Change", "Yes", "No", telegram("copy"), telegram("more")]
    talk.take(talk.press(buttons["1. Change"]))
    assert talk.agent.handed[-1].parse_data["entities"][0]["value"] == "s1"


def test_a_copy_that_is_not_there_yet_is_said_not_to_be() -> None:
    talk = Talk()
    talk.say("/start")

    assert talk.say("/copy") == [refusal("nothing_yet")]
