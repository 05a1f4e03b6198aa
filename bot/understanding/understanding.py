"""The understanding as one part of Rasa's pipeline: act, strengths, hardship and danger of every message.

The network was taught before (``frontdoor teach``) and is only read here. What Rasa's training adds is quick: plain
classifiers of the message's words and pieces of words and of its meaning, so that a new example in ``data/nlu`` or
``examples`` counts at the next ``rasa train`` (docs/decisions/0008).
"""

from __future__ import annotations

import pickle
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import INTENT, INTENT_NAME_KEY, INTENT_RANKING_KEY, PREDICTED_CONFIDENCE_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from sklearn.linear_model import LogisticRegression

from bot.strengths.hearing import carries_hardship
from bot.strengths.safety import PASSED_ON, Safety
from bot.understanding.danger import Limits, weigh
from bot.understanding.devices import without_device_alarms
from bot.understanding.evidence import Evidence, Spoken, evidence
from bot.understanding.examples import EXAMPLES, SINCE_TEACHING, Example, all_examples, as_rasa_examples
from bot.understanding.plainly_safe import is_plainly_safe
from bot.understanding.reading import NETWORK, Reading, acts_taught, reader
from bot.understanding.safety_net import read_safety
from bot.understanding.strengths_heard import strengths_in
from bot.understanding.teaching import fingerprint
from bot.understanding.waved_away import with_waved_away
from bot.understanding.words import words_and_pieces

RANKED = 10
FILE = "understanding.pickle"
SAFETY, STRENGTHS, HARDSHIP = "safety", "strengths", "hardship"
METADATA, ASKED = "metadata", "asked"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class Understanding(GraphComponent):
    """Says of each message what it does, what strengths and hardship are in it, and whether anybody is in danger.

    Args:
        storage: where the model's parts are kept.
        resource: name of this part.
        config: ``trust`` (scikit-learn's C), ``hardship`` and ``hardship_with_cue`` (least chances), ``limits`` (of
            ``danger.Limits``).
        learned: what ``train`` learned, if it has.
    """

    def __init__(
        self, storage: ModelStorage, resource: Resource, config: dict[str, Any], learned: Learned | None = None
    ) -> None:
        self._storage = storage
        self._resource = resource
        self._trust: float = config["trust"]
        self._hardship: float = config["hardship"]
        self._hardship_with_cue: float = config["hardship_with_cue"]
        self._limits = Limits(**config["limits"])
        self._learned: Any = learned

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """Return what served best on the tuning set."""
        return {"trust": 10.0, "hardship": 0.25, "hardship_with_cue": 0.05, "limits": {}}

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str | None:
        """Return what else training depends on: Rasa keeps trained parts and would not notice that these changed."""
        of_files = (
            fingerprint(),
            fingerprint(EXAMPLES / SINCE_TEACHING),
            fingerprint(NETWORK.parent, ("*.onnx", "*.py")),
        )
        return " ".join(of_files)

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> Understanding:
        """Make the component for training."""
        return cls(model_storage, resource, config)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> Understanding:
        """Make the component as it was trained."""
        # Read once, the network answers the first resident as quickly as the second.
        reader().read("hello")
        # Plain pickle reads hundreds of thousands of pieces of words five times as fast as joblib. It is no less safe:
        # whoever can change the model file can change the program beside it.
        with model_storage.read_from(resource) as folder, (folder / FILE).open("rb") as kept:
            return cls(model_storage, resource, config, pickle.load(kept))  # noqa: S301

    def train(self, training_data: TrainingData) -> Resource:
        """Learn acts from Rasa's examples and danger from ours, and keep what was learned."""
        self._learned = learn(all_examples(as_rasa_examples(training_data.intent_examples)), self._trust)
        with self._storage.write_to(self._resource) as folder, (folder / FILE).open("wb") as kept:
            pickle.dump(self._learned, kept, pickle.HIGHEST_PROTOCOL)
        return self._resource

    def process(self, messages: list[Message]) -> list[Message]:
        """Set intent, ranking, safety, strengths and hardship of each message.

        Args:
            messages: messages with text; ``metadata`` may say which question was ``asked``.

        Returns:
            The same messages.
        """
        for message in messages:
            text = message.get(TEXT) or ""
            asked = str((message.get(METADATA) or {}).get(ASKED) or "")
            for name, value in self._understood(text, asked).items():
                message.set(name, value, add_to_output=True)
        return messages

    def _safety(self, text: str, asked: str, spoken: Spoken, reading: Reading) -> Safety:
        """Weigh the danger in a message; the alarms of what people live with are read in other words."""
        quiet = without_device_alarms(text)
        if quiet != text:
            spoken, reading = self._learned.words.read(quiet), reader().read(quiet, asked)
        caught = read_safety(quiet)
        whole = weigh(reading, spoken.danger, caught, self._limits)
        return with_waved_away(quiet, whole, caught, self._safety_of_piece)

    def _safety_of_piece(self, piece: str) -> Safety:
        """Weigh the danger in a piece of a message, by itself: no question was asked of it."""
        return weigh(reader().read(piece), self._learned.words.read(piece).danger, read_safety(piece), self._limits)

    def _understood(self, text: str, asked: str) -> dict[str, Any]:
        reading = reader().read(text, asked)
        spoken = self._learned.words.read(text)
        ranking = self._ranking(text, spoken, reading)
        plainly_safe = is_plainly_safe(text)
        safety = Safety() if plainly_safe else self._safety(text, asked, spoken, reading)
        return {
            INTENT: ranking[0],
            INTENT_RANKING_KEY: ranking,
            SAFETY: safety.to_record(),
            STRENGTHS: [strength.to_record() for strength in strengths_in(text, reading.words)],
            HARDSHIP: self._is_hard(text, reading) or safety.tier in PASSED_ON,
        }

    def _is_hard(self, text: str, reading: Reading) -> bool:
        """Whether it must be acknowledged first; where plain words say so the network only has to think it possible."""
        if not reading.in_its_letters:
            return False
        return reading.hardship >= (self._hardship_with_cue if carries_hardship(text) else self._hardship)

    def _ranking(self, text: str, spoken: Spoken, reading: Reading) -> list[dict[str, Any]]:
        names = self._learned.words.acts
        # Somebody else's acts are none that the network was taught; there the encoder's meaning stands in for it.
        by_meaning = self._learned.acts_by_meaning
        if not reading.is_known:
            chances = spoken.acts
        elif by_meaning is None:
            chances = together([spoken.acts, spoken.acts, reading.act])
        else:
            other = by_meaning.predict_proba([reader().meaning(text) * SPREAD])[0]
            chances = together([spoken.acts, other, other])
        best = chances.argsort()[::-1][:RANKED]
        return [{INTENT_NAME_KEY: names[at], PREDICTED_CONFIDENCE_KEY: float(chances[at])} for at in best]


