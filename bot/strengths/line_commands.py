"""Reading what people type about the lines of the read-back, the way they type it.

"don't share 2 please", "take out 5 and dont share number 7", "hide the bit about him": a wish like that is done, or
asked about. It is never mistaken for something to add to the summary.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from bot.strengths.lines_first import verb_first

WITHHOLD = (
    r"(?:do\s+not|don'?t|dont|dnt|not\s+to|not)\s+(?:share|send|show|include|pass\s+on)|hide|keep\s+back|hold\s+back"
    r"|(?:do\s+not|don'?t|dont|dnt)\s+(?:put|have|leave|keep)(?=.*\bin\W*$)"
)
REMOVE = (
    r"remov(?:e|ing)|delet(?:e|ing)|cross(?:ing)?\s+out|get(?:ting)?\s+rid\s+of|scrap|drop(?:ping)?|lose|leav(?:e|ing)\s+out"
    r"|strik(?:e|ing)(?:\s+out)?|eras(?:e|ing)|tak(?:e|ing)\s+out|tak(?:e|ing)"
)
OFFER = r"share|send|show"
CHANGE = r"change|edit|alter|correct|reword|shorten|rewrite|rephrase"
ADD = r"add|put\s+in|write\s+down"
ANY_VERB = f"{WITHHOLD}|{REMOVE}|{OFFER}|{CHANGE}"

LEAD = (
    r"(?:please|kindly|i\s+(?:mean|meant|said)|look|listen|perhaps|right|well|so|hello|hi|n|thank\s+you|may\s+i\s+ask\s+you\s+to|could\s+i\s+ask\s+you\s+to"
    r"|(?:would|do|could|will|can)\s+you\s+(?:please\s+|kindly\s+)?(?:mind|be\s+so\s+(?:kind|good)\s+as\s+to)"
    r"|be\s+so\s+(?:kind|good)\s+as\s+to|i\s+(?:would|should)\s+(?:like|prefer)\s+(?:you\s+)?to|i\s+wish\s+(?:you\s+)?to"
    r"|you\s+(?:can|may|should|could)|i\s+(?:think|reckon)\s+you\s+(?:can|should)|go\s+(?:on\s+)?and|can\s+(?:you|u)|could\s+(?:you|u)|would\s+you|will\s+you|ooh|oh|um|er|no|and|also|then|actually|just|now|ok|yes"
    # Whoever types for another hands on what they wish: "Dad says take out 5".
    r"|(?:my\s+|our\s+)?[^\W\d]+\s+(?:says|said|reckons|thinks|(?:says|wants|would\s+like|asked|asks|told)\s+(?:me|you|us)\s+to)(?:\s+(?:to|that|please))?"
    r"|wait|sorry|i\s+want\s+(?:you\s+)?to|i(?:'d|d)?\s+like\s+(?:you\s+)?to|let\s+me\s+look)[\s,.!]+"
)
CLAUSES = re.compile(
    rf"(?:[,;.]|\band\b|\bthen\b|\bbut\b)\s*(?=(?:{LEAD})*(?:{ANY_VERB})\b)"
    rf"|(?<=[.!?;])\s+(?:and\s+)?(?=(?:please\s+)?(?:put\s+)?(?:{ADD})\b)",
    re.IGNORECASE,
)
ADDS = re.compile(rf"^\s*(?:(?:{LEAD})|put\s+)*(?:{ADD})\b\s*(?:to\s+(?:it|the\s+list))?\s*[:,-]?\s*", re.IGNORECASE)
"""“And add: we like the garden”, beside a wish about lines."""
IN_OTHER_WORDS = re.compile(
    r"\b(?:put|make|say|write)\s+(?P<line>(?:line\s+|number\s+)?\d{1,3})\s+(?:a\s+(?:bit|lot)\s+|much\s+)?"
    r"(?:shorter|simpler|better|plainer|nicer|different(?:ly)?|(?:in\s+)?another\s+way|in\s+other\s+words)\b",
    re.IGNORECASE,
)
"""“Put 1 shorter”: a wish to change the line."""
LEADS = re.compile(rf"^\s*(?:{LEAD})*", re.IGNORECASE)
CLAUSE = re.compile(
    rf"^(?:(?P<withhold_line>{WITHHOLD})|(?P<remove_line>{REMOVE})|(?P<offer_line>{OFFER})|(?P<change_line>{CHANGE}))\b(?P<tail>.*)$",
    re.IGNORECASE | re.DOTALL,
)
NUMBER = re.compile(r"(?<![\w/])(\d{1,3})(?:st|nd|rd|th)?(?![\w/])")
COUNTS = re.compile(r"\bmy\s+\d{1,3}\s", re.IGNORECASE)
"""Things that are somebody's own and counted: "take my 2 dogs out"."""
AWAY = re.compile(r"\b(?:out|off|away)\b", re.IGNORECASE)
POINTS_AT_A_LINE = re.compile(r"\b(?:bit|line|part|one|that|this|it|about)\b", re.IGNORECASE)
BESIDE_NUMBERS = frozenset({
    "line", "lines", "number", "numbers", "no", "the", "and", "or", "to", "out", "off", "away", "please", "one", "ones",
    "them", "too", "also", "as", "well", "now", "thanks", "ta", "love", "from", "my", "list", "with", "team",
    "not", "neither", "nor", "either", "any", "of", "dear",
})  # fmt: skip
ALL_OF_IT = re.compile(
    r"^\W*(?:it|this|that)?\W*(?:all|everything|the\s+lot|anything|what\s+i|any\s+of\s+it|my\s+(?:words|chat)|this\s+chat)?\b"
    r"(?:\s+of\s+(?:it|that|this))?(?:\s+(?:that\s+)?i(?:'ve)?\s+(?:said|wrote|told\s+you|typed))?(?:\s+(?:please|now|yet))?\W*$",
    re.IGNORECASE,
)
"""What follows the verb when the whole is meant, not a line: "delete it all", "don't share it"."""

