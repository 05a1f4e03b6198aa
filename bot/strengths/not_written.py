"""“And gin, but don't put that”: what somebody tells and asks in the same breath not to have written down.

It was said to be heard, and is no line: not even one that could still be held back (practice 6.3,
the person's words are theirs). “Don't write that down” as a whole message takes the latest line back instead
(``bot.strengths.undoing``).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.strengths.asked_of_us import part_of
from bot.strengths.question_clauses import sentences
from bot.strengths.reply import Heard

WISH = re.compile(
    r"""(?ix) (?P<before> ^ | .*? (?: \b(?:but|and|only|so)\s+ | [,;(\u2013-]\s* ) )
    (?: (?: please|pls|oh|no|sorry|mind|just )[\s,]+ )*
    (?: (?: do\s+not|don'?t|dont|dnt ) \s+ (?: you\s+|go\s+ )* (?: put|putting|write|writing|type|note|record|include )
        \s+
        (?: that|it|this ) (?: \s+ (?: bit|part|one ) )?
      | (?: that'?s|keep \s+ (?: that|it ) ) \s+ (?: strictly \s+ )?
        (?: off \s+ the \s+ record | between \s+ (?: us|you \s+ and \s+ me ) ) )
    (?: \s+ (?: down|in|on|there|anywhere|please|love|duck|though|mind|ta|thanks|will|you|ok ) )* \W* $"""
)
"""At the end of a sentence, and asked of us: what others were told not to write is telling."""


@dataclass(frozen=True, kw_only=True)
class NotWritten:
    """A message without what is not to be written down.

    Attributes:
        told: what is left, or None when that is nothing.
    """

    told: Heard | None


def without_what_is_not_written(heard: Heard) -> NotWritten | None:
    """Return a message without the sentences that somebody asks not to have written down; None if nobody asks that.

    A wish that is a sentence of its own means the sentence before it.

    Args:
        heard: the whole message.
    """
    if heard.choice is not None or heard.line is not None:
        return None
    kept: list[tuple[int, int]] = []
    found = False
    for start, end in sentences(heard.words):
        if not re.search(r"\w", heard.words[start:end]):
            continue
        wish = WISH.match(heard.words[start:end].replace("\u2019", "'").strip())
        if wish is None:
            kept.append((start, end))
            continue
        found = True
        if not wish["before"].strip(" ,;-") and kept:
            kept.pop()
    if not found:
        return None
    return NotWritten(told=part_of(heard, kept) if kept else None)
