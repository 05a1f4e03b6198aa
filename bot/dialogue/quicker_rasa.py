"""What Rasa works out anew at every turn, worked out once; what it goes about the long way, made shorter.

Rasa 3.6.21 has reached its last version, so that nobody will mend them there. What each gives is what Rasa gives.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from jsonschema.exceptions import best_match
from jsonschema.validators import validator_for
from rasa.core.actions.action import RemoteAction
from rasa.engine.runner.dask import DaskGraphRunner
from rasa.shared.core.events import Event, SlotSet

from bot.dialogue.kept_connection import keep_connections
from bot.dialogue.quicker_graph import run_in_order
from bot.dialogue.quicker_rules import find_rules_quicker

_check_as_rasa_does = RemoteAction._validate_action_result


def work_out_once() -> None:
    """Change Rasa in this process.

    An event's class is looked for among all classes for every event that is read back: 300 events took 26.6 ms before
    and 0.6 ms after. The form of an action server's answer is itself checked against the form of all forms, before the
    answer is: that was half of a whole turn.
    """
    if DaskGraphRunner.run is run_in_order:
        return
    Event.resolve_by_type = staticmethod(lru_cache(maxsize=None)(Event.resolve_by_type))
    RemoteAction._validate_action_result = _check
    DaskGraphRunner.run = run_in_order
    find_rules_quicker()
    keep_connections()


def _check(action: RemoteAction, result: Any) -> bool:
    """Check an action server's answer.

    Raises:
        ValidationError: it is not what an action server answers; the message is Rasa's.
    """
    if _is_plainly_right(result) or best_match(_answers().iter_errors(result)) is None:
        return True
    return bool(_check_as_rasa_does(action, result))


def _is_plainly_right(result: Any) -> bool:
    """Whether an answer says things and sets slots, as nearly all do; whatever else there is takes the long way."""
    if not isinstance(result, dict):
        return False
    events, responses = result.get("events", []), result.get("responses", [])
    return (
        isinstance(events, list)
        and isinstance(responses, list)
        and all(isinstance(response, dict) for response in responses)
        and all(_sets_a_slot(event) for event in events)
    )


def _sets_a_slot(event: Any) -> bool:
    return (
        isinstance(event, dict)
        and event.get("event") == SlotSet.type_name
        and type(event.get("timestamp")) in (int, float, type(None))
        and isinstance(event.get("metadata"), dict | None)
        and isinstance(event.get("name"), str)
        and "value" in event
    )


@lru_cache(maxsize=1)
def _answers() -> Any:
    form = RemoteAction.action_response_format_spec()
    checking = validator_for(form)
    checking.check_schema(form)
    return checking(form)
