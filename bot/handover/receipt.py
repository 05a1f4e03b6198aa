"""What a resident gets for something handed over, and the reference they can quote."""

from __future__ import annotations

import secrets
from dataclasses import dataclass

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's base 32: no I, L, O or U, so that it can be read out and copied by hand."""

GROUP = 4


@dataclass(frozen=True, kw_only=True)
class Receipt:
    """That something is with the team.

    Attributes:
        reference: what the resident can quote.
        version: counts up with each change, from 1.
        repeated: whether it was there already, so that nothing new was written.
    """

    reference: str
    version: int
    repeated: bool


def new_reference() -> str:
    """Return a reference such as ``FD-7K3M-Q2XT``; it says nothing about the person or the order of arrival."""
    first, second = ("".join(secrets.choice(ALPHABET) for _ in range(GROUP)) for _ in range(2))
    return f"FD-{first}-{second}"
