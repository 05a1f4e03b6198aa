"""Only what is on offer can be chosen."""

from __future__ import annotations

import pytest

from bot.channels.choices import STANDING, Choices, meaning, standing_choices, typed_out
from bot.channels.identity import Identities
from bot.channels.transcript import Message, Offer, Turn
from bot.channels.words import standing_titles
from bot.errors import MessageRefusedError

YES = Offer(title="Yes", payload="/affirm")


def choices() -> Choices:
    return Choices(Identities("a key that is long enough for a test", 1))


def turn(message_id: str, *offers: Offer) -> Turn:
    return Turn(
        message_id=None, said=None, replies=[Message(id=message_id, speaker="front_door", text="?", choices=offers)]
    )


def test_an_offer_of_the_latest_answer_is_found_by_its_id() -> None:
    latest = turn("b1", YES)
    name = choices().name("conversation", latest.replies[0], YES)
    assert choices().find("conversation", latest, name) == YES


def test_the_same_offer_in_another_message_or_conversation_has_another_id() -> None:
    first, second = turn("b1", YES), turn("b2", YES)
    name = choices().name("conversation", first.replies[0], YES)
    with pytest.raises(MessageRefusedError, match="stale_choice"):
        choices().find("conversation", second, name)
    with pytest.raises(MessageRefusedError, match="stale_choice"):
        choices().find("another", first, name)


@pytest.mark.parametrize("choice", ["", "/affirm", "affirm", "begin", "nlu_fallback"])
def test_an_intent_cannot_be_named(choice: str) -> None:
    with pytest.raises(MessageRefusedError, match="stale_choice"):
        choices().find("conversation", turn("b1", YES), choice)


def test_every_standing_choice_works_even_before_anything_was_said() -> None:
    for name, intent in STANDING.items():
        assert meaning(choices().find("conversation", None, name))["intent"]["name"] == intent


def test_every_standing_choice_has_its_words() -> None:
    assert [name for name, _ in standing_choices()] == list(STANDING)
    assert all(standing_titles()[name] for name in STANDING)


def test_a_payload_is_read_as_intent_and_entities() -> None:
    understood = meaning(Offer(title="Change", payload='/change_line{"line": "s3"}'))
    assert understood["text"] == "Change"
    assert understood["intent"] == {"name": "change_line", "confidence": 1.0}
    assert understood["entities"] == [{"entity": "line", "value": "s3", "start": 0, "end": 0, "extractor": "offered"}]


@pytest.mark.parametrize("payload", ["affirm", "", "/", "/affirm now", '/affirm{"a": }'])
def test_a_payload_that_is_no_intent_is_a_fault(payload: str) -> None:
    with pytest.raises(ValueError):
        meaning(Offer(title="x", payload=payload))


STAY = Offer(title="Stay with this", payload='/choose{"choice": "stay"}')


@pytest.mark.parametrize("words", ["Stay with this", "stay with this.", " STAY  with this!"])
def test_a_title_that_is_typed_means_its_button(words: str) -> None:
    assert typed_out(turn("b1", YES, STAY), words) == STAY


@pytest.mark.parametrize("words", ["yes", "Stay with this please, I like it", "stay", "", "\u2060/affirm"])
def test_other_words_and_titles_of_one_word_are_read_as_they_stand(words: str) -> None:
    assert typed_out(turn("b1", YES, STAY), words) is None


def test_a_title_that_stands_at_two_buttons_names_neither() -> None:
    other = Offer(title="Stay with this", payload="/affirm")
    assert typed_out(turn("b1", STAY, other), "stay with this") is None
    assert typed_out(None, "stay with this") is None