@dataclass(frozen=True)
class Learned:
    """What Rasa's training adds to the network.

    Attributes:
        words: what words and pieces of words speak for.
        acts_by_meaning: tells acts apart by the message's meaning, where they are not those the network was taught.
    """

    words: Evidence
    acts_by_meaning: LogisticRegression | None


SPREAD = 4.0
"""Meanings are points at distance 1 of the middle; the classifier's usual trust fits points a little further apart."""


def learn(examples: Sequence[Example], trust: float) -> Learned:
    """Return classifiers of acts and of danger.

    Args:
        examples: what to learn from.
        trust: how much single examples are trusted (scikit-learn's ``C``).
    """
    words = words_and_pieces()
    known = words.fit_transform([example.text for example in examples])
    of_acts = [at for at, example in enumerate(examples) if example.act]
    of_danger = [at for at, example in enumerate(examples) if example.tiers]
    acts = [examples[at].act for at in of_acts]
    dangerous = [any(tier in PASSED_ON for tier in examples[at].tiers) for at in of_danger]
    by_words = {"C": trust, "solver": "liblinear", "tol": 0.01}
    return Learned(
        words=evidence(
            words,
            of_acts=LogisticRegression(**by_words).fit(known[of_acts], acts),
            of_danger=LogisticRegression(**by_words).fit(known[of_danger], dangerous),
        ),
        acts_by_meaning=_by_meaning([examples[at].text for at in of_acts], acts, trust),
    )


def _by_meaning(texts: Sequence[str], acts: Sequence[str], trust: float) -> LogisticRegression | None:
    """Learn acts by meaning; None when they are those that the network was taught, which tells them apart better."""
    if sorted(set(acts)) == list(acts_taught()):
        return None
    meanings = np.array([reader().meaning(text) for text in texts], np.float32)
    return LogisticRegression(C=trust, max_iter=200, tol=0.01).fit(meanings * SPREAD, acts)


def together(readings: Sequence[Any]) -> Any:
    """Return the chances of acts that several readings of a message have together (their geometric mean)."""
    mean = np.exp(np.mean([np.log(np.maximum(one, LEAST)) for one in readings], axis=0))
    return mean / mean.sum()


LEAST = 1e-4
"""No reading alone may rule an act out."""
