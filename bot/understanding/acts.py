"""Words first: a message is taken for an act only when that is plain; otherwise it is heard as telling.

A classifier that is nearly sure that "one night a week, that's all I'm asking" means "stop" ends a conversation and
throws an answer away. Taking "stop" for an answer costs a person one more try. So acts that would let words fall
must be both likely and short; a wish for a person, an assessment or help now is never held back.
"""

from __future__ import annotations

import re
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import INTENT, INTENT_RANKING_KEY, PREDICTED_CONFIDENCE_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message

TELL = "tell"
COMMAND = re.compile("\u2060?/")
"""How a command begins; typed by a person it is words (the doors put a word joiner in front of it)."""

UNSURE = "nlu_fallback"
"""What Rasa's FallbackClassifier makes of a reading that is not sure enough."""

BARE_NUMBER = re.compile(r"[\d\s()+.-]{6,}")
"""A number and nothing else: somebody answering how to reach them, whatever a classifier makes of digits."""


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class WordsFirst(GraphComponent):
    """Turns doubtful acts into telling.

    Args:
        config: ``sure`` (least confidence of any act), ``very_sure`` (least confidence of an act longer than its
            ``most_words``), ``most_words`` (act to number of words that is usual for it), ``least`` (act to least
            confidence, for acts that people's own stories are easily taken for), ``unless`` (act to a regular
            expression of words that say something else: "I can't make it stop").
    """

    def __init__(self, config: dict[str, Any]) -> None:
        self._sure: float = config["sure"]
        self._very_sure: float = config["very_sure"]
        self._most_words: dict[str, int] = config["most_words"]
        self._least: dict[str, float] = config["least"]
        self._unless = {act: re.compile(words, re.IGNORECASE) for act, words in config["unless"].items()}

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """Return a configuration that holds nothing back."""
        return {"sure": 0.0, "very_sure": 0.0, "most_words": {}, "least": {}, "unless": {}}

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> WordsFirst:
        """Make the component for Rasa."""
        return cls(config)

    def process(self, messages: list[Message]) -> list[Message]:
        """Rewrite the intent of messages that were taken for an act without being plain.

        Args:
            messages: messages with an intent.

        Returns:
            The same messages.
        """
        for message in messages:
            intent, text = message.get(INTENT) or {}, message.get(TEXT) or ""
            is_words = BARE_NUMBER.fullmatch(text) or COMMAND.match(text)
            if is_words or self._is_doubtful(intent, text):
                message.set(INTENT, {"name": TELL, PREDICTED_CONFIDENCE_KEY: _confidence_of(TELL, message)})
        return messages

    def _is_doubtful(self, intent: dict[str, Any], text: str) -> bool:
        # Nobody is sure what it does: then it is telling, and the words are kept.
        if intent.get("name") == UNSURE:
            return True
        name, confidence = intent.get("name") or "", intent.get(PREDICTED_CONFIDENCE_KEY, 0.0)
        if name in self._unless and self._unless[name].search(text.replace("\u2019", "'")):
            return True
        limit = self._most_words.get(name)
        if limit is None:
            return bool(confidence < self._least.get(name, 0.0))
        words = len(text.split())
        return bool(confidence < self._sure or (words > limit and confidence < self._very_sure) or words > 2 * limit)


def _confidence_of(name: str, message: Message) -> float:
    ranking = message.get(INTENT_RANKING_KEY) or []
    return next((float(item[PREDICTED_CONFIDENCE_KEY]) for item in ranking if item.get("name") == name), 0.0)
