"""What is worked out once says what Rasa says."""

from __future__ import annotations

from typing import Any

import pytest
from jsonschema import ValidationError
from rasa.core.actions.action import RemoteAction
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, BotUttered, Event, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.utils.endpoints import EndpointConfig

from bot.dialogue import quicker_rasa

RIGHT: tuple[dict[str, Any], ...] = (
    {"events": [], "responses": []},
    {
        "events": [{"event": "slot", "timestamp": None, "name": "contact", "value": {"a": 1}}],
        "responses": [{"text": ""}],
    },
    {},
    {"events": [{"event": "slot", "name": "moment", "value": None, "metadata": None}]},
    {"events": [{"event": "restart"}, {"event": "slot", "timestamp": 1.5, "name": "moment", "value": "reason"}]},
)
WRONG: tuple[Any, ...] = (
    {"events": "none", "responses": []},
    {"events": [{"event": "slot"}], "responses": []},
    {"events": [{"event": "no such event"}], "responses": []},
    {"events": [{"event": "slot", "name": 3, "value": 3}]},
    {"events": [{"event": "slot", "name": "contact", "value": 3, "timestamp": "now"}]},
    {"events": [{"event": "slot", "name": "contact", "value": 3, "metadata": "none"}]},
    {"events": [], "responses": ["words"]},
    ["events"],
    None,
)


@pytest.fixture
def action() -> RemoteAction:
    quicker_rasa.work_out_once()
    return RemoteAction("action_hear_answer", None)


@pytest.mark.parametrize("answer", RIGHT)
def test_an_answer_that_rasa_takes_is_taken(action: RemoteAction, answer: Any) -> None:
    assert quicker_rasa._check_as_rasa_does(action, answer)
    assert action._validate_action_result(answer)


@pytest.mark.parametrize("answer", WRONG)
def test_an_answer_that_rasa_refuses_is_refused_in_its_words(action: RemoteAction, answer: Any) -> None:
    with pytest.raises(ValidationError) as theirs:
        quicker_rasa._check_as_rasa_does(action, answer)
    with pytest.raises(ValidationError) as ours:
        action._validate_action_result(answer)

    assert ours.value.message == theirs.value.message


TALK = [
    ActionExecuted("action_listen", timestamp=1.0),
    UserUttered("my words", {"name": "tell"}, message_id="m1", timestamp=2.0),
    BotUttered("our words", timestamp=3.0),
    SlotSet("contact", {"a": 1}, timestamp=4.0),
    SlotSet("moment", "reason", timestamp=4.0),
]
OURS = """
version: "3.1"
intents: [tell]
slots:
  contact: {type: any, mappings: [{type: custom}]}
  moment: {type: any, mappings: [{type: custom}]}
actions: [action_hear_answer: {send_domain: false}, action_of_a_councils: {send_domain: true}]
"""


@pytest.mark.parametrize("name", ["action_hear_answer", "action_of_a_councils"])
@pytest.mark.parametrize("selective", [True, False])
def test_an_action_server_is_sent_what_rasa_sends_but_our_sentences_and_the_contact_once(
    name: str, selective: bool
) -> None:
    quicker_rasa.work_out_once()
    domain = Domain.from_yaml(OURS)
    tracker = DialogueStateTracker.from_events("c1", TALK, domain.slots, domain=domain)
    action = RemoteAction(name, EndpointConfig("http://127.0.0.1:1/webhook", enable_selective_domain=selective))

    theirs = quicker_rasa._call_as_rasa_does(action, tracker, domain)
    ours = action._action_call_format(tracker, domain)

    sent = theirs["tracker"]["events"]
    theirs["tracker"]["events"] = [one for one in sent if one["event"] != "bot" and one.get("name") != "contact"]
    assert ours == theirs
    assert len(ours["tracker"]["events"]) == 3
    assert ours["tracker"]["slots"]["contact"] == {"a": 1}
    assert ("domain" in ours) == (not selective or name == "action_of_a_councils")


@pytest.mark.parametrize(("text", "is_empty"), [(OURS, False), ('version: "3.1"', True)])
def test_a_domain_is_as_empty_as_rasa_says(text: str, is_empty: bool) -> None:
    quicker_rasa.work_out_once()
    domain = Domain.from_yaml(text)

    assert [domain.is_empty(), domain.is_empty(), quicker_rasa._look_whether_empty(domain)] == [is_empty] * 3


def test_an_event_is_read_back_as_what_it_was() -> None:
    quicker_rasa.work_out_once()
    quicker_rasa.work_out_once()

    assert Event.from_parameters(SlotSet("contact", 3, timestamp=1.0).as_dict()) == SlotSet("contact", 3)
    with pytest.raises(ValueError, match="no such event"):
        Event.resolve_by_type("no such event")
