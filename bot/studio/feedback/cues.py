"""Reading the cues of cues.yml in a turn."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

import yaml

CUES = Path(__file__).with_name("cues.yml")


@lru_cache(maxsize=1)
def cues() -> dict[str, tuple[re.Pattern[str], ...]]:
    """Return the expressions of each group, in the order of the file."""
    groups = yaml.safe_load(CUES.read_text(encoding="utf-8"))
    return {
        name: tuple(
            re.compile(_apostrophes(each), re.IGNORECASE if not each.startswith("(?-i:") else 0) for each in group
        )
        for name, group in groups.items()
    }


def spans(group: str, text: str) -> list[tuple[int, int]]:
    """Return where a group's cues stand in a text, in order and without one inside another.

    Args:
        group: a group's name in cues.yml.
        text: the turn.
    """
    found = sorted(
        (match.span() for cue in cues()[group] for match in cue.finditer(text)), key=lambda span: (span[0], -span[1])
    )
    kept: list[tuple[int, int]] = []
    for span in found:
        if not kept or span[0] >= kept[-1][1]:
            kept.append(span)
    return kept


def _apostrophes(expression: str) -> str:
    """Let an apostrophe of the file stand for the curly one, too."""
    expression = expression.removeprefix("(?-i:").removesuffix(")") if expression.startswith("(?-i:") else expression
    return expression.replace("'", "['\u2019]")
