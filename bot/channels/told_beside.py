"""What somebody tells beside danger in one message: where in it the sentences stand that show none by themselves.

The whole message is with the safeguarding team. What stands in sentences of its own may be somebody's to share, and the
conversation holds it back until they say so (``bot.strengths.told_after_danger``).
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from bot.channels.first_help import FirstHelp, Noticing
from bot.channels.grammar import as_typed
from bot.strengths.asking import asked_about
from bot.strengths.contact import Contact
from bot.strengths.hearing import own_words
from bot.strengths.question_clauses import sentences
from bot.strengths.safety import Tier

TOLD_BESIDE = "told_beside"
"""What a message keeps of it: where those sentences begin and end. No words."""

MOST_SENTENCES = 12
"""Sentences from which on none is looked at by itself: whoever is in danger does not wait for that."""

Understand = Callable[[str, str], Awaitable[Mapping[str, Any] | None]]


async def told_beside(
    first_help: FirstHelp, noticing: Noticing, contact: Contact | None, understand: Understand
) -> dict[str, Any]:
    """Return where a message that voiced danger tells something else; nothing where that cannot be told apart.

    Only where the danger shows in sentences of its own is the rest known to be something else. What shows only in two
    messages, or in the whole of one, leaves nothing beside it.

    Args:
        first_help: notices danger.
        noticing: the message, in which danger was noticed.
        contact: the contact under way, or None when it is not known.
        understand: has the model read words, given what the open question asks about.
    """
    words = own_words(as_typed(noticing.words or ""))
    spans = sentences(words)
    if noticing.before is not None or not 1 < len(spans) <= MOST_SENTENCES:
        return {}
    harmless, located = [], False
    for start, end in spans:
        sentence = words[start:end].strip()
        read = first_help.read(sentence, await understand(sentence, asked_about(contact)), None)
        located = located or read.is_passed_on
        if read.tier is Tier.NONE:
            harmless.append([start, end])
    return {TOLD_BESIDE: harmless} if located and harmless else {}
