"""What every staff page works with."""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

from flask import Flask, current_app

from bot.clock import Clock
from bot.monitoring.readiness import Readiness
from bot.settings import Settings
from bot.store import Queries, Store, UnitOfWork

NAME = "front_door_desk"


@dataclass(frozen=True, kw_only=True)
class Desk:
    """What one inbox was made with.

    Attributes:
        store: where everything is kept.
        settings: of this Front Door.
        clock: the time.
        readiness: whether the store can be reached.
    """

    store: Store
    settings: Settings
    clock: Clock
    readiness: Readiness

    @property
    def queries(self) -> Queries:
        """Everything that can be read."""
        return self.store.queries

    @property
    def unit_of_work(self) -> UnitOfWork:
        """What use cases are given to write with."""
        return self.store.unit_of_work()

    def lay_out(self, app: Flask) -> None:
        """Let the pages of an application find this."""
        app.extensions[NAME] = self


def desk() -> Desk:
    """Return what the page being asked for works with."""
    return cast(Desk, current_app.extensions[NAME])
