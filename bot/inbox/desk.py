"""What every page of the inbox works with."""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

from bot.staff_pages import desk as of_any_part
from bot.store import Queries, Store, UnitOfWork


@dataclass(frozen=True, kw_only=True)
class Desk(of_any_part.Desk):
    """What one inbox was made with.

    Attributes:
        store: where everything is kept.
    """

    store: Store

    @property
    def queries(self) -> Queries:
        """Everything that can be read."""
        return self.store.queries

    @property
    def unit_of_work(self) -> UnitOfWork:
        """What use cases are given to write with."""
        return self.store.unit_of_work()


def desk() -> Desk:
    """Return what the page being asked for works with."""
    return cast(Desk, of_any_part.desk())
