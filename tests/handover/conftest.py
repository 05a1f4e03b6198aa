"""Members of staff, for the tests of what staff do."""

from __future__ import annotations

import pytest

from bot.staff import add_staff
from bot.store import StaffMember, Store
from tests.conftest import StandingClock

PASSWORD = "correct horse battery"


def a_member(store: Store, clock: StandingClock, *, name: str, roles: tuple[str, ...] = ("front_door",)) -> StaffMember:
    """Add somebody and return them."""
    add_staff(store.unit_of_work(), name, name.lower(), PASSWORD, roles, clock)
    return next(member for member in store.queries.list_staff() if member.name == name)


@pytest.fixture
def priya(store: Store, clock: StandingClock) -> StaffMember:
    """A member of the front-door team."""
    return a_member(store, clock, name="Priya")


@pytest.fixture
def dylan(store: Store, clock: StandingClock) -> StaffMember:
    """Another member of the front-door team."""
    return a_member(store, clock, name="Dylan")


@pytest.fixture
def trainer(store: Store, clock: StandingClock) -> StaffMember:
    """Somebody with no road to a real contact."""
    return a_member(store, clock, name="Tomasz", roles=("trainer", "administrator"))
