"""Everything that one act writes, kept together or not at all.

    with unit_of_work as work:
        work.summaries.add(...)
        work.audit.add(...)
        work.commit()

Leaving without ``commit`` undoes it all. Source of the idea: cosmicpython, ``service_layer/unit_of_work.py``.
"""

from __future__ import annotations

import threading
from types import TracebackType

from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from bot.store.engine import WRITES, empty_log
from bot.store.faults import as_our_own, in_our_words
from bot.store.repositories import (
    AuditRepository,
    ConcernRepository,
    DeliveryRepository,
    DoorRepository,
    RequestRepository,
    ResumeCodeRepository,
    StaffRepository,
    SummaryRepository,
)
from bot.store.repositories.passed_on import ERASED


class Work:
    """One transaction under way.

    Attributes:
        summaries: strengths summaries.
        requests: requests for a person or an assessment.
        concerns: safety concerns.
        deliveries: what was promised to the council's own system and to the safeguarding team's.
        staff: who may sign in, and what they opened.
        resume_codes: codes that open a conversation from another device.
        doors: how the door to residents stands.
        audit: who did what.
        sends_concerns: whether the safeguarding team has a system of its own that concerns are promised to.
    """

    def __init__(self, engine: Engine, sends_concerns: bool) -> None:
        self._engine = engine
        self.sends_concerns = sends_concerns
        self._session = session = Session(engine, expire_on_commit=False)
        self.summaries = SummaryRepository(session)
        self.requests = RequestRepository(session)
        self.concerns = ConcernRepository(session)
        self.deliveries = DeliveryRepository(session)
        self.staff = StaffRepository(session)
        self.resume_codes = ResumeCodeRepository(session)
        self.doors = DoorRepository(session)
        self.audit = AuditRepository(session)

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


class UnitOfWork:
    """Opens transactions. One object serves a whole process: each thread has its own transaction.

    Args:
        engine: the database.
        sends_concerns: whether concerns are promised to a system of the safeguarding team's.
    """

    def __init__(self, engine: Engine, sends_concerns: bool = False) -> None:
        self._sends_concerns = sends_concerns
        self._engine = engine.execution_options(**{WRITES: True})
        self._under_way = threading.local()

    def __enter__(self) -> Work:
        """Begin."""
        if getattr(self._under_way, "work", None) is not None:
            raise RuntimeError("This thread already has a unit of work under way; finish it first.")
        work = Work(self._engine, self._sends_concerns)
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
        work: Work = self._under_way.work
        self._under_way.work = None
        with in_our_words():
            work.close()
        if isinstance(error, SQLAlchemyError):
            ours = as_our_own(error)
            if ours is not None:
                raise ours from error
