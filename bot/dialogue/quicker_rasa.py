"""Two things that Rasa works out anew at every turn and that never change; here they are worked out once.

Rasa 3.6.21 has reached its last version, so that nobody will mend them there. What each gives is what Rasa gives.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from jsonschema.exceptions import best_match
from jsonschema.validators import validator_for
from rasa.core.actions.action import RemoteAction
from rasa.shared.core.events import Event

_check_as_rasa_does = RemoteAction._validate_action_result


def work_out_once() -> None:
    """Change Rasa in this process.

    An event's class is looked for among all classes for every event that is read back: 300 events took 26.6 ms before
    and 0.6 ms after. The form of an action server's answer is itself checked against the form of all forms, before the
    answer is: that was half of a whole turn.
    """
    Event.resolve_by_type = staticmethod(lru_cache(maxsize=None)(Event.resolve_by_type))
    RemoteAction._validate_action_result = _check


def _check(action: RemoteAction, result: dict[str, Any]) -> bool:
    """Check an action server's answer.

    Raises:
        ValidationError: it is not what an action server answers; the message is Rasa's.
    """
    if best_match(_answers().iter_errors(result)) is None:
        return True
    return bool(_check_as_rasa_does(action, result))


@lru_cache(maxsize=1)
def _answers() -> Any:
    form = RemoteAction.action_response_format_spec()
    checking = validator_for(form)
    checking.check_schema(form)
    return checking(form)
