"""A message that was changed is asked about, and never taken for a new answer."""

from __future__ import annotations

from typing import Any

from bot.channels.words import telegram
from bot.strengths.contact import Contact
from bot.strengths.statement import Place, Source
from tests.channels.telegram.talking import Talk


def said_and_changed(words: str = "I bake scones") -> tuple[Talk, dict[str, Any], list[str]]:
    talk = Talk()
    talk.say("/start")
    message = talk.message(text="I bake")
    talk.take(message)
    contact = Contact(issued=3)
    contact.keep("I bake", source=Source.OWN_WORDS, place=Place.ALSO, domain="opening", question="opening.reason")
    talk.agent.contact = contact.to_record()
    return talk, message, talk.take(talk.edit(message, words))


def intents(talk: Talk) -> list[str]:
    return [message.parse_data["intent"]["name"] for message in talk.agent.handed]


def test_a_change_is_offered_beside_the_message_and_changes_nothing_yet() -> None:
    talk, message, sent = said_and_changed()

    assert sent == [telegram("edited")]
    assert talk.bot.sent[-1].reply_to == message["message"]["message_id"]
    assert talk.said == ["I bake"]


def test_the_new_words_are_put_in_place_of_the_old_when_the_person_says_so() -> None:
    talk, _, _ = said_and_changed()

    sent = talk.take(talk.press(talk.bot.sent[-1].buttons[telegram("use_edit")]))

    assert sent == ["I heard: I bake scones"]
    assert intents(talk)[-2:] == ["change_line", "tell"]
    assert talk.agent.handed[-2].parse_data["entities"][0]["value"] == "s4"


def test_pressing_twice_changes_once() -> None:
    talk, _, _ = said_and_changed()
    use = talk.bot.sent[-1].buttons[telegram("use_edit")]

    talk.take(talk.press(use), talk.press(use))

    assert intents(talk).count("change_line") == 1


def test_what_was_said_can_be_left_as_it_was() -> None:
    talk, _, _ = said_and_changed()

    assert talk.take(talk.press(talk.bot.sent[-1].buttons[telegram("keep_old")])) == []
    assert talk.said == ["I bake"]
    assert talk.bot.answered[-1][1] == telegram("kept_old")


def test_a_change_offered_before_a_restart_can_be_made_after_it() -> None:
    talk, message, _ = said_and_changed()
    use = talk.bot.sent[-1].buttons[telegram("use_edit")]
    talk.restart()

    changed = {**message["message"], "text": "I bake scones"}

    assert talk.take(talk.press(use, reply_to_message=changed)) == ["I heard: I bake scones"]


def test_danger_in_a_changed_message_gets_help_at_once() -> None:
    talk, _, sent = said_and_changed("I took an overdose tonight")

    assert "999" in sent[0]
    assert intents(talk)[-1] == "voice_danger"


def test_a_change_that_changes_no_word_is_no_change() -> None:
    _, _, sent = said_and_changed("I bake ")

    assert sent == []


def test_a_message_that_was_not_taken_in_counts_when_it_was_changed() -> None:
    talk = Talk()
    talk.say("/start")
    message = talk.message(text="word " * 900)
    talk.take(message)

    assert talk.take(talk.edit(message, "shorter")) == ["I heard: shorter"]
