"""One action a turn: after it, listen."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from rasa.core.actions.action import ActionListen
from rasa.core.policies.ensemble import DefaultPolicyPredictionEnsemble
from rasa.core.policies.rule_policy import RulePolicy
from rasa.engine.graph import ExecutionContext, GraphSchema
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import (
    ActionExecuted,
    ActionExecutionRejected,
    ActiveLoop,
    BotUttered,
    Event,
    FollowupAction,
    SlotSet,
    UserUttered,
)
from rasa.shared.core.trackers import DialogueStateTracker

from bot.dialogue import listening
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


ANSWERED = (UserUttered("hello"), ActionExecuted("action_hear_answer"), BotUttered("Thank you."))


def processor(*uses: type) -> Any:
    """A stand-in for Rasa's processor, with a model of these components."""
    nodes = {use.__name__: SimpleNamespace(uses=use) for use in uses}
    return SimpleNamespace(domain=DOMAIN, model_metadata=SimpleNamespace(predict_schema=SimpleNamespace(nodes=nodes)))


@pytest.fixture
def asked_by_rasa(monkeypatch: pytest.MonkeyPatch) -> list[DialogueStateTracker]:
    asked: list[DialogueStateTracker] = []
    monkeypatch.setattr(listening, "_predict_as_rasa_does", lambda _, tracker: asked.append(tracker))
    return asked


def tracker_after(*events: Event) -> DialogueStateTracker:
    return DialogueStateTracker.from_events("c1", list(events), DOMAIN.slots, domain=DOMAIN)


def test_listening_without_asking_leaves_the_trace_that_asking_leaves(
    policy: ListenAfterActionPolicy, asked_by_rasa: list[DialogueStateTracker]
) -> None:
    tracker = tracker_after(*ANSWERED)
    asked = policy.predict_action_probabilities(tracker, DOMAIN)
    by_rasa = DefaultPolicyPredictionEnsemble().combine_predictions([asked], tracker, DOMAIN)

    ours = listening._predict(processor(RulePolicy, ListenAfterActionPolicy), tracker)

    traces = [ActionListen().event_for_successful_execution(each).as_dict() for each in (by_rasa, ours)]
    assert traces[0] | {"timestamp": 0} == traces[1] | {"timestamp": 0}
    assert ours.events == by_rasa.events == []
    assert asked_by_rasa == []


@pytest.mark.parametrize(
    ("uses", "events"),
    [
        ((ListenAfterActionPolicy,), (*ANSWERED, UserUttered("and another thing"))),
        ((ListenAfterActionPolicy,), (*ANSWERED, FollowupAction("action_hear_answer"))),
        ((ListenAfterActionPolicy,), (*ANSWERED, ActiveLoop("a_form"))),
        ((RulePolicy,), ANSWERED),
    ],
    ids=["an unanswered message", "an action that must follow", "a form", "a model without the policy"],
)
def test_rasa_is_asked_where_something_else_may_come_next(
    asked_by_rasa: list[DialogueStateTracker], uses: tuple[type, ...], events: tuple[Event, ...]
) -> None:
    tracker = tracker_after(*events)

    listening._predict(processor(*uses), tracker)

    assert asked_by_rasa == [tracker]
