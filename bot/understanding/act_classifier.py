"""What a message does (its act), learned from ``data/nlu``: runs of words with their place, and pieces of words.

Rasa's own LogisticRegressionClassifier gives every meaning the same weight however rare it is, so that much of what
people tell is taken for an act. Here telling is as likely as it is in the examples; words are weighed (TF-IDF); runs of
one to three words know whether they begin or end the message ("stop" is not "stop at my nan's"); and pieces of words
carry misspellings. It needs no tokenizer and no featurizer before it (docs/decisions/0006).
"""

from __future__ import annotations

import re
from typing import Any

import joblib
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import INTENT, INTENT_NAME_KEY, INTENT_RANKING_KEY, PREDICTED_CONFIDENCE_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import Pipeline, make_pipeline, make_union

WORD = re.compile(r"[^\W_]+|[^\w\s]")
BEGINNING, END = "<", ">"
LONGEST_RUN = 3
RANKED = 10
FILE = "acts.joblib"


def runs_of_words(text: str) -> list[str]:
    """Return every run of one to three words, the message's beginning and end counting as words."""
    words = [BEGINNING, *WORD.findall(text.lower()), END]
    return [" ".join(words[at : at + run]) for run in range(1, LONGEST_RUN + 1) for at in range(len(words) - run + 1)]


def untrained(trust: float) -> Pipeline:
    """Return a classifier that has learned nothing yet.

    Args:
        trust: how much single examples are trusted (scikit-learn's ``C``).
    """
    words = TfidfVectorizer(analyzer=runs_of_words, sublinear_tf=True)
    pieces = TfidfVectorizer(analyzer="char_wb", ngram_range=(1, 4), min_df=2, sublinear_tf=True)
    return make_pipeline(make_union(words, pieces), LogisticRegression(C=trust, solver="liblinear", tol=0.01))


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class ActClassifier(GraphComponent):
    """Says which intent a message has, and how sure that is.

    Args:
        storage: where the model's parts are kept.
        resource: name of this part.
        classifier: trained or not.
    """

    def __init__(self, storage: ModelStorage, resource: Resource, classifier: Pipeline) -> None:
        self._storage = storage
        self._resource = resource
        self._classifier = classifier

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """Return the trust in single examples that served best in cross-validation."""
        return {"trust": 30.0}

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> ActClassifier:
        """Make the component for training."""
        return cls(model_storage, resource, untrained(config["trust"]))

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> ActClassifier:
        """Make the component as it was trained."""
        with model_storage.read_from(resource) as folder:
            return cls(model_storage, resource, joblib.load(folder / FILE))

    def train(self, training_data: TrainingData) -> Resource:
        """Learn from the examples, and keep what was learned."""
        examples = [example for example in training_data.intent_examples if example.get(TEXT)]
        self._classifier.fit([example.get(TEXT) for example in examples], [example.get(INTENT) for example in examples])
        with self._storage.write_to(self._resource) as folder:
            joblib.dump(self._classifier, folder / FILE)
        return self._resource

    def process(self, messages: list[Message]) -> list[Message]:
        """Set intent and ranking of each message.

        Args:
            messages: messages with text.

        Returns:
            The same messages.
        """
        for message in messages:
            ranking = self._ranking(message.get(TEXT) or "")
            message.set(INTENT, ranking[0], add_to_output=True)
            message.set(INTENT_RANKING_KEY, ranking, add_to_output=True)
        return messages

    def _ranking(self, text: str) -> list[dict[str, Any]]:
        chances = self._classifier.predict_proba([text])[0]
        names = self._classifier.classes_
        best = chances.argsort()[::-1][:RANKED]
        return [{INTENT_NAME_KEY: str(names[at]), PREDICTED_CONFIDENCE_KEY: float(chances[at])} for at in best]
