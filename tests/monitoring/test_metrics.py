"""What is counted, and that no word and no name can be in it."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from prometheus_client.parser import text_string_to_metric_families

from bot.monitoring import metrics
from bot.monitoring.metrics import LABELS, OTHER, RoadState


def samples() -> Iterator[tuple[str, dict[str, str], float]]:
    """Everything as a Prometheus server would read it."""
    for family in text_string_to_metric_families(metrics.written_out().decode()):
        for sample in family.samples:
            yield sample.name, sample.labels, sample.value


def value(name: str, **labels: str) -> float:
    found = [count for known, having, count in samples() if known == name and having == labels]
    assert len(found) == 1, f"{name} {labels}"
    return found[0]


def test_a_turn_is_counted_with_its_door_its_outcome_and_its_time() -> None:
    metrics.begin_at_nothing("conversation")
    before = value("frontdoor_turns_total", door="web", outcome="answered")
    lasted = value("frontdoor_turn_seconds_sum", door="web")
    metrics.count_turn("web", "answered", 0.25)
    assert value("frontdoor_turns_total", door="web", outcome="answered") == before + 1
    assert value("frontdoor_turn_seconds_sum", door="web") == pytest.approx(lasted + 0.25)


def test_danger_is_counted_by_tier_and_by_nothing_else() -> None:
    metrics.begin_at_nothing("conversation")
    before = value("frontdoor_safety_noticed_total", tier="urgent_today")
    metrics.count_safety("urgent_today")
    assert value("frontdoor_safety_noticed_total", tier="urgent_today") == before + 1


def test_everything_a_process_counts_is_there_at_nothing_from_the_start() -> None:
    metrics.begin_at_nothing("deliveries")
    tries = {tuple(having.values()) for name, having, _ in samples() if name == "frontdoor_delivery_tries_total"}
    assert {(road, outcome) for road in LABELS["road"] for outcome in LABELS["try"]} <= tries


def test_whatever_comes_from_outside_is_counted_as_other() -> None:
    words = "my neighbour Maureen"
    metrics.count_turn(words, words, 0.1)
    metrics.count_safety(words)
    metrics.count_fallback(words)
    metrics.count_action(words, 0.1)
    metrics.count_try(words, words)
    metrics.count_page(999, 0.1)
    metrics.note_reached(words, True)
    assert "Maureen" not in metrics.written_out().decode()
    assert value("frontdoor_turns_total", door=OTHER, outcome=OTHER) >= 1


def test_no_label_of_ours_has_a_value_that_is_not_in_the_list() -> None:
    allowed = {name: {*values, OTHER} for name, values in LABELS.items()}
    allowed |= {"version": set()}
    for name, having, _ in samples():
        for label, given in having.items():
            if label == "le":
                assert re.fullmatch(r"[0-9.]+|\+Inf", given)
            elif label != "version":
                assert given in allowed[label], f"{name}: {label}={given}"


def test_the_roads_are_looked_at_when_somebody_reads_and_a_database_that_is_away_hides_nothing_else() -> None:
    away = False

    def look() -> list[RoadState]:
        if away:
            raise OSError("not now")
        counts = {"pending": 3, "dead": 2}
        return [
            RoadState(road="general", counts=counts, oldest_seconds=61.5, is_open=True),
            RoadState(road="restricted", counts={"pending": 1}, oldest_seconds=0, is_open=False),
        ]

    metrics.follow_deliveries(look)
    assert value("frontdoor_deliveries", road="general", state="dead") == 2
    assert value("frontdoor_delivery_oldest_seconds", road="general") == 61.5
    assert not [1 for name, having, _ in samples() if "oldest" in name and having["road"] == "restricted"]
    away = True
    assert [name for name, _, _ in samples() if name == "frontdoor_deliveries"] == []
    assert value("frontdoor_info", version=metrics.version("frontdoor")) == 1


def test_the_door_is_looked_at_when_somebody_reads() -> None:
    is_open = True
    metrics.follow_door(lambda: is_open)
    assert value("frontdoor_door_closed") == 0
    is_open = False
    assert value("frontdoor_door_closed") == 1