WORD = re.compile(r"[^\W\d]+(?:'\w+)?")
ONLY = re.compile(
    rf"^(?:{LEAD.replace('|just', '')})*"
    r"(?:(?:only|just)\s+(?P<verb>share|send|show|give\s+them|pass\s+on|tell\s+them)?"
    r"|(?P<verb2>share|send|show|pass\s+on)\s+(?:them\s+)?(?:only|just|nothing\s+but|nowt\s+but))\s*(?P<tail>.*)$",
    re.IGNORECASE | re.DOTALL,
)
OTHERS = re.compile(
    r"[\W]*\b(?:and\s+)?(?:none\s+of\s+the\s+(?:others?|rest)|not(?:hing)?\s+(?:the\s+)?(?:others?|else|rest)"
    r"|nowt\s+else|(?:leave|hide|keep)\s+(?:out\s+)?(?:the\s+)?(?:others?|rest)(?:\s+(?:out|back))?"
    r"|that'?s\s+all)\b",
    re.IGNORECASE,
)
IT = re.compile(
    r"\W*(?:please\s+)?(?:it|that|this|that\s+one|this\s+one)?\W*(?:off|out|away|please|\W)*", re.IGNORECASE
)
LAST = 999
"""The number that stands for the last line; no list is as long."""

ORDINAL_WORDS = (
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh",
)  # fmt: skip
CARDINAL_WORDS = (
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen",
)  # fmt: skip
ORDINALS = {word: number for number, word in enumerate(ORDINAL_WORDS, start=1)} | {"last": LAST}
CARDINALS = {word: number for number, word in enumerate(CARDINAL_WORDS, start=1)}
ORDINAL_LINE = re.compile(
    rf"\b(?P<word>{'|'.join(ORDINALS)})\b(?=\s+(?:one|line)\b|\s*(?:$|[,.;!]|and\b|please\b))", re.IGNORECASE
)
CARDINAL_LINE = re.compile(rf"\b(?P<lead>lines?|number)\s+(?P<word>{'|'.join(CARDINALS)})\b", re.IGNORECASE)
RANGE = re.compile(r"(?P<first>\d{1,3})\s*(?:-|\u2013|to|through|till)\s*(?P<last>\d{1,3})")
ONE_NAMED = (
    r"(?:(?:the|my|that|this|both|lines?|numbers?|nos?\.?)\s+)*\d{1,3}(?:st|nd|rd|th|\s*(?:-|to)\s*\d{1,3})?(?![\w/])"
    r"(?:\s+(?:ones?|lines?)\b)?"
)
NAMED_RUN = re.compile(
    rf"^\s*(?:out\s+|off\s+)?{ONE_NAMED}(?:(?:\s*,\s*(?:and\s+|n?or\s+)?|\s*&\s*|\s+and\s+|\s+n?or\s+|\s+)(?:not\s+)?{ONE_NAMED})*"
    r"(?:\s+(?:out|off|away|please|too|also|neither|either|now|as\s+well|from\s+(?:the|my)\s+list)\b)*",
    re.IGNORECASE,
)
"""The lines that a command names, one after the other."""

