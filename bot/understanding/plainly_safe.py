"""Messages that say nothing of danger at all: "sorry, is this the right place? it's 2 in the morning".

The network was taught few people who only come in, late and ashamed to ask, and takes their tone for danger. Whoever is
met with an emergency line for wanting one night off may not ask again. Such a message is known by being made of
harmless clauses and nothing else; a single word more, and it is read as always (``plainly_safe.yml``).
"""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

CUES = Path(__file__).with_name("plainly_safe.yml")
APOSTROPHES = re.compile("[\u2018\u2019\u02bc\u0060\u00b4]")
PART = re.compile(r"<(\w+)>")
BETWEEN_CLAUSES = re.compile(
    r"[.,!?;\u2026\n]+(?!\d)|\s[-\u2013\u2014]+\s|\s(?:and|but)\s(?!then|again|quiet)", re.IGNORECASE
)
LONGEST = 60
"""Words from which on a message is never read as safe by this."""


def is_plainly_safe(text: str) -> bool:
    """Return whether a message is made of clauses that tell of no danger, and of nothing else.

    Args:
        text: as somebody typed it.
    """
    words = APOSTROPHES.sub("'", text.replace("\u2060", "")).strip().lower()
    if not words or len(words.split()) > LONGEST:
        return False
    clauses = [" ".join(clause.split()) for clause in BETWEEN_CLAUSES.split(words)]
    said = [clause for clause in clauses if clause]
    return bool(said) and all(_harmless().fullmatch(clause) for clause in said)


@lru_cache(maxsize=1)
def _harmless() -> re.Pattern[str]:
    read: dict[str, Any] = yaml.safe_load(CUES.read_text(encoding="utf-8"))
    clauses = [PART.sub(lambda part: str(read["parts"][part[1]]), clause) for clause in read["clauses"]]
    return re.compile("|".join(f"(?:{clause})" for clause in clauses))
