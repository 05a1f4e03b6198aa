"""Indicators over rehearsals, as small plots: each beside its own past and nobody beside anybody (practice 4.3).

A plot has a place for each rehearsal, oldest first. Where a rehearsal is too short to say, there is a gap and no zero.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from statistics import median
from typing import Any

from bot.store.studio_records import KeptRehearsal
from bot.studio.rehearsal.indicators import FEW, Indicators
from bot.studio.rehearsal.rewording import wording

WIDTH, HEIGHT = 320.0, 150.0
LEFT, RIGHT, TOP, BOTTOM = 44.0, 10.0, 12.0, 26.0


@dataclass(frozen=True)
class Kind:
    """One indicator that can be looked at over time.

    Attributes:
        key: its name in ``wording.yml`` under ``over_time``.
        value: gives it for one rehearsal; None when there is too little to say.
        top: least upper end of the scale.
        unit: written after a value.
    """

    key: str
    value: Callable[[Indicators], float | None]
    top: float
    unit: str = ""


def _share(part: float, whole: float) -> float | None:
    return 100 * part / whole if whole else None


KINDS = (
    Kind("reflections", lambda it: it.reflections / it.questions if it.can_compare else None, 2.0),
    Kind("hard", lambda it: _share(it.hard_heard, it.hard), 100.0, "%"),
    Kind("share", lambda it: 100 * it.talk_share if it.turns >= FEW else None, 100.0, "%"),
    Kind("open", lambda it: _share(it.open, it.questions) if it.can_compare else None, 100.0, "%"),
    Kind("advice", lambda it: float(it.advice_before_ideas), 4.0),
    Kind("own_words", lambda it: _share(it.own_words, it.telling_words) if it.turns >= FEW else None, 100.0, "%"),
)


@dataclass(frozen=True, kw_only=True)
class Point:
    """One rehearsal in a plot."""

    x: float
    y: float
    words: str


@dataclass(frozen=True, kw_only=True)
class Plot:
    """One indicator over rehearsals, as ``plot.svg`` draws it.

    Attributes:
        key: for ids on the page.
        name: what is shown.
        about: what it can and cannot say.
        runs: points to be joined by a line; a gap begins a new run.
        ticks: heights of the scale with what is written there.
        said: the same in one sentence.
    """

    key: str
    name: str
    about: str
    runs: tuple[tuple[Point, ...], ...]
    ticks: tuple[tuple[float, str], ...]
    said: str


@dataclass(frozen=True, kw_only=True)
class Line:
    """One rehearsal, or one month of a group, in the table beside the plots."""

    when: datetime
    what: str
    id: str
    cells: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class OverTime:
    """Everything that a view over time shows."""

    plots: tuple[Plot, ...]
    headings: tuple[str, ...]
    lines: tuple[Line, ...]


def over_time(kept: Sequence[KeptRehearsal], names: Mapping[str, str]) -> OverTime:
    """Return a learner's rehearsals over time.

    Args:
        kept: the rehearsals, oldest first.
        names: what residents are called, by key.
    """
    counted = [_indicators(one.counted) for one in kept]
    values = [[kind.value(it) for it in counted] for kind in KINDS]
    lines = tuple(
        Line(
            when=one.begun_at,
            what=names.get(one.resident, one.resident),
            id=one.id,
            cells=tuple(_written(kind, of_kind[number]) for kind, of_kind in zip(KINDS, values, strict=True)),
        )
        for number, one in enumerate(kept)
    )
    return _shown(values, lines)


def group_over_time(kept: Sequence[KeptRehearsal]) -> OverTime:
    """Return a whole group's rehearsals over time, by month: the middle value, and nobody by name.

    Args:
        kept: the rehearsals of all its learners, oldest first.
    """
    months: dict[tuple[int, int], list[KeptRehearsal]] = {}
    for one in kept:
        months.setdefault((one.begun_at.year, one.begun_at.month), []).append(one)
    values = [[_middle(kind, month) for month in months.values()] for kind in KINDS]
    lines = tuple(
        Line(
            when=month[0].begun_at,
            what=f"{len(month)} {'rehearsal' if len(month) == 1 else 'rehearsals'}",
            id="",
            cells=tuple(_written(kind, of_kind[number]) for kind, of_kind in zip(KINDS, values, strict=True)),
        )
        for number, month in enumerate(months.values())
    )
    return _shown(values, lines)


def _shown(values: list[list[float | None]], lines: tuple[Line, ...]) -> OverTime:
    plots = tuple(_plot(kind, of_kind, lines) for kind, of_kind in zip(KINDS, values, strict=True))
    return OverTime(plots=plots, headings=tuple(plot.name for plot in plots), lines=lines)


def _middle(kind: Kind, month: Sequence[KeptRehearsal]) -> float | None:
    found = [value for one in month if (value := kind.value(_indicators(one.counted))) is not None]
    return median(found) if found else None


def _plot(kind: Kind, values: list[float | None], lines: tuple[Line, ...]) -> Plot:
    words: dict[str, str] = wording()["over_time"][kind.key]
    top = max([kind.top, *(value for value in values if value is not None)])
    step = (WIDTH - LEFT - RIGHT) / max(len(values) - 1, 1)
    runs: list[list[Point]] = [[]]
    for number, (value, line) in enumerate(zip(values, lines, strict=True)):
        if value is None:
            runs.append([])
            continue
        x = LEFT + step * number if len(values) > 1 else (LEFT + WIDTH - RIGHT) / 2
        runs[-1].append(Point(x=round(x, 1), y=_height(value, top), words=f"{line.what}: {_written(kind, value)}"))
    known = [value for value in values if value is not None]
    said = wording()["over_time"]["none"]
    if len(known) == 1:
        said = wording()["over_time"]["once"].format(only=_written(kind, known[0]))
    elif known:
        said = wording()["over_time"]["said"].format(first=_written(kind, known[0]), last=_written(kind, known[-1]))
    return Plot(
        key=kind.key,
        name=words["name"],
        about=words["about"],
        runs=tuple(tuple(run) for run in runs if run),
        ticks=tuple((_height(part, top), _written(kind, part)) for part in (0.0, top / 2, top)),
        said=said,
    )


def _height(value: float, top: float) -> float:
    return round(HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * value / top, 1)


def _written(kind: Kind, value: float | None) -> str:
    if value is None:
        return "too little to say"
    return f"{value:.0f}{kind.unit}" if kind.unit or value == int(value) else f"{value:.1f}"


def _indicators(counted: Mapping[str, Any]) -> Indicators:
    return Indicators(**counted)