BEHIND_THEM = re.compile(
    r"^\s*(?:$|[,.;:!?(\u2013\u2014-]|(?:about|saying|where|because|cos|coz|cause|as|since|it'?s|its|it|that'?s|thats|that|they(?:'?re)?|those|these"
    r"|which|this|i|and\s+(?:where|what|why|who|how|when|can|could|is|did|then)\w*)\b)",
    re.IGNORECASE,
)
"""What may follow the lines that were named and says why, or something else."""

REASON = re.compile(
    r"^\W*(?:about|saying|where|because|cos|coz|cause|as|since|it|it'?s|its|that|that'?s|thats|they|they'?re|those|these|this|which|for|so|not"
    r"|i\s+(?:was|am|never|don'?t|did|didn'?t|only|just|should(?:n'?t|\s+(?:not|never)))|i'm|im|sorry|forget\s+(?:it|that|i))\b",
    re.IGNORECASE,
)
PARTS = re.compile(
    r"(?<=[.!?;])\s+|\s*,?\s+(?:and|but)\s+(?=(?:where|what|wot|why|who|how|when|which|can|could|do|does|did|is|are|will|have)\w{0,2}'?s?\b)",
    re.IGNORECASE,
)
SHARES = re.compile(
    rf"^(?:{LEAD})*(?:share|send|pass\s+on)\s+(?:off\s+)?(?:(?:all\s+)?(?:of\s+)?(?:the\s+)?(?:rest|others|remainder|other\s+ones"
    r"|remaining(?:\s+ones|\s+lines)?)|it|that|them|all\s+of\s+it|it\s+all|everything(?:\s+else)?)"
    r"(?:\s+(?:of\s+(?:it|them)|please|then|now|off|(?:to|with)\s+(?:the\s+team|them)))*\W*$",
    re.IGNORECASE,
)
"""“Remove 13 and share the rest”."""

NAMED_LINE = re.compile(
    r"(?:\b(?:line|number|no\.?|num)\s*|^\W*(?=\d{1,3}\s+(?:is|was|isn'?t|wasn'?t)\b))(?P<number>\d{1,3})\b",
    re.IGNORECASE,
)
POINTED_AT = re.compile(
    r"\b(?:the|that)\s+(?:one|bit|line|part|thing|stuff)\s+(?:about|where|with|on|that|saying)\b.*$",
    re.IGNORECASE | re.DOTALL,
)
"""What names a line by its words, behind something else ("Lovely. And the one about the wheel")."""
WHY_BEHIND = re.compile(r"(?<=\w)\s*[,;.!\u2013-]+\s*\S.*$", re.DOTALL)
"""“... don't send that, she'd kill me!”"""
LEFT_OUT = re.compile(
    r"^\W*(?:(?:no|oh|but|hang on|wait|eh|and|sorry)\b\W*)*(?:you|u|ya|yer|thee)(?:'?ve|\s+have)?\s+"
    r"(?:left|missed|forgot(?:ten)?|not\s+(?:put|got|included|mentioned)|haven'?t\s+(?:put|got)|didn'?t\s+put)\b"
    r"(?:\s+(?:out|off|down|in|about))*(?P<said>.{0,120})$",
    re.IGNORECASE | re.DOTALL,
)
TELLS_NOTHING = frozenset({
    "the", "a", "an", "about", "bit", "bits", "line", "lines", "part", "one", "ones", "thing", "stuff", "my", "me",
    "mi", "i", "our", "of", "on", "in", "out", "off", "away", "and", "or", "to", "is", "was", "it", "that", "this",
    "with", "please", "where", "said", "what", "for", "at", "them", "they", "you", "from", "meant", "all", "just",
    "only", "no", "not", "now", "her", "his", "he", "she", "him", "be", "have", "get", "any", "so", "but", "share",
    "send", "show",
    "others", "other",
})  # fmt: skip
"""Words that many lines have, and that name none."""

