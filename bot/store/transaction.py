"""Everything that one act writes, kept together or not at all; and what every act may write: staff and the audit trail.

    with unit_of_work as work:
        work.staff.add(...)
        work.audit.add(...)
        work.commit()

Leaving without ``commit`` undoes it all. Source of the idea: cosmicpython, ``service_layer/unit_of_work.py``.
"""

from __future__ import annotations

import threading
from types import TracebackType
from typing import Generic, TypeVar

from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from bot.store.engine import ERASED, WRITES, empty_log
from bot.store.faults import as_our_own, in_our_words
from bot.store.repositories.audit import AuditRepository
from bot.store.repositories.staff import StaffRepository


class Transaction:
    """One transaction under way.

    Attributes:
        staff: who may sign in.
        audit: who did what.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._session = Session(engine, expire_on_commit=False)
        self.staff = StaffRepository(self._session)
        self.audit = AuditRepository(self._session)

    def commit(self) -> None:
        """Keep everything written so far; words that were erased are then in no file of the database any more.

        Raises:
            StoreUnavailableError: nothing was kept.
            ConflictError: another process was first; nothing was kept.
        """
        with in_our_words():
            self._session.commit()
        if self._session.info.pop(ERASED, False):
            empty_log(self._engine)

    def close(self) -> None:
        """Undo what was not committed, and give the connection back."""
        self._session.close()


UnderWay_co = TypeVar("UnderWay_co", bound=Transaction, covariant=True)


class Transactions(Generic[UnderWay_co]):
    """Opens transactions. One object serves a whole process: each thread has its own transaction.

    Args:
        engine: the database.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine.execution_options(**{WRITES: True})
        self._under_way = threading.local()

    def _begin(self) -> UnderWay_co:
        """Return a transaction of the kind that this opens."""
        raise NotImplementedError

    def __enter__(self) -> UnderWay_co:
        """Begin."""
        if getattr(self._under_way, "work", None) is not None:
            raise RuntimeError("This thread already has a unit of work under way; finish it first.")
        work = self._begin()
        self._under_way.work = work
        return work

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Undo what was not committed.

        Raises:
            StoreUnavailableError: the database could not be reached or written.
            ConflictError: another process was first.
        """
        work: Transaction = self._under_way.work
        self._under_way.work = None
        with in_our_words():
            work.close()
        if isinstance(error, SQLAlchemyError):
            ours = as_our_own(error)
            if ours is not None:
                raise ours from error
