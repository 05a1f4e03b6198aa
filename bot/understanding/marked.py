"""Sentences with their strengths marked in them, as the writers of examples type them.

    == passions_interests
    mostly [crosswords](interest), used to [fish](interest past) with my [brother](person: brother, supportive)
    * cant get to [chapel](community past) any more, not since the hip

``== key`` names the question that was open, ``* `` a message that carries hardship. The rules: ``examples/README.md``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bot.understanding.labels import ASKED, HOLDS, STRENGTH_KINDS, TIES

_MARK = re.compile(r"\[([^\[\]]+)\]\(([^()]*)\)")
_SPEC = re.compile(r"(?P<kind>\w+)(?: (?P<holds>\w+))?(?:: *(?P<role>[^,]+), *(?P<tie>\w+))?")


@dataclass(frozen=True, kw_only=True)
class Strength:
    """One strength in a message: an exact piece of it.

    Attributes:
        kind: goal, skill, interest, person or community.
        start: where the piece begins, in characters.
        end: where it ends.
        holds: now, past or denied.
        role: for a person, who it is; otherwise empty.
        tie: for a person, how the tie is told; otherwise empty.
    """

    kind: str
    start: int
    end: int
    holds: str = "now"
    role: str = ""
    tie: str = ""


@dataclass(frozen=True, kw_only=True)
class Marked:
    """One message and what was marked in it.

    Attributes:
        text: the message without marks.
        asked: key of the question that was open.
        hardship: whether it carries something to be acknowledged first.
        strengths: what was marked, in order.
    """

    text: str
    asked: str
    hardship: bool
    strengths: tuple[Strength, ...]


def read_marked(path: Path) -> Iterator[Marked]:
    """Yield every marked message of a file.

    Args:
        path: a text file as described above.

    Raises:
        ValueError: a line is not well formed; the message names file, line and fault.
    """
    asked = ""
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        try:
            if line.startswith("== "):
                asked = _one_of(line[3:].strip(), ASKED, "question")
            elif line.strip() and not line.startswith("# "):
                yield _message(line, asked)
        except ValueError as fault:
            raise ValueError(f"{path.name}, line {number}: {fault}") from None


def _message(line: str, asked: str) -> Marked:
    if not asked:
        raise ValueError("no question stands above it")
    hardship = line.startswith("* ")
    marked = line.removeprefix("* ")
    text, strengths, at = "", [], 0
    for mark in _MARK.finditer(marked):
        text += marked[at : mark.start()]
        start, at = len(text), mark.end()
        text += mark[1]
        strengths.append(_strength(mark[2], start, len(text)))
    return Marked(text=text + marked[at:], asked=asked, hardship=hardship, strengths=tuple(strengths))


def _strength(spec: str, start: int, end: int) -> Strength:
    parts = _SPEC.fullmatch(spec.strip())
    if parts is None:
        raise ValueError(f"({spec}) is not a mark")
    kind = _one_of(parts["kind"], STRENGTH_KINDS, "kind")
    if (kind == "person") != bool(parts["role"]):
        raise ValueError(f"({spec}): a person has a role and a tie, nothing else has")
    return Strength(
        kind=kind,
        start=start,
        end=end,
        holds=_one_of(parts["holds"] or "now", HOLDS, "state"),
        role=(parts["role"] or "").strip(),
        tie=_one_of(parts["tie"], TIES, "tie") if kind == "person" else "",
    )


def _one_of(value: str, allowed: tuple[str, ...], what: str) -> str:
    if value not in allowed:
        raise ValueError(f"{value!r} is not a {what}: {', '.join(allowed)}")
    return value