MOST_WORDS_BESIDE = 10
"""What may be said beside commands ("I meant the stairs one, don't send that"); more than this is telling."""
MOST_OTHER_WORDS = 3
"""A command with more words besides than this is somebody telling us something."""


@dataclass(frozen=True, kw_only=True)
class LineCommand:
    """One wish about lines.

    Attributes:
        act: ``withhold_line``, ``remove_line``, ``offer_line``, ``change_line``, or ``only_line``: these and no other.
        numbers: the lines named; empty when it is plain that a line is meant and not which.
        about: the words that a line was named by ("the bit about my brother"), where there was no number.
        surely: whether a line is meant even if the words fit none; else it may be somebody telling us something.
        every: whether every line in which the words stand is meant, and not the one that fits them best.
    """

    act: str
    numbers: tuple[int, ...]
    about: str = ""
    surely: bool = True
    every: bool = False


@dataclass(frozen=True, kw_only=True)
class BesideCommands:
    """What stands beside wishes about lines.

    Attributes:
        shares: whether what is left is to be shared.
        rest: a question, or what was told; without the reason why a line is to go.
    """

    shares: bool
    rest: str


def beside_line_commands(words: str) -> BesideCommands:
    """Return what else was said beside wishes about lines: that the rest be shared, a question, something told.

    Args:
        words: what was typed, with a wish about lines in it.
    """
    clauses = _clauses(words)
    shares = any(SHARES.match(clause) for clause in clauses)
    added = [ADDS.sub("", clause) for clause in clauses if ADDS.match(clause)]
    told = [part for clause in clauses for part in PARTS.split(_behind(clause)) if part.strip()]
    return BesideCommands(
        shares=shares,
        rest=" ".join(
            part.strip(" ,;-")
            for part in [*told, *added]
            if WORD.search(part) and (part in added or not REASON.match(part))
        ),
    )


def _behind(clause: str) -> str:
    """What follows the lines that a command names; nothing where the clause is none."""
    match = CLAUSE.match(clause)
    run = NAMED_RUN.match(match["tail"]) if match else None
    return match["tail"][run.end() :] if match and run else ""


def _clauses(words: str) -> list[str]:
    words = CARDINAL_LINE.sub(
        lambda found: f"{found['lead']} {CARDINALS[found['word'].lower()]}", words.replace("\u2019", "'")
    )
    words = IN_OTHER_WORDS.sub(lambda found: f"change {found['line']}", words)
    words = verb_first(ORDINAL_LINE.sub(lambda found: str(ORDINALS[found["word"].lower()]), words))
    clauses = [LEADS.sub("", f"{clause} ").strip() for clause in CLAUSES.split(words)]
    return [clause for clause in clauses if clause]


def read_line_commands(words: str) -> tuple[LineCommand, ...]:
    """Return the wishes about lines in what was typed; empty when it is anything else.

    Args:
        words: what was typed beside the read-back.
    """
    only = _only(words)
    if only is not None:
        return (only,)
    clauses = _clauses(words)
    alone = sum(not ADDS.match(one) for one in clauses) == 1
    plain = [_read(clause, alone=alone) for clause in clauses]
    read = [_with_what_was_named(plain[at], clauses[at - 1] if at else "") for at in range(len(plain))]
    # What names the line of the wish behind it tells nothing besides.
    names = {at - 1 for at in range(1, len(read)) if read[at] != plain[at]}
    beside = sum(
        len(clause.split())
        for at, clause in enumerate(clauses)
        if read[at] is None and at not in names and not ADDS.match(clause)
    )
    return tuple(command for command in read if command) if beside <= MOST_WORDS_BESIDE else ()


def named_by(about: str, lines: Mapping[str, str]) -> str | None:
    """Return the one line that words name, by the words they have in common; None if it is none, or several alike.

    Args:
        about: what was said of the line.
        lines: the words of each line, by its id.
    """
    meant = telling_words(about)
    shared = {line: len(meant & telling_words(words)) for line, words in lines.items()}
    most = max(shared.values(), default=0)
    best = [line for line, count in shared.items() if count == most]
    return best[0] if most and len(best) == 1 else None


