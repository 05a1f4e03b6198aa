"""Beginning to be watched: what each process does once, when it starts."""

from __future__ import annotations

from collections.abc import Callable

from bot.logs import logger
from bot.monitoring import metrics
from bot.monitoring.address import Address
from bot.monitoring.presence import stay_present
from bot.settings import Settings

log = logger(__name__)

PROCESSES = ("conversation", "actions", "inbox", "deliveries", "studio")
"""Each has its own port, counted from the one in the settings, in this order."""


def port_of(process: str, settings: Settings) -> int | None:
    """Return the port at which a process tells how it is, or None when it tells nobody.

    Args:
        process: its name.
        settings: of this Front Door.
    """
    return settings.monitoring_port + PROCESSES.index(process) if settings.monitoring_port else None


def begin(
    process: str,
    settings: Settings,
    *,
    is_ready: Callable[[], bool],
    is_alive: Callable[[], bool] = lambda: True,
    is_door_open: Callable[[], bool] | None = None,
) -> Address | None:
    """Let a process tell how it is, if the settings name a port; and have it known that it runs.

    A port that is taken is no reason to leave residents without an answer: that is logged, and everything else goes on.

    Args:
        process: its name.
        settings: of this Front Door.
        is_ready: whether everything it needs can be reached.
        is_alive: whether it still does something.
        is_door_open: asks the database whether residents may come in.

    Returns:
        Where it tells it, or None.
    """
    stay_present(settings.data_folder)
    metrics.begin_at_nothing(process)
    if is_door_open is not None:
        metrics.follow_door(is_door_open)
    port = port_of(process, settings)
    if port is None:
        return None
    try:
        address = Address(settings.monitoring_host, port, is_alive, is_ready, settings.monitoring_token)
    except OSError as error:
        log.error("monitoring.not_listening", port=port, error=type(error).__name__)
        return None
    address.begin()
    log.info("monitoring.listening", port=port)
    return address
