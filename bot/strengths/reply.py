"""What the conversation wants said next, before any channel or Rasa class is involved."""

from __future__ import annotations

from dataclasses import dataclass, field

from bot.strengths.strength_heard import Strengths


@dataclass(frozen=True)
class Say:
    """Say a fixed response.

    Attributes:
        response: name of a response in ``domain.yml``.
        details: values for its placeholders.
    """

    response: str
    details: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Ask:
    """Ask a question of the library, in the wording the person prefers.

    Attributes:
        question: its key.
        easier: say it in easier words this time, whatever the person prefers.
        left: how many more areas of life would be offered after this one, to be shown beside the question; None
            where it is no question about an area of life.
        only_choices: the question was just said in its easiest words: its buttons are shown under what is said before.
    """

    question: str
    easier: bool = False
    left: int | None = None
    only_choices: bool = False


@dataclass(frozen=True)
class ShowLines:
    """Show lines of the read-back, with what can be done to each.

    Attributes:
        lines: ids of the lines to show; empty for all there are.
    """

    lines: tuple[str, ...] = ()


@dataclass(frozen=True)
class ShowCircles:
    """Say the three circles in words."""


Reply = Say | Ask | ShowLines | ShowCircles


@dataclass(frozen=True, kw_only=True)
class Heard:
    """One message as it was understood.

    Attributes:
        act: name of the intent, such as ``tell`` or ``dont_know``.
        words: exactly what was typed, or the title of the button pressed.
        choice: key of the choice pressed, as ``question.choice``, or None when it was typed.
        line: id of the read-back line a button belonged to, or None.
        hardship: whether something hard was heard in the words; None when that is not known.
        strengths: the strengths heard in the words; None when they are not known.
    """

    act: str
    words: str
    choice: str | None = None
    line: str | None = None
    hardship: bool | None = None
    strengths: Strengths | None = None
