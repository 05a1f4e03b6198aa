"""“Leave Barry out of it”: somebody who is named beside the lines is held back in every one of them.

Nothing is shared that somebody asked not to share (practice 5 and 6). The sentence that asks for it is no line: it
names the very person it leaves out. The cues stand in ``leaving_out.yml``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from bot.strengths.line_commands import REASON
from bot.strengths.plain_wishes import SENTENCE

CUES = Path(__file__).with_name("leaving_out.yml")

LONGEST_CLAUSE = 16
"""Words in front of a wish, in its clause, from which on it is somebody telling something."""

CLAUSE = re.compile(r"[,;:]\s*|\s+-+\s+|\s+(?:so|and|but|because|cos)\s+", re.IGNORECASE)


@dataclass(frozen=True, kw_only=True)
class LeftOut:
    """A wish to leave somebody out.

    Attributes:
        who: who is named, as typed; several when several are.
        told: what was said in other sentences, as typed, without a reason; empty when that is nothing.
    """

    who: tuple[str, ...]
    told: str


def left_out_in(words: str) -> LeftOut | None:
    """Return who is to be left out of what is sent, in words typed beside the lines; None if that is nobody.

    Args:
        words: the whole of what was typed.
    """
    who: list[str] = []
    told: list[str] = []
    for sentence in SENTENCE.findall(words):
        names = _named_in(sentence) or [name for clause in CLAUSE.split(sentence) for name in _named_in(clause)]
        who += names
        if not names and sentence.strip() and not REASON.match(sentence):
            told.append(sentence.strip())
    return LeftOut(who=tuple(dict.fromkeys(who)), told=" ".join(told)) if who else None


def _named_in(clause: str) -> list[str]:
    plain = " ".join(clause.replace("\u2019", "'").split()).strip(" .!?")
    if len(plain.split()) > LONGEST_CLAUSE:
        return []
    for cue in _cues():
        found = cue.search(plain)
        if found is not None:
            return [found["who"].strip()]
    return []


@lru_cache(maxsize=1)
def _cues() -> tuple[re.Pattern[str], ...]:
    read: dict[str, Any] = yaml.safe_load(CUES.read_text(encoding="utf-8"))
    return tuple(
        re.compile(f"(?:{cue}){read['behind']}".replace("{who}", read["who"]), re.IGNORECASE)
        for cue in read["leaves_out"]
    )
