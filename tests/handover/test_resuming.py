"""A code opens one conversation from another device: once, for a while, and for nobody who guesses."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
import sqlalchemy

from bot.channels.identity import Identities
from bot.errors import NotAllowedError
from bot.handover import end_resume_code, give_resume_code, let_go_of_resume_code, use_resume_code
from bot.handover.code_words import code_words, new_code, read_code
from bot.handover.resuming import AGAIN, MOST_FROM_AN_ADDRESS, MOST_OVERALL
from bot.store import Store
from tests.conftest import StandingClock

DIGEST = Identities("a key that is long enough for a test", 1).mark
ALICE = "a" * 40


def give(store: Store, clock: StandingClock, conversation: str = ALICE) -> str:
    return give_resume_code(store.unit_of_work(), conversation, DIGEST, timedelta(days=7), clock).words


def opens(store: Store, clock: StandingClock, code: str, address: str = "::1", taker: str = "telephone") -> str | None:
    try:
        return use_resume_code(store.unit_of_work(), code, address, taker, DIGEST, clock).conversation
    except NotAllowedError:
        return None


def test_a_code_opens_its_conversation_once(store: Store, clock: StandingClock) -> None:
    code = give(store, clock)
    assert opens(store, clock, f"  {code.upper().replace(' ', ', ')}. ") == ALICE
    assert opens(store, clock, code, taker="another device") is None


def test_a_code_says_when_it_was_made(store: Store, clock: StandingClock) -> None:
    made_at, code = clock(), give(store, clock)
    clock.advance(days=1)
    assert use_resume_code(store.unit_of_work(), code, "::1", "telephone", DIGEST, clock).made_at == made_at


def test_whoever_presses_twice_gets_the_same_answer_for_a_while_and_nobody_else_does(
    store: Store, clock: StandingClock
) -> None:
    code = give(store, clock)
    assert opens(store, clock, code, taker="telephone") == ALICE
    clock.advance(minutes=5)
    assert opens(store, clock, code, taker="another") is None
    assert opens(store, clock, code, taker="telephone") == ALICE
    clock.advance(seconds=AGAIN.total_seconds())
    assert opens(store, clock, code, taker="telephone") is None


def test_a_code_that_moved_nothing_is_fresh_again_for_anybody(store: Store, clock: StandingClock) -> None:
    code = give(store, clock)
    assert opens(store, clock, code, taker="telephone") == ALICE
    let_go_of_resume_code(store.unit_of_work(), code, "somebody else", DIGEST)
    assert opens(store, clock, code, taker="tablet") is None
    let_go_of_resume_code(store.unit_of_work(), code, "telephone", DIGEST)
    assert opens(store, clock, code, taker="tablet") == ALICE


def test_a_new_code_is_fresh_though_the_one_before_was_used(store: Store, clock: StandingClock) -> None:
    used = give(store, clock)
    opens(store, clock, used, taker="telephone")
    fresh = give(store, clock)
    assert opens(store, clock, used, taker="telephone") is None
    assert opens(store, clock, fresh, taker="tablet") == ALICE


def test_of_several_who_use_a_code_at_one_moment_one_gets_in(store: Store, clock: StandingClock) -> None:
    code = give(store, clock)
    with ThreadPoolExecutor(6) as pool:
        found = list(pool.map(lambda number: opens(store, clock, code, taker=f"device {number}"), range(6)))
    assert sorted(map(str, found)) == sorted([ALICE, *["None"] * 5])


def test_guesses_made_at_one_moment_do_not_slip_past_the_limit(store: Store, clock: StandingClock) -> None:
    with ThreadPoolExecutor(6) as pool:
        list(pool.map(lambda _: opens(store, clock, new_code(), "guesser"), range(MOST_FROM_AN_ADDRESS + 6)))
    with store.unit_of_work() as work:
        assert work._session.scalar(sqlalchemy.text("SELECT count(*) FROM resume_failures")) == MOST_FROM_AN_ADDRESS


def test_used_and_expired_codes_and_old_tries_are_forgotten(store: Store, clock: StandingClock) -> None:
    give(store, clock, "b" * 40)
    opens(store, clock, give(store, clock))
    opens(store, clock, new_code())
    clock.advance(days=8)
    give(store, clock, "c" * 40)
    opens(store, clock, give(store, clock, "d" * 40))
    with store.unit_of_work() as work:
        left = work._session.execute(sqlalchemy.text("SELECT conversation FROM resume_codes")).scalars().all()
        tries = work._session.scalar(sqlalchemy.text("SELECT count(*) FROM resume_failures"))
    assert (sorted(left), tries) == (["c" * 40, "d" * 40], 0)


def test_a_new_code_ends_the_one_before_and_no_other(store: Store, clock: StandingClock) -> None:
    first, other, second = give(store, clock), give(store, clock, "b" * 40), give(store, clock)
    assert [opens(store, clock, code) for code in (first, other, second)] == [None, "b" * 40, ALICE]


def test_a_code_ends_with_its_time_and_with_its_conversation(store: Store, clock: StandingClock) -> None:
    late = give(store, clock)
    clock.advance(days=7)
    assert opens(store, clock, late) is None
    deleted = give(store, clock)
    end_resume_code(store.unit_of_work(), ALICE)
    assert opens(store, clock, deleted) is None


def test_whoever_guesses_is_stopped_and_told_the_same(store: Store, clock: StandingClock) -> None:
    code = give(store, clock)
    for _ in range(MOST_FROM_AN_ADDRESS):
        assert opens(store, clock, new_code(), "guesser") is None
    assert opens(store, clock, code, "guesser") is None
    clock.advance(minutes=16)
    assert opens(store, clock, code, "guesser") == ALICE


def test_guesses_from_many_addresses_are_stopped_together(
    store: Store, clock: StandingClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert MOST_OVERALL <= 300
    monkeypatch.setattr("bot.handover.resuming.MOST_OVERALL", 3)
    code = give(store, clock)
    for number in range(3):
        opens(store, clock, "not a code", f"address {number}")
    assert opens(store, clock, code, "another address") is None


def test_neither_the_code_nor_an_address_is_kept(store: Store, clock: StandingClock) -> None:
    code = give(store, clock)
    opens(store, clock, "some wrong words here", "192.0.2.7")
    with store.unit_of_work() as work:
        rows = work._session.execute(sqlalchemy.text("SELECT * FROM resume_codes")).all()
        rows += work._session.execute(sqlalchemy.text("SELECT * FROM resume_failures")).all()
    assert len(rows) == 2
    assert code not in str(rows)
    assert "192.0.2.7" not in str(rows)


def test_the_words_are_many_short_and_far_from_each_other() -> None:
    words = code_words()
    assert len(words) == len(set(words)) >= 890
    assert all(3 <= len(word) <= 9 and word.isalpha() and word.islower() for word in words)
    without_one_letter: dict[str, str] = {}
    for word in words:
        for shape in {word[:place] + "." + word[place + 1 :] for place in range(len(word))}:
            assert without_one_letter.setdefault(shape, word) == word, shape


@pytest.mark.parametrize("typed", ["", "acorn", "acorn badge cabin", "a b c d e", "x" * 300, "🙂", "1 2 3 4"])
def test_what_is_no_code_is_none(typed: str) -> None:
    assert read_code(typed) is None
