"""The tables, one module for each thing that is kept.

- ``passed_on``   what a summary, a request and a concern have in common
- ``summaries``   strengths summaries, a row for each version of their words
- ``requests``    "I want a person", "I want an assessment"
- ``concerns``    safety concerns, for the safeguarding team alone
- ``deliveries``  what was promised to the council's own system, and each try
- ``resume_codes`` codes that open a conversation from another device, and tries that failed
- ``staff``       who may sign in, what they opened, sign-ins that failed
- ``doors``       when the door was closed to residents, and opened again
- ``audit``       who did what, in identifiers
- ``studio``      the rehearsal studio's groups, learners and rehearsals

Importing this package fills ``Table.metadata``.
"""

from bot.store.tables.audit import AuditEventRow
from bot.store.tables.base import Table
from bot.store.tables.concerns import ConcernRow
from bot.store.tables.deliveries import (
    EVERY_ROAD,
    GENERAL_ROAD,
    RESTRICTED_ROAD,
    AttemptRow,
    DeliveryRow,
    DeliveryState,
)
from bot.store.tables.doors import REASON_LENGTH, DoorChangeRow
from bot.store.tables.requests import RequestRow
from bot.store.tables.resume_codes import ResumeCodeRow, ResumeFailureRow
from bot.store.tables.staff import OpenedRow, SignInFailureRow, StaffRow, ViewRow
from bot.store.tables.studio import GroupRow, LearnerRow, RehearsalRow
from bot.store.tables.summaries import SummaryRow, VersionRow

__all__ = [
    "EVERY_ROAD",
    "GENERAL_ROAD",
    "REASON_LENGTH",
    "RESTRICTED_ROAD",
    "AttemptRow",
    "AuditEventRow",
    "ConcernRow",
    "DeliveryRow",
    "DeliveryState",
    "DoorChangeRow",
    "GroupRow",
    "LearnerRow",
    "OpenedRow",
    "RehearsalRow",
    "RequestRow",
    "ResumeCodeRow",
    "ResumeFailureRow",
    "SignInFailureRow",
    "StaffRow",
    "SummaryRow",
    "Table",
    "VersionRow",
    "ViewRow",
]
