"""Conversations in these tests pass things on to a stand-in store."""

from __future__ import annotations

from collections.abc import Iterator
from types import SimpleNamespace

import pytest

from tests.dialogue.conversation import stand_in_store


@pytest.fixture
def passed_on() -> Iterator[SimpleNamespace]:
    """The stand-in store; ``done`` lists what was passed on."""
    with stand_in_store() as store:
        yield store
