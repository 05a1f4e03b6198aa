"""A member of staff, for the tests of who may sign in."""

from __future__ import annotations

import pytest

from bot.store import StaffMember, Store
from tests.conftest import StandingClock
from tests.handover.conftest import a_member


@pytest.fixture
def priya(store: Store, clock: StandingClock) -> StaffMember:
    """A member of the front-door team."""
    return a_member(store, clock, name="Priya")
