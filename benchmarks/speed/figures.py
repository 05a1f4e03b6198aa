"""One measure: Front Door beside stock Rasa in the same run, and the machine it was made on."""

from __future__ import annotations

import os
import platform
import statistics
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

RASAS_OWN_MEGABYTES = 1115.0
"""What stock Rasa's starter took where the targets were set; the memory target goes by it, not by today's machine."""


@dataclass(frozen=True, kw_only=True)
class Measure:
    """One row of the table.

    Attributes:
        key: name for programs.
        name: name for people.
        unit: of the values.
        ours: Front Door's.
        stock: stock ``rasa init``'s, or what else ``beside`` says.
        floor: what Rasa takes with the least pipeline; None where it was not measured.
        ratio: what the target is about; None where ``ours`` is.
        target: the aim, or None.
        at_most: whether the value should stay below the target rather than reach it.
        n: how often it was measured.
        beside: what ``stock`` is, where it is not ``rasa init``.
    """

    key: str
    name: str
    unit: str
    ours: float
    stock: float | None = None
    floor: float | None = None
    ratio: float | None = None
    target: float | None = None
    at_most: bool = True
    n: int = 1
    beside: str = ""

    @property
    def judged(self) -> float:
        """The value that the target is about."""
        return self.ours if self.ratio is None else self.ratio

    @property
    def is_met(self) -> bool | None:
        """Whether the target is met; None without one."""
        if self.target is None:
            return None
        return self.judged <= self.target if self.at_most else self.judged >= self.target

    def record(self) -> dict[str, Any]:
        """Return the measure as it is kept in results.json."""
        rounded = {name: round(value, 4) if isinstance(value, float) else value for name, value in asdict(self).items()}
        return {**rounded, "met": self.is_met}

    def line(self) -> str:
        """Return one line for the terminal."""
        parts = [f"{self.name:<58} {self.ours:>8.1f} {self.unit:<11}"]
        parts.append(f"stock {self.stock:>8.1f}" if self.stock is not None else " " * 14)
        parts.append(f"floor {self.floor:>6.1f}" if self.floor is not None else " " * 12)
        parts.append(f"ratio {self.ratio:>6.2f}" if self.ratio is not None else " " * 12)
        if self.target is not None:
            met = "met" if self.is_met else "MISSED"
            parts.append(f"{'<=' if self.at_most else '>='} {self.target:g} {met}")
        return "  ".join(parts).rstrip()


def percentile(values: Sequence[float], share: float) -> float:
    """Return the value below which this share of the values lies."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def middle(values: Sequence[float]) -> float:
    """Return the median."""
    return statistics.median(values)


def machine() -> dict[str, Any]:
    """Return what the figures were made on."""
    lines = Path("/proc/cpuinfo").read_text().splitlines()
    model = next((line.split(":")[1].strip() for line in lines if "model name" in line), platform.processor())
    kilobytes = int(Path("/proc/meminfo").read_text().split()[1])
    return {
        "processor": model,
        "processors": os.cpu_count(),
        "memory_gb": round(kilobytes / 1024**2, 1),
        "system": f"{platform.system()} {platform.release().split('-')[0]}",
        "python": platform.python_version(),
        **{name: version(name) for name in ("rasa", "onnxruntime", "sqlalchemy")},
        "load_before": round(os.getloadavg()[0], 1),
    }
