"""A stand-in for Rasa's agent that needs no training: the taught network reads, the written rules choose the action.

It is for trying rules, questions and wording while there is no trained model or training would take too long. What
Rasa's training adds (the classifiers of words and of meaning, docs/decisions/0008) is absent, so its figures are not
those of the assistant, and ``run`` never writes them down.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml
from rasa.core.actions.action import RemoteAction
from rasa.core.channels.channel import CollectingOutputChannel, UserMessage
from rasa.core.lock_store import InMemoryLockStore
from rasa.core.nlg import NaturalLanguageGenerator
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, UserUttered
from rasa.shared.nlu.constants import INTENT, INTENT_RANKING_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.utils.endpoints import EndpointConfig

from bot.dialogue.tracker_store import ConversationStore
from bot.running.model import ROOT
from bot.strengths.safety import PASSED_ON
from bot.understanding.acts import UNSURE, WordsFirst
from bot.understanding.danger import Limits, weigh
from bot.understanding.reading import acts_taught, reader
from bot.understanding.safety_net import read_safety
from bot.understanding.strengths_heard import strengths_in
from bot.understanding.understanding import Understanding

RANKED = 10
LISTEN = "action_listen"


class UntrainedAgent:
    """What a door needs of Rasa's agent.

    Args:
        actions: calls our actions.
    """

    def __init__(self, actions: EndpointConfig) -> None:
        self._config = yaml.safe_load((ROOT / "config.yml").read_text())
        self._domain = Domain.load(str(ROOT / "domain.yml"))
        self._rules = rules(ROOT / "data" / "rules")
        self._actions = actions
        self._nlg = NaturalLanguageGenerator.create(None, self._domain)
        self._words_first = WordsFirst(self._part("WordsFirst"))
        self.tracker_store = ConversationStore(domain=self._domain)
        self.lock_store = InMemoryLockStore()
        self.processor = self

    def is_ready(self) -> bool:
        """Return that it can be spoken to."""
        return True

    async def parse_message(self, message: UserMessage) -> dict[str, Any]:
        """Return what the network alone makes of a message, in the form that the trained pipeline gives."""
        asked = str((message.metadata or {}).get("asked") or "")
        reading = reader().read(message.text or "", asked)
        best = reading.act.argsort()[::-1][:RANKED]
        ranking = [{"name": acts_taught()[at], "confidence": float(reading.act[at])} for at in best]
        fallback = self._part("FallbackClassifier")
        unsure = ranking[0]["confidence"] < fallback["threshold"] or (
            ranking[0]["confidence"] - ranking[1]["confidence"] < fallback["ambiguity_threshold"]
        )
        intent = {"name": UNSURE, "confidence": fallback["threshold"]} if unsure else ranking[0]
        heard = Message(data={TEXT: message.text, INTENT: intent, INTENT_RANKING_KEY: ranking})
        self._words_first.process([heard])
        safety = weigh(reading, None, read_safety(message.text or ""), Limits())
        least = Understanding.get_default_config()["hardship"]
        return {
            "text": message.text,
            "intent": heard.get(INTENT),
            "intent_ranking": ranking,
            "entities": [],
            "safety": safety.to_record(),
            "strengths": [one.to_record() for one in strengths_in(message.text or "", reading.words)],
            "hardship": bool(reading.hardship >= least or safety.tier in PASSED_ON),
        }

    async def handle_message(self, message: UserMessage) -> None:
        """Let the action that the rules name answer a message that was read."""
        tracker = await self.tracker_store.get_or_create_tracker(message.sender_id)
        data = message.parse_data or {}
        tracker.update(
            UserUttered(
                text=message.text,
                intent=data["intent"],
                entities=data["entities"],
                parse_data=data,
                input_channel=message.input_channel,
                message_id=message.message_id,
                metadata=message.metadata,
            ),
            self._domain,
        )
        name = self._action_for(data["intent"]["name"], tracker.get_slot("moment"))
        answered = await RemoteAction(name, self._actions).run(
            CollectingOutputChannel(), self._nlg, tracker, self._domain
        )
        for event in (ActionExecuted(name), *answered, ActionExecuted(LISTEN)):
            tracker.update(event, self._domain)
        await self.tracker_store.save(tracker)

    def _action_for(self, intent: str, moment: str | None) -> str:
        """Return the action: a rule for this moment goes before one for any; what no rule foresaw is still heard."""
        found = self._rules.get((intent, moment)) or self._rules.get((intent, None))
        if found:
            return found
        policies = self._config["policies"]
        name: str = next(one["core_fallback_action_name"] for one in policies if one["name"] == "RulePolicy")
        return name

    def _part(self, name: str) -> dict[str, Any]:
        part: dict[str, Any] = next(one for one in self._config["pipeline"] if one["name"].endswith(name))
        return part


def rules(folder: Path) -> dict[tuple[str, str | None], str]:
    """Return the action by intent and moment; moment None for rules without a condition.

    Args:
        folder: where the rules are.
    """
    found: dict[tuple[str, str | None], str] = {}
    for path in sorted(folder.glob("*.yml")):
        for rule in yaml.safe_load(path.read_text(encoding="utf-8"))["rules"]:
            condition = rule.get("condition")
            moment = condition[0]["slot_was_set"][0]["moment"] if condition else None
            first, then = rule["steps"]
            for step in first.get("or", [first]):
                found[step["intent"], moment] = then["action"]
    return found
