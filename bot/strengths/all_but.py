"""“Share it all but the bit about Kev”: what is named is held back wherever it stands, and the rest goes on.

If a name fits no line nobody guesses: which line is meant is asked, and nothing is sent meanwhile.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from bot.strengths.line_commands import (
    BESIDE_NUMBERS,
    MOST_OTHER_WORDS,
    MOST_WORDS_BESIDE,
    NUMBER,
    POINTS_AT_A_LINE,
    WORD,
    LineCommand,
    telling_words,
)

ALL_BUT = re.compile(
    r"^(?P<whole>.*?\b(?:all|everything|the\s+lot|it|them|this|these|yes|yeah|ok|okay|fine|rest|that|right)\b)[\s,.!-]*"
    r"(?P<but>but\s+for|but|except(?:ing)?(?:\s+for)?|apart\s+from|bar|minus|without|(?:but\s+)?not|leaving\s+out"
    r"|other\s+than)\s+(?:please\s+)?(?:not\s+)?(?P<tail>\S.*)$",
    re.IGNORECASE | re.DOTALL,
)
SHARES = re.compile(
    r"\b(?:share|send|pass|give|show)\b|^\W*(?:yes|yeah|ok|okay|fine|all|everything|the\s+lot)\b", re.IGNORECASE
)
WHOLE = re.compile(r"\b(?:all|everything|lot|rest)\W*$", re.IGNORECASE)
LEAVES_OUT = re.compile(r"(?:except|apart|bar|minus|without|leaving|other|but\s+for|but\s+not)", re.IGNORECASE)
NAMES_A_LINE = re.compile(
    r"(?:the|that|what|where|when|my|our|anything|owt|number|line|no\.?|lines|numbers|\d)\b", re.IGNORECASE
)
WHY = re.compile(
    r"\W*\b(?:cos|coz|because|that'?s|thats|that\s+is|it\s+is|it'?s|its|they'?re|he'?s|she'?s|as\s+(?:that|it|they)|(?<!and\s)i|please"
    r"|thanks|thank\s+you|love)\b.*$",
    re.IGNORECASE | re.DOTALL,
)
"""A reason behind a name: "the bit about Kev, that's between us"."""
SAID = re.compile(
    r"^(?:(?:what|where|when|anything|owt)\s+(?:that\s+)?i(?:'?ve)?"
    r"|(?:about\s+)?(?:that|how)\s+(?:i|we)(?:'?m|'?ve|\s+am|\s+was|\s+feel|\s+felt|\s+have|\s+had)?)\s+(?:so\s+|very\s+)?",
    re.IGNORECASE,
)
"""“What I said about Kev”: the "I" begins no reason."""
BETWEEN_NAMES = re.compile(r"[,;&]|\b(?:and|or|nor)\b", re.IGNORECASE)
BETWEEN_SENTENCES = re.compile(r"(?<=[.!?])\s+")


def all_but(words: str) -> LineCommand | None:
    """Return the wish to hold back what is named, in words that share all the rest; None if there is none.

    Args:
        words: what was typed beside the lines.
    """
    for sentence in BETWEEN_SENTENCES.split(words.replace("\u2019", "'")):
        match = ALL_BUT.match(sentence)
        if match is None or not SHARES.search(match["whole"]) or not _names_something(match):
            continue
        numbers = tuple(int(number) for number in NUMBER.findall(match["tail"]))
        others = [word for word in WORD.findall(NUMBER.sub(" ", match["tail"])) if word.lower() not in BESIDE_NUMBERS]
        if numbers and len(others) <= MOST_OTHER_WORDS:
            return LineCommand(act="withhold_line", numbers=numbers)
        about = WHY.sub("", SAID.sub("", match["tail"])).strip()
        if not numbers and about and len(about.split()) <= MOST_WORDS_BESIDE:
            return LineCommand(act="withhold_line", numbers=(), about=about, every=True)
    return None


def lines_with(about: str, lines: Mapping[str, str]) -> tuple[str, ...]:
    """Return every line in which one of the names stands, with all its telling words; none if a name fits no line.

    Args:
        about: what was said of the lines, one name or several ("Kev and the rent").
        lines: the words of each line, by its id.
    """
    names = [meant for meant in (_meant_by(name) for name in BETWEEN_NAMES.split(about)) if meant]
    found = [tuple(line for line, words in lines.items() if meant <= telling_words(words)) for meant in names]
    return tuple(dict.fromkeys(line for each in found for line in each)) if found and all(found) else ()


def _meant_by(name: str) -> frozenset[str]:
    """The words by which a line is known: a proper name says more than what was said of it ("me crying about Kev")."""
    proper = [word for word in WORD.findall(name) if word[0].isupper() and not word.startswith("I'") and word != "I"]
    return telling_words(" ".join(proper)) or telling_words(name)


def _names_something(match: re.Match[str]) -> bool:
    """Whether what stands behind the "but" names lines, and is no condition ("yes, but I want to look first")."""
    tail = match["tail"]
    leaves_out = bool(WHOLE.search(match["whole"]) or LEAVES_OUT.match(match["but"]))
    is_a_name = tail[0].isupper() and not tail.startswith(("I ", "I'"))
    return bool(NAMES_A_LINE.match(tail) or is_a_name or leaves_out or POINTS_AT_A_LINE.match(tail))
