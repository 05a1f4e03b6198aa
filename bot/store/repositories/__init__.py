"""What a unit of work can write, one repository for each thing that is kept.

One verb for each act: ``add``, ``get`` (raises NotFoundError), ``find`` (may be None), ``list_``, ``claim``, ``mark_``.
What is read here is locked on PostgreSQL until the unit of work ends; on SQLite the one writer is alone anyway.
"""

from bot.store.repositories.audit import AuditRepository
from bot.store.repositories.concerns import ConcernRepository
from bot.store.repositories.deliveries import DeliveryRepository
from bot.store.repositories.doors import DoorRepository
from bot.store.repositories.requests import RequestRepository
from bot.store.repositories.resume_codes import ResumeCodeRepository
from bot.store.repositories.staff import StaffRepository
from bot.store.repositories.summaries import SummaryRepository
from bot.store.repositories.views import ViewRepository

__all__ = [
    "AuditRepository",
    "ConcernRepository",
    "DeliveryRepository",
    "DoorRepository",
    "RequestRepository",
    "ResumeCodeRepository",
    "StaffRepository",
    "SummaryRepository",
    "ViewRepository",
]
