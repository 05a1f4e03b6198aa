"""How much may come in: from one network address, in one conversation; nobody can crowd the others out.

A bucket for each sender that fills again by itself (the "token bucket" of network engineers). It is kept in this
process's memory only: nothing about who asked is written anywhere. Several servers side by side each count for
themselves. An address may be a whole library's or a whole mobile network's, so what it is allowed is generous, and
what one conversation is allowed is what a person can type and press.
"""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from ipaddress import IPv6Address, ip_address

MOST_SENDERS = 20_000
"""Senders remembered at once; whoever has been quiet longest is forgotten first, and starts with a full bucket."""

SECONDS_IN_A_MINUTE = 60.0

LOOKS_A_MINUTE = 30
"""Messages over a limit that are looked at for danger, from one address."""


class Allowance:
    """So much a minute for each sender, all of it at once if they like.

    Args:
        a_minute: how much; 0 is no limit.
        clock: seconds that only go up.
        most_senders: how many are remembered.
    """

    def __init__(
        self, a_minute: int, clock: Callable[[], float] = time.monotonic, most_senders: int = MOST_SENDERS
    ) -> None:
        self._a_minute = a_minute
        self._clock = clock
        self._most_senders = most_senders
        self._left: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def take(self, sender: str) -> bool:
        """Return whether a sender may have one more, and count it if so."""
        if not self._a_minute:
            return True
        now = self._clock()
        left, at = self._left.pop(sender, (float(self._a_minute), now))
        left = min(float(self._a_minute), left + (now - at) * self._a_minute / SECONDS_IN_A_MINUTE)
        allowed = left >= 1
        self._left[sender] = (left - 1 if allowed else left, now)
        if len(self._left) > self._most_senders:
            self._left.popitem(last=False)
        return allowed


@dataclass(frozen=True, kw_only=True)
class Limits:
    """Every limit of the web door.

    Attributes:
        requests: by network address.
        new_chats: conversations begun, by network address.
        messages: by conversation.
        looks: messages over a limit that are looked at for danger all the same, by network address.
    """

    requests: Allowance
    new_chats: Allowance
    messages: Allowance
    looks: Allowance


def limits(*, requests: int, new_chats: int, messages: int) -> Limits:
    """Return the limits, each so much a minute; 0 is no limit."""
    return Limits(
        requests=Allowance(requests),
        new_chats=Allowance(new_chats),
        messages=Allowance(messages),
        looks=Allowance(LOOKS_A_MINUTE),
    )


def sender_at(address: str) -> str:
    """Return whom an address counts for: one household has as many IPv6 addresses as it likes, in one network.

    Args:
        address: as the network or a web server of ours gave it.
    """
    try:
        read = ip_address(address.strip())
    except ValueError:
        return address[:64]
    if isinstance(read, IPv6Address):
        mapped = read.ipv4_mapped
        return str(mapped) if mapped else str(IPv6Address(int(read) >> 64 << 64)) + "/64"
    return str(read)
