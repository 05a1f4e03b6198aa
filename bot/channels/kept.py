"""The contact that a conversation keeps in its slot, as a door reads it."""

from __future__ import annotations

from typing import Any

from rasa.shared.core.trackers import DialogueStateTracker

from bot.strengths.contact import Contact


def record_in(tracker: DialogueStateTracker) -> dict[str, Any]:
    """Return the record of the contact under way; empty when there is none."""
    contact = tracker.slots["contact"].value if "contact" in tracker.slots else None
    return contact if isinstance(contact, dict) else {}


def contact_in(tracker: DialogueStateTracker | None) -> Contact | None:
    """Return the contact under way; None when there is none, or it can't be read any more."""
    try:
        return Contact.from_record(record_in(tracker)) if tracker is not None else None
    except (KeyError, TypeError, ValueError):
        return None
