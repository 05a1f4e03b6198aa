"""A clock that is moved for processes of their own: what was said becomes older."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path


def let_time_pass(conversations: Path, minutes: float) -> None:
    """Make everything that was said so far that much older.

    Args:
        conversations: the SQLite file of conversations under way.
        minutes: how much.
    """
    seconds = minutes * 60
    with closing(sqlite3.connect(conversations, timeout=10)) as file, file:
        moved = file.execute(
            "UPDATE events SET timestamp = timestamp - ?,"
            " data = json_set(data, '$.timestamp', json_extract(data, '$.timestamp') - ?)",
            (seconds, seconds),
        )
        assert moved.rowcount
