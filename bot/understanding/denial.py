"""Words that say no before the thing they say it of: "can't stand bingo", "never been one for cards".

The network learns denial from examples; these are its plain forms, which must not be missed: a thing that somebody
hates is never shown as their strength.
"""

from __future__ import annotations

import re

_BOUNDARY = re.compile(r"[.;!?,\n]|\b(?:but|though|although|except)\b", re.IGNORECASE)
_SAYS_NO = re.compile(
    r"\b(?:"
    r"hate[sd]?|detest|loathe|dislike[sd]?|despise|bored of|sick of|fed up of"
    r"|(?:can't|cant|cannot) (?:stand|bear|abide|be doing with|be bothered with)"
    r"|(?:don't|dont|do not|didn't|didnt|doesn't|doesnt|wouldn't|wouldnt) "
    r"(?:like|enjoy|fancy|care for|thank|go in for|play|watch|eat|drink)"
    r"|not (?:a fan|fond|keen|big on|into|interested in|bothered about|much of a|one for|really into|for me)"
    r"|never (?:been|had|liked|took to|got into|learnt|learned)"
    r"|no (?:interest in|time for|patience for|patience with)"
    r")\b",
    re.IGNORECASE,
)


def is_denied_before(text: str, start: int) -> bool:
    """Return whether the words just before a piece of a message say no to it.

    Args:
        text: the message.
        start: where the piece begins, in characters.
    """
    clause = _BOUNDARY.split(text[:start].replace("\u2019", "'"))[-1]
    return _SAYS_NO.search(clause) is not None
