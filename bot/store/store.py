"""The store as one object: how to read it and how to write it."""

from __future__ import annotations

from sqlalchemy import Engine, text

from bot.store.engine import make_engine
from bot.store.faults import in_our_words
from bot.store.queries import Queries
from bot.store.unit_of_work import UnitOfWork


class Store:
    """One database. One object serves a whole process and all its threads.

    Args:
        engine: the database.
        sends_concerns: whether concerns are promised to a system of the safeguarding team's.

    Attributes:
        queries: everything that can be read.
    """

    def __init__(self, engine: Engine, sends_concerns: bool = False) -> None:
        self._engine = engine
        self._unit_of_work = UnitOfWork(engine, sends_concerns)
        self.queries = Queries(engine)

    def unit_of_work(self) -> UnitOfWork:
        """Return what use cases are given to write with."""
        return self._unit_of_work

    def check(self) -> None:
        """Find out whether the database answers and its tables are there.

        Raises:
            StoreUnavailableError: it does not, or they are not.
        """
        with in_our_words(), self._engine.connect() as connection:
            connection.execute(text("SELECT 1"))
        self.queries.count_staff()

    def close(self) -> None:
        """Give back every connection."""
        self._engine.dispose()


def open_store(url: str, *, sends_concerns: bool = False) -> Store:
    """Return the store at an address; nothing is connected until it is used.

    Args:
        url: ``sqlite:///...`` or ``postgresql://...``. Its tables must be there already (``migrate``).
        sends_concerns: whether the safeguarding team has a system of its own; without one no delivery of a concern
            is ever promised, so none can go astray.

    Raises:
        SettingsError: the address cannot be read.
        StoreUnavailableError: the folder of an SQLite file cannot be made.
    """
    return Store(make_engine(url), sends_concerns)
