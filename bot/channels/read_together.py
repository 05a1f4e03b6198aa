"""Two or three short messages in a row, read together too: "he comes in", then "with a knife".

Whoever types in a hurry or in pieces voices in two messages what neither shows alone, and whoever finds few words
("him angry", "hand face", "lots of times") in three. The message before is the
latest turn of the conversation, as the door has read it already; nothing is kept for this but that message's name.
"""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from bot.channels.first_help import FirstHelp, Noticing
from bot.channels.grammar import as_typed
from bot.channels.transcript import Turn
from bot.monitoring.metrics import count_safety
from bot.strengths.asking import asked_about
from bot.strengths.contact import Contact
from bot.strengths.gentle_check import answers_with_danger, read_in_context
from bot.strengths.hearing import says_only_yes
from bot.strengths.reply import Heard
from bot.strengths.safety import Safety, Tier
from bot.strengths.said_before import READ_TOGETHER, SaidBefore
from bot.understanding.plainly_safe import is_plainly_safe

MOST_WORDS = 6
"""Words of a message that may go on from the one before it."""

MOST_WORDS_BEFORE = 8
"""Words of a message before it that may have been left in the middle."""

WITHIN = timedelta(minutes=2)
"""Time within which somebody may still be saying the same thing."""

CHOSEN, READ_WITH = "chosen", "read_with"
"""What a message's metadata says: it was chosen and not typed; and the name of the message it was read with."""

TELL = "tell"
PLAIN_ACTS = frozenset(("deny", "dont_know", "decline", "thanks", "greet", "go_back", "delete", "simpler"))
"""Acts that answer a question or say what is to be done with it, whatever the number of words."""

UNFINISHED = re.compile(
    r"\b(?:can ?not|(?:ca|do|did|wo|could|would|should)n?['\u2019]?t|want(?: to)?|to|not|never)\W*$", re.IGNORECASE
)
"""How words end that say nothing yet: "I can't", and then "go on", which is no yes to us."""

Understand = Callable[[str, str], Awaitable[dict[str, Any] | None]]


def said_before(words: str, visible: Sequence[Turn], at: datetime) -> SaidBefore | None:
    """Return the message that a typed one may go on from, or None.

    Args:
        words: what was typed.
        visible: the turns that the person sees, oldest first.
        at: when it came in.
    """
    latest = _piece(visible[-1] if visible else None, at.timestamp())
    if latest is None or not 0 < len(words.split()) <= MOST_WORDS:
        return None
    said, message_id = latest
    first = _piece(visible[-2], visible[-1].at) if len(visible) > 1 else None
    lead = first[0] if first is not None and len(said.split()) <= MOST_WORDS and not says_only_yes(said) else ""
    return SaidBefore(message_id=message_id, heard=Heard(act=TELL, words=said), lead=lead)


def _piece(turn: Turn | None, until: float) -> tuple[str, str] | None:
    """The words and the name of a short message that was typed soon before, and that raised no danger."""
    if turn is None or turn.said is None or turn.message_id is None or turn.chosen or turn.voiced is not None:
        return None
    short = len(turn.said.text.split()) <= MOST_WORDS_BEFORE
    return (turn.said.text, turn.message_id) if short and until - turn.at <= WITHIN.total_seconds() else None


async def read_together(
    first_help: FirstHelp,
    noticing: Noticing,
    before: SaidBefore | None,
    understood: Mapping[str, Any] | None,
    contact: Contact | None,
    understand: Understand,
) -> dict[str, Any]:
    """Look for danger in a message and the one before it as one, where the message alone shows none.

    Args:
        first_help: notices danger.
        noticing: the message, looked at by itself; what both show is kept in it.
        before: the message it may go on from, or None.
        understood: what the model read in the message alone, or None when there is no model or it failed.
        contact: the contact under way, or None when it is not known.
        understand: has the model read words, given what the open question asks about.

    Returns:
        What the turn keeps of it; nothing when both together show no more than the message alone.
    """
    alone = noticing.safety or Safety()
    words = as_typed(noticing.words or "")
    if before is None or alone.is_passed_on:
        return {}
    if _speaks_to_us(words, understood, contact) and not UNFINISHED.search(before.heard.words):
        return {}
    before, lead = replace(before, lead=""), before.lead
    both = before.with_words(words)
    read = first_help.read(both, await understand(both, asked_about(contact)), contact)
    if lead and not read.is_passed_on:
        led = replace(before, lead=lead)
        all_three = led.with_words(words)
        further = first_help.read(all_three, await understand(all_three, asked_about(contact)), contact)
        if further.is_passed_on:
            before, both, read = led, all_three, further
    if alone.tier is Tier.CHECK and is_plainly_safe(both):
        # "With a knife" alone is worth a question; after "I cut the cake" it is not.
        noticing.safety = Safety()
        return {}
    if not read.is_passed_on and (read.tier is not Tier.CHECK or alone.tier is Tier.CHECK):
        return {}
    if read.is_passed_on:
        # What was asked about counts with it, as it does with danger in one message.
        read = read_in_context(read, contact.open_check if contact is not None else None, "", both)
    noticing.before = before
    noticing.safety = replace(read, why=(READ_TOGETHER, *read.why))
    count_safety(read.tier.value)
    return {READ_WITH: before.message_id}


def _speaks_to_us(words: str, understood: Mapping[str, Any] | None, contact: Contact | None) -> bool:
    """Whether the message answers or steers ("no", "go back"), so that it goes on from nothing that was told.

    "End it" is taken for a wish to stop and may be far more: of several words only acts that are plain count.
    """
    act = str(((understood or {}).get("intent") or {}).get("name") or "")
    check = contact.open_check if contact is not None else None
    if check is not None and answers_with_danger(check.question, act, words) is not None:
        return True
    one_word = len(words.split()) == 1 and act not in ("", TELL)
    return act in PLAIN_ACTS or one_word or says_only_yes(words)
