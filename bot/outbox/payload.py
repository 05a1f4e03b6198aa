"""What the council's own system is sent: one JSON text for each event, made when it is sent.

    {"type": "summary.shared", "timestamp": "2026-03-02T09:00:00+00:00", "data": {...}}

``summary.shared`` carries the whole summary with its reference, version and standing note; ``request.made`` and
``request.contact_changed`` the request; ``summary.withdrawn`` and ``request.withdrawn`` no words at all.
``concern.raised`` and ``concern.changed`` carry the whole concern, and go to the safeguarding team's system alone.
The same delivery makes the same body at each try. docs/deliveries.md describes it for whoever receives it.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

from bot.store import Work
from bot.store.tables import DeliveryRow, RequestRow, SummaryRow
from bot.strengths.how_to_talk import HowToTalk
from bot.strengths.library import wording


def payload(work: Work, delivery: DeliveryRow) -> bytes | None:
    """Return the body of a delivery.

    Args:
        work: the transaction that claimed it.
        delivery: what was promised.

    Returns:
        JSON in ASCII; None if there is nothing left to say, because the words were erased.
    """
    data = DATA_OF[delivery.subject_kind](work, delivery)
    if data is None:
        return None
    message = {"type": delivery.event, "timestamp": delivery.made_at.isoformat(), "data": data}
    return json.dumps(message, separators=(",", ":")).encode("ascii")


def _summary(work: Work, delivery: DeliveryRow) -> dict[str, Any] | None:
    row = work.summaries.get(delivery.subject_id)
    if delivery.event == "summary.withdrawn":
        return _wish(row, delivery)
    summary = work.summaries.find_content(row, delivery.version)
    if summary is None:
        return None
    return {
        **summary.to_record(),
        "reference": row.reference,
        "version": delivery.version,
        "standing_note": wording("standing_note"),
    }


def _request(work: Work, delivery: DeliveryRow) -> dict[str, Any] | None:
    row = work.requests.get(delivery.subject_id)
    if delivery.event == "request.withdrawn":
        return {**_wish(row, delivery), "kind": row.kind}
    if row.content is None:
        return None
    return {
        "contact_id": row.contact_id,
        "kind": row.kind,
        "how_to_talk": HowToTalk().to_record(),  # requests from before this was told have none
        **row.content,
        "reference": row.reference,
        "version": delivery.version,
    }


def _concern(work: Work, delivery: DeliveryRow) -> dict[str, Any]:
    """Return the concern as it stands. The conversation's name is left out: nothing links it to what was shared."""
    # Read only: the worker holds the delivery already, and whoever raises a concern takes the two the other way round.
    row = work.concerns.get(delivery.subject_id, to_change=False)
    return {
        **row.content,
        "tier": row.tier,
        "kinds": list(work.concerns.get_content(row).kinds),
        "reference": row.reference,
        "version": row.version,
        "standing_note": wording("concerns.standing_note"),
    }


def _wish(row: SummaryRow | RequestRow, delivery: DeliveryRow) -> dict[str, Any]:
    return {"contact_id": row.contact_id, "reference": row.reference, "version": delivery.version}


DATA_OF: Mapping[str, Callable[[Work, DeliveryRow], dict[str, Any] | None]] = {
    "summary": _summary,
    "request": _request,
    "concern": _concern,
}
