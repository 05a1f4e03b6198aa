"""Groups of learners, learners, and their rehearsals."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "learner_groups",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("trainer_id", sa.String(length=64), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["trainer_id"], ["staff.id"], name="fk_learner_groups_trainer_id_staff"),
        sa.PrimaryKeyConstraint("id", name="pk_learner_groups"),
    )
    op.create_index("ix_learner_groups_trainer_id", "learner_groups", ["trainer_id"])
    op.create_table(
        "learners",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("group_id", sa.String(length=64), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("code_key", sa.String(length=64), nullable=False),
        sa.Column("code_made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["group_id"], ["learner_groups.id"], name="fk_learners_group_id_learner_groups"),
        sa.PrimaryKeyConstraint("id", name="pk_learners"),
        sa.UniqueConstraint("code_key", name="uq_learners_code_key"),
    )
    op.create_index("ix_learners_group_id", "learners", ["group_id"])
    op.create_table(
        "rehearsals",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("learner_id", sa.String(length=64), nullable=False),
        sa.Column("resident", sa.String(length=80), nullable=False),
        sa.Column("begun_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("record", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("view", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("counted", sa.JSON(none_as_null=True), nullable=False),
        sa.ForeignKeyConstraint(["learner_id"], ["learners.id"], name="fk_rehearsals_learner_id_learners"),
        sa.PrimaryKeyConstraint("id", name="pk_rehearsals"),
    )
    op.create_index("ix_rehearsals_learner_id_begun_at", "rehearsals", ["learner_id", "begun_at"])


def downgrade() -> None:
    op.drop_table("rehearsals")
    op.drop_table("learners")
    op.drop_table("learner_groups")
