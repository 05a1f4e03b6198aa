"""Wishes about lines that name the line first: "3 take out", "number 8 should not be passed on", "keep private: 9".

People name a line and then say what shall become of it, above all when they write slowly, formally, or in a second
language. Such a wish is put the other way round ("remove 3"), and is then read like any other
(``bot.strengths.line_commands``).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

ONE = r"(?:(?:the|lines?|numbers?|nos?\.?)\s+)*\d{1,3}(?:\s*(?:-|to)\s*\d{1,3})?(?![\w/%]|:\d)"
RUN = rf"(?P<lines>{ONE}(?:(?:\s*,\s*(?:and\s+)?|\s*&\s*|\s+and\s+){ONE})*)"
NAMED_RUN = rf"(?P<lines>(?:(?:the\s+)?(?:lines?|numbers?)\s+){ONE}(?:(?:\s*,\s*(?:and\s+)?|\s*&\s*|\s+and\s+){ONE})*)"
BEGINS = (
    r"(?P<begins>^|[.!?;,:]\s*|\b(?:and|but|then|also|please|ok|no|yes|oh|so|i\s+said|wants?|would\s+like|like)\s+)"
)
ENDS = (
    r"(?=\s*(?:$|[.!?;,]|\b(?:and|but|please|thanks?|thank\s+you|ta|because|cos|as|it|that|they|too|now|as\s+well)\b))"
)
OUGHT = r"(?:should|must|can|could|may|shall|has\s+to|have\s+to|needs?\s+to|ought\s+to|is\s+to|are\s+to|wants?\s+to)"
TOLD = r"(?:shared|sent|shown|passed\s+on|told|seen|read|given|included|in\s+there)"
NEVER = r"(?:not|never|n'?t)"

WITHHELD = (
    rf"{BEGINS}{RUN}\s+{OUGHT}\s*{NEVER}\s+(?:to\s+)?(?:be\s+)?{TOLD}\b[^.!?;,]*",
    rf"{BEGINS}{RUN}\s+(?:is\s+|are\s+|was\s+|were\s+|to\s+)?(?:stays?\s+|keep\s+|kept\s+)?(?:private|secret|between\s+us"
    rf"|just\s+for\s+me|for\s+me\s+only|not\s+for\s+(?:them|sharing|the\s+team|the\s+council))\b{ENDS}",
    rf"{BEGINS}{RUN}\s+(?:(?:do\s+not|don'?t|dont|not)\s+(?:to\s+)?(?:be\s+)?(?:share|send|show|pass\s+on|{TOLD}))\b{ENDS}",
    rf"(?P<begins>\b)keep\s+{RUN}\s+(?:private|secret|hidden|back|to\s+yourself|between\s+us|out\s+of\s+it|from\s+them)\b",
    rf"(?P<begins>\b)keep\s+(?:private|secret|hidden|back)\s*[:,-]?\s*{RUN}",
    rf"(?P<begins>\b(?:as\s+(?:to|for)\s+|about\s+)?){NAMED_RUN}\b[^.!?;]{{0,40}}\b(?:{NEVER}|rather\s+not|prefer\s+not)\s+(?:to\s+)?(?:be\s+|have\s+(?:it\s+|that\s+)?)?{TOLD}\b",
)
OF_IT = r"(?:is|are|was|were|isn'?t|aren'?t|wasn'?t)\b[^.!?;]{0,40}?"
IT = r"(?:it|that|this|them)"
REMOVED = (
    # "15 was a question take it out"
    rf"{BEGINS}{RUN}\s+{OF_IT}\b(?:(?:take|cross|strike|leave|get|cut)\s+{IT}\s+(?:out|off|away)|(?:delete|remove|scrap|drop|lose)\s+{IT}|get\s+rid\s+of\s+{IT}){ENDS}",
    rf"{BEGINS}{RUN}\s+{OUGHT}\s+(?:please\s+|now\s+|all\s+)?(?:go|come\s+(?:out|off)|get\s+out|not\s+be\s+(?:there|here)"
    rf"|be\s+(?:removed|deleted|erased|gone|dropped|scrapped|taken\s+(?:out|off|away)|struck(?:\s+out)?|crossed\s+out|left\s+out))\b{ENDS}",
    rf"{BEGINS}{RUN}\s+(?:please\s+)?(?:(?:take|cross|strike|leave|come)\s+(?:out|off|away)|out|away|gone|delete|remove|scrap|erase)\b{ENDS}",
    # "Dad wants 3 taken out"
    rf"{BEGINS}{RUN}\s+(?:(?:taken|crossed|struck|left|taking|leaving|crossing)\s+(?:out|off|away)|remov(?:ed|ing)|delet(?:ed|ing)|erased|scrapp(?:ed|ing))\b{ENDS}",
)
TAKEN_OUT = (
    rf"\b(?:take|taking|cross|crossing|strike|striking|leave|leaving|get|cut)\s+{RUN}"
    r"\s+(?:out|off|away)\b(?!\s+(?:with|of|for|to)\b)"
)
"""A wish that closes around its lines ("take 1 and 2 out"): all of them are meant, not the last alone."""
OUT_OF = (
    r"(?P<begins>\b)(?:take|cut|get|leave|strip|remov\w+|delet\w+|los\w+|drop|cross)\s+(?:out\s+|off\s+)?"
    rf"(?P<part>[^.!?;\d]{{2,60}}?)\s+(?:out\s+of|out\s+from|from|out\s+in|off|in)\s+{RUN}{ENDS}"
)
WRONG = (
    # "and 5 its not Sunday its every Sunday"
    rf"{BEGINS}{RUN},?\s+(?:it'?s|that'?s|it\s+is|that\s+is)\s+(?:not|wrong)\b[^.!?;]*",
    rf"{BEGINS}{RUN}[.):]?\s+no(?=\s*(?:$|[.!?;,]))",
    rf"{BEGINS}{RUN}\s+(?:is|are|was|were|it\s+is|looks?|sounds?)\s+(?:all\s+|just\s+|a\s+bit\s+)?(?:wrong|a\s+mistake)\b[^.!?;]*",
    rf"{BEGINS}{RUN}\s+(?:is\s*n'?t|isnt|are\s*n'?t|arent|was\s*n'?t|wasnt|is\s+not|are\s+not|was\s+not|not)\s+"
    r"(?:what|right|true|correct|how|about|for\s+(?:him|her|me|them|us|my)|me\b|mine|(?:a\s+)?(?:thing\s+)?(?:i'?m\s+)?good\s+at|something)\b[^.!?;]*",
)
PART_IS_A_LINE = re.compile(
    r"^\W*(?:the|that|this|it|them|these|those|one|ones|bit|line|lines|number|numbers|all|out|off|\s)*\W*$",
    re.IGNORECASE,
)
DONE_TO_IT = (
    rf"(?:{NEVER}\b|{TOLD}\b|removed|deleted|erased|gone|dropped|scrapped|taken|struck|crossed|left|cut|kept|private|secret|hidden|held"
    r"|(?:re)?moved|changed|edited|corrected|altered|reworded|put|under|in\b|on\b|with\b|out\b|off\b|away\b|there\b|here\b|above|below"
    r"|after|before|first\b|last\b|about|different|better|shorter|longer|simpler|clearer|plainer|right\b|ok\b|okay\b|fine\b|all\b)"
)
"""What shall become of a line, and no new words for it: "2 should be private"."""

OUGHT_TO_SAY = (
    r"(?:should|must|needs?\s+to|has\s+to|ought\s+to|wants?\s+to)\s+(?:really\s+|just\s+|actually\s+)?"
    rf"(?:say|read|be\b(?!\s+(?:more\s+|a\s+bit\s+|all\s+|just\s+)?{DONE_TO_IT}))\b"
)

NEW_WORDS = re.compile(
    r"(?:(?:^|(?<=[.!?;,\n])|\b(?:and|then|please|so|no|ok|just|to|you|u|says?|said|wants?|that)\b)\s*)"
    rf"(?:(?:change|edit|alter|correct|reword|make)\s+(?P<changed>{ONE})\s*(?:(?:so\s+(?:that\s+)?it\s+)?(?:to\s+)?(?:says?|reads?)\b|to\b|into\b|[:=])"
    rf"|(?P<should>{ONE})\s+{OUGHT_TO_SAY}|^(?P<first>{ONE})?\s*:(?!\d))"
    r"\s*[:,]?\s*(?P<words>\S.*)$",
    re.IGNORECASE | re.DOTALL,
)
NUMBER = re.compile(r"\d{1,3}")


@dataclass(frozen=True, kw_only=True)
class NewWords:
    """New words for one line, as they were typed.

    Attributes:
        number: the number of the line.
        words: what it shall say.
        before: what was typed before it.
    """

    number: int
    words: str
    before: str


def new_words(typed: str) -> NewWords | None:
    """Return the new words for a line ("change 4 to I want a break", "2: I run a club"); None if there are none.

    Args:
        typed: what was typed beside the read-back.
    """
    match = NEW_WORDS.search(typed.replace("\u2019", "'"))
    if match is None:
        return None
    named = NUMBER.findall(match["changed"] or match["should"] or match["first"] or "")
    if len(named) != 1:
        return None
    words = typed[match.start("words") :].strip()
    return NewWords(number=int(named[0]), words=words, before=typed[: match.start()].strip(" ,;"))


def verb_first(words: str) -> str:
    """Return what was typed with every wish that names its line first put the other way round.

    Args:
        words: what was typed, with the apostrophe of a typewriter and numbers as figures.
    """
    words = re.sub(TAKEN_OUT, r"remove \g<lines>", words, flags=re.IGNORECASE)
    for pattern in WITHHELD:
        words = _turned(pattern, "don't share", words)
    words = re.sub(OUT_OF, _change_of_a_part, words, flags=re.IGNORECASE)
    for pattern in REMOVED:
        words = _turned(pattern, "remove", words)
    for pattern in WRONG:
        words = _turned(pattern, "change", words)
    return words


def _turned(pattern: str, verb: str, words: str) -> str:
    def turn(found: re.Match[str]) -> str:
        lead = found["begins"].strip().lower()
        # "Dad wants 3 taken out": the wish begins behind who wishes it.
        begins = "; " if lead[:1].isalpha() and (" " in lead or lead.startswith(("want", "like"))) else found["begins"]
        return f"{begins}{verb} {found['lines']}"

    write: Callable[[re.Match[str]], str] = turn
    return re.sub(pattern, write, words, flags=re.IGNORECASE)


def _change_of_a_part(found: re.Match[str]) -> str:
    """A wish such as "take the swearing out of 5" is about words in a line, and never takes the line away."""
    return found.group() if PART_IS_A_LINE.match(found["part"]) else f"{found['begins']}change {found['lines']}"
