"""What pages with long forms share: what was pressed, what came in, and faults beside their fields."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from flask import request

from bot.strengths.fault import Fault
from bot.studio.editing.form_words import beside_field

PRESSED = "do"
LONGEST = 200_000


@dataclass(frozen=True)
class Troubles:
    """What keeps a form from being used.

    Attributes:
        summary: every trouble once: id of the field it belongs to, or "", and the words.
        beside: the words by the path of the field they stand beside.
    """

    summary: tuple[tuple[str, str], ...] = ()
    beside: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def __bool__(self) -> bool:
        """Whether there is any."""
        return bool(self.summary)


def troubles_of(faults: Iterable[Fault], label_of: Callable[[str], str], shown: Iterable[str]) -> Troubles:
    """Return faults as they are shown.

    Args:
        faults: what is wrong.
        label_of: gives the label of a field, by its path; "" when there is none.
        shown: paths of the fields that the form has, in order; what belongs to no field stands in the summary alone.
    """
    fields = {path: number for number, path in enumerate(shown)}
    summary = []
    beside: dict[str, tuple[str, ...]] = {}
    for fault in sorted(faults, key=lambda each: fields.get(each.field, len(fields))):
        said = beside_field(fault, label_of(fault.field))
        place = fault.field if fault.field in fields else ""
        summary.append((place, said))
        if place:
            beside[place] = (*beside.get(place, ()), said)
    return Troubles(tuple(summary), beside)


def trouble(said: str) -> Troubles:
    """Return one trouble that belongs to no field."""
    return Troubles((("", said),))


def pressed() -> str:
    """Return what the button that was pressed does."""
    return request.form.get(PRESSED, "")


def given() -> dict[str, str]:
    """Return what came in, by field; of what may be ticked several times, one line each."""
    return {name: "\n".join(values)[:LONGEST] for name, values in request.form.lists()}
