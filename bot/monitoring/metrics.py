"""Everything that is counted, in Prometheus' form. The list reads like a policy: what is not here is not counted.

No label holds anything that came from outside: each has a fixed set of values, and what is none of them is counted as
``other``. So neither a name nor a conversation nor a word can get into a metric, and there are never many of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from importlib.metadata import version
from itertools import product

from prometheus_client import (
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    Info,
    ProcessCollector,
    disable_created_metrics,
)
from prometheus_client.exposition import generate_latest
from prometheus_client.metrics_core import GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from bot.strengths.safety import Tier

OTHER = "other"

LABELS: Mapping[str, tuple[str, ...]] = {
    "door": ("web", "telegram"),
    "outcome": ("answered", "repeated", "refused", "closed", "not_taken_in", "failed"),
    "tier": tuple(tier.value for tier in Tier if tier is not Tier.NONE),
    "road": ("general", "restricted"),
    "state": ("pending", "delivered", "dead", "cancelled"),
    "try": ("delivered", "postponed", "refused"),
    "part": ("model", "database", "conversations", "actions", "deliveries"),
    "status": ("2xx", "3xx", "4xx", "5xx"),
    "action": ("done", "failed"),
}
"""Every label, and every value it may have."""

TURN_EDGES = (0.025, 0.05, 0.1, 0.2, 0.35, 0.5, 0.75, 1.0, 1.5, 2.5, 5.0, 10.0, 25.0)
PAGE_EDGES = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0)
"""Upper edges, in seconds."""

REGISTRY = CollectorRegistry()
"""Ours alone: no library under Rasa can add to it."""

# When each was begun is of no use to anybody, and doubles the number of lines.
disable_created_metrics()  # type: ignore[no-untyped-call]


def _counter(name: str, says: str, *labels: str) -> Counter:
    return Counter(f"frontdoor_{name}", says, labels, registry=REGISTRY)


def _seconds(name: str, says: str, label: str, edges: tuple[float, ...]) -> Histogram:
    return Histogram(f"frontdoor_{name}_seconds", says, [label], buckets=edges, registry=REGISTRY)


_TURNS = _counter("turns", "Messages of residents, by what became of them.", "door", "outcome")
_TURN_SECONDS = _seconds("turn", "Time from a message to its answer.", "door", TURN_EDGES)
_FALLBACKS = _counter("fallbacks", "Messages whose meaning was not clear to the model.", "door")
_SAFETY = _counter("safety_noticed", "Messages that voiced danger or distress.", "tier")
_NOT_TOLD = _counter("concerns_not_told", "Times the safeguarding team could not be told at once.")
_ACTION_SECONDS = _seconds("action", "Time an action took.", "action", TURN_EDGES)
_TRIES = _counter("delivery_tries", "Tries to deliver, by what became of them.", "road", "try")
_PAGE_SECONDS = _seconds("page", "Time a staff page took.", "status", PAGE_EDGES)
_REACHED = Gauge("frontdoor_reached", "1 if a part was reached at the latest look.", ["part"], registry=REGISTRY)
_DOOR_CLOSED = Gauge("frontdoor_door_closed", "1 while the door is closed to residents.", registry=None)
COUNTED_IN: Mapping[str, tuple[Counter | Histogram, ...]] = {
    "conversation": (_TURNS, _TURN_SECONDS, _FALLBACKS, _SAFETY),
    "actions": (_ACTION_SECONDS,),
    "inbox": (_PAGE_SECONDS,),
    "studio": (_PAGE_SECONDS,),
    "deliveries": (_TRIES,),
}
"""Which process counts what."""

ProcessCollector(registry=REGISTRY)
Info("frontdoor", "This Front Door.", registry=REGISTRY).info({"version": version("frontdoor")})


def value_of(label: str, value: str) -> str:
    """Return a value that a label may have: the one given, or ``other``."""
    return value if value in LABELS[label] else OTHER


def count_turn(door: str, outcome: str, seconds: float) -> None:
    """Count a message of a resident's.

    Args:
        door: by which it came.
        outcome: what became of it.
        seconds: until it was answered.
    """
    _TURNS.labels(value_of("door", door), value_of("outcome", outcome)).inc()
    _TURN_SECONDS.labels(value_of("door", door)).observe(seconds)


def count_fallback(door: str) -> None:
    """Count a message whose meaning was not clear."""
    _FALLBACKS.labels(value_of("door", door)).inc()


def count_safety(tier: str) -> None:
    """Count a message that voiced danger."""
    _SAFETY.labels(value_of("tier", tier)).inc()


def count_concern_not_told() -> None:
    """Count a time that the safeguarding team could not be told."""
    _NOT_TOLD.inc()


def count_action(outcome: str, seconds: float) -> None:
    """Count an action that Rasa called."""
    _ACTION_SECONDS.labels(value_of("action", outcome)).observe(seconds)


def count_try(road: str, outcome: str) -> None:
    """Count a try to deliver."""
    _TRIES.labels(value_of("road", road), value_of("try", outcome)).inc()


def count_page(status: int, seconds: float) -> None:
    """Count a staff page.

    Args:
        status: HTTP status it was answered with.
        seconds: until it was answered.
    """
    _PAGE_SECONDS.labels(value_of("status", f"{status // 100}xx")).observe(seconds)


def note_reached(part: str, reached: bool) -> None:
    """Note whether something that this process needs could be reached."""
    _REACHED.labels(value_of("part", part)).set(reached)


def follow_door(is_open: Callable[[], bool]) -> None:
    """Ask at each look at the metrics whether the door is closed.

    Args:
        is_open: asks the database.
    """

    def look() -> float:
        try:
            return float(not is_open())
        except Exception:  # noqa: BLE001 - whatever the store raises, the other metrics are still wanted
            return float("nan")

    _DOOR_CLOSED.set_function(look)
    # Only a process that can tell shows it at all.
    with suppress(ValueError):
        REGISTRY.register(_DOOR_CLOSED)


@dataclass(frozen=True, kw_only=True)
class RoadState:
    """How one road of deliveries stands.

    Attributes:
        road: its name.
        counts: promises in each state.
        oldest_seconds: how long the oldest has waited; 0 when none waits.
        is_open: whether it leads anywhere.
    """

    road: str
    counts: Mapping[str, int]
    oldest_seconds: float
    is_open: bool


def follow_deliveries(look: Callable[[], Iterable[RoadState]]) -> None:
    """Ask at each look at the metrics how the roads stand; for the process that delivers, and no other.

    Args:
        look: asks the database.
    """
    _ROADS.look = look
    with suppress(ValueError):
        REGISTRY.register(_ROADS)


class _Roads(Collector):
    """Deliveries, as the database holds them at the moment somebody looks."""

    look: Callable[[], Iterable[RoadState]] = staticmethod(tuple)

    def describe(self) -> Iterable[Metric]:
        return ()

    def collect(self) -> Iterator[Metric]:
        counted = GaugeMetricFamily("frontdoor_deliveries", "Promised deliveries by state.", labels=["road", "state"])
        oldest = GaugeMetricFamily(
            "frontdoor_delivery_oldest_seconds", "How long the oldest delivery has waited.", labels=["road"]
        )
        try:
            states = list(self.look())
        except Exception:  # noqa: BLE001 - whatever the store raises, the other metrics are still wanted
            return
        for state in states:
            road = value_of("road", state.road)
            for name, count in state.counts.items():
                counted.add_metric([road, value_of("state", name)], count)
            if state.is_open:
                oldest.add_metric([road], state.oldest_seconds)
        yield counted
        yield oldest


_ROADS = _Roads()


def begin_at_nothing(process: str) -> None:
    """Show what a process counts from the start, at 0, so that the first of each can be seen as a rise.

    Args:
        process: its name, as in ``bot.running.parts``.
    """
    for metric in COUNTED_IN.get(process, ()):
        for values in product(*(LABELS[label] for label in metric._labelnames)):
            metric.labels(*values)


def written_out() -> bytes:
    """Return everything as Prometheus reads it."""
    return generate_latest(REGISTRY)
