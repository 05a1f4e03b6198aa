"""The plain net: danger that shows in the words alone, read with patterns and no model.

Used by the doors when the model is missing or broken, and by the model-based reading as one of what it goes by. A false
alarm costs a person a few kind sentences; a miss may cost far more. What fires and what must not stand in
``safety_net.yml`` beside this file.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from bot.strengths.safety import PASSED_ON, Safety, Tier

NET = Path(__file__).with_name("safety_net.yml")
APOSTROPHES = re.compile("[\u2018\u2019\u02bc\u0060\u00b4]")
PART = re.compile(r"<(\w+)>")
PIECE = re.compile(r"\\.|\[[^]]*\]|\((?:\?(?:<?[=!]|:))?|[?*+]|\{[\d,]+\}|.")
"""The pieces an expression is made of: an escape, a set, the start of a group, a repeat or one character."""
SPACE = re.compile(r"\s+")
BLANK = " \u2026 "
"""Stands where a harmless phrase was taken out, so that what stood on its two sides does not meet."""


@dataclass(frozen=True, kw_only=True)
class Words:
    """One regular expression, and bits of plain text of which a match holds at least one."""

    regex: re.Pattern[str]
    needs: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Pattern:
    """One thing the net catches."""

    tier: Tier
    kind: str
    why: str
    words: tuple[Words, ...]


class Shelf:
    """Expressions, to be found by what they need, and that by its first three characters.

    Most expressions are ruled out by this, which keeps reading quick.

    Args:
        words: the expressions, in the order in which they are looked for.
    """

    def __init__(self, words: Iterable[Words]) -> None:
        self.words = tuple(words)
        self._always = {at for at, one in enumerate(self.words) if not one.needs}
        self._short: dict[str, set[int]] = {}
        self._by_beginning: dict[str, dict[str, set[int]]] = {}
        for at, one in enumerate(self.words):
            for need in one.needs:
                shelf = self._short if len(need) < BEGINNING else self._by_beginning.setdefault(need[:BEGINNING], {})
                shelf.setdefault(need, set()).add(at)

    def worth_looking_for(self, text: str, beginnings: set[str]) -> Iterator[tuple[int, Words]]:
        """Yield the place and expression of all that a text may hold, in order.

        Args:
            text: the text.
            beginnings: its runs of three characters.
        """
        needed = [self._short, *(self._by_beginning[found] for found in beginnings & self._by_beginning.keys())]
        found = self._always.union(*(which for needs in needed for need, which in needs.items() if need in text))
        yield from ((at, self.words[at]) for at in sorted(found))


BEGINNING = 3
"""Characters by which what an expression needs is found."""


def read_safety(text: str) -> Safety:
    """Return what danger the words show.

    Args:
        text: as somebody typed it, of any length.

    Returns:
        The most urgent tier that fired, with every kind that fired, the most urgent first.
    """
    harmless, every, pattern_of = _net()
    words = SPACE.sub(" ", APOSTROPHES.sub("'", text.replace("\u2060", ""))).strip().lower()
    for _, one in harmless.worth_looking_for(words, _beginnings(words)):
        words = one.regex.sub(BLANK, words)
    looked_for = every.worth_looking_for(words, _beginnings(words))
    found = [pattern_of[at] for at, one in looked_for if one.regex.search(words)]
    fired = list({id(pattern): pattern for pattern in found}.values())
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
def _net() -> tuple[Shelf, Shelf, tuple[Pattern, ...]]:
    """Return what is harmless, what is not, and of each expression of the latter the pattern it belongs to."""
    read: dict[str, Any] = yaml.safe_load(NET.read_text(encoding="utf-8"))
    parts: dict[str, str] = read["parts"]
    harmless = Shelf(_words(source, parts) for source in read["harmless"])
    patterns = tuple(
        Pattern(
            tier=Tier(entry["tier"]),
            kind=entry["kind"],
            why=entry["why"],
            words=tuple(_words(source, parts) for source in entry["words"]),
        )
        for entry in read["patterns"]
    )
    every = [(one, pattern) for pattern in patterns for one in pattern.words]
    return harmless, Shelf(one for one, _ in every), tuple(pattern for _, pattern in every)


def _beginnings(text: str) -> set[str]:
    """Return every run of as many characters as what an expression needs is found by."""
    return {text[at : at + BEGINNING] for at in range(len(text) - BEGINNING + 1)}


def _words(source: str, parts: dict[str, str]) -> Words:
    """Compile one expression, to match whole words of small letters, with each <part> filled in."""
    filled = PART.sub(lambda found: f"({parts[found[1]]})", source)
    return Words(regex=re.compile(rf"(?<!\w)(?:{filled})(?!\w)"), needs=tuple(sorted(_needs(filled))))


def _needs(source: str) -> set[str]:
    """Return bits of text of which each match of an expression holds one; none where that cannot be told."""
    needs: set[str] = set()
    for option in _options(source):
        sure = [found for found in _sure(option) if found]
        if not sure:
            return set()
        needs |= max(sure, key=lambda found: (min(len(bit) for bit in found), -len(found)))
    return needs


def _options(source: str) -> list[str]:
    """Split an expression at its outermost bars."""
    options, depth = [""], 0
    for piece in PIECE.findall(source):
        depth += {"(": 1, ")": -1}.get(piece[0], 0)
        if piece == "|" and not depth:
            options.append("")
        else:
            options[-1] += piece
    return options


def _sure(option: str) -> list[set[str]]:
    """Return, for each run of letters and each group that has to be there, what it may be."""
    pieces = PIECE.findall(option)
    sure: list[set[str]] = []
    run, at = "", 0
    while at < len(pieces):
        group, end = "", at + 1
        if pieces[at][0] == "(":
            depth = 1
            while depth:
                depth += {"(": 1, ")": -1}.get(pieces[end][0], 0)
                end += 1
            group = "".join(pieces[at + 1 : end - 1])
        repeated = end < len(pieces) and pieces[end][0] in "?*+{"
        if len(pieces[at]) == 1 and pieces[at] not in "(.^$" and not repeated:
            run += pieces[at]
        else:
            sure.append({run} - {""})
            run = ""
            if pieces[at] in ("(", "(?:") and not repeated:
                sure.append(_needs(group))
        at = end + repeated
    return [*sure, {run} - {""}]
