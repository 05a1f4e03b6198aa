"""What a sandbox knows of the settings: what is said in a conversation, and no way to reach anybody.

A list of what stays, not of what goes: a setting that is added later is unknown to a sandbox until somebody decides
that it cannot lead to a real contact.
"""

from __future__ import annotations

from typing import Any

SANDBOX = "sandbox"

KNOWN_IN_A_SANDBOX = frozenset({
    SANDBOX, "environment", "resident_port", "action_port", "service_name", "organisation_name", "team_name",
    "team_phone", "team_hours", "reply_time", "safeguarding_phone", "emergency_duty_phone", "children_phone",
    "housing_phone", "complaints_phone", "complaints_address", "complaints_page", "resume_hours", "pause_minutes",
    "question_folder", "sandbox_minutes",
})  # fmt: skip
"""Settings that change what is said. Telephone numbers are said to people; no process of ours rings one."""


def blanked(values: dict[str, Any]) -> dict[str, Any]:
    """Return settings as a sandbox knows them: everything it keeps in its own folder, and the rest as if never set.

    Args:
        values: the settings as they were read; returned as they are when they are no sandbox's.
    """
    if not values.get(SANDBOX):
        return values
    known = {name: value for name, value in values.items() if name in KNOWN_IN_A_SANDBOX}
    return known | {"data_folder": values[SANDBOX]}
