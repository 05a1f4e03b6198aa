"""The connection to the database of conversations, set up so that no resident waits long for it.

Rasa's own connection waits for as long as the network likes, is not tried before it is used again, and its errors
quote what was to be written: people's words.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import Engine, create_engine, event
from sqlalchemy.engine import URL

LOCK_WAIT = 2
"""Seconds a writer waits for another one."""

CONNECT_WAIT = 2
"""Seconds to wait for PostgreSQL to answer at all."""

SILENCE = {"keepalives_idle": 2, "keepalives_interval": 1, "keepalives_count": 2, "tcp_user_timeout": 4000}
"""After some four seconds without a sign of life a connection counts as lost (libpq's names)."""

POOL = 8
"""Connections kept: as many as there are threads that use one (``bot.dialogue.waiting``)."""


def make_engine(url: URL) -> Engine:
    """Return an engine for an address; nothing is connected yet.

    Args:
        url: an SQLAlchemy address, ``sqlite:///...`` or ``postgresql://...``.
    """
    # hide_parameters: the parameters are people's words, and an error message may reach a log.
    if url.get_backend_name() == "sqlite":
        engine = create_engine(url, connect_args={"timeout": LOCK_WAIT}, hide_parameters=True)
        event.listen(engine, "connect", _set_up_sqlite)
        return engine
    waits = {"connect_timeout": CONNECT_WAIT, "options": f"-c lock_timeout={LOCK_WAIT * 1000}", **SILENCE}
    return create_engine(url, connect_args=waits, pool_size=POOL, pool_pre_ping=True, hide_parameters=True)


def _set_up_sqlite(connection: Any, _: Any) -> None:
    cursor = connection.cursor()
    cursor.execute(f"PRAGMA busy_timeout={LOCK_WAIT * 1000}")
    cursor.execute("PRAGMA journal_mode=WAL")
    cursor.execute("PRAGMA secure_delete=ON")
    cursor.close()
