"""While the door is closed to residents, whoever writes by Telegram is told so kindly, and danger is still heard."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from bot.channels.doorkeeper import Doorkeeper
from bot.channels.telegram.answering import Answering
from bot.channels.words import telegram
from tests.channels.telegram.talking import Talk


class Closing:
    """A door that can be closed."""

    is_open = True

    def talk(self, **settings: Any) -> Talk:
        talk = Talk(**settings)
        talk.door.conversations._doorkeeper = Doorkeeper(lambda: self.is_open)
        talk.answering = Answering(replace(talk.door))
        return talk


def test_words_at_a_closed_door_are_answered_and_go_nowhere() -> None:
    closing = Closing()
    talk = closing.talk()
    talk.say("/start")
    closing.is_open = False

    said = talk.say("I bake bread")

    assert said[0].startswith(telegram("closed"))
    assert "01632 960123" in said[0]
    assert "999" in said[1]
    assert talk.said == []
    closing.is_open = True
    assert talk.say("I bake bread") == ["I heard: I bake bread"]


def test_danger_at_a_closed_door_gets_first_help_before_anything_else() -> None:
    closing = Closing()
    closing.is_open = False
    talk = closing.talk()

    said = talk.say("he hits me every night")

    assert "999" in said[0]
    assert said[-1].startswith(telegram("closed"))
    assert talk.said == []


def test_a_button_a_command_and_a_changed_message_find_the_door_closed_too() -> None:
    closing = Closing()
    talk = closing.talk()
    talk.say("/start")
    first = talk.message(text="I bake")
    talk.take(first)
    mark = talk.bot.sent[-1].buttons["Yes"]
    handed = list(talk.agent.handed)
    closing.is_open = False

    for update in (talk.press(mark), talk.message(text="/copy"), talk.edit(first, "I bake bread")):
        assert talk.take(update)[0].startswith(telegram("closed"))

    assert len(talk.bot.answered) == 1, "the button stops turning"
    assert talk.agent.handed == handed


def test_danger_in_a_changed_message_is_heard_at_a_closed_door() -> None:
    closing = Closing()
    talk = closing.talk()
    first = talk.message(text="I bake")
    talk.take(first)
    closing.is_open = False

    assert "999" in talk.take(talk.edit(first, "he hits me every night"))[0]
