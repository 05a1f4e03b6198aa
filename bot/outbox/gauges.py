"""What waits, what was given up, and for how long the oldest has waited: looked up when somebody reads the metrics."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from bot.clock import Clock, now
from bot.monitoring.metrics import RoadState
from bot.outbox.roads import Road
from bot.store import Store


def looking_at(store: Store, roads: Sequence[Road], clock: Clock = now) -> Callable[[], list[RoadState]]:
    """Return what looks how each road stands.

    Args:
        store: where promises are kept.
        roads: the roads, open or closed.
        clock: the time.
    """

    def look() -> list[RoadState]:
        return [_state(store, road, clock) for road in roads]

    return look


def _state(store: Store, road: Road, clock: Clock) -> RoadState:
    # What waits on a closed road waits for nobody: it has no age.
    oldest = store.queries.find_oldest_waiting(road.kinds) if road.url else None
    return RoadState(
        road=road.name,
        counts=store.queries.count_deliveries(road.kinds),
        oldest_seconds=max(0.0, (clock() - oldest).total_seconds()) if oldest else 0.0,
        is_open=bool(road.url),
    )
