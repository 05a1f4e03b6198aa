"""Who a person is, from the words that name them."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

import yaml

ROLES = Path(__file__).with_name("roles.yml")
OTHER = "other"
RELATIVE = "relative"
OURS = re.compile(r"(?:our|r|wor) \w+", re.IGNORECASE)
WORD = re.compile(r"[\w-]+")
LONGEST = 4


def role_of(words: str) -> str:
    """Return the role of a person by the words that name them.

    Args:
        words: such as "my neighbour Jean" or "our Karen".

    Returns:
        A plain noun; ``relative`` for "our Karen", ``other`` when the words do not say.
    """
    plain = [word.casefold().removesuffix("'s") for word in WORD.findall(words.replace("\u2019", "'"))]
    for length in range(min(LONGEST, len(plain)), 0, -1):
        # The last noun names the person: "my daughter's friend" is a friend.
        for start in range(len(plain) - length, -1, -1):
            role = _by_name().get(" ".join(plain[start : start + length]))
            if role:
                return role
    return RELATIVE if OURS.match(words.strip()) else OTHER


@lru_cache(maxsize=1)
def _by_name() -> dict[str, str]:
    read: dict[str, list[str]] = yaml.safe_load(ROLES.read_text(encoding="utf-8"))
    return {name: role for role, names in read.items() for name in names}
