"""The classifier of acts learns from examples, is kept with the model, and survives words it has never seen."""

from __future__ import annotations

from pathlib import Path
from typing import Any, cast

import pytest
from rasa.engine.graph import ExecutionContext, GraphSchema
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.shared.nlu.constants import INTENT, INTENT_RANKING_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.understanding.act_classifier import ActClassifier, runs_of_words

EXAMPLES = {
    "stop": ["stop", "stop now", "I want to stop", "please stop", "stop here"],
    "tell": ["I used to stop at the sea", "my garden", "I bake bread", "my brother fishes", "we stop at the cafe"],
}


@pytest.fixture
def trained(tmp_path: Path) -> ActClassifier:
    """A classifier that was trained on a handful of sentences, put away, and loaded again."""
    storage, resource = LocalModelStorage(tmp_path), Resource("acts")
    context = ExecutionContext(GraphSchema({}))
    config: dict[str, Any] = ActClassifier.get_default_config()
    messages = [Message(data={TEXT: text, INTENT: act}) for act, texts in EXAMPLES.items() for text in texts]
    ActClassifier.create(config, storage, resource, context).train(TrainingData(messages))
    loaded: ActClassifier = ActClassifier.load(config, storage, resource, context)
    return loaded


def ranking(classifier: ActClassifier, text: str) -> list[dict[str, Any]]:
    """What the classifier makes of one message."""
    message = Message(data={TEXT: text})
    classifier.process([message])
    ranked = cast("list[dict[str, Any]]", message.get(INTENT_RANKING_KEY))
    assert message.get(INTENT) == ranked[0]
    return ranked


def test_a_word_that_is_the_whole_message_differs_from_the_same_word_inside_one(trained: ActClassifier) -> None:
    assert ranking(trained, "stop")[0]["name"] == "stop"
    assert ranking(trained, "we used to stop at the sea with my brother")[0]["name"] == "tell"


@pytest.mark.parametrize("text", ["", "   ", "\U0001f937", "qzx vvv", "\u202e\u0000", "a" * 4000])
def test_any_text_at_all_gets_a_ranking_that_adds_up(trained: ActClassifier, text: str) -> None:
    assert sum(item["confidence"] for item in ranking(trained, text)) == pytest.approx(1)


def test_the_beginning_and_the_end_of_a_message_count_as_words() -> None:
    assert runs_of_words("Stop now") == [
        "<", "stop", "now", ">", "< stop", "stop now", "now >", "< stop now", "stop now >",
    ]  # fmt: skip
