"""Database errors, in the words of our own error tree."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import exc

from bot.errors import ConflictError, FrontDoorError, StoreUnavailableError

UNAVAILABLE = (exc.OperationalError, exc.InterfaceError, exc.InternalError, exc.TimeoutError)
"""Cannot reach it, it is locked, it is full, or it is damaged."""


def as_our_own(error: exc.SQLAlchemyError) -> FrontDoorError | None:
    """Return the error of our tree that says the same, or None when the fault is in our own code.

    The message never repeats the database's, which may quote a row.
    """
    if isinstance(error, exc.IntegrityError):
        return ConflictError("Somebody else wrote the same thing at the same moment.")
    damaged = type(error) is exc.DatabaseError
    cut_off = isinstance(error, exc.DBAPIError) and error.connection_invalidated
    if isinstance(error, UNAVAILABLE) or damaged or cut_off:
        return StoreUnavailableError("The database could not be reached or written.")
    return None


@contextmanager
def in_our_words() -> Iterator[None]:
    """Turn database errors raised inside into our own.

    Raises:
        StoreUnavailableError: the database could not be reached or written.
        ConflictError: a row that must be the only one of its kind is already there.
    """
    try:
        yield
    except exc.SQLAlchemyError as error:
        ours = as_our_own(error)
        if ours is None:
            raise
        raise ours from error
