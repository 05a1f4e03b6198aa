"""The assistant's ears alone: the trained model's own pipeline, read outside a conversation.

It is the very code path that a conversation uses (Rasa's ``parse_message``), so what is measured here is what residents
meet.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.errors import TrainingError


@dataclass(frozen=True, kw_only=True)
class Understood:
    """What was understood of one message.

    Attributes:
        intent: the assistant's own intent.
        confidence: how sure that is, 0 to 1.
        safety: ``tier``, ``kinds`` and ``why``.
        strengths: each with ``kind``, ``text``, ``start``, ``end``, ``holds`` and, for a person, ``role`` and ``tie``.
        hardship: whether something must be acknowledged before the next question.
    """

    intent: str
    confidence: float
    safety: dict[str, Any]
    strengths: list[dict[str, Any]]
    hardship: bool


class Listener:
    """Understands single messages with a trained model.

    Args:
        model: the model's file.

    Raises:
        TrainingError: there is no model, or it cannot be read.
    """

    def __init__(self, model: Path) -> None:
        # Before anything of Rasa, which would otherwise load what only training needs (docs/decisions/0019).
        from bot.dialogue.quick_start import only_serve

        only_serve()
        from rasa.core.agent import Agent
        from rasa.core.channels.channel import UserMessage

        from bot.dialogue.quicker_rasa import work_out_once
        from bot.logs import keep_words_out_of_rasa

        # As every conversation's process does, so that what is measured is what residents meet.
        work_out_once()
        # Rasa prints every message it reads when nobody has told it not to.
        keep_words_out_of_rasa()
        if not model.is_file():
            raise TrainingError("The assistant is not trained yet. Run: frontdoor train")
        agent = Agent.load(str(model))
        if agent.processor is None:
            raise TrainingError("The trained model could not be read. Run: frontdoor train")
        self._processor = agent.processor
        self._message = UserMessage
        self._loop = asyncio.new_event_loop()

    def understand(self, text: str, asked: str = "") -> Understood:
        """Return what is understood of a message.

        Args:
            text: the message, as a door hands it on.
            asked: key of the question that was open (practice 2.2, or ``opening``); empty when not known.
        """
        message = self._message(text=text, metadata={"asked": asked})
        parsed = self._loop.run_until_complete(self._processor.parse_message(message))
        return Understood(
            intent=parsed["intent"]["name"] or "tell",
            confidence=float(parsed["intent"]["confidence"]),
            safety=parsed["safety"],
            strengths=parsed["strengths"],
            hardship=parsed["hardship"],
        )
