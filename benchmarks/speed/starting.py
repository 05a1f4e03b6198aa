"""Training, starting and starting again."""

from __future__ import annotations

import socket

from benchmarks.speed.bots import FrontDoorBot, StockBot
from benchmarks.speed.figures import Measure, middle
from benchmarks.speed.stage import Stage, say
from benchmarks.speed.where import read_new

STARTS = 2


def is_taken(port: int) -> bool:
    """Return whether somebody listens on a port of this machine."""
    with socket.socket() as asking:
        return asking.connect_ex(("127.0.0.1", port)) == 0


def training(stage: Stage) -> None:
    """Train everything once: stock Rasa's starter before Front Door and, with an action, after it."""
    seconds = {}
    for bot in (stage.stock, stage.ours, stage.acting, stage.floor):
        say(f"  training {bot.name} ...")
        if isinstance(bot, StockBot) and not bot.folder.exists():
            bot.make()
        before = set(stage.place.samples.iterdir())
        seconds[bot.name] = bot.train(sampled=True)
        stage.where.setdefault("train", {})[bot.name] = read_new(stage.place.samples, before)
    # The starter with an action is the starter and one intent more, trained on the other side of ours in time.
    stock = middle([seconds[stage.stock.name], seconds[stage.acting.name]])
    ours = seconds[stage.ours.name]
    stage.add(
        Measure(
            key="train", name="train from nothing", unit="s", ours=ours, stock=stock,
            floor=seconds[stage.floor.name], ratio=ours / stock, n=1,
        )
    )  # fmt: skip


def starting(stage: Stage) -> None:
    """Start each bot again and again, in turn; nothing else of ours runs meanwhile."""
    bots = (stage.stock, stage.ours, stage.floor)
    for bot in bots:
        if isinstance(bot, StockBot):
            stage.trained(bot)
    if stage.running:
        raise RuntimeError("Starts are measured before anything is started for another measure.")
    say("  starting Front Door once, so that what is trained and made only once is there ...")
    _started(stage, stage.ours, sampled=True)
    seconds: dict[str, list[float]] = {bot.name: [] for bot in bots}
    typed = []
    for _ in range(STARTS):
        for bot in bots:
            say(f"  starting {bot.name} ...")
            took, until_typed = _started(stage, bot)
            seconds[bot.name].append(took)
            if until_typed is not None:
                typed.append(until_typed)
    say("  starting stock once more, looked at ...")
    _started(stage, stage.stock, sampled=True)
    ours, stock = middle(seconds[stage.ours.name]), middle(seconds[stage.stock.name])
    stage.add(
        Measure(
            key="start", name="start to first reply", unit="s", ours=ours, stock=stock,
            floor=middle(seconds[stage.floor.name]), ratio=ours / stock, target=0.25, n=STARTS,
        )
    )  # fmt: skip
    stage.add(
        Measure(
            key="restart", name="unchanged restart, until a resident can type", unit="s", ours=middle(typed),
            target=12, n=STARTS,
        )
    )  # fmt: skip


def _started(stage: Stage, bot: StockBot | FrontDoorBot, *, sampled: bool = False) -> tuple[float, float | None]:
    """Start and stop a bot; return the seconds to its first reply, and until a resident could type."""
    if is_taken(bot.port):
        raise RuntimeError(f"Something answers on port {bot.port} before {bot.name} is started.")
    before = set(stage.place.samples.iterdir())
    running = bot.serve(sampled=sampled)
    try:
        typed = running.until(bot.can_be_typed_to) if isinstance(bot, FrontDoorBot) else None
        took = running.until(bot.answers)
        if sampled:
            running.toggle_sampling()
            stage.where.setdefault("start", {})[bot.name] = read_new(stage.place.samples, before)
    finally:
        running.stop()
    return took, typed
