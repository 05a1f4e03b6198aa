"""An answer as Telegram shows it: messages that are short enough, with buttons under the last."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

LONGEST = 4096
"""Most UTF-16 code units of one message (Bot API, ``sendMessage``)."""

MOST_BUTTONS = 96
"""Telegram shows at most 100 buttons under a message; lines beyond are changed by typing ("remove 40")."""

SHORT_TITLE = 14
"""Two buttons with titles of at most so many characters stand side by side on a narrow telephone."""

_ENDS = (re.compile(r"\n\n+"), re.compile(r"\n"), re.compile(r"(?<=[.!?…])\s+"), re.compile(r"\s+"))
"""Where a text may be cut, the best places first: paragraphs, lines, sentences, words."""


@dataclass(frozen=True, kw_only=True)
class Button:
    """A button: its title, and a mark that means nothing to anybody but us."""

    title: str
    mark: str


@dataclass(frozen=True, kw_only=True)
class Bubble:
    """One thing to say.

    Attributes:
        id: name of it within its chat; what has the same name is said once.
        text: the words; of a picture, what it shows.
        rows: buttons under it.
        picture: a PNG, or None.
    """

    id: str
    text: str
    rows: tuple[tuple[Button, ...], ...] = ()
    picture: bytes | None = None


def length(text: str) -> int:
    """Return how long Telegram takes a text to be: its UTF-16 code units."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def parts(text: str, longest: int = LONGEST) -> list[str]:
    """Return a text in parts that are short enough, cut where a reader would pause.

    Args:
        text: of any length.
        longest: most UTF-16 code units of a part.
    """
    found = []
    rest = text.strip()
    while length(rest) > longest:
        cut = _cut(rest, longest)
        found.append(rest[:cut].rstrip())
        rest = rest[cut:].lstrip()
    return [*found, rest] if rest else found


def _cut(text: str, longest: int) -> int:
    """Where to cut: the last good place that leaves at least half a part, or else the last character that fits."""
    fits = min(len(text), longest)
    while length(text[:fits]) > longest:
        fits -= 1
    for end in _ENDS:
        places = [match.end() for match in end.finditer(text, 0, fits)]
        if places and places[-1] >= fits // 2:
            return places[-1]
    return fits


def rows(buttons: Iterable[Button]) -> tuple[tuple[Button, ...], ...]:
    """Return buttons in rows: short ones in pairs, long ones alone."""
    found: list[tuple[Button, ...]] = []
    for button in buttons:
        is_short = len(button.title) <= SHORT_TITLE
        if is_short and found and len(found[-1]) == 1 and len(found[-1][0].title) <= SHORT_TITLE:
            found[-1] = (*found[-1], button)
        else:
            found.append((button,))
    return tuple(found)


def fitting(all_rows: Sequence[tuple[Button, ...]], most: int = MOST_BUTTONS) -> tuple[tuple[Button, ...], ...]:
    """Return as many whole rows as have no more buttons than there is room for."""
    kept: list[tuple[Button, ...]] = []
    for row in all_rows:
        if sum(map(len, kept)) + len(row) > most:
            break
        kept.append(row)
    return tuple(kept)
