"""Rules laid out by intent are the rules that Rasa finds one by one."""

from __future__ import annotations

import json
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rasa.core.policies.rule_policy import RulePolicy
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import (
    ActionExecuted,
    ActionReverted,
    ActiveLoop,
    AllSlotsReset,
    BotUttered,
    ConversationPaused,
    DefinePrevUserUtteredFeaturization,
    Event,
    Restarted,
    SessionStarted,
    SlotSet,
    UserUtteranceReverted,
    UserUttered,
)
from rasa.shared.core.trackers import DialogueStateTracker

from bot.dialogue import quicker_rasa, quicker_rules

theirs = RulePolicy._get_possible_keys
quicker_rasa.work_out_once()

UNSET = "should_not_be_set"
MOMENTS = ((1.0, 0.0), (0.0, 1.0))


def parts(*more: Any) -> Any:
    """States as a conversation has them; with ``more``, as a rule may ask for them."""
    return st.fixed_dictionaries(
        {},
        optional={
            "prev_action": st.fixed_dictionaries({"action_name": st.sampled_from(["action_listen", "action_hear"])}),
            "user": st.fixed_dictionaries(
                {}, optional={"intent": st.sampled_from(["tell", "deny", *more]), "text": st.just("words")}
            ),
            "slots": st.fixed_dictionaries({}, optional={"moment": st.sampled_from([*MOMENTS, *more])}),
            "active_loop": st.fixed_dictionaries({}, optional={"name": st.sampled_from(["form", *more])}),
        },
    )


RULES = st.lists(st.lists(parts(UNSET, None), max_size=3), max_size=8).map(
    lambda rules: {json.dumps(rule): f"action_{number}" for number, rule in enumerate(rules)}
)


class Policy:
    """Stands for a policy of rules."""

    _rule_key_to_state = staticmethod(RulePolicy._rule_key_to_state)
    _does_rule_match_state = staticmethod(RulePolicy._does_rule_match_state)
    _is_rule_applicable = RulePolicy._is_rule_applicable


@given(rules=RULES, states=st.lists(parts(UNSET), max_size=4))
def test_the_same_rules_fit(rules: dict[str, str], states: list[dict[str, Any]]) -> None:
    policy: Any = Policy()

    assert quicker_rules._fitting(policy, rules, states) == theirs(policy, rules, states)


def test_rules_are_read_once() -> None:
    policy: Any = Policy()
    rules = {json.dumps([{"prev_action": {"action_name": "action_listen"}, "user": {"intent": "tell"}}]): "action_hear"}

    assert quicker_rules.LaidOut.of(policy, rules) is quicker_rules.LaidOut.of(policy, rules)
    assert quicker_rules.LaidOut.of(policy, dict(rules)).made_of == rules


RUNNING: Any = SimpleNamespace(is_finetuning=False, node_name="rules")
DOMAIN = Domain.from_yaml('version: "3.1"\nintents: [tell]\nactions: [action_hear]\n')


@pytest.mark.parametrize(
    ("user", "found"), [({"intent": "tell"}, None), ({"text": "my words"}, "action_hear"), ({}, "action_hear")]
)
def test_what_was_typed_is_looked_at_where_a_rule_may_go_by_it(user: dict[str, str], found: str | None) -> None:
    key = json.dumps([{"prev_action": {"action_name": "action_listen"}, "user": user}])
    policy: Any = RulePolicy(RulePolicy.get_default_config(), None, None, RUNNING)
    policy.lookup = {"rules": {key: "action_hear"}}
    tracker = DialogueStateTracker.from_events(
        "c1", [ActionExecuted("action_listen"), UserUttered("my words", {"name": "tell"})], domain=DOMAIN
    )

    action, _, _ = policy._find_action_from_rules(tracker, DOMAIN, use_text_for_last_user_input=True)
    theirs_too, _, _ = quicker_rules._find_as_rasa_does(policy, tracker, DOMAIN, True)

    assert action == theirs_too == found


TALKED_OF = Domain.from_yaml(
    """
version: "3.1"
intents: [tell, deny]
entities: [name]
slots:
  moment: {type: categorical, values: [reason, strengths], mappings: [{type: custom}]}
  name: {type: text, mappings: [{type: from_entity, entity: name}]}
actions: [action_hear, action_show]
forms: {form: {required_slots: [name]}}
"""
)
HAPPENED = st.lists(
    st.one_of(
        st.sampled_from(["action_listen", "action_hear", "action_show", "form"]).map(ActionExecuted),
        st.sampled_from(["tell", "deny"]).map(lambda intent: UserUttered("my words", {"name": intent})),
        st.just("Ann").map(
            lambda name: UserUttered("I am Ann", {"name": "tell"}, [{"entity": "name", "value": name, "start": 5}])
        ),
        st.sampled_from(["reason", "strengths", None]).map(lambda value: SlotSet("moment", value)),
        st.builds(
            lambda make: make(),
            st.sampled_from(
                [UserUtteranceReverted, ActionReverted, Restarted, SessionStarted, AllSlotsReset, ConversationPaused]
            ),
        ),
        st.sampled_from(["form", None]).map(ActiveLoop),
        st.booleans().map(DefinePrevUserUtteredFeaturization),
        st.just("our words").map(BotUttered),
    ),
    max_size=12,
)


def policy_of(rules: dict[str, str], most: int | None = None) -> Any:
    policy: Any = RulePolicy({**RulePolicy.get_default_config(), "max_history": most}, None, None, RUNNING)
    policy.lookup = {"rules": rules, "rules_for_loop_unhappy_path": {}}
    return policy


@given(happened=HAPPENED, most=st.sampled_from([None, 1, 2, 3]))
def test_a_conversation_stood_at_its_moments_as_rasa_says(happened: list[Event], most: int | None) -> None:
    without_loops = [event for event in happened if not isinstance(event, ActiveLoop)]
    tracker = DialogueStateTracker.from_events("c1", without_loops, TALKED_OF.slots, domain=TALKED_OF)
    policy = policy_of({}, most)

    theirs = policy._prediction_states(tracker, TALKED_OF, rule_only_data=policy._get_rule_only_data())

    assert list(quicker_rules.latest_states(policy, tracker, TALKED_OF)) == theirs[::-1]


@given(happened=HAPPENED, asked=st.lists(st.integers(1, 3), max_size=4), data=st.data())
def test_the_action_that_rasa_finds_is_found(happened: list[Event], asked: list[int], data: st.DataObject) -> None:
    tracker = DialogueStateTracker.from_events("c1", happened, TALKED_OF.slots, domain=TALKED_OF)
    known = policy_of({})._prediction_states(tracker, TALKED_OF)
    # Rules that fit, of different lengths, beside others.
    rules = {json.dumps(known[-length:], sort_keys=True): f"action_{length}" for length in asked}
    rules |= data.draw(RULES)
    policy = policy_of(rules)

    ours = policy._find_action_from_rules(tracker, TALKED_OF, use_text_for_last_user_input=False)
    as_theirs = quicker_rules._find_as_rasa_does(policy, tracker, TALKED_OF, False)

    assert ours[0] == as_theirs[0] or len(ours[1]) == len(as_theirs[1])
    assert ours[2] == as_theirs[2]
