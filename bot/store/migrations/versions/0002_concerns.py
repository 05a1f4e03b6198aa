"""Safety concerns."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "concerns",
        sa.Column("contact_id", sa.String(length=64), nullable=False),
        sa.Column("tier", sa.String(length=40), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("reference", sa.String(length=16), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("arrived_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("picked_up_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("picked_up_by", sa.String(length=64), nullable=True),
        sa.ForeignKeyConstraint(["picked_up_by"], ["staff.id"], name="fk_concerns_picked_up_by_staff"),
        sa.PrimaryKeyConstraint("id", name="pk_concerns"),
        sa.UniqueConstraint("contact_id", name="uq_concerns_contact_id"),
        sa.UniqueConstraint("reference", name="uq_concerns_reference"),
    )
    op.create_index("ix_concerns_changed_at", "concerns", ["changed_at"])


def downgrade() -> None:
    op.drop_index("ix_concerns_changed_at", table_name="concerns")
    op.drop_table("concerns")
