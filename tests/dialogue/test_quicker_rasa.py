"""What is worked out once says what Rasa says."""

from __future__ import annotations

from typing import Any

import pytest
from jsonschema import ValidationError
from rasa.core.actions.action import RemoteAction
from rasa.shared.core.events import Event, SlotSet

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


def test_an_event_is_read_back_as_what_it_was() -> None:
    quicker_rasa.work_out_once()
    quicker_rasa.work_out_once()

    assert Event.from_parameters(SlotSet("contact", 3, timestamp=1.0).as_dict()) == SlotSet("contact", 3)
    with pytest.raises(ValueError, match="no such event"):
        Event.resolve_by_type("no such event")
