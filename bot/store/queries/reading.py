"""Opening a connection for reading."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, Engine
from sqlalchemy.orm import Session

from bot.store.faults import in_our_words


class Reading:
    """Base of the queries.

    Args:
        engine: the database.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    @contextmanager
    def _reading(self) -> Iterator[Session]:
        """Give a session that sees one moment and ends with the block.

        Raises:
            StoreUnavailableError: the database could not be reached.
        """
        with in_our_words(), Session(self._engine) as session:
            yield session

    @contextmanager
    def _connected(self) -> Iterator[Connection]:
        """Give a connection that ends with the block, for what is read at every page: no objects are made of its rows.

        Raises:
            StoreUnavailableError: the database could not be reached.
        """
        with in_our_words(), self._engine.connect() as connection:
            yield connection
