"""Choosing: what was offered, and nothing else, becomes an intent.

A door shows each offer under an opaque id, bound to the conversation and the message it stood in. What comes back is
looked up among the offers of the latest answer; so nobody can send an intent, an entity or an old button by hand.
"""

from __future__ import annotations

import json
import re
from typing import Any

from bot.channels.identity import Identities
from bot.channels.transcript import Message, Offer, Turn
from bot.channels.words import standing_titles
from bot.errors import MessageRefusedError

STANDING = {
    "skip": "decline",
    "dont_know": "dont_know",
    "simpler": "simpler",
    "repeat": "repeat",
    "back": "go_back",
    "how_many": "how_many",
    "correct": "correct",
    "person": "ask_person",
    "assessment": "ask_assessment",
    "bot": "ask_bot",
    "privacy": "ask_privacy",
    "emergency": "ask_emergency",
    "finish": "finish",
    "stop": "stop",
    "start_again": "start_again",
    "delete": "delete",
}
"""Choices possible at every turn: their id and the intent they mean."""

WORDS_OF_A_TITLE = 2
"""Least words of a title that is known by being typed."""

_MARKS = re.compile(r"[^\w\s]")
_PAYLOAD = re.compile(r"/(?P<intent>\w+)(?P<entities>\{.*\})?", re.DOTALL)


class Choices:
    """Gives offers their ids and finds the offer that an id stands for.

    Args:
        identities: makes the marks that ids are.
    """

    def __init__(self, identities: Identities) -> None:
        self._identities = identities

    def name(self, conversation: str, message: Message, offer: Offer) -> str:
        """Return the id under which an offer of a message is shown."""
        return self._identities.mark("choice", conversation, message.id, offer.payload)

    def find(self, conversation: str, latest: Turn | None, choice: str) -> Offer:
        """Return what was chosen.

        Args:
            conversation: whose conversation it is.
            latest: the latest turn the person sees, or None at the very start.
            choice: the id that came in.

        Raises:
            MessageRefusedError: ``stale_choice`` when it is not on offer now.
        """
        if choice in STANDING:
            return Offer(title=standing_titles()[choice], payload=f"/{STANDING[choice]}")
        for message in latest.replies if latest else ():
            for offer in message.offers:
                if self.name(conversation, message, offer) == choice:
                    return offer
        raise MessageRefusedError("stale_choice")


def typed_out(latest: Turn | None, words: str) -> Offer | None:
    """Return the button whose title somebody typed instead of pressing it, or None.

    What they see is what they type, above all where buttons are hard to press; read as any other words, "Stay with
    this" was taken for a wish to stop. A title of one word may be an answer of its own ("No") and is read as such.

    Args:
        latest: the latest turn the person sees, or None at the very start.
        words: as typed.
    """
    plain = _plainly(words)
    if len(plain.split()) < WORDS_OF_A_TITLE or latest is None:
        return None
    offers = {offer for message in latest.replies for offer in message.choices if _plainly(offer.title) == plain}
    return offers.pop() if len(offers) == 1 else None


def _plainly(words: str) -> str:
    return " ".join(_MARKS.sub("", words.casefold()).split())


def standing_choices() -> tuple[tuple[str, str], ...]:
    """Return id and title of the choices possible at every turn, in the order they are shown."""
    return tuple(standing_titles().items())


def meaning(offer: Offer) -> dict[str, Any]:
    """Return an offer as the understanding Rasa is given in place of reading the text.

    Args:
        offer: a button of ours, whose payload is ``/intent`` or ``/intent{"entity": "value"}``.

    Raises:
        ValueError: the payload is neither; a fault of whoever wrote the button.
    """
    match = _PAYLOAD.fullmatch(offer.payload)
    if match is None:
        raise ValueError("A button's payload is not an intent.")
    entities = json.loads(match["entities"] or "{}")
    return {
        "text": offer.title,
        "intent": {"name": match["intent"], "confidence": 1.0},
        "entities": [
            {"entity": name, "value": value, "start": 0, "end": 0, "extractor": "offered"}
            for name, value in entities.items()
        ],
    }
