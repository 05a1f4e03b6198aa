"""How much may come in, and whom it counts for."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any, cast

import pytest
from sanic.compat import Header
from sanic.request import Request

from bot.channels.web.door import Door
from bot.channels.web.limits import Allowance, sender_at
from bot.settings import Settings


class Seconds:
    """A clock that moves only when told to."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


def test_a_minutes_worth_may_come_at_once_and_then_bit_by_bit() -> None:
    clock = Seconds()
    allowance = Allowance(60, clock)
    assert [allowance.take("a") for _ in range(61)] == [True] * 60 + [False]
    clock.now = 1.0
    assert [allowance.take("a"), allowance.take("a")] == [True, False]
    clock.now = 1000.0
    assert [allowance.take("a") for _ in range(61)].count(True) == 60


def test_one_sender_takes_nothing_from_another() -> None:
    allowance = Allowance(1, Seconds())
    assert [allowance.take(sender) for sender in "abab"] == [True, True, False, False]


def test_no_limit_is_no_limit() -> None:
    allowance = Allowance(0, Seconds())
    assert all(allowance.take("a") for _ in range(10_000))


def test_only_so_many_senders_are_remembered_and_the_quietest_is_forgotten_first() -> None:
    allowance = Allowance(1, Seconds(), most_senders=2)
    for sender in "abc":
        assert allowance.take(sender)
    assert not allowance.take("c")
    assert allowance.take("a"), "forgotten, so it starts afresh"


@pytest.mark.parametrize(
    ("address", "sender"),
    [
        ("192.0.2.7", "192.0.2.7"),
        (" 192.0.2.7 ", "192.0.2.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2::1", "2001:db8:1:2::/64"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("x" * 1000, "x" * 64),
    ],
)
def test_a_household_with_many_addresses_counts_as_one(address: str, sender: str) -> None:
    assert sender_at(address) == sender


@pytest.mark.parametrize(
    ("settings", "passed_on", "found"),
    [
        ({}, ["203.0.113.9"], "10.0.0.1"),
        ({"behind_tls": True}, ["203.0.113.9"], "203.0.113.9"),
        ({"behind_tls": True}, ["made up, 203.0.113.9"], "203.0.113.9"),
        ({"behind_tls": True}, ["made up", "203.0.113.9"], "203.0.113.9"),
        ({"behind_tls": True}, [], "10.0.0.1"),
        ({"proxies": 1}, ["made up, 203.0.113.9"], "203.0.113.9"),
        ({"proxies": 2}, ["made up, 203.0.113.9, 192.0.2.1"], "203.0.113.9"),
        ({"proxies": 2, "behind_tls": True}, ["203.0.113.9"], "203.0.113.9"),
        ({"proxies": 1}, [" , "], "10.0.0.1"),
    ],
)
def test_the_visitors_address_is_what_our_own_web_servers_say(
    settings: dict[str, Any], passed_on: list[str], found: str
) -> None:
    door = cast(Door, SimpleNamespace(settings=Settings(_env_file=None, **settings)))  # type: ignore[call-arg]
    headers = Header([("x-forwarded-for", line) for line in passed_on])
    request = cast(Request, SimpleNamespace(headers=headers, ip="10.0.0.1"))
    assert Door.address_of(door, request) == found
