"""The door can be closed to residents."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "door_changes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("is_open", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.String(length=200), nullable=False),
        sa.Column("staff_id", sa.String(length=64), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_door_changes"),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name="fk_door_changes_staff_id_staff"),
    )


def downgrade() -> None:
    op.drop_table("door_changes")
