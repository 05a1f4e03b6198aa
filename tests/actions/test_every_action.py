"""Domain, rules, responses and actions fit together, and nothing lies about unused."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from actions.speaking import local_details
from bot.errors import FrontDoorError
from bot.settings import Settings
from bot.strengths.acknowledging import responses as acknowledgements
from bot.strengths.contact import Moment
from tests.actions.turns import run
from tests.dialogue.conversation import action_classes, fallback, rules

ROOT = Path(__file__).parents[2]
DOMAIN: dict[str, Any] = yaml.safe_load((ROOT / "domain.yml").read_text())
RESPONSES: dict[str, list[dict[str, str]]] = DOMAIN["responses"]
SOURCES = [*(ROOT / "bot").rglob("*.py"), *(ROOT / "actions").rglob("*.py")]
SOURCE = "\n".join(path.read_text() for path in SOURCES)
DETAILS = {
    "utter_what_is_left": {"things"},
    "utter_welcome_back_to": {"thing"},
    "utter_heard_choice": {"words"},
    "utter_heard_hard_tie": {"words"},
    "utter_back_to": {"words"},
    "utter_it_is_line": {"number"},
    "utter_it_says_now": {"words"},
    "utter_end_on_hope": {"words"},
    "utter_end_on_words": {"words"},
    "utter_end_on_what_was_told": {"words"},
    "utter_taken_up": {"things"},
    "utter_gathered_words": {"words"},
    "utter_taken_up_too": {"things"},
    "utter_titled": {"words"},
    "utter_holding_back": {"numbers"},
    "utter_in_pieces": {"count"},
    "utter_ready_to_share": {"count", "total"},
    "utter_ready_to_share_unreachable": {"count", "total"},
    "utter_how_many": {"count"},
    "utter_privacy_notice": {"address"},
    "utter_shared": {"reference"},
    "utter_shared_change": {"reference"},
    "utter_shared_before": {"reference"},
    "utter_person_passed_on": {"reference"},
    "utter_person_passed_on_before": {"reference"},
    "utter_assessment_passed_on": {"reference"},
    "utter_assessment_passed_on_before": {"reference"},
    "utter_safeguarding_told_more": {"reference"},
    "utter_asked_told": {"reference"},
    "utter_it_has_gone": {"reference"},
    "utter_short_answer": {"words"},
    "utter_practical_words": {"words"},
}
DETAILS |= {
    response: {"reflection"}
    for response in acknowledgements()
    if response != "utter_heard_nothing_there" and not response.startswith("utter_plain_")
}
"""What the code supplies beside the local details, for each response."""


def named_in_python() -> set[str]:
    """Every response that the source names, in full or put together."""
    whole = set(re.findall(r"[\"'](utter_\w+)[\"']", SOURCE))
    for pattern in re.findall(r"f\"(utter_[\w{}]+)\"", SOURCE):
        for kind in ("person", "assessment"):
            whole.add(pattern.replace("{kind}", kind))
    for base in re.findall(r"what_was_sent\(\w+(?:\.\w+)*, \"(utter_\w+)\"\)", SOURCE):
        whole |= {f"{base}_asked", f"{base}_shared", f"{base}_told"}
    return whole | acknowledgements()


def test_every_response_named_in_python_is_in_the_domain_and_none_is_there_for_nothing() -> None:
    assert named_in_python() == set(RESPONSES)


@pytest.mark.parametrize("response", RESPONSES)
def test_every_placeholder_is_filled(response: str) -> None:
    supplied = set(local_details(Settings(_env_file=None))) | DETAILS.get(response, set())
    wanted = {name for variant in RESPONSES[response] for name in re.findall(r"{(\w+)}", variant["text"])}

    assert wanted <= supplied
    assert DETAILS.get(response, set()) <= wanted, "a detail is supplied that no variant says"


def test_every_variant_of_a_response_says_the_words_or_none_does() -> None:
    for variants in RESPONSES.values():
        assert len({"{words}" in variant["text"] for variant in variants}) == 1
        assert len({"{reference}" in variant["text"] for variant in variants}) == 1


def test_every_action_is_in_the_domain_and_none_is_there_for_nothing() -> None:
    listed = {name for item in DOMAIN["actions"] for name in (item if isinstance(item, dict) else [item])}

    assert listed == set(action_classes())


def test_every_action_is_reached_by_a_rule_and_every_rule_reaches_an_action() -> None:
    assert set(rules().values()) | {fallback()} == set(action_classes())


def test_every_intent_of_the_domain_is_answered_in_every_moment() -> None:
    intents = {name for item in DOMAIN["intents"] for name in (item if isinstance(item, dict) else [item])}
    ruled = {intent for intent, _ in rules()} - {"nlu_fallback"}

    assert ruled == intents


def test_the_moments_are_the_same_everywhere() -> None:
    in_rules = {moment for _, moment in rules() if moment}

    assert DOMAIN["slots"]["moment"]["values"] == [moment.value for moment in Moment]
    assert in_rules <= {moment.value for moment in Moment}


def test_every_error_knows_a_response_that_is_there() -> None:
    def tree(error: type[FrontDoorError]) -> set[type[FrontDoorError]]:
        return {error} | {found for child in error.__subclasses__() for found in tree(child)}

    assert {error.response for error in tree(FrontDoorError)} <= set(RESPONSES)


@pytest.mark.parametrize("name", action_classes())
@pytest.mark.usefixtures("store")
def test_no_action_is_silent_for_somebody_who_is_new(name: str) -> None:
    outcome = run(action_classes()[name], None, "tell", "hello")

    assert outcome.messages
    assert all(message.get("response") in RESPONSES or message.get("text") for message in outcome.messages)
