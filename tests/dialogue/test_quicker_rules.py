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
from rasa.shared.core.events import ActionExecuted, UserUttered
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
