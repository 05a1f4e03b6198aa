"""The same resident met in each style, turn by turn, with the questions that the library holds in that style.

What a style draws out can be seen without a learner: the pairs of the library ask one thing in several ways (practice
3.1). The asset-balanced script also says back what was said before the next question, as the live conversation does.
"""

from __future__ import annotations

from dataclasses import dataclass

from bot.strengths.library import Library, read_library
from bot.strengths.question import STYLES, Question
from bot.strengths.reflecting import reflect
from bot.strengths.script import script
from bot.studio.rehearsal.debrief import Debrief, debrief
from bot.studio.rehearsal.rehearsal import Exchange, Rehearsal, start
from bot.studio.rehearsal.rewording import wording
from bot.studio.resident.person import Resident
from bot.studio.turn import ReadTurn


@dataclass(frozen=True)
class Compared:
    """What one style drew out.

    Attributes:
        style: the style.
        questions: what was asked, one for each turn.
        rehearsal: its turns.
        debrief: what came of them.
    """

    style: str
    questions: tuple[Question, ...]
    rehearsal: Rehearsal
    debrief: Debrief

    @property
    def borrowed(self) -> int:
        """How many questions are another style's, because the library has none of this style about the same thing."""
        return sum(question.style != self.style for question in self.questions)

    def turn_about(self, pair: str) -> Exchange | None:
        """Return the turn that asked about one thing, or None when this style does not ask about it.

        Args:
            pair: one of ``PAIRS``.
        """
        asked = zip(self.questions, self.rehearsal.exchanges, strict=True)
        return next((exchange for question, exchange in asked if question.pair == pair), None)


def compare(
    resident: Resident, read: ReadTurn, *, seed: int = 1, library: Library | None = None
) -> tuple[Compared, ...]:
    """Have a resident met in each style.

    Args:
        resident: who is met.
        read: reads the questions, as it would a learner's.
        seed: chooses among ways of saying the same.
        library: the questions; ours unless given.
    """
    library = library or read_library()
    return tuple(_met(resident, style, script(library, style), read, seed) for style in STYLES)


def _met(resident: Resident, style: str, questions: tuple[Question, ...], read: ReadTurn, seed: int) -> Compared:
    rehearsal = start(resident, seed=seed)
    for question in questions:
        said = question.wording
        if style == "asset_balanced":
            said = f"{_heard(rehearsal)} {said}".strip()
        rehearsal = rehearsal.say(said, read)
    return Compared(style, questions, rehearsal, debrief(rehearsal))


def _heard(rehearsal: Rehearsal) -> str:
    """What was said last, said back, or that it sounds hard."""
    now = rehearsal.now
    lines: list[str] = wording()["acknowledgements"]
    hard = lines[now.turns % len(lines)] if now.last_hard else ""
    return " ".join(part for part in (hard, reflect(now.last_reply, None) or "") if part)
