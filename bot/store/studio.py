"""What the rehearsal studio keeps, and all of the store that its pages are given: its own records and the sign-in.

Nothing here can read or write what residents share; an import contract and a test hold it to that.
"""

from __future__ import annotations

from sqlalchemy import Engine, text

from bot.store.engine import make_engine
from bot.store.faults import in_our_words
from bot.store.queries.staff import StaffQueries
from bot.store.queries.studio import RehearsalQueries
from bot.store.repositories.studio import GroupRepository, LearnerRepository, RehearsalRepository
from bot.store.transaction import Transaction, Transactions


class StudioWork(Transaction):
    """One transaction of the studio under way.

    Attributes:
        groups: groups of learners.
        learners: whose rehearsals are kept.
        rehearsals: those that are kept.
    """

    def __init__(self, engine: Engine) -> None:
        super().__init__(engine)
        self.groups = GroupRepository(self._session)
        self.learners = LearnerRepository(self._session)
        self.rehearsals = RehearsalRepository(self._session)


class StudioUnitOfWork(Transactions[StudioWork]):
    """Opens transactions that may write the studio's own records and nothing else."""

    def _begin(self) -> StudioWork:
        return StudioWork(self._engine)


class StudioQueries(StaffQueries, RehearsalQueries):
    """What the studio's pages may read."""


class StudioStore:
    """The studio's view of the database. One object serves a whole process and all its threads.

    Args:
        engine: the database.

    Attributes:
        queries: what can be read.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._unit_of_work = StudioUnitOfWork(engine)
        self.queries = StudioQueries(engine)

    def unit_of_work(self) -> StudioUnitOfWork:
        """Return what the studio writes with."""
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


def open_studio_store(url: str) -> StudioStore:
    """Return the studio's view of the database at an address; nothing is connected until it is used.

    Args:
        url: ``sqlite:///...`` or ``postgresql://...``. Its tables must be there already (``migrate``).

    Raises:
        SettingsError: the address cannot be read.
        StoreUnavailableError: the folder of an SQLite file cannot be made.
    """
    return StudioStore(make_engine(url))
