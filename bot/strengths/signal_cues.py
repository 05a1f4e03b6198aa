"""What one line by itself speaks for or against (``signals.yml``); ``signals`` puts a conversation's together."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

import yaml

CUES = Path(__file__).with_name("signals.yml")


def signals_in(words: str) -> frozenset[str]:
    """Return the signals that cues in the words give.

    Args:
        words: one line, as typed.
    """
    plain = words.replace("\u2019", "'")
    return frozenset(signal for signal, cue in _cues().items() if cue.search(plain))


@lru_cache(maxsize=1)
def _cues() -> dict[str, re.Pattern[str]]:
    read: dict[str, list[str]] = yaml.safe_load(CUES.read_text(encoding="utf-8"))
    return {
        signal: re.compile("|".join(rf"(?<!\w)(?:{cue})(?!\w)" for cue in cues), re.IGNORECASE)
        for signal, cues in read.items()
    }
