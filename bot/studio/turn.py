"""What a simulated resident notices about how it is spoken to, whoever read the turn.

A resident answers to how it is asked (practice 4.5), so its engine takes a reading of the learner's turn and not a
reader. Anything with these fields will do.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol


class Turn(Protocol):
    """A learner's turn, read: observed features of practice (practice 4.2), no score."""

    @property
    def form(self) -> str:
        """``none``, ``open``, ``closed`` or ``choice``."""

    @property
    def leading(self) -> bool:
        """Whether it puts the answer into the resident's mouth."""

    @property
    def multiple(self) -> bool:
        """Whether it asks more than one thing."""

    @property
    def deficit_led(self) -> bool:
        """Whether it is after problems, needs or what cannot be done."""

    @property
    def strengths_seeking(self) -> bool:
        """Whether it is after what is strong, liked or hoped for."""

    @property
    def acknowledges(self) -> bool:
        """Whether it names a feeling or a difficulty."""

    @property
    def reflection(self) -> bool:
        """Whether it says back or deepens what was said."""

    @property
    def affirmation(self) -> bool:
        """Whether it names an effort or a quality."""

    @property
    def advice(self) -> bool:
        """Whether it tells the resident what to do, or takes over."""

    @property
    def asks_permission(self) -> bool:
        """Whether it asks whether it may."""

    @property
    def blame(self) -> bool:
        """Whether it tells off."""

    @property
    def jargon(self) -> bool:
        """Whether it uses field terms."""

    @property
    def style(self) -> str:
        """``conventional``, ``strengths_based``, ``strengths_only``, ``asset_balanced`` or another of the reader's."""


ReadTurn = Callable[[str, str], Turn]
"""Reads a turn: what the other had said before it, and the turn's text."""
