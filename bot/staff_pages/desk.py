"""What every staff page works with."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol, cast

from flask import Flask, current_app

from bot.clock import Clock
from bot.monitoring.readiness import Readiness
from bot.settings import Settings
from bot.store.staff_records import StaffMember
from bot.store.transaction import Transaction, Transactions

NAME = "front_door_desk"


class StaffQueries(Protocol):
    """What has to be readable for somebody to be recognised."""

    def read_signed_in(self, id: str) -> tuple[StaffMember, datetime | None]:  # noqa: A002 -- as everybody names it
        """Return a staff member, and when they last signed out."""


class StaffStore(Protocol):
    """What a part keeps things in, as far as signing in goes; each part's own store has more."""

    @property
    def queries(self) -> StaffQueries:
        """What can be read."""

    def unit_of_work(self) -> Transactions[Transaction]:
        """What use cases are given to write with."""

    def check(self) -> None:
        """Find out whether the database answers."""


@dataclass(frozen=True, kw_only=True)
class Desk:
    """What one application was made with.

    Attributes:
        store: where everything is kept that this part may know of.
        settings: of this Front Door.
        clock: the time.
        readiness: whether the store can be reached.
    """

    store: StaffStore
    settings: Settings
    clock: Clock
    readiness: Readiness

    def lay_out(self, app: Flask) -> None:
        """Let the pages of an application find this."""
        app.extensions[NAME] = self


def desk() -> Desk:
    """Return what the page being asked for works with."""
    return cast(Desk, current_app.extensions[NAME])
