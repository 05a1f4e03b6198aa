"""Alarms of things that people live with, taken out before danger is read.

The network was taught many alarms that mean a fire and few that mean a feeding pump; a parent who gets up to a pump six
times a night was told to leave the house. What is done here can only quieten the sound of a device in the sentence it
stands in: every other word is read as it was typed, and nothing is quietened beside a word of fire or breath.
"""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

import yaml

CUES = Path(__file__).with_name("devices.yml")


def without_device_alarms(text: str) -> str:
    """Return a text with the alarms of devices in other words; the same text when there are none.

    Args:
        text: as somebody typed it.
    """
    alarm, not_with, instead = _cues()
    if not_with.search(text):
        return text
    return alarm.sub(instead, text)


@lru_cache(maxsize=1)
def _cues() -> tuple[re.Pattern[str], re.Pattern[str], str]:
    read: dict[str, str] = yaml.safe_load(CUES.read_text(encoding="utf-8"))
    device, sounds = read["devices"], read["sounds"]
    alarm = rf"\b(?:{device})(?:'s)?(?: alarms?)?(?:{read['between']}) (?:{sounds})\b"
    return re.compile(alarm, re.IGNORECASE), re.compile(read["not_with"], re.IGNORECASE), read["instead"]
