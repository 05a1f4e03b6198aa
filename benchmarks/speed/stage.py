"""Everything that the measures share: the bots, which of them is running, and what has been found."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, field
from typing import Any

from benchmarks.speed.bots import ActingBot, FloorBot, FrontDoorBot, Place, StockBot
from benchmarks.speed.figures import Measure
from benchmarks.speed.processes import Running


def say(words: str) -> None:
    """Tell whoever waits what is being done."""
    print(words, flush=True)


@dataclass
class Stage:
    """What the measures work with.

    Attributes:
        place: folder and ports.
        stack: stops at the end whatever was started.
    """

    place: Place
    stack: ExitStack
    measures: list[Measure] = field(default_factory=list)
    where: dict[str, Any] = field(default_factory=dict)
    running: dict[str, Running] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.stock = StockBot(self.place, "stock", self.place.port)
        self.acting = ActingBot(self.place, "stock-with-action", self.place.port + 1)
        self.floor = FloorBot(self.place, "floor", self.place.port + 3)
        self.ours = FrontDoorBot(self.place, self.place.port + 4)

    def add(self, measure: Measure) -> None:
        """Keep a measure and show it."""
        self.measures.append(measure)
        say(f"  {measure.line()}")

    def trained(self, bot: StockBot) -> None:
        """Have a stock bot made and trained, unless it is."""
        if not bot.folder.exists():
            bot.make()
        if not any(bot.folder.glob("models/*.tar.gz")):
            say(f"  training {bot.name} ...")
            bot.train()

    def serving(self, bot: StockBot | FrontDoorBot) -> Running:
        """Return a bot's server, started and answering."""
        if bot.name not in self.running:
            if isinstance(bot, StockBot):
                self.trained(bot)
            if isinstance(bot, ActingBot):
                self.keep("its actions", bot.serve_actions())
            say(f"  starting {bot.name} ...")
            self.keep(bot.name, bot.serve())
            self.running[bot.name].until(bot.answers)
        return self.running[bot.name]

    def keep(self, name: str, running: Running) -> Running:
        """Keep a process for the measures that follow; it is stopped at the end."""
        self.running[name] = running
        self.stack.callback(running.stop)
        return running


Part = Callable[[Stage], None]
