"""“That was not an answer”, “put it back”: the latest thing written down can be taken back in so many words."""

from __future__ import annotations

import re

from bot.strengths.asking import resume
from bot.strengths.contact import Contact
from bot.strengths.reply import Heard, Reply, Say

ASKS = re.compile(
    r"""(?ix) ^ \W* (?: (?:no|please|sorry|actually|oi) \W+ )*
    (?: undo\b .{0,12}
      | (?:do\s+not|don'?t|dont) \s+ (?:write|put|keep|record|note|save|type)
        \s+ (?:that|it|this|any\s+of\s+(?:that|it)) \b .{0,20}
      | (?:scrub|scrap|cancel) \s+ (?:that|it) \b .{0,12}
      | (?:strike|withdraw|cross\s+out|rub\s+out) \s+ (?:that|it|(?:that|the|my)\s+last) \b .{0,20}
      | put \s+ (?:that|it) \s+ back \b .{0,20}
      | that (?:'?s|\s+is|\s+was) \s+ not \s+ (?:an?|my|the) \s+ answer \b .{0,60}
      | that (?:\s+wasn'?t|\s+isn'?t) \s+ (?:an?|my|the) \s+ answer \b .{0,60}
      | that (?:'?s|\s+is|\s+was) \s+ (?:just \s+)? a \s+ question \b .{0,60}
      | you(?:'ve|\s+have)? \s+ changed \s+ the \s+ wrong \b .{0,60}
      | i \s+ want \s+ my \s+ (?:first|old|other) \s+ (?:answer|words|line) \s+ back \b .{0,20}
    ) $"""
)


def asks_to_undo(heard: Heard) -> bool:
    """Return whether somebody asks in so many words for the latest line to be taken back."""
    typed = heard.choice is None and heard.line is None
    return typed and bool(ASKS.match(heard.words.replace("\u2019", "'")))


def undo(contact: Contact) -> list[Reply]:
    """Take back the latest line, or put back the words that it had before.

    Args:
        contact: the contact under way; ``latest_change`` says what there is to take back.

    Returns:
        What is said; nothing if there is nothing to take back.
    """
    if contact.latest_change is None:
        return []
    line, before = contact.latest_change
    if before is None:
        contact.remove(line)
    else:
        contact.put_back(line, before)
    contact.latest_change = None
    return [Say("utter_undone"), *resume(contact)]
