"""Valid values for tests to start from; every person in them is invented.

Keyword-only, with defaults, so that a test names only what it is about (notifications-api, ``tests/app/db.py``).
"""

from __future__ import annotations

from datetime import UTC, datetime

from bot.handover import Concern, ContactRequest
from bot.strengths.how_to_talk import HowToTalk
from bot.strengths.outcomes import Coverage
from bot.strengths.safe_contact import SafeContact
from bot.strengths.safety import Safety, Tier
from bot.strengths.statement import Place, Source, Statement
from bot.strengths.summary import Summary

AGREED_AT = datetime(2026, 3, 2, 8, 55, tzinfo=UTC)


def a_statement(
    *, line: str = "s1", words: str = "I grow tomatoes", place: Place = Place.PERSONAL_STRENGTH
) -> Statement:
    return Statement(
        id=line, words=words, source=Source.OWN_WORDS, place=place, domain="skills", question="skills.proud"
    )


def a_summary(
    *, contact_id: str = "contact-1", words: tuple[str, ...] = ("I grow tomatoes",), agreed_at: datetime = AGREED_AT
) -> Summary:
    return Summary(
        contact_id=contact_id,
        statements=tuple(a_statement(line=f"s{number}", words=said) for number, said in enumerate(words, start=1)),
        coverage={"skills": Coverage.TALKED_ABOUT, "people": Coverage.NOT_DISCUSSED},
        safe_contact=SafeContact(name="Maureen", way="phone", detail="01632 960001"),
        preferences=(),
        asked_for=(),
        said_by="resident",
        agreed_at=agreed_at,
    )


def a_request(
    *,
    contact_id: str = "contact-1",
    kind: str = "person",
    words: str = "Can I talk to somebody?",
    safe_contact: SafeContact | None = None,
    how_to_talk: HowToTalk | None = None,
) -> ContactRequest:
    return ContactRequest(
        contact_id=contact_id,
        kind=kind,  # type: ignore[arg-type]
        words=words,
        safe_contact=safe_contact or SafeContact(name="Maureen", way="phone", detail="01632 960001"),
        how_to_talk=how_to_talk or HowToTalk(),
    )


def a_concern(
    *,
    contact_id: str = "conversation-1",
    message_id: str = "message-1",
    words: str = "He takes my pension card",
    tier: Tier = Tier.SAFEGUARDING_CONCERN,
    kinds: tuple[str, ...] = ("financial_abuse",),
    why: tuple[str, ...] = ("pattern: somebody takes their money",),
    asked: str | None = "opening.reason",
    said_by: str = "resident",
    safe_contact: SafeContact | None = None,
) -> Concern:
    return Concern(
        contact_id=contact_id,
        message_id=message_id,
        words=words,
        safety=Safety(tier=tier, kinds=kinds, why=why),
        asked=asked,
        said_by=said_by,
        safe_contact=safe_contact or SafeContact(),
    )
