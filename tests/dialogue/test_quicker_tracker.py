"""A conversation is copied and looked through more quickly, with what Rasa would give."""

from __future__ import annotations

from typing import Any

import pytest
from rasa.shared.core.events import (
    ActionExecuted,
    ActionExecutionRejected,
    ActionReverted,
    ActiveLoop,
    BotUttered,
    ConversationPaused,
    Event,
    FollowupAction,
    Restarted,
    SessionStarted,
    SlotSet,
    UserUtteranceReverted,
    UserUttered,
)
from rasa.shared.core.trackers import DialogueStateTracker, EventVerbosity

from bot.dialogue import quicker_tracker
from tests.dialogue.small_domain import DOMAIN

TURN = (
    ActionExecuted("action_session_start"),
    SessionStarted(),
    ActionExecuted("action_listen"),
    UserUttered("hello", {"name": "tell"}),
    ActionExecuted("action_hear_answer"),
    SlotSet("contact", {"heard": 1}),
    SlotSet("moment", "reason"),
    BotUttered("Thank you."),
    ActionExecuted("action_listen"),
)
CONVERSATIONS: dict[str, tuple[Event, ...]] = {
    "nothing yet": (),
    "a turn": TURN,
    "two sessions": (*TURN, *TURN),
    "a message without an answer": (*TURN, UserUttered("and this", {"name": "tell"})),
    "begun afresh": (*TURN, Restarted(), UserUttered("hello again")),
    "a message taken back": (*TURN, UserUttered("no"), UserUtteranceReverted()),
    "an action taken back": (*TURN, ActionReverted()),
    "a form": (*TURN, UserUttered("go"), ActionExecuted("ask"), ActiveLoop("ask"), ActionExecuted("ask")),
    "a form that ended": (*TURN, ActiveLoop("ask"), ActionExecuted("ask"), ActiveLoop(None)),
    "an action refused": (*TURN, UserUttered("go"), ActionExecutionRejected("action_hear_answer")),
    "what comes next": (*TURN, FollowupAction("action_hear_answer")),
    "paused": (*TURN, ConversationPaused()),
}


@pytest.fixture(params=list(CONVERSATIONS.values()), ids=list(CONVERSATIONS))
def tracker(request: pytest.FixtureRequest) -> DialogueStateTracker:
    return DialogueStateTracker.from_events("c1", list(request.param), DOMAIN.slots)


def state_of(tracker: DialogueStateTracker) -> dict[str, Any]:
    state = {name: value for name, value in vars(tracker).items() if name != "slots"}
    slots = {name: (type(slot), vars(slot)) for name, slot in tracker.slots.items()}
    return state | {"slots": slots, "shown": tracker.current_state(EventVerbosity.ALL)}


def test_a_copy_is_in_the_state_that_rasas_copy_is_in(tracker: DialogueStateTracker) -> None:
    assert state_of(quicker_tracker.copied(tracker)) == state_of(quicker_tracker._copy_as_rasa_does(tracker))


def test_the_events_that_count_are_those_that_rasa_counts(tracker: DialogueStateTracker) -> None:
    assert quicker_tracker.applied_events(tracker) == quicker_tracker._look_through_as_rasa_does(tracker)


def test_what_happens_to_a_copy_does_not_happen_to_the_conversation(tracker: DialogueStateTracker) -> None:
    before = state_of(quicker_tracker._copy_as_rasa_does(tracker))
    twin = quicker_tracker.copied(tracker)

    for event in (UserUttered("more"), SlotSet("moment", "exploring"), ActiveLoop("ask"), BotUttered("Yes.")):
        twin.update(event)

    assert state_of(quicker_tracker._copy_as_rasa_does(tracker)) == before
    assert tracker.get_slot("moment") != "exploring"


def test_events_of_a_copy_do_not_bear_the_models_name_nor_does_rasas(tracker: DialogueStateTracker) -> None:
    tracker.model_id, tracker.assistant_id = "model", "assistant"
    event = UserUttered("more")

    quicker_tracker.copied(tracker).update(event)

    assert event.metadata == {}
