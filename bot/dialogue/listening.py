"""One action a turn: after it, listen.

Rasa's RulePolicy learns "then listen" together with the rule's condition. An action of ours may move the
conversation to another moment, the condition then no longer holds, and stock Rasa would go on predicting
fallbacks until its limit (ten in a row, each a bubble). This policy knows the plain truth instead.

An action server that refuses an action (HTTP 400) has stock Rasa ask for it again without end: its limit counts only
actions that were carried out. Here a refused action ends the turn, and the door says that nothing was taken in.
"""

from __future__ import annotations

from typing import Any

from rasa.core.constants import POLICY_PRIORITY, RULE_POLICY_PRIORITY
from rasa.core.policies.policy import Policy, PolicyPrediction, SupportedData
from rasa.core.processor import MessageProcessor
from rasa.engine.graph import GraphSchema
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.shared.core.constants import ACTION_LISTEN_NAME
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, ActionExecutionRejected, UserUttered
from rasa.shared.core.generator import TrackerWithCachedStates
from rasa.shared.core.trackers import DialogueStateTracker

_predict_as_rasa_does = MessageProcessor._predict_next_with_tracker

NOT_A_TURN = frozenset({ACTION_LISTEN_NAME, "action_session_start", "action_extract_slots"})


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.POLICY_WITHOUT_END_TO_END_SUPPORT, is_trainable=True)
class ListenAfterActionPolicy(Policy):
    """Predicts listening once an action has answered the latest message or was refused, and nothing otherwise."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """Return the priority: as high as RulePolicy's, whose own predictions never compete with listening."""
        return {POLICY_PRIORITY: RULE_POLICY_PRIORITY}

    @staticmethod
    def supported_data() -> SupportedData:
        """Return that rules and stories may stand beside this policy."""
        return SupportedData.ML_AND_RULE_DATA

    def train(self, training_trackers: list[TrackerWithCachedStates], domain: Domain, **kwargs: Any) -> Resource:
        """Learn nothing: the policy has no parameters."""
        return self._resource

    def predict_action_probabilities(
        self,
        tracker: DialogueStateTracker,
        domain: Domain,
        rule_only_data: dict[str, Any] | None = None,
        **kwargs: Any,
    ) -> PolicyPrediction:
        """Predict listening if the latest message has been answered, or can't be.

        Args:
            tracker: the conversation.
            domain: Rasa's domain.
            rule_only_data: not used.
            kwargs: not used.
        """
        probabilities = self._default_predictions(domain)
        if _is_done_with(tracker):
            probabilities[domain.index_for_action(ACTION_LISTEN_NAME)] = 1.0
        return self._prediction(probabilities)


def _is_done_with(tracker: DialogueStateTracker) -> bool:
    for event in reversed(tracker.events):
        if isinstance(event, UserUttered):
            return False
        if isinstance(event, ActionExecutionRejected):
            return True
        if isinstance(event, ActionExecuted) and event.action_name not in NOT_A_TURN:
            return True
    return False


def listen_without_asking() -> None:
    """Have Rasa listen after an action without asking every policy first, in this process.

    Only this policy could say anything then, and nothing competes with it; asking all of them for it was a good tenth
    of a turn. A model without this policy is asked as ever.
    """
    MessageProcessor._predict_next_with_tracker = _predict


def _predict(processor: MessageProcessor, tracker: DialogueStateTracker) -> PolicyPrediction:
    goes_on = tracker.followup_action or tracker.active_loop_name
    if not goes_on and _is_done_with(tracker) and _listens_after_actions(processor.model_metadata.predict_schema):
        return PolicyPrediction.for_action_name(processor.domain, ACTION_LISTEN_NAME, ListenAfterActionPolicy.__name__)
    return _predict_as_rasa_does(processor, tracker)


_asked_of: dict[int, tuple[GraphSchema, bool]] = {}


def _listens_after_actions(schema: GraphSchema) -> bool:
    """Whether a model has this policy; looked for once in a model."""
    known = _asked_of.get(id(schema))
    if known is None or known[0] is not schema:
        known = _asked_of[id(schema)] = (
            schema,
            any(node.uses is ListenAfterActionPolicy for node in schema.nodes.values()),
        )
    return known[1]
