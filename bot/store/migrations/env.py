"""What Alembic runs: on the connection it is given, or, from the command line, on the settings' database."""

from __future__ import annotations

from typing import Any, Literal

from alembic import context
from sqlalchemy import Connection

from bot.settings import settings
from bot.store.columns import UtcDateTime
from bot.store.migrating import migration_connection
from bot.store.tables import Table


def as_plain_column(kind: str, item: Any, _: Any) -> str | Literal[False]:
    """Write SQLAlchemy's own types into new steps: a step must not change when our classes do."""
    return "sa.DateTime(timezone=True)" if kind == "type" and isinstance(item, UtcDateTime) else False


def run(connection: Connection) -> None:
    """Run the migrations asked for."""
    context.configure(
        connection=connection,
        target_metadata=Table.metadata,
        compare_type=True,
        # SQLite cannot alter most of a table; Alembic then copies it.
        render_as_batch=connection.dialect.name == "sqlite",
        render_item=as_plain_column,
    )
    with context.begin_transaction():
        context.run_migrations()


given: Connection | None = context.config.attributes.get("connection")
if given is not None:
    run(given)
else:
    with migration_connection(settings().store_url) as own:
        run(own)
