"""The stories beside this file are true: what they say an action leaves behind is what it leaves behind.

``rasa test`` holds each story to what is understood and which action follows, but runs no action of ours: it believes
the story's ``slot_was_set``. These tests run the actions.
"""

from __future__ import annotations

import asyncio
import importlib
import inspect
import pkgutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_URL, uuid5

import pytest
import yaml
from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

import actions
from actions.base import FrontDoorAction
from bot import bootstrap
from bot.running.model import MODEL, ROOT
from bot.settings import settings
from bot.understanding.listener import Listener
from tests.conftest import Needs

HERE = Path(__file__).parent
NLU = HERE.parents[1] / "data" / "nlu"
AT_LEAST = 70
FEWEST_WORDS_OF_A_SENTENCE = 4

SITUATIONS = frozenset(
    {
        "straightforward",
        "changes_of_mind",
        "asides",
        "refusals",
        "misunderstandings",
        "odd_input",
        "safety",
        "hard_moments",
        "ways_of_talking",
        "coming_back",
        "two_way_ties",
    }
)


@dataclass
class Turn:
    """One turn of a story: what was said, what it means, what answers, and where that leads.

    Attributes:
        text: what was typed.
        intent: what it is understood as.
        action: what answers.
        moment: where the conversation stands then.
        asks: key of the question that is open then; None where the story does not say.
        after_a_pause: whether the person comes back with it.
        is_hard: whether the understanding hears something hard in it; cues stand in where the story does not say.
    """

    text: str
    intent: str
    action: str = ""
    moment: str | None = None
    asks: str | None = None
    after_a_pause: bool = False
    is_hard: bool | None = None


@dataclass
class Story:
    """One story: its sentence and its turns."""

    file: Path
    name: str
    turns: list[Turn] = field(default_factory=list)


def read_stories() -> list[Story]:
    """Return every story of every file below this one; what Rasa has no word for stands in a story's metadata."""
    stories = []
    for path in sorted(HERE.rglob("test_*.yml")):
        for told in yaml.safe_load(path.read_text(encoding="utf-8"))["stories"]:
            story = Story(path, told["story"])
            for step in told["steps"]:
                if "user" in step:
                    story.turns.append(Turn(step["user"].strip(), step["intent"]))
                elif "action" in step:
                    story.turns[-1].action = step["action"]
                else:
                    story.turns[-1].moment = step["slot_was_set"][0]["moment"]
            beside = told.get("metadata") or {}
            for turn, asks in zip(story.turns, beside.get("asks") or (), strict="asks" in beside):
                turn.asks = asks
            for number in beside.get("after_a_pause") or ():
                story.turns[number - 1].after_a_pause = True
            for number in beside.get("hard") or ():
                story.turns[number - 1].is_hard = True
            stories.append(story)
    return stories


STORIES = read_stories()


def the_actions() -> dict[str, FrontDoorAction]:
    """Return every action of ours by the name Rasa knows it by."""
    for module in pkgutil.iter_modules(actions.__path__):
        importlib.import_module(f"actions.{module.name}")
    waiting = FrontDoorAction.__subclasses__()
    found: dict[str, FrontDoorAction] = {}
    while waiting:
        kind = waiting.pop()
        waiting.extend(kind.__subclasses__())
        if not inspect.isabstract(kind):
            action = kind()
            found[action.name()] = action
    return found


ACTIONS = the_actions()


@pytest.fixture(scope="module", autouse=True)
def _a_store_of_our_own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("FRONTDOOR_DATA_FOLDER", str(tmp_path_factory.mktemp("data")))
        patch.setenv("FRONTDOOR_TEAM_PHONE", "01632 960100")
        forget_settings()
        settings()
        bootstrap.migrate_store()
        bootstrap.store()
        yield
    forget_settings()


def forget_settings() -> None:
    """Let the next who asks read settings and open the store anew."""
    for remembered in (settings, bootstrap.store, bootstrap.shelf):
        remembered.cache_clear()


def take(turn: Turn, slots: dict[str, Any], conversation: str) -> None:
    """Run the turn's action as the action server would, and keep in ``slots`` what it sets."""
    message: dict[str, Any] = {
        "text": turn.text,
        "intent": {"name": turn.intent, "confidence": 1.0},
        "entities": [],
        "metadata": {"came_back": turn.after_a_pause},
        "hardship": turn.is_hard,
    }
    tracker = Tracker(conversation, dict(slots), message, [], False, None, {}, "action_listen")
    events = asyncio.run(ACTIONS[turn.action].run(CollectingDispatcher(), tracker, {}))
    for event in events:
        if event["event"] == "slot":
            slots[event["name"]] = event["value"]


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.name)
def test_each_turn_leads_where_the_story_says(story: Story) -> None:
    slots: dict[str, Any] = {}
    for turn in story.turns:
        take(turn, slots, uuid5(NAMESPACE_URL, story.name).hex)
        assert turn.moment == slots.get("moment"), turn
        if turn.asks is not None:
            assert turn.asks == slots["contact"]["open_question"], turn


@pytest.mark.slow
def test_what_a_story_calls_hard_is_heard_as_hard(needs: Needs) -> None:
    needs((ROOT / MODEL).is_file(), "a trained model")
    listener = Listener(ROOT / MODEL)
    hard = [turn.text for story in STORIES for turn in story.turns if turn.is_hard]

    assert [text for text in hard if not listener.understand(text).hardship] == []
    assert hard


def test_there_are_stories_enough_for_every_situation() -> None:
    assert len(STORIES) >= AT_LEAST
    assert {story.file.parent.name for story in STORIES} == SITUATIONS


def test_no_two_stories_share_a_sentence() -> None:
    names = [story.name for story in STORIES]
    assert sorted(set(names)) == sorted(names)


def test_no_sentence_of_a_story_was_learned_by_heart() -> None:
    learned = {
        line[2:].casefold()
        for path in NLU.glob("*.yml")
        for block in yaml.safe_load(path.read_text(encoding="utf-8"))["nlu"]
        for line in block["examples"].splitlines()
    }
    said = {turn.text for story in STORIES for turn in story.turns}
    sentences = {text for text in said if len(text.split()) >= FEWEST_WORDS_OF_A_SENTENCE}
    assert {text for text in sentences if text.casefold() in learned} == set()
