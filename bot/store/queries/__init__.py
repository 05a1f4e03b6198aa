"""What can be read, straight from the tables; nothing here writes or waits for a writer.

Source of the idea: cosmicpython, ``views.py``: only writes pass through the model.
"""

from __future__ import annotations

from bot.store.queries.audit import AuditQueries
from bot.store.queries.concerns import ConcernQueries
from bot.store.queries.contacts import ContactQueries
from bot.store.queries.deliveries import DeliveryQueries
from bot.store.queries.doors import DoorQueries
from bot.store.queries.staff import StaffQueries


class Queries(ContactQueries, ConcernQueries, DeliveryQueries, StaffQueries, AuditQueries, DoorQueries):
    """Every query of the store, as one object for a whole process."""


__all__ = ["Queries"]
