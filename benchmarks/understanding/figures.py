"""Values with their sample size and 95 % interval."""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

Z = 1.96
DRAWS = 400


@dataclass(frozen=True, kw_only=True)
class Figure:
    """One measured value.

    Attributes:
        name: what was measured.
        value: the value.
        n: sample size.
        low: lower end of the 95 % interval.
        high: upper end.
        floor: what simple methods reach, if known.
        target: the aim, if there is one.
        at_most: whether the value should stay below the target rather than reach it.
    """

    name: str
    value: float
    n: int
    low: float
    high: float
    floor: float | None = None
    target: float | None = None
    at_most: bool = False

    @property
    def is_met(self) -> bool | None:
        """Whether the target is met; None without one."""
        if self.target is None:
            return None
        return self.value <= self.target if self.at_most else self.value >= self.target

    def row(self) -> str:
        """Return one row of the table in README.md."""
        aim = "" if self.target is None else f"{'at most' if self.at_most else 'at least'} {self.target:g}"
        floor = "" if self.floor is None else f"{self.floor:.3f}"
        met = {None: "", True: "met", False: f"missed by {abs(self.value - (self.target or 0)):.3f}"}[self.is_met]
        interval = f"{self.low:.3f} to {self.high:.3f}"
        return f"| {self.name} | {self.value:.3f} | {interval} | {self.n} | {floor} | {aim} | {met} |"

    def line(self) -> str:
        """Return one line of the table that is printed."""
        aim = "" if self.target is None else f"{'<=' if self.at_most else '>='} {self.target:g}"
        met = {None: "", True: "met", False: f"missed by {abs(self.value - (self.target or 0)):.3f}"}[self.is_met]
        floor = "" if self.floor is None else f"{self.floor:.3f}"
        interval = f"[{self.low:.3f}, {self.high:.3f}]"
        return f"{self.name:<74} {self.value:>7.3f} {interval} n={self.n:<5} floor {floor:<6} {aim:<8} {met}"


def share(name: str, hits: Sequence[bool], **more: Any) -> Figure:
    """Return a share with Wilson's interval."""
    n, k = len(hits), sum(hits)
    if not n:
        return Figure(name=name, value=float("nan"), n=0, low=float("nan"), high=float("nan"), **more)
    p, d = k / n, 1 + Z * Z / n
    middle = (p + Z * Z / (2 * n)) / d
    width = Z * math.sqrt(p * (1 - p) / n + Z * Z / (4 * n * n)) / d
    return Figure(name=name, value=p, n=n, low=max(0.0, middle - width), high=min(1.0, middle + width), **more)


def drawn(name: str, items: Sequence[Any], measure: Callable[[Sequence[Any]], float], **more: Any) -> Figure:
    """Return any measure with a bootstrap interval over its items."""
    dice = random.Random(1)
    values = sorted(measure([dice.choice(items) for _ in items]) for _ in range(DRAWS))
    low, high = values[int(0.025 * DRAWS)], values[int(0.975 * DRAWS) - 1]
    return Figure(name=name, value=measure(items), n=len(items), low=low, high=high, **more)


def macro_f1(pairs: Sequence[tuple[str, str]]) -> float:
    """Return the mean F1 over the true classes of pairs (true, predicted)."""
    classes = {true for true, _ in pairs}
    return sum(_f1(pairs, each) for each in classes) / max(1, len(classes))


def _f1(pairs: Sequence[tuple[str, str]], name: str) -> float:
    both = sum(true == name == said for true, said in pairs)
    all_true, all_said = sum(true == name for true, _ in pairs), sum(said == name for _, said in pairs)
    return 2 * both / max(1, all_true + all_said)


def micro_f1(counts: Sequence[tuple[int, int, int]]) -> float:
    """Return F1 from (matched, said, true) of each message."""
    matched, said, true = (sum(column) for column in zip(*counts, strict=True)) if counts else (0, 0, 0)
    return 2 * matched / max(1, said + true)
