"""Keeping passwords so that nobody can read them, and checking them."""

from __future__ import annotations

import secrets
from functools import lru_cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from bot.errors import NotAllowedError

SHORTEST = 12
LONGEST = 200
"""Longer than anybody types; hashing a megabyte would keep the server busy."""

WORD_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
GROUPS = 4
GROUP = 5

NONE = ""
"""Kept for somebody who has no password any more; nothing that is typed fits it."""

HASHER = PasswordHasher()


def generate() -> str:
    """Return a password that can be read out and typed: about 99 bits, as ``k3x9p-...``."""
    return "-".join("".join(secrets.choice(WORD_LETTERS) for _ in range(GROUP)) for _ in range(GROUPS))


def hashed(password: str) -> str:
    """Return how a password is kept.

    Raises:
        NotAllowedError: it is too short or too long; the message says so, and can be shown to staff.
    """
    if not SHORTEST <= len(password) <= LONGEST:
        raise NotAllowedError(f"A password has {SHORTEST} to {LONGEST} characters.")
    return HASHER.hash(_as_bytes(password))


def is_right(password: str, kept: str | None) -> bool:
    """Return whether a password is the one that was kept.

    Args:
        password: what was typed.
        kept: what was kept, or None if nobody has the name typed. That costs as much time as a wrong password, so
            that nobody can find out who has a sign-in.
    """
    decoy = _decoy(HASHER)
    try:
        fits = HASHER.verify(kept or decoy, _as_bytes(password[:LONGEST]))
    except (VerificationError, InvalidHashError):
        return False
    return fits and kept is not None and len(password) <= LONGEST


def needs_rehash(kept: str) -> bool:
    """Return whether a password is kept in a way that is weaker than today's."""
    return HASHER.check_needs_rehash(kept)


def _as_bytes(password: str) -> bytes:
    # A form can carry half a character; it is a wrong password, not a fault.
    return password.encode("utf-8", "surrogatepass")


@lru_cache(maxsize=1)
def _decoy(hasher: PasswordHasher) -> str:
    return hasher.hash(secrets.token_bytes())
