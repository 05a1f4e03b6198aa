"""One action a turn: after it, listen."""

from __future__ import annotations

import pytest
from rasa.engine.graph import ExecutionContext, GraphSchema
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, ActionExecutionRejected, BotUttered, Event, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from bot.dialogue.listening import ListenAfterActionPolicy

DOMAIN = Domain.from_yaml('version: "3.1"\nintents: [tell]\nactions: [action_hear_answer]\n')
LISTEN = DOMAIN.index_for_action("action_listen")


@pytest.fixture
def policy(tmp_path: object) -> ListenAfterActionPolicy:
    return ListenAfterActionPolicy(
        ListenAfterActionPolicy.get_default_config(),
        LocalModelStorage(tmp_path),  # type: ignore[arg-type]
        Resource("listening"),
        ExecutionContext(GraphSchema({})),
    )


def predicts_listening(policy: ListenAfterActionPolicy, *events: Event) -> bool:
    tracker = DialogueStateTracker.from_events("c1", list(events), DOMAIN.slots, domain=DOMAIN)
    probabilities = policy.predict_action_probabilities(tracker, DOMAIN).probabilities
    assert {value for index, value in enumerate(probabilities) if index != LISTEN} == {0.0}
    return bool(probabilities[LISTEN] == 1.0)


def test_a_message_that_nobody_answered_yet_is_left_to_the_rules(policy: ListenAfterActionPolicy) -> None:
    assert not predicts_listening(policy)
    assert not predicts_listening(policy, UserUttered("hello"))
    assert not predicts_listening(policy, UserUttered("hello"), ActionExecuted("action_extract_slots"))


def test_after_an_action_of_ours_it_listens_whatever_the_action_changed(policy: ListenAfterActionPolicy) -> None:
    turn = (UserUttered("hello"), ActionExecuted("action_hear_answer"), BotUttered("Thank you."))

    assert predicts_listening(policy, *turn)
    assert predicts_listening(policy, *turn, SlotSet("moment", "read_back"))


def test_the_answer_before_is_no_answer_to_the_latest_message(policy: ListenAfterActionPolicy) -> None:
    turn = (UserUttered("hello"), ActionExecuted("action_hear_answer"), ActionExecuted("action_listen"))

    assert not predicts_listening(policy, *turn, UserUttered("and another thing"))


def test_an_action_that_was_refused_ends_the_turn_and_is_not_asked_for_again(policy: ListenAfterActionPolicy) -> None:
    assert predicts_listening(policy, UserUttered("hello"), ActionExecutionRejected("action_hear_answer"))
