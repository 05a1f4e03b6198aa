"""Danger read without Rasa, for a door whose model is missing or fails. So far the plain net alone looks."""

from __future__ import annotations

from bot.strengths.safety import Safety
from bot.understanding.safety_net import read_safety


def safety_alone(text: str) -> Safety:
    """Return what danger the words show."""
    return read_safety(text)
