"""How many each staff member has opened, kept by the database itself, so that the inbox counts nothing."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

COUNTED = "subject_kind IN ('summary', 'request')"
ADD = """
    INSERT INTO opened (staff_id, number) VALUES ({who}, {change})
    ON CONFLICT (staff_id) DO UPDATE SET number = opened.number + excluded.number;
"""
SQLITE = {
    "INSERT": ("NEW.is_latest", "NEW.staff_id", "1"),
    "UPDATE OF is_latest": ("OLD.is_latest <> NEW.is_latest", "NEW.staff_id", "NEW.is_latest * 2 - 1"),
    "DELETE": ("OLD.is_latest", "OLD.staff_id", "-1"),
}
ONE_AFTER_THE_OTHER = 0x0F20_27D7
"""Number of the lock, on PostgreSQL, for whoever counts down for several."""

POSTGRESQL = f"""
CREATE FUNCTION count_opened() RETURNS trigger AS $$
DECLARE
    change integer := 0;
    who text;
BEGIN
    IF TG_OP <> 'DELETE' AND NEW.is_latest AND NEW.{COUNTED} THEN
        change := change + 1;
        who := NEW.staff_id;
    END IF;
    IF TG_OP <> 'INSERT' AND OLD.is_latest AND OLD.{COUNTED} THEN
        change := change - 1;
        who := OLD.staff_id;
    END IF;
    IF change < 0 AND TG_OP = 'UPDATE' THEN
        -- A change of what was opened concerns many members of staff, in any order: one such change after the other.
        PERFORM pg_advisory_xact_lock({ONE_AFTER_THE_OTHER});
    END IF;
    IF change <> 0 THEN
        {ADD.format(who="who", change="change")}
    END IF;
    RETURN NULL;
END
$$ LANGUAGE plpgsql
"""
# At the end of a transaction: nobody then waits for the count who holds what another one needs.
AT_THE_END = """
CREATE CONSTRAINT TRIGGER views_opened AFTER INSERT OR UPDATE OF is_latest OR DELETE ON views
DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION count_opened()
"""


def upgrade() -> None:
    op.create_table(
        "opened",
        sa.Column("staff_id", sa.String(length=64), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_opened_staff_id_staff")),
        sa.PrimaryKeyConstraint("staff_id", name=op.f("pk_opened")),
    )
    op.drop_index("ix_views_staff_id_is_latest_subject_kind", table_name="views")
    if op.get_bind().dialect.name == "sqlite":
        for when, (condition, who, change) in SQLITE.items():
            row = who.partition(".")[0]
            op.execute(
                f"CREATE TRIGGER {_name(when)} AFTER {when} ON views WHEN {condition} AND {row}.{COUNTED} "
                f"BEGIN {ADD.format(who=who, change=change)} END"
            )
    else:
        op.execute(POSTGRESQL)
        op.execute(AT_THE_END)
    # Last: whoever of an older version was writing to views has ended by now, and whoever comes next is counted.
    views = sa.table("views", *(sa.column(name) for name in ("staff_id", "subject_kind", "is_latest")))
    opened = sa.select(views.c.staff_id, sa.func.count()).where(
        sa.cast(views.c.is_latest, sa.Boolean()), views.c.subject_kind.in_(("summary", "request"))
    )
    into = sa.table("opened", sa.column("staff_id"), sa.column("number"))
    op.execute(sa.insert(into).from_select(["staff_id", "number"], opened.group_by(views.c.staff_id)))


def downgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        for when in SQLITE:
            op.execute(f"DROP TRIGGER {_name(when)}")
    else:
        op.execute("DROP TRIGGER views_opened ON views")
        op.execute("DROP FUNCTION count_opened()")
    op.create_index("ix_views_staff_id_is_latest_subject_kind", "views", ["staff_id", "is_latest", "subject_kind"])
    op.drop_table("opened")


def _name(when: str) -> str:
    what, _, _ = when.partition(" ")
    return f"views_opened_{what.lower()}"
