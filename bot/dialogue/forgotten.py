"""Which messages were deleted at somebody's wish, known by marks alone, so that none of them is taken in again.

A page that lost the answer sends its message once more, maybe after the conversation was deleted in another window.
The words must not come back by that. Nothing can be read from a mark.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from rasa.shared.core.events import BotUttered, Event, UserUttered

FORGOTTEN = "forgotten"
"""Where the turn that asked for it keeps the marks, in its metadata."""


def mark_of(conversation: str, message_id: str) -> str:
    """Return the mark of a message.

    Args:
        conversation: name of the conversation.
        message_id: name that the sender gave the message.
    """
    return hashlib.sha256(f"{conversation}/{message_id}".encode()).hexdigest()[:16]


def marks_in(conversation: str, events: Iterable[Event]) -> list[str]:
    """Return the marks of every message that was answered, and of those forgotten before, oldest first.

    Args:
        conversation: name of the conversation.
        events: what is about to be deleted. A message nobody answered was not taken in, and may come again.
    """
    marks: dict[str, None] = {}
    latest: UserUttered | None = None
    for event in events:
        if isinstance(event, UserUttered):
            latest = event
            marks |= dict.fromkeys(marks_kept_by(event))
        elif isinstance(event, BotUttered) and latest is not None and latest.message_id:
            marks[mark_of(conversation, latest.message_id)] = None
    return list(marks)


def is_forgotten(conversation: str, marks: Iterable[str], message_id: str) -> bool:
    """Return whether a message was answered once and deleted since.

    Args:
        conversation: name of the conversation.
        marks: those that the conversation keeps.
        message_id: name that the sender gave the message.
    """
    return mark_of(conversation, message_id) in set(marks)


def marks_kept_by(event: UserUttered) -> tuple[str, ...]:
    """Return the marks that a message keeps: those of what was deleted when it asked for that.

    Args:
        event: the message.
    """
    return tuple((event.metadata or {}).get(FORGOTTEN, ()))
