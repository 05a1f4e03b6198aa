"""One turn as an action sees it: the contact under way and what was heard."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from rasa_sdk import Tracker

from bot.strengths.contact import Contact
from bot.strengths.hearing import own_words
from bot.strengths.reply import Heard

CONTACT, MOMENT = "contact", "moment"

HEARD_AS_TELLING = frozenset({"nlu_fallback", "off_topic", "None", ""})
"""What was not understood, or seemed beside the point, is heard as telling: an answer is never thrown away."""


@dataclass(kw_only=True)
class Turn:
    """What an action works with.

    Attributes:
        contact: the contact under way; change or replace it freely, it is written back if the action succeeds.
        heard: what was said in this turn.
        is_new: whether there was no contact before this turn.
        forgets: whether everything said before this turn is to be deleted.
    """

    contact: Contact
    heard: Heard
    is_new: bool
    forgets: bool = False


def read_turn(tracker: Tracker) -> Turn:
    """Read the turn from Rasa's tracker.

    Args:
        tracker: Rasa's tracker, slots and latest message.
    """
    record = tracker.get_slot(CONTACT)
    message: dict[str, Any] = tracker.latest_message or {}
    act = str((message.get("intent") or {}).get("name") or "")
    values = {entity["entity"]: str(entity["value"]) for entity in message.get("entities") or []}
    return Turn(
        contact=Contact.from_record(record) if record else Contact(),
        heard=Heard(
            act="tell" if act in HEARD_AS_TELLING else act,
            words=own_words(message.get("text") or ""),
            choice=values.get("choice"),
            line=values.get("line"),
        ),
        is_new=not record,
    )
