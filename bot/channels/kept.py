"""The contact that a conversation keeps in its slot, as a door reads it."""

from __future__ import annotations

from typing import Any

from bot.strengths.contact import Contact

CONTACT = "contact"
"""The slot."""


async def record_in(store: Any, conversation: str) -> dict[str, Any]:
    """Return the record of the contact under way; empty when there is none.

    Args:
        store: the store of conversations.
        conversation: whose it is.
    """
    record = await store.slot_value(conversation, CONTACT)
    return record if isinstance(record, dict) else {}


async def contact_in(store: Any, conversation: str) -> Contact | None:
    """Return the contact under way; None when there is none, or it can't be read any more.

    Args:
        store: the store of conversations.
        conversation: whose it is.
    """
    try:
        record = await record_in(store, conversation)
        return Contact.from_record(record) if record else None
    except (KeyError, TypeError, ValueError):
        return None
