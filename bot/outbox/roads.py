"""The two roads out: to the council's own system, and to the safeguarding team's.

What travels on which goes by the kind of subject. A road without an address is closed: what waits for it waits, and
never takes the other.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from bot.outbox.sender import Sender
from bot.settings import Settings
from bot.store.tables import GENERAL_ROAD, RESTRICTED_ROAD


@dataclass(frozen=True, kw_only=True)
class Road:
    """One road.

    Attributes:
        name: for logs, such as ``general``.
        kinds: the kinds of subject that travel on it.
        url: where it leads; empty when it is closed.
        secret: signs what travels on it.
        timeout: seconds to wait for an answer at its end.
        setting: how the names of its settings begin.
    """

    name: str
    kinds: frozenset[str]
    url: str
    secret: str
    timeout: float
    setting: str

    def sender(self) -> Sender:
        """Return what sends along it.

        Raises:
            SettingsError: the address or the secret cannot be used.
        """
        return Sender(self.url, self.secret, self.timeout, self.setting)


def general_road(chosen: Settings) -> Road:
    """Return the road of summaries and requests.

    Args:
        chosen: the settings.
    """
    return Road(
        name="general",
        kinds=GENERAL_ROAD,
        url=chosen.webhook_url,
        secret=chosen.webhook_secret,
        timeout=chosen.webhook_timeout,
        setting="FRONTDOOR_WEBHOOK",
    )


def restricted_road(chosen: Settings) -> Road:
    """Return the road of concerns.

    Args:
        chosen: the settings.
    """
    return Road(
        name="restricted",
        kinds=RESTRICTED_ROAD,
        url=chosen.safeguarding_webhook_url,
        secret=chosen.safeguarding_webhook_secret,
        timeout=chosen.webhook_timeout,
        setting="FRONTDOOR_SAFEGUARDING_WEBHOOK",
    )


def all_roads(chosen: Settings) -> Iterator[Road]:
    """Return both roads.

    Args:
        chosen: the settings.
    """
    yield general_road(chosen)
    yield restricted_road(chosen)
