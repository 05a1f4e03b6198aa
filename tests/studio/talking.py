"""Talking with a simulated resident in a test."""

from __future__ import annotations

from bot.studio.feedback import feedback
from bot.studio.rehearsal.rehearsal import Rehearsal, start
from bot.studio.resident.cast import residents

RESIDENTS = tuple(residents())


def talk(resident: str, *turns: str, seed: int = 1, safety: bool = False) -> Rehearsal:
    """Play turns against a resident."""
    rehearsal = start(residents()[resident], seed=seed, safety=safety)
    for said in turns:
        rehearsal = rehearsal.say(said, feedback)
    return rehearsal


def replies(rehearsal: Rehearsal) -> list[str]:
    """What the resident said."""
    return [each.reply.text for each in rehearsal.exchanges]


def happened(rehearsal: Rehearsal) -> list[str]:
    """What each turn did."""
    return [each.reply.happened for each in rehearsal.exchanges]
