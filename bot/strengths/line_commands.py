"""Reading what people type about the lines of the read-back, the way they type it.

"don't share 2 please", "take out 5 and dont share number 7", "hide the bit about him": a wish like that is done, or
asked about. It is never mistaken for something to add to the summary.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

WITHHOLD = (
    r"(?:do\s+not|don'?t|dont|dnt|not\s+to|not)\s+(?:share|send|show|include|pass\s+on)|hide|keep\s+back|hold\s+back"
)
REMOVE = r"remove|delete|cross\s+out|get\s+rid\s+of|scrap|drop|lose|leave\s+out|take\s+out|take"
OFFER = r"share|send|show"
CHANGE = r"change|edit|alter|correct|reword"
ANY_VERB = f"{WITHHOLD}|{REMOVE}|{OFFER}|{CHANGE}"

LEAD = (
    r"(?:please|can\s+(?:you|u)|could\s+(?:you|u)|would\s+you|will\s+you|ooh|oh|um|er|no|and|also|then|actually|just|now|ok|yes"
    r"|wait|sorry|i\s+want\s+(?:you\s+)?to|i(?:'d|d)?\s+like\s+(?:you\s+)?to|let\s+me\s+look)[\s,.!]+"
)
CLAUSES = re.compile(rf"(?:[,;.]|\band\b|\bthen\b|\bbut\b)\s*(?=(?:{LEAD})*(?:{ANY_VERB})\b)", re.IGNORECASE)
LEADS = re.compile(rf"^\s*(?:{LEAD})*", re.IGNORECASE)
CLAUSE = re.compile(
    rf"^(?:(?P<withhold_line>{WITHHOLD})|(?P<remove_line>{REMOVE})|(?P<offer_line>{OFFER})|(?P<change_line>{CHANGE}))\b(?P<tail>.*)$",
    re.IGNORECASE | re.DOTALL,
)
NUMBER = re.compile(r"(?<![\w/])(\d{1,3})(?:st|nd|rd|th)?(?![\w/])")
AWAY = re.compile(r"\b(?:out|off|away)\b", re.IGNORECASE)
POINTS_AT_A_LINE = re.compile(r"\b(?:bit|line|part|one|that|this|it|about)\b", re.IGNORECASE)
BESIDE_NUMBERS = frozenset({
    "line", "lines", "number", "numbers", "no", "the", "and", "or", "to", "out", "off", "away", "please", "one", "ones",
    "them", "too", "also", "as", "well", "now", "thanks", "ta", "love", "from", "my", "list", "with", "team",
})  # fmt: skip
ALL_OF_IT = re.compile(
    r"^\W*(?:it|this|that)?\W*(?:all|everything|the\s+lot|anything|what\s+i|any\s+of\s+it|my\s+(?:words|chat)|this\s+chat)?\b"
    r"(?:\s+of\s+(?:it|that|this))?(?:\s+(?:that\s+)?i(?:'ve)?\s+(?:said|wrote|told\s+you|typed))?(?:\s+(?:please|now|yet))?\W*$",
    re.IGNORECASE,
)
"""What follows the verb when the whole is meant, not a line: "delete it all", "don't share it"."""

WORD = re.compile(r"[^\W\d]+(?:'\w+)?")
MOST_WORDS_BESIDE = 10
"""What may be said beside commands ("I meant the stairs one, don't send that"); more than this is telling."""
MOST_OTHER_WORDS = 3
"""A command with more words besides than this is somebody telling us something."""


@dataclass(frozen=True, kw_only=True)
class LineCommand:
    """One wish about lines.

    Attributes:
        act: ``withhold_line``, ``remove_line``, ``offer_line`` or ``change_line``.
        numbers: the lines named; empty when it is plain that a line is meant and not which.
    """

    act: str
    numbers: tuple[int, ...]


def read_line_commands(words: str) -> tuple[LineCommand, ...]:
    """Return the wishes about lines in what was typed; empty when it is anything else.

    Args:
        words: what was typed beside the read-back.
    """
    clauses = [LEADS.sub("", f"{clause} ").strip() for clause in CLAUSES.split(words.replace("\u2019", "'"))]
    clauses = [clause for clause in clauses if clause]
    read = [_read(clause, alone=len(clauses) == 1) for clause in clauses]
    beside = sum(len(clause.split()) for clause, command in zip(clauses, read, strict=True) if command is None)
    return tuple(command for command in read if command) if beside <= MOST_WORDS_BESIDE else ()


def _read(clause: str, alone: bool) -> LineCommand | None:
    match = CLAUSE.match(clause)
    if match is None or match.lastgroup is None:
        return None
    act = next(name for name in ("withhold_line", "remove_line", "offer_line", "change_line") if match[name])
    tail = match["tail"]
    if (match["remove_line"] or "").lower() == "take" and not AWAY.search(tail):
        return None
    numbers = tuple(int(number) for number in NUMBER.findall(tail))
    if not numbers and alone and ALL_OF_IT.match(tail):
        return None
    if not numbers:
        named_in_words = act in ("withhold_line", "remove_line") and POINTS_AT_A_LINE.search(tail)
        return LineCommand(act=act, numbers=()) if named_in_words else None
    others = [
        word for word in re.findall(r"[^\W\d]+(?:'\w+)?", NUMBER.sub(" ", tail)) if word.lower() not in BESIDE_NUMBERS
    ]
    if len(others) > (MOST_OTHER_WORDS if act in ("withhold_line", "remove_line") else 0):
        return None
    return LineCommand(act=act, numbers=numbers)
