"""What a concern holds survives being written, and only grows."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest

from bot.errors import NotFoundError
from bot.store import Account, ConcernContent, ConcernNote, Store
from bot.strengths.safe_contact import SafeContact
from bot.strengths.safety import Safety, Tier

AT = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
LATER = datetime(2026, 3, 2, 9, 1, tzinfo=UTC)


def an_account(message_id: str = "message-1", tier: Tier = Tier.PAST_DISCLOSURE) -> Account:
    safety = Safety(tier=tier, kinds=("neglect",), why=("pattern: left alone",))
    return Account(
        message_id=message_id, words="It was \ud800 years ago", safety=safety, asked=None, said_by="resident", at=AT
    )


def test_everything_it_holds_survives_being_written_as_json() -> None:
    content = (
        ConcernContent(accounts=(an_account(),), safe_contact=SafeContact(way="phone"))
        .with_account(an_account("message-2", Tier.URGENT_TODAY))
        .with_contact(SafeContact(way="text", detail="01632 960001"), LATER)
        .with_note(ConcernNote(note="stopped", at=LATER))
    )
    assert ConcernContent.from_record(json.loads(json.dumps(content.to_record()))) == content
    assert (content.tier, content.kinds) == (Tier.URGENT_TODAY, ("neglect",))


def test_adding_to_it_leaves_the_earlier_value_as_it_was() -> None:
    before = ConcernContent(accounts=(an_account(),))
    before.with_account(an_account("message-2")).with_note(ConcernNote(note="stopped", at=LATER))
    assert (len(before.accounts), before.notes) == (1, ())


@pytest.mark.parametrize("nonsense", ["", "../etc", "a\x00b", "x" * 65, "no-such-concern"])
def test_a_concern_that_is_not_there_is_not_found(store: Store, nonsense: str) -> None:
    with pytest.raises(NotFoundError):
        store.queries.read_concern(nonsense)
    with pytest.raises(NotFoundError), store.unit_of_work() as work:
        work.concerns.get(nonsense)


def test_an_empty_list_of_concerns_has_one_page(store: Store) -> None:
    page = store.queries.list_concerns_page("nobody", -1, 10)
    assert (page.rows, page.page, page.pages, page.total, page.waiting) == ((), 1, 1, 0, 0)
