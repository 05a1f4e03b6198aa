"""Codes that open a conversation from another device."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "resume_codes",
        sa.Column("conversation", sa.String(length=64), nullable=False),
        sa.Column("code_key", sa.String(length=64), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("taker_key", sa.String(length=64), nullable=True),
        sa.Column("taken_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("conversation", name="pk_resume_codes"),
        sa.UniqueConstraint("code_key", name="uq_resume_codes_code_key"),
    )
    op.create_table(
        "resume_failures",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("address_key", sa.String(length=64), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_resume_failures"),
    )
    op.create_index("ix_resume_failures_address_key_at", "resume_failures", ["address_key", "at"])
    op.create_index("ix_resume_failures_at", "resume_failures", ["at"])


def downgrade() -> None:
    op.drop_index("ix_resume_failures_at", table_name="resume_failures")
    op.drop_index("ix_resume_failures_address_key_at", table_name="resume_failures")
    op.drop_table("resume_failures")
    op.drop_table("resume_codes")
