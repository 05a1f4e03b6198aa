"""Passing on that somebody wants a person, or an assessment, the moment they say so."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from bot.clock import Clock, now
from bot.handover.receipt import Receipt, new_reference
from bot.handover.trying_again import until_alone
from bot.store import UnitOfWork
from bot.store.tables import RequestRow
from bot.strengths.how_to_talk import HowToTalk
from bot.strengths.safe_contact import SafeContact


@dataclass(frozen=True, kw_only=True)
class ContactRequest:
    """What somebody asked for.

    Attributes:
        contact_id: the conversation it was said in.
        kind: ``person`` or ``assessment``.
        words: exactly what was typed or chosen; empty when only the way to reach the person changed.
        safe_contact: how to reach the person, as far as they said.
        how_to_talk: how they like to talk, as far as they said.
    """

    contact_id: str
    kind: Literal["person", "assessment"]
    words: str
    safe_contact: SafeContact
    how_to_talk: HowToTalk = field(default_factory=HowToTalk)


def pass_on_request(unit_of_work: UnitOfWork, request: ContactRequest, clock: Clock = now) -> Receipt:
    """Pass a request on to the team.

    Asked again, it is the same request: the first words stand, and how to reach and talk with the
    person is brought up to date. Asked again in words after being withdrawn, it is open again under the same reference.

    Args:
        unit_of_work: writes.
        request: what somebody asked for.
        clock: the time.

    Returns:
        The receipt, once everything is kept.

    Raises:
        StoreUnavailableError: nothing was kept.
    """
    return until_alone(lambda: _pass_on(unit_of_work, request, clock()))


def _pass_on(unit_of_work: UnitOfWork, request: ContactRequest, at: datetime) -> Receipt:
    with unit_of_work as work:
        row = work.requests.find_by_contact(request.contact_id, request.kind)
        if row is None:
            event = "request.made"
            row = work.requests.add(
                contact_id=request.contact_id,
                kind=request.kind,
                words=request.words,
                safe_contact=request.safe_contact,
                how_to_talk=request.how_to_talk,
                reference=new_reference(),
                at=at,
            )
        elif row.withdrawal_asked_at is not None and not request.words:
            # How to reach them is no new wish: a conversation may not know yet that the request was taken back.
            return Receipt(reference=row.reference, version=row.version, repeated=True)
        elif row.content is None or row.withdrawal_asked_at is not None:
            event = "request.made"
            work.requests.mark_changed(
                row, request.words or _first_words(row), request.safe_contact, request.how_to_talk, at
            )
        elif _is_same_contact(row, request):
            return Receipt(reference=row.reference, version=row.version, repeated=True)
        else:
            event = "request.contact_changed"
            work.requests.mark_changed(row, _first_words(row), request.safe_contact, request.how_to_talk, at)
        work.deliveries.add(event, "request", row.id, row.version, at)
        work.audit.add(event, row.id, at, version=row.version)
        work.commit()
        return Receipt(reference=row.reference, version=row.version, repeated=False)


def _is_same_contact(row: RequestRow, request: ContactRequest) -> bool:
    if row.content is None:
        return False
    how_to_talk = HowToTalk.from_record(row.content.get("how_to_talk"))
    return row.content["safe_contact"] == request.safe_contact.to_record() and how_to_talk == request.how_to_talk


def _first_words(row: RequestRow) -> str:
    words: str = row.content["words"] if row.content is not None else ""
    return words
