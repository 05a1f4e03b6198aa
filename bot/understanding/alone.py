"""Danger read without Rasa and without its trained model: what the doors fall back on.

The network is a file of its own and needs neither. If even that fails, the plain net of patterns remains.
"""

from __future__ import annotations

from bot.logs import logger
from bot.strengths.safety import Safety
from bot.understanding.danger import Limits, weigh
from bot.understanding.devices import without_device_alarms
from bot.understanding.plainly_safe import is_plainly_safe
from bot.understanding.safety_net import read_safety

log = logger(__name__)


def safety_alone(text: str) -> Safety:
    """Return what danger a message voices, as far as that can be told without the trained model.

    Args:
        text: as somebody typed it.

    Returns:
        The network's reading and the net's together; the net's alone if the network cannot be read.
    """
    if is_plainly_safe(text):
        return Safety()
    text = without_device_alarms(text)
    caught = read_safety(text)
    try:
        from bot.understanding.reading import reader

        heard = weigh(reader().read(text), None, caught, Limits())
    except Exception as error:  # noqa: BLE001 - whatever is broken, danger is still looked for
        log.error("network_unreadable", error=type(error).__name__)
        return caught
    # With the third reading missing, what the net caught stands: a miss is worse than a false alarm.
    return heard if heard.is_passed_on or not caught.is_passed_on else caught
