"""The inbox's list and its counts without going through everything that was ever shared."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

PASSED_ON = ("summaries", "requests")
VIEWS = sa.table("views", sa.column("subject_id"), sa.column("version"), sa.column("is_latest", sa.Boolean()))


def upgrade() -> None:
    op.add_column("views", sa.Column("is_latest", sa.Boolean(), nullable=False, server_default=sa.false()))
    for table in PASSED_ON:
        row = sa.table(table, *(sa.column(name) for name in ("id", "version", "erased_at")))
        is_read = sa.exists().where(
            row.c.id == VIEWS.c.subject_id, row.c.version <= VIEWS.c.version, row.c.erased_at.is_(None)
        )
        op.execute(sa.update(VIEWS).where(is_read).values(is_latest=True))
        op.create_index(f"ix_{table}_changed_at_id", table, ["changed_at", "id"])
        op.create_index(f"ix_{table}_erased_at", table, ["erased_at"])
    op.create_index("ix_views_staff_id_is_latest_subject_kind", "views", ["staff_id", "is_latest", "subject_kind"])


def downgrade() -> None:
    op.drop_index("ix_views_staff_id_is_latest_subject_kind", table_name="views")
    for table in PASSED_ON:
        op.drop_index(f"ix_{table}_erased_at", table_name=table)
        op.drop_index(f"ix_{table}_changed_at_id", table_name=table)
    op.drop_column("views", "is_latest")
