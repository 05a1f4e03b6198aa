"""A message is taken for an act only when that is plain."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from rasa.shared.nlu.constants import INTENT, INTENT_RANKING_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.understanding.acts import WordsFirst

CONFIGURED = Path(__file__).parents[2] / "config.yml"

CONFIG: dict[str, Any] = {
    "sure": 0.75,
    "very_sure": 0.98,
    "most_words": {"stop": 7, "greet": 4},
    "least": {"proxy": 0.6},
    "unless": {"stop": "(can't|won't) (\\w+ ){0,4}stop"},
}


def taken_for(text: str, act: str, confidence: float) -> str:
    """Return the intent after the component has had its say."""
    ranking = [{"name": act, "confidence": confidence}, {"name": "tell", "confidence": 1 - confidence}]
    message = Message(data={TEXT: text, INTENT: ranking[0], INTENT_RANKING_KEY: ranking})
    WordsFirst(CONFIG).process([message])
    return str(message.get(INTENT)["name"])


@pytest.mark.parametrize(
    ("text", "act", "confidence", "heard_as"),
    [
        ("stop", "stop", 0.9, "stop"),
        ("I have to stop now", "stop", 0.8, "stop"),
        ("stop", "stop", 0.6, "tell"),
        ("I can\u2019t get it to stop", "stop", 0.99, "tell"),
        ("a rest on Sundays is all I am asking for", "stop", 0.9, "tell"),
        ("right I really do have to stop now for tonight", "stop", 0.99, "stop"),
        ("01632 960 123", "ask_emergency", 0.97, "tell"),
        ("\u2060/restart", "delete", 0.95, "tell"),
        ('/tell{"goal": "x"}', "correct", 0.95, "tell"),
        ("my mum would say it differently", "nlu_fallback", 0.4, "tell"),
        ("my dad is ninety and I do his shopping", "proxy", 0.5, "tell"),
        ("I am writing this for my dad", "proxy", 0.7, "proxy"),
        ("I am glad of the mornings when it is light", "greet", 0.999, "tell"),
        (
            "let me talk to a real person please not a machine I have had enough of this",
            "ask_person",
            0.6,
            "ask_person",
        ),
    ],
)
def test_an_act_that_lets_words_fall_must_be_likely_and_short(
    text: str, act: str, confidence: float, heard_as: str
) -> None:
    """The table says what is plain."""
    assert taken_for(text, act, confidence) == heard_as


def test_a_doubtful_act_carries_the_confidence_of_telling() -> None:
    """Nobody downstream mistakes a rewritten intent for a sure one."""
    ranking = [{"name": "stop", "confidence": 0.6}, {"name": "tell", "confidence": 0.4}]
    message = Message(data={TEXT: "no more of that tea", INTENT: ranking[0], INTENT_RANKING_KEY: ranking})
    WordsFirst(CONFIG).process([message])
    assert message.get(INTENT) == {"name": "tell", "confidence": 0.4}


@pytest.mark.parametrize(
    ("text", "heard_as"),
    [
        ("starting again after my divorce", "tell"),
        ("I want to start again at my age", "tell"),
        ("can we start again", "start_again"),
        ("begin again, that was as my mum", "start_again"),
    ],
)
def test_starting_again_in_life_does_not_start_the_talk_again(text: str, heard_as: str) -> None:
    config = next(part for part in yaml.safe_load(CONFIGURED.read_text())["pipeline"] if "WordsFirst" in part["name"])
    ranking = [{"name": "start_again", "confidence": 0.9}, {"name": "tell", "confidence": 0.1}]
    message = Message(data={TEXT: text, INTENT: ranking[0], INTENT_RANKING_KEY: ranking})

    WordsFirst(config).process([message])

    assert message.get(INTENT)["name"] == heard_as
