"""``frontdoor door``."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from click.testing import Result

from bot.bootstrap import is_door_open
from bot.errors import NoReasonError

pytestmark = pytest.mark.usefixtures("migrated")


def test_the_door_is_closed_looked_at_and_opened(type_in: Callable[..., Result]) -> None:
    assert type_in("door", "status").output == "The door is open.\n"
    assert "The door is closed." in type_in("door", "close", "--reason", "A number is wrong").output
    assert not is_door_open()
    said = type_in("door", "status").output
    assert said.startswith("The door is closed.\n")
    assert "closed by whoever runs this service: A number is wrong" in said
    assert "The door is open." in type_in("door", "open").output
    assert is_door_open()
    assert type_in("door", "open").output == "The door was open already.\n"


def test_nobody_closes_it_without_a_reason(type_in: Callable[..., Result]) -> None:
    assert "Missing option '--reason'" in type_in("door", "close").output
    assert isinstance(type_in("door", "close", "--reason", " ").exception, NoReasonError)
    assert is_door_open()
