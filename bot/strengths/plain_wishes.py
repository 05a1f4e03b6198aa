"""Wishes that are plain in the words, wherever in a message they stand: share nothing, stop, show me, send it.

"My back is bad. I'll not be sharing any of this. That's me done, ta ra": what is told is kept, and the wish is done. No
such sentence is ever written down as an answer (practice 5 and 6: nothing is shared that somebody asked not to share).
The cues stand in ``plain_wishes.yml``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

CUES = Path(__file__).with_name("plain_wishes.yml")

SENTENCE = re.compile(r"[^.!?;\n\u2026]+[.!?;\n\u2026]*")
CLAUSE = re.compile(r"[^,.!?;:\u2026\u2013]+[,.!?;:\u2026\u2013]*")
MARKS = re.compile(r"[\"\u201c\u201d.,!?;:()\u2026]+")
MOST_WORDS_OF_A_WISH_TO_SHARE = 16
"""Words of a sentence that may wish the lines to be sent; a longer one tells."""

FEWEST_WORDS_THAT_TELL = 4
"""Words of a sentence beside "send it" that tells something without saying that it adds."""
MOST_WORDS_THAT_AGREE = 6
"""Words of a sentence that adds and is heard as agreeing only when it is shorter than this ("and that is right")."""


class Wish(StrEnum):
    """What somebody plainly wishes to be done now; the weightiest first."""

    SHARE_NOTHING = "share_nothing"
    STOP = "stop"
    SHOW = "show"
    GO_ON = "go_on"


@dataclass(frozen=True, kw_only=True)
class PlainWish:
    """A wish, and what a message tells beside it.

    Attributes:
        wish: what shall be done.
        told: what was told besides, exactly as typed; empty when that is nothing.
        sure: whether nothing but the wish can be meant; "I'm done" may say how somebody is.
    """

    wish: Wish
    told: str
    sure: bool = True


def plain_wish(words: str) -> PlainWish | None:
    """Return the wish that stands in what was typed, with what is told besides; None if there is none.

    Args:
        words: the whole of what was typed.
    """
    told: list[str] = []
    found: set[Wish] = set()
    unsure = True
    for sentence in SENTENCE.findall(words):
        if refuses_to_share(sentence):
            found.add(Wish.SHARE_NOTHING)
            unsure = False
            continue
        if goes_on_talking(sentence):
            found.add(Wish.GO_ON)
            unsure = False
            continue
        clauses = CLAUSE.findall(sentence)
        while clauses and (wish := _wish_of(clauses[-1])) is not None:
            found.add(wish)
            unsure = unsure and bool(_cues()["may_say_how_they_are"].search(clauses[-1]))
            clauses.pop()
        rest = "".join(clauses).strip(" ,")
        if rest and not _cues()["beside"].fullmatch(_plain(rest)):
            told.append(rest)
    wish = next((one for one in Wish if one in found), None)
    return PlainWish(wish=wish, told=" ".join(told), sure=not unsure) if wish else None


def refuses_to_share(sentence: str) -> bool:
    """Whether one sentence says that nothing shall be shared."""
    plain = _plain(sentence)
    return bool(_cues()["refuses"].search(plain)) and not _cues()["refuses_not"].search(sentence)


def goes_on_talking(sentence: str) -> bool:
    """Whether the whole of a sentence wishes to go on talking ("go on talking", "ask your next question")."""
    return bool(_cues()["goes_on"].fullmatch(_plain(sentence)))


def wishes_to_share(words: str) -> bool:
    """Whether words typed beside the lines wish them to be sent: "nothing, send it love".

    It is never a yes: a plain one is asked for before anything is sent (``bot.strengths.consent``).
    """
    return any(
        _cues()["shares"].search(_plain(sentence)) and not _cues()["shares_not"].search(_plain(sentence, "?"))
        for sentence in SENTENCE.findall(words)
        if len(sentence.split()) <= MOST_WORDS_OF_A_WISH_TO_SHARE
    ) and not any(refuses_to_share(sentence) for sentence in SENTENCE.findall(words))


def told_beside_sharing(words: str) -> str:
    """Return what is told beside a wish to share: "add: he likes tea. Then share it".

    That somebody is content with the lines, or thanks us, tells nothing.

    Args:
        words: what was typed, with a wish to share in it.
    """
    told = []
    for sentence in SENTENCE.findall(words):
        lead = _cues()["adds"].match(sentence)
        rest = sentence[lead.end() :] if lead else sentence
        agrees = _cues()["agrees"].search(_plain(rest))
        asks = sentence.rstrip().endswith("?")
        if wishes_to_share(sentence) or (_cues()["shares"].search(_plain(sentence)) and not asks):
            continue
        adds = lead and _plain(rest) and not (agrees and len(rest.split()) < MOST_WORDS_THAT_AGREE)
        tells = not lead and not agrees and (asks or len(rest.split()) >= FEWEST_WORDS_THAT_TELL)
        if adds or tells:
            told.append(rest.strip())
    return " ".join(told)


def _wish_of(clause: str) -> Wish | None:
    plain = _plain(clause)
    if _cues()["ends"].fullmatch(plain):
        return Wish.STOP
    return Wish.SHOW if _cues()["shows"].fullmatch(plain) else None


def _plain(words: str, kept: str = "") -> str:
    """The words without marks around, with the apostrophe of a typewriter; a mark that is to be kept stays."""
    straight = words.replace("\u2019", "'").replace("\u2018", "'")
    return " ".join(MARKS.sub(lambda mark: kept if kept and kept in mark.group() else " ", straight).split())


@lru_cache(maxsize=1)
def _cues() -> dict[str, re.Pattern[str]]:
    read: dict[str, Any] = yaml.safe_load(CUES.read_text(encoding="utf-8"))
    searched = {name: _any(read[name]) for name in ("refuses", "refuses_not", "shares", "shares_not", "adds", "agrees")}
    before = f"{read['ends']['before']}|{read['ends']['after']}"
    return {
        **searched,
        "ends": _between(**read["ends"]),
        "shows": _between(**read["shows"]),
        "goes_on": _between(**read["goes_on"]),
        "may_say_how_they_are": _any([read["may_say_how_they_are"]]),
        "beside": re.compile(rf"(?:(?:{before})(?: |$))*", re.IGNORECASE),
    }


def _between(says: list[str], before: str, after: str) -> re.Pattern[str]:
    return re.compile(rf"(?:(?:{before}) )*(?:{'|'.join(says)})(?: (?:{after}))*", re.IGNORECASE)


def _any(cues: list[str]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{cue})" for cue in cues), re.IGNORECASE)
