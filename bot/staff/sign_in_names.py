"""The names staff sign in with."""

from __future__ import annotations

import re

LONGEST = 120
USABLE = re.compile(rf"[a-z0-9._@+-]{{1,{LONGEST}}}")


def normal(sign_in_name: str) -> str:
    """Return a name as it is kept: no spaces around it, in lower case."""
    return sign_in_name.strip().lower()


def is_usable(sign_in_name: str) -> bool:
    """Return whether somebody could have this name."""
    return USABLE.fullmatch(sign_in_name) is not None