def left_out(words: str) -> str | None:
    """Return what somebody says that was left out ("you've left off the lass"); empty if they do not say what."""
    match = LEFT_OUT.match(words.replace("\u2019", "'"))
    if match is None:
        return None
    said = match["said"].strip(" .,!")
    return "" if said.lower() in ("", "it", "that", "one", "something", "summat", "a bit", "some", "things") else said


def _only(words: str) -> LineCommand | None:
    match = ONLY.match(words.replace("\u2019", "'"))
    if match is None:
        return None
    tail = OTHERS.sub(" ", match["tail"])
    numbers = tuple(int(number) for number in NUMBER.findall(tail))
    others = [word for word in WORD.findall(NUMBER.sub(" ", tail)) if word.lower() not in BESIDE_NUMBERS]
    if numbers and not others:
        return LineCommand(act="only_line", numbers=numbers)
    is_one = POINTS_AT_A_LINE.search(tail) and re.search(r"\b(?:bit|line|part|one)\b", tail, re.IGNORECASE)
    if numbers or not (is_one or match["verb"] or match["verb2"]) or not telling_words(tail):
        return None
    return LineCommand(act="only_line", numbers=(), about=tail.strip())


def _with_what_was_named(command: LineCommand | None, before: str) -> LineCommand | None:
    """Give "take it off" the line that was named just before ("line 10 is silly")."""
    about = WHY_BEHIND.sub("", command.about) if command is not None else ""
    if command is None or command.numbers or not IT.fullmatch(about):
        return command
    named = NAMED_LINE.search(before)
    if named:
        return replace(command, numbers=(int(named["number"]),), about="")
    pointed = POINTED_AT.search(before)
    return replace(command, about=pointed.group() if pointed else before) if before else command


def telling_words(words: str) -> frozenset[str]:
    """Return the words, by their stems, that tell one line from another."""
    return frozenset(
        _stem(word) for word in WORD.findall(words.casefold().replace("\u2019", "'")) if word not in TELLS_NOTHING
    )


def _stem(word: str) -> str:
    word = word.removesuffix("'s")
    for ending in ("ing", "es", "s", "ed"):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word.removesuffix(ending)
    return word


def _read(clause: str, alone: bool) -> LineCommand | None:
    match = CLAUSE.match(clause)
    if match is None or match.lastgroup is None:
        return None
    act = next(name for name in ("withhold_line", "remove_line", "offer_line", "change_line") if match[name])
    tail = match["tail"]
    if (match["remove_line"] or "").lower() in ("take", "taking") and (not AWAY.search(tail) or COUNTS.search(tail)):
        return None
    run = NAMED_RUN.match(tail)
    if run and act in ("withhold_line", "remove_line") and BEHIND_THEM.match(tail[run.end() :]):
        return LineCommand(act=act, numbers=_numbers_in(run.group()))
    numbers = tuple(int(number) for number in NUMBER.findall(tail))
    if not numbers and alone and ALL_OF_IT.match(tail):
        return None
    if not numbers:
        if act not in ("withhold_line", "remove_line") or len(tail.split()) > MOST_WORDS_BESIDE:
            return None
        if re.match(r"\s*and\b", tail):
            return None  # "hide and seek"
        is_told_not_to = (match["withhold_line"] or "").lower().startswith(("d", "n"))
        points = is_told_not_to or bool(POINTS_AT_A_LINE.search(tail))
        return LineCommand(act=act, numbers=(), about=tail.strip(), surely=points)
    others = [
        word for word in re.findall(r"[^\W\d]+(?:'\w+)?", NUMBER.sub(" ", tail)) if word.lower() not in BESIDE_NUMBERS
    ]
    if len(others) > (MOST_OTHER_WORDS if act in ("withhold_line", "remove_line") else 0):
        return None
    return LineCommand(act=act, numbers=numbers)


def _numbers_in(named: str) -> tuple[int, ...]:
    """The numbers in a run of lines; "1 to 4" are four."""
    spread = RANGE.sub(lambda found: " ".join(map(str, _range(int(found["first"]), int(found["last"])))), named)
    return tuple(dict.fromkeys(int(number) for number in NUMBER.findall(spread)))


def _range(first: int, last: int) -> range:
    return range(first, last + 1)
