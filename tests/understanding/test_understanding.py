"""The part of Rasa's pipeline that understands: it learns in training, is kept with the model, and reads any text."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
import pytest
from rasa.engine.graph import ExecutionContext, GraphSchema
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.shared.nlu.constants import INTENT, INTENT_RANKING_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.strengths.safety import Safety, Tier
from bot.understanding import alone, understanding
from bot.understanding.alone import safety_alone
from bot.understanding.examples import Example
from bot.understanding.labels import DANGER_KINDS, TIERS
from bot.understanding.reading import HEADS_READ, NETWORK, reader
from bot.understanding.safety_net import read_safety
from bot.understanding.teaching import is_taught_from_these
from bot.understanding.understanding import Understanding, together
from bot.understanding.words import runs_of_words

ACTS = {
    "stop": ["stop", "stop now", "I want to stop", "please stop", "stop here"],
    "tell": ["I used to stop at the sea", "my garden", "I bake bread", "my brother fishes", "we stop at the cafe"],
}
ODD = ["", "   ", "\U0001f937", "qzx vvv", "\u202e\u0000", "a" * 4000, "word " * 790, "私は元気です", "؟" * 50]


@pytest.fixture
def trained(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Understanding:
    """The component, trained on a handful of sentences, put away, and loaded again."""

    def few(acts: Any) -> list[Example]:
        calm = [Example(text=text, act=act, tiers=(Tier.NONE,)) for text, act in acts]
        danger = ["he hits me every night", "i want to die", "no food for days", "she takes my money and hits me"]
        return [*calm, *(Example(text=text, tiers=(Tier.URGENT_TODAY,)) for text in danger)]

    monkeypatch.setattr(understanding, "all_examples", few)
    storage, resource = LocalModelStorage(tmp_path), Resource("understanding")
    context = ExecutionContext(GraphSchema({}))
    config = Understanding.get_default_config()
    messages = [Message(data={TEXT: text, INTENT: act}) for act, texts in ACTS.items() for text in texts]
    Understanding.create(config, storage, resource, context).train(TrainingData(messages))
    loaded: Understanding = Understanding.load(config, storage, resource, context)
    return loaded


def understood(component: Understanding, text: str, asked: str = "") -> Message:
    message = Message(data={TEXT: text, "metadata": {"asked": asked}})
    component.process([message])
    return message


def test_a_word_that_is_the_whole_message_differs_from_the_same_word_inside_one(trained: Understanding) -> None:
    assert understood(trained, "stop").get(INTENT)["name"] == "stop"
    assert understood(trained, "we used to stop at the sea with my brother").get(INTENT)["name"] == "tell"


@pytest.mark.parametrize("text", ODD)
def test_any_text_at_all_is_read_and_the_ranking_adds_up(trained: Understanding, text: str) -> None:
    message = understood(trained, text)

    assert sum(item["confidence"] for item in message.get(INTENT_RANKING_KEY)) == pytest.approx(1)
    assert message.get("safety")["tier"] in TIERS
    assert isinstance(message.get("hardship"), bool)
    assert all(text[one["start"] : one["end"]] == one["text"] for one in message.get("strengths"))


def test_a_question_nobody_knows_is_no_question(trained: Understanding) -> None:
    assert understood(trained, "chess", "no_such_domain").get("safety")["tier"] == "none"


def test_no_reading_alone_rules_an_act_out() -> None:
    sure, unsure = np.array([1.0, 0.0]), np.array([0.4, 0.6])

    assert together([sure, unsure])[0] == pytest.approx(1 - together([sure, unsure])[1])
    assert together([sure, unsure])[1] > 0


def test_the_network_that_is_kept_was_taught_from_the_examples_that_are_here() -> None:
    assert is_taught_from_these(), "Run: frontdoor teach (half an hour), then frontdoor train"


def test_rasa_trains_again_when_examples_change_that_it_does_not_know(monkeypatch: pytest.MonkeyPatch) -> None:
    before = Understanding.fingerprint_addon({})
    assert before == Understanding.fingerprint_addon({})

    monkeypatch.setattr(understanding, "fingerprint", lambda *_: "other examples")

    assert Understanding.fingerprint_addon({}) != before


def test_the_network_holds_nothing_that_no_message_needs() -> None:
    """ONNX Runtime works out everything a file holds: the published encoder in it took as long again."""
    session = onnxruntime.InferenceSession(str(NETWORK), providers=["CPUExecutionProvider"])

    assert [output.name for output in session.get_outputs()] == HEADS_READ


@pytest.mark.parametrize("text", ODD)
def test_a_reading_is_made_of_chances(text: str) -> None:
    reading = reader().read(text)

    assert reading.tier.sum() == pytest.approx(1, abs=1e-4)
    assert len(reading.kind) == len(DANGER_KINDS)
    assert 0 <= reading.hardship <= 1
    assert [word.start for word in reading.words] == sorted(word.start for word in reading.words)


def test_danger_at_the_end_of_a_long_cheerful_message_is_in_some_window() -> None:
    cheerful = "We had a lovely day at the bowls club and the sun was out and everybody sang. " * 12
    alone_read = reader().read("I am going to kill myself tonight")
    read = reader().read(cheerful + "I am going to kill myself tonight.")

    assert read.tier[TIERS.index("none")] < 0.5
    assert alone_read.tier[TIERS.index("none")] < 0.5


def test_messages_of_one_meaning_are_nearer_than_others() -> None:
    railway, trains, cat = (
        reader().meaning(text)
        for text in ("I worked on the railways for forty years", "my whole life on the trains", "the cat wants her tea")
    )

    assert np.isclose(np.linalg.norm(railway), 1.0)
    assert railway @ trains > railway @ cat


def test_without_the_trained_model_danger_is_still_read() -> None:
    assert safety_alone("I want to kill myself").tier in {Tier.EMERGENCY_NOW, Tier.URGENT_TODAY}
    assert safety_alone("I like my garden") == Safety()


def test_when_the_network_is_broken_the_net_remains(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken() -> None:
        raise OSError

    monkeypatch.setattr("bot.understanding.reading.reader", broken)

    assert alone.safety_alone("I want to kill myself") == read_safety("I want to kill myself")


def test_the_beginning_and_the_end_of_a_message_count_as_words() -> None:
    assert runs_of_words("Stop now") == [
        "<", "stop", "now", ">", "< stop", "stop now", "now >", "< stop now", "stop now >",
    ]  # fmt: skip


def test_markup_that_somebody_pasted_is_no_word_and_moves_nothing() -> None:
    pasted = "<img src=x onerror=alert(1)> I sing in a choir <b>"
    reading = reader().read(pasted)

    assert safety_alone("<img src=x onerror=alert(1)><script>alert(1)</script>") == Safety()
    assert pasted[reading.words[0].start : reading.words[0].end] == "I"


def test_danger_that_was_told_and_waved_away_is_danger(trained: Understanding) -> None:
    told = "my wife punches me, anyway I'm after some advice on a stairlift"

    assert Safety.from_record(understood(trained, told).get("safety")).is_passed_on
