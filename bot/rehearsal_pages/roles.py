"""Who may see what of the studio: rehearsing is open to all, what is kept of learners is the trainers'."""

from __future__ import annotations

from bot.store.staff_records import Role

TRAINERS = frozenset({Role.TRAINER})
"""Who makes groups and learners, and sees their rehearsals."""
