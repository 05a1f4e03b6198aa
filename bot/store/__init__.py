"""What is kept: summaries, requests, concerns, deliveries, staff, audit trail. The only SQLAlchemy of the project.

``migrate(url)`` brings the tables up to date. ``open_store(url)`` gives the store: ``store.queries`` reads,
``with store.unit_of_work() as work:`` writes, all or nothing.
"""

from bot.store.concern_records import (
    Account,
    ConcernContent,
    ConcernLine,
    ConcernNote,
    ConcernsPage,
    EarlierContact,
    StoredConcern,
)
from bot.store.migrating import migrate
from bot.store.queries import Queries
from bot.store.records import (
    AuditNote,
    ContactRow,
    ContactsPage,
    DeliveryNote,
    DoorChange,
    Edge,
    StoredRequest,
    StoredSummary,
    VersionNote,
)
from bot.store.staff_records import Role, StaffMember
from bot.store.store import Store, open_store
from bot.store.unit_of_work import UnitOfWork, Work

__all__ = [
    "Account",
    "AuditNote",
    "ConcernContent",
    "ConcernLine",
    "ConcernNote",
    "ConcernsPage",
    "ContactRow",
    "ContactsPage",
    "DeliveryNote",
    "DoorChange",
    "EarlierContact",
    "Edge",
    "Queries",
    "Role",
    "StaffMember",
    "Store",
    "StoredConcern",
    "StoredRequest",
    "StoredSummary",
    "UnitOfWork",
    "VersionNote",
    "Work",
    "migrate",
    "open_store",
]
