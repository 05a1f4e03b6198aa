"""Codes for another device, as each database keeps them: one for each conversation, no two alike."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from bot.errors import ConflictError
from bot.store import Store

AT = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
WEEK, NEVER = timedelta(days=7), datetime(1970, 1, 1, tzinfo=UTC)


def put(store: Store, conversation: str, code_key: str) -> None:
    with store.unit_of_work() as work:
        work.resume_codes.put(conversation, code_key, made_at=AT, expires_at=AT + WEEK)
        work.commit()


def take(store: Store, code_key: str, taker: str = "taker", at: datetime = AT) -> tuple[str, datetime] | None:
    with store.unit_of_work() as work:
        found = work.resume_codes.take(code_key, taker, at, again_since=NEVER)
        work.commit()
    return found


def test_a_conversation_has_one_code(store: Store) -> None:
    put(store, "a", "first")
    put(store, "a", "second")
    assert (take(store, "first"), take(store, "second")) == (None, ("a", AT))


def test_two_conversations_never_have_the_same_code(store: Store) -> None:
    put(store, "a", "same")
    with pytest.raises(ConflictError):
        put(store, "b", "same")
    assert take(store, "same") == ("a", AT)


def test_a_code_is_over_at_its_very_moment(store: Store) -> None:
    put(store, "a", "code")
    assert take(store, "code", at=AT + WEEK) is None
    assert take(store, "code", at=AT + WEEK - timedelta(seconds=1)) == ("a", AT)


def test_what_is_not_committed_uses_nothing_up(store: Store) -> None:
    put(store, "a", "code")
    with store.unit_of_work() as work:
        assert work.resume_codes.take("code", "broke off", AT, again_since=NEVER) == ("a", AT)
    assert take(store, "code", "somebody else") == ("a", AT)


def test_failures_are_counted_for_an_address_and_for_all_since_a_moment(store: Store) -> None:
    with store.unit_of_work() as work:
        for address, minutes in (("one", 1), ("one", 20), ("two", 1)):
            work.resume_codes.add_failure(address, AT - timedelta(minutes=minutes))
        work.commit()
    with store.unit_of_work() as work:
        assert work.resume_codes.count_failures("one", since=AT - timedelta(minutes=15)) == (1, 2)
        work.resume_codes.delete_failures(before=AT - timedelta(minutes=15))
        assert work.resume_codes.count_failures("one", since=NEVER) == (1, 2)
