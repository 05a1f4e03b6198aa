"""Each figure of the benchmark of speed stands under the name of the bot that it was measured of."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from benchmarks.speed import crowd, turns
from benchmarks.speed.bots import Place
from benchmarks.speed.crowd import Told
from benchmarks.speed.stage import Stage

MILLISECONDS = {"Front Door": 10.0, "stock": 40.0, "stock-with-action": 40.0, "floor": 5.0}


@pytest.fixture
def stage(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Stage:
    """Bots that answer each in a time of its own, without a process."""
    stage = Stage(Place(tmp_path, 1), ExitStack())
    monkeypatch.setattr(stage, "serving", lambda bot: None)
    for bot in (stage.ours, stage.stock, stage.acting, stage.floor):
        talk = SimpleNamespace(say=lambda _, name=bot.name: MILLISECONDS[name], heard=lambda _: ["greek food"])
        monkeypatch.setattr(bot, "talk", lambda talk=talk: talk)
    monkeypatch.setattr(turns, "look", lambda *_: None)
    return stage


def by_key(stage: Stage) -> dict[str, Any]:
    return {measure.key: measure for measure in stage.measures}


def test_turns_stand_under_their_own_bot(stage: Stage) -> None:
    turns.one_turn(stage)
    turns.custom_action(stage)

    found = by_key(stage)
    assert (found["turn_p50"].ours, found["turn_p50"].stock, found["turn_p50"].floor) == (10.0, 40.0, 5.0)
    assert (found["action_p95"].ours, found["action_p95"].stock, found["action_p95"].ratio) == (10.0, 40.0, 0.25)


def test_a_crowd_stands_under_its_own_bot(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    async def answered(bot: Any, _said: Any, _many: int, _seconds: float, told: Told) -> None:
        told.milliseconds.append(MILLISECONDS[bot.name])
        told.seconds += MILLISECONDS[bot.name] / 1000

    monkeypatch.setattr(crowd, "crowd", answered)
    monkeypatch.setattr(crowd, "looked_at", lambda *_: ExitStack())
    crowd.at_once(stage)

    found = by_key(stage)
    assert (found["rate_16"].ours, found["rate_16"].stock) == (100.0, 25.0)
    assert (found["crowd_p95_64"].ours, found["crowd_p95_64"].stock) == (10.0, 40.0)
