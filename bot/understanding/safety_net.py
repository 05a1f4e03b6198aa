"""The plain net: danger that shows in the words alone, read with patterns and no model.

Used by the doors when the model is missing or broken, and by the model-based reading as one of what it goes by. A false
alarm costs a person a few kind sentences; a miss may cost far more. What fires and what must not stand in
``safety_net.yml`` beside this file.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from bot.strengths.safety import PASSED_ON, Safety, Tier

NET = Path(__file__).with_name("safety_net.yml")
APOSTROPHES = re.compile("[\u2018\u2019\u02bc\u0060\u00b4]")
SPACE = re.compile(r"\s+")
BLANK = " \u2026 "
"""Stands where a harmless phrase was taken out, so that what stood on its two sides does not meet."""


@dataclass(frozen=True, kw_only=True)
class Pattern:
    """One thing the net catches."""

    tier: Tier
    kind: str
    why: str
    words: re.Pattern[str]


def read_safety(text: str) -> Safety:
    """Return what danger the words show.

    Args:
        text: as somebody typed it, of any length.

    Returns:
        The most urgent tier that fired, with every kind that fired, the most urgent first.
    """
    harmless, patterns = _net()
    words = SPACE.sub(" ", APOSTROPHES.sub("'", text.replace("\u2060", ""))).strip()
    words = harmless.sub(BLANK, words)
    fired = [pattern for pattern in patterns if pattern.words.search(words)]
    order = list(Tier)
    fired.sort(key=lambda pattern: order.index(pattern.tier))
    if not fired:
        return Safety()
    # A strong feeling or an unclear word beside a danger adds nothing to it.
    counted = [one for one in fired if one.tier is fired[0].tier or one.tier in PASSED_ON]
    return Safety(
        tier=fired[0].tier,
        kinds=tuple(dict.fromkeys(pattern.kind for pattern in counted)),
        why=tuple(dict.fromkeys(f"pattern: {pattern.why}" for pattern in counted)),
    )


@lru_cache(maxsize=1)
def _net() -> tuple[re.Pattern[str], tuple[Pattern, ...]]:
    read: dict[str, Any] = yaml.safe_load(NET.read_text(encoding="utf-8"))
    harmless = _any_of(read["harmless"])
    patterns = tuple(
        Pattern(tier=Tier(entry["tier"]), kind=entry["kind"], why=entry["why"], words=_any_of(entry["words"]))
        for entry in read["patterns"]
    )
    return harmless, patterns


def _any_of(sources: list[str]) -> re.Pattern[str]:
    """Join patterns; each matches whole words, without regard to case."""
    joined = "|".join(f"(?:{source})" for source in sources)
    return re.compile(rf"(?<!\w)(?:{joined})(?!\w)", re.IGNORECASE)
