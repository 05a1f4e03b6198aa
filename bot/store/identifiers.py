"""Ids: issuing them, and telling them from anything else that comes in an address or a form."""

from __future__ import annotations

import re
from uuid import uuid4

from bot.errors import NotFoundError
from bot.store.columns import IDENTIFIER_LENGTH

IDENTIFIER = re.compile(rf"[A-Za-z0-9_.:-]{{1,{IDENTIFIER_LENGTH}}}")


def issue() -> str:
    """Return an id that nothing else has."""
    return uuid4().hex


def is_identifier(text: str) -> bool:
    """Return whether a text could be one of our ids."""
    return IDENTIFIER.fullmatch(text) is not None


def checked(text: str) -> str:
    """Return the id.

    Raises:
        NotFoundError: it cannot be one, so no row has it. PostgreSQL would fail on some such texts.
    """
    if not is_identifier(text):
        raise NotFoundError("Nothing has an id like that.")
    return text
