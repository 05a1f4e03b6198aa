"""What a simulated resident notices about how it is spoken to, whoever read the turn.

A resident answers to how it is asked (practice 4.5), so its engine takes a reading of the learner's turn and not a
reader. Anything with these fields will do.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol


class Turn(Protocol):
    """A learner's turn, read: observed features of practice (practice 4.2), no score.

    Attributes:
        form: ``none``, ``open``, ``closed`` or ``choice``.
        leading: puts the answer into the resident's mouth.
        multiple: asks more than one thing.
        deficit_led: is after problems, needs or what cannot be done.
        strengths_seeking: is after what is strong, liked or hoped for.
        acknowledges: names a feeling or a difficulty.
        reflection: says back or deepens what was said.
        affirmation: names an effort or a quality.
        advice: tells the resident what to do, or takes over.
        asks_permission: asks whether it may.
        blame: tells off.
        jargon: uses field terms.
        style: ``conventional``, ``strengths_based``, ``strengths_only`` or ``asset_balanced``.
    """

    @property
    def form(self) -> str: ...  # noqa: D102
    @property
    def leading(self) -> bool: ...  # noqa: D102
    @property
    def multiple(self) -> bool: ...  # noqa: D102
    @property
    def deficit_led(self) -> bool: ...  # noqa: D102
    @property
    def strengths_seeking(self) -> bool: ...  # noqa: D102
    @property
    def acknowledges(self) -> bool: ...  # noqa: D102
    @property
    def reflection(self) -> bool: ...  # noqa: D102
    @property
    def affirmation(self) -> bool: ...  # noqa: D102
    @property
    def advice(self) -> bool: ...  # noqa: D102
    @property
    def asks_permission(self) -> bool: ...  # noqa: D102
    @property
    def blame(self) -> bool: ...  # noqa: D102
    @property
    def jargon(self) -> bool: ...  # noqa: D102
    @property
    def style(self) -> str: ...  # noqa: D102


ReadTurn = Callable[[str, str], Turn]
"""Reads a turn: what the other had said before it, and the turn's text."""
