"""What an act of the conversation, the inbox or the worker may write, all of it or nothing."""

from __future__ import annotations

from sqlalchemy import Engine

from bot.store.repositories import (
    ConcernRepository,
    DeliveryRepository,
    DoorRepository,
    RequestRepository,
    ResumeCodeRepository,
    SummaryRepository,
    ViewRepository,
)
from bot.store.transaction import Transaction, Transactions


class Work(Transaction):
    """One transaction under way.

    Attributes:
        summaries: strengths summaries.
        requests: requests for a person or an assessment.
        concerns: safety concerns.
        deliveries: what was promised to the council's own system and to the safeguarding team's.
        views: what staff opened.
        resume_codes: codes that open a conversation from another device.
        doors: how the door to residents stands.
        sends_concerns: whether the safeguarding team has a system of its own that concerns are promised to.
    """

    def __init__(self, engine: Engine, sends_concerns: bool) -> None:
        super().__init__(engine)
        self.sends_concerns = sends_concerns
        session = self._session
        self.summaries = SummaryRepository(session)
        self.requests = RequestRepository(session)
        self.concerns = ConcernRepository(session)
        self.deliveries = DeliveryRepository(session)
        self.views = ViewRepository(session)
        self.resume_codes = ResumeCodeRepository(session)
        self.doors = DoorRepository(session)


class UnitOfWork(Transactions[Work]):
    """Opens transactions that may write everything.

    Args:
        engine: the database.
        sends_concerns: whether concerns are promised to a system of the safeguarding team's.
    """

    def __init__(self, engine: Engine, sends_concerns: bool = False) -> None:
        super().__init__(engine)
        self._sends_concerns = sends_concerns

    def _begin(self) -> Work:
        return Work(self._engine, self._sends_concerns)
