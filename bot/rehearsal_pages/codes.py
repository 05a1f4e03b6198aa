"""The code a learner comes in with: long enough that nobody guesses one, short enough to be typed."""

from __future__ import annotations

import hmac
import re
import secrets

from bot.settings import Settings

LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
GROUPS = 4
GROUP = 4
"""Sixteen of 31 letters are 79 bits: at a million tries a second it would take longer than the world is old."""

PURPOSE = b"front door: learners' codes"


def new_code() -> str:
    """Return a code, such as ``k3x9-p7mq-a2bd-z8tr``."""
    return "-".join("".join(secrets.choice(LETTERS) for _ in range(GROUP)) for _ in range(GROUPS))


def digest_of(code: str, settings: Settings) -> str:
    """Return what is kept of a code; the code cannot be had back from it.

    Args:
        code: as it was typed: capitals, spaces and hyphens make no difference.
        settings: hold the secret.
    """
    typed = re.sub(r"[^a-z0-9]", "", code.lower())
    key = hmac.digest(settings.signing_key().encode(), PURPOSE, "sha256")
    return hmac.new(key, typed.encode(), "sha256").hexdigest()
