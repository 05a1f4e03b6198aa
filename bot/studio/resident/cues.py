"""Words and expressions by which a learner's turn is searched, kept from ever taking long.

Whoever writes a resident may write expressions, not words alone. Some expressions take longer and longer to fail on an
unlucky text, up to minutes (A. Kirrage, A. Rathnayake and H. Thielecke, "Static Analysis for Regular Expression
Denial-of-Service Attacks", 2013), and one process serves all learners; those are refused when they are written.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

REPEATED_GROUP = re.compile(r"\)(?:[*+]|\{\d*,?\d*\})")
OPEN_ENDED = re.compile(r"(?<!\\)(?:[*+]|\{\d+,\})")
MOST_OPEN_ENDED = 2
LONGEST = 200


def cue_of(expressions: Iterable[str]) -> re.Pattern[str]:
    """Return what finds any of some words or expressions, where a word begins, in small or large letters.

    Args:
        expressions: the words.

    Raises:
        ValueError: one is no expression, or might take long; the message says which and what is wrong.
    """
    expressions = tuple(expressions)
    for each in expressions:
        fault = _fault_in(each)
        if fault:
            raise ValueError(f"{each!r} {fault}")
    return re.compile(r"\b(?:" + "|".join(expressions) + r")", re.IGNORECASE)


def _fault_in(expression: str) -> str:
    """What is wrong with an expression, or ""."""
    try:
        re.compile(expression)
    except re.error as error:
        return f"is no pattern: {error}"
    if len(expression) > LONGEST:
        return f"is longer than {LONGEST} letters"
    if REPEATED_GROUP.search(expression) or len(OPEN_ENDED.findall(expression)) > MOST_OPEN_ENDED:
        return f"might take long: repeat no brackets, and write * and + at most {MOST_OPEN_ENDED} times"
    if re.search(expression, ""):
        return "is found in everything, even in nothing at all"
    return ""
