"""What the doors themselves say, read from ``words.yml`` beside this file."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import yaml

from bot.channels.grammar import MOST_CHARACTERS
from bot.settings import Settings

WORDS = Path(__file__).with_name("words.yml")


@lru_cache(maxsize=1)
def _words() -> dict[str, dict[str, str]]:
    loaded: dict[str, dict[str, str]] = yaml.safe_load(WORDS.read_text(encoding="utf-8"))
    return loaded


def speaker(who: str) -> str:
    """Return how a speaker is announced: ``resident`` or ``front_door``."""
    return _words()["speakers"][who]


def standing_titles() -> dict[str, str]:
    """Return the titles of the choices that are possible at every turn, in the order they are shown."""
    return _words()["standing_choices"]


def refusal(code: str) -> str:
    """Return what is said when a message cannot be taken, by the code of ``MessageRefusedError``."""
    return _words()["refusals"][code].replace("{limit}", f"{MOST_CHARACTERS:,}")


def embedding() -> dict[str, str]:
    """Return what stands on a council's own page that opens the chat."""
    return _words()["embed"]


def closed(key: str) -> str:
    """Return what the page says while the door is closed to residents."""
    return _words()["closed"][key]


def ring_us(settings: Settings) -> str:
    """Return how to reach a person by telephone, or nothing when no number is set."""
    if not settings.team_phone:
        return ""
    line = str(_words()["ring_us"])
    return line.replace("{phone}", settings.team_phone).replace("{hours}", settings.team_hours)


def telegram(key: str, **values: str) -> str:
    """Return what only the Telegram door says.

    Args:
        key: which line.
        values: what is put in for its placeholders.
    """
    line = _words()["telegram"][key]
    for name, value in values.items():
        line = line.replace(f"{{{name}}}", value)
    return line


def offered_title(kind: str) -> str:
    """Return what a message of this kind, which nobody could read, is called in the conversation."""
    return _words()["offered"][kind]


def command_titles() -> dict[str, str]:
    """Return the commands of Telegram's menu and what it says beside each."""
    return _words()["commands"]
