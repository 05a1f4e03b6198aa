"""Short labels for the picture of the three circles, cut between letters that belong together, in any script."""

from __future__ import annotations

from dataclasses import dataclass
from unicodedata import category, combining, east_asian_width

LINE_LENGTH = 15
LINES = 2
LETTER_WIDTH = 8.2
LINE_HEIGHT = 17
MORE = "…"
JOINERS = ("\u200d", "\ufe0f")
"""Characters that belong to the letter or picture before them."""


@dataclass(frozen=True, kw_only=True)
class Label:
    """A label of one or two lines; ``shortened`` tells that the words go on in the list."""

    lines: tuple[str, ...]
    shortened: bool

    @property
    def width(self) -> float:
        """Room the label needs, on the generous side."""
        return max(_length(line) for line in self.lines) * LETTER_WIDTH


def label_for(words: str) -> Label:
    """Return the label for what somebody said.

    Args:
        words: anything at all, of any length.

    Returns:
        At most two lines of at most fifteen letters (wide letters count twice), ending in "…" if words are left out.
    """
    waiting = "".join(letter if category(letter) != "Cc" else " " for letter in words).split() or [MORE]
    lines: list[str] = []
    while waiting and len(lines) < LINES:
        line = waiting.pop(0)
        if _length(line) > LINE_LENGTH:
            return Label(lines=(*lines, _cut(line)), shortened=True)
        while waiting and _length(f"{line} {waiting[0]}") <= LINE_LENGTH:
            line = f"{line} {waiting.pop(0)}"
        lines.append(line)
    if waiting:
        lines[-1] = _going_on(lines[-1])
    return Label(lines=tuple(lines), shortened=bool(waiting))


def _going_on(line: str) -> str:
    """Return the line with the sign that it goes on; a last word that leaves no room for the sign is left out."""
    whole, _, last = line.rpartition(" ")
    return f"{whole if whole and last and _length(line) >= LINE_LENGTH else line}{MORE}"


def _cut(line: str) -> str:
    """Return the line shortened to leave room for the sign that it goes on."""
    kept = ""
    for letter in line:
        belongs = combining(letter) or letter in JOINERS or kept.endswith(JOINERS[0])
        if not belongs and _length(kept + letter) > LINE_LENGTH - 1:
            break
        kept += letter
    return kept.rstrip() + MORE


def _length(text: str) -> int:
    if text.isascii():
        return len(text)
    return sum(
        0 if combining(letter) or letter in JOINERS else 2 if east_asian_width(letter) in "WF" else 1 for letter in text
    )
