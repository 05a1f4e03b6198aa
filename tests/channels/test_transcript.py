"""What Rasa's events show as."""

from __future__ import annotations

from typing import Any

from rasa.shared.core.events import ActionExecuted, BotUttered, Event, Restarted, SessionStarted, SlotSet, UserUttered

from bot.channels.transcript import answered, shown, turns

AT = iter(range(1, 10_000))


def said(text: str, message_id: str = "m1", intent: str = "tell") -> UserUttered:
    return UserUttered(text, intent={"name": intent}, message_id=message_id, timestamp=float(next(AT)))


def replied(text: str | None, **data: Any) -> BotUttered:
    return BotUttered(text, data=data, timestamp=float(next(AT)))


def texts(events: list[Event]) -> list[str]:
    visible = shown(turns(events))
    return [message.text for turn in visible for message in ([turn.said] if turn.said else []) + turn.replies]


def opening() -> list[Event]:
    return [
        ActionExecuted("action_session_start"),
        SessionStarted(),
        ActionExecuted("action_listen"),
        said("begin", "begin", "begin"),
        replied("Hello"),
        replied("What made you get in touch?"),
    ]


def test_nobody_said_begin() -> None:
    assert texts(opening()) == ["Hello", "What made you get in touch?"]


def test_what_was_said_and_answered_shows_in_order() -> None:
    events = [
        *opening(),
        said("the garden"),
        SlotSet("contact", {}),
        ActionExecuted("action_hear"),
        replied("Thank you"),
    ]
    assert texts(events)[2:] == ["the garden", "Thank you"]


def test_what_was_not_answered_was_not_taken_in_and_does_not_show() -> None:
    events = [*opening(), said("lost", "m1"), ActionExecuted("action_hear"), said("heard", "m2"), replied("Yes")]
    assert texts(events)[2:] == ["heard", "Yes"]
    assert answered(turns(events), "m1") is None


def test_a_message_sent_again_after_a_failure_is_found_where_it_was_answered() -> None:
    events = [*opening(), said("once", "m1"), said("once", "m1"), replied("Yes")]
    turn = answered(turns(events), "m1")
    assert turn is not None
    assert [reply.text for reply in turn.replies] == ["Yes"]


def test_after_starting_again_only_that_turn_and_what_follows_shows() -> None:
    events = [
        *opening(),
        said("a secret"),
        replied("Thank you"),
        said("delete", "m2"),
        replied("It is gone"),
        Restarted(),
    ]
    assert texts(events) == ["delete", "It is gone"]
    assert texts([*events, said("new", "m3"), replied("Hello again")])[2:] == ["new", "Hello again"]


def test_a_forgotten_message_shows_only_what_answered_it() -> None:
    assert texts([said("", "m2", "delete"), replied("It is gone")]) == ["It is gone"]


def test_the_word_joiner_that_keeps_rasa_off_does_not_show() -> None:
    assert texts([said("\u2060/restart"), replied("You said \u2060/restart")]) == ["/restart", "You said /restart"]


def test_every_message_has_a_name_of_its_own_that_stays() -> None:
    events = [*opening(), said("one", "m1"), BotUttered("a", timestamp=5000.0), BotUttered("a", timestamp=5000.0)]
    names = [message.id for turn in turns(events) for message in turn.replies]
    assert len(set(names)) == len(names)
    assert names == [message.id for turn in turns(events) for message in turn.replies]


def test_buttons_and_lines_can_be_chosen_and_half_buttons_cannot() -> None:
    line = {
        "id": "s1", "number": 1, "heading": "My people", "words": "Rita", "shared": False,
        "choices": [{"title": "Change", "payload": '/change_line{"line": "s1"}'}],
    }  # fmt: skip
    buttons = [{"title": "Yes", "payload": "/affirm"}, {"title": "No payload"}, {"payload": "/no_title"}]
    (turn,) = turns([replied("Is it right?", buttons=buttons, custom={"read_back": {"lines": [line]}})])
    (message,) = turn.replies
    assert [offer.title for offer in message.offers] == ["Yes", "Change"]
    assert message.lines is not None
    assert (message.lines[0].words, message.lines[0].shared) == ("Rita", False)


def test_a_reference_and_the_offer_of_a_copy_come_along() -> None:
    (turn,) = turns([replied("Passed on.", custom={"reference": "FD-7K3M-Q2XT", "copy": True})])
    assert (turn.replies[0].reference, turn.replies[0].copy) == ("FD-7K3M-Q2XT", True)
