"""A code is used up and a conversation moves, or neither happens: whatever is away, nobody loses a conversation."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest

from bot.channels.exchange import Said
from bot.channels.identity import Identities
from bot.channels.taking_over import Taken, TakingOver
from bot.errors import NotAllowedError, NotTakenInError, StoreUnavailableError
from bot.store import Store, open_store
from tests.channels.test_seats import Movable, seats_of
from tests.channels.test_turn import ALICE, conversations


@pytest.fixture
def store(sqlite_url: str) -> Iterator[Store]:
    opened = open_store(sqlite_url)
    yield opened
    opened.close()


@pytest.fixture
def agent() -> Movable:
    return Movable()


@pytest.fixture
def taking_over(agent: Movable, store: Store) -> TakingOver:
    identities = Identities("a key that is long enough for a test", 1)
    return TakingOver(conversations(agent), seats_of(agent), identities, store.unit_of_work, timedelta(days=7))


def code_of(taking_over: TakingOver) -> str:
    return asyncio.run(taking_over.give_code(ALICE)).words


def take(taking_over: TakingOver, code: str, taker: str = "telephone") -> Taken:
    return asyncio.run(taking_over.take_over(code, "::1", taker))


def test_whoever_has_the_code_gets_the_seat_and_is_welcomed_back(agent: Movable, taking_over: TakingOver) -> None:
    code = code_of(taking_over)
    asyncio.run(taking_over._conversations.say(ALICE, said("the allotment")))
    assert take(taking_over, code) == Taken(conversation=ALICE, seat=agent.seats[ALICE])
    assert agent.handed is not None
    assert agent.handed.metadata == {"came_back": True}


def test_the_same_try_twice_gets_the_same_seat(taking_over: TakingOver) -> None:
    code = code_of(taking_over)
    assert take(taking_over, code) == take(taking_over, code)
    with pytest.raises(NotAllowedError):
        take(taking_over, code, "another")


def test_a_move_that_fails_leaves_code_and_conversation_as_they_were(agent: Movable, taking_over: TakingOver) -> None:
    code = code_of(taking_over)
    agent.may_move = False
    with pytest.raises(NotTakenInError):
        take(taking_over, code)
    assert agent.seats == {}
    agent.may_move = True
    assert take(taking_over, code, "quite another device").seat == agent.seats[ALICE]


def test_a_move_that_fails_while_the_code_cannot_be_let_go_can_be_tried_again(
    agent: Movable, taking_over: TakingOver, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(*_: object) -> None:
        raise StoreUnavailableError("The database could not be reached or written.")

    code = code_of(taking_over)
    agent.may_move = False
    monkeypatch.setattr("bot.channels.taking_over.let_go_of_resume_code", away)
    with pytest.raises(NotTakenInError):
        take(taking_over, code)
    agent.may_move = True
    assert take(taking_over, code).seat == agent.seats[ALICE]


def test_a_welcome_that_cannot_be_said_stops_nobody(agent: Movable, taking_over: TakingOver) -> None:
    code = code_of(taking_over)
    asyncio.run(taking_over._conversations.say(ALICE, said("the allotment")))
    agent.broken = "turn"
    assert take(taking_over, code).seat == agent.seats[ALICE]


def started_again(agent: Movable) -> None:
    agent.events[:] = []
    asyncio.run(conversations(agent).begin(ALICE))


def forgotten(agent: Movable) -> None:
    agent.events[:] = []


@pytest.mark.parametrize("happened", [started_again, forgotten])
def test_an_old_code_opens_nothing_that_began_after_it_though_it_could_not_be_ended(
    agent: Movable, taking_over: TakingOver, happened: Callable[[Movable], None]
) -> None:
    code = code_of(taking_over)
    happened(agent)
    with pytest.raises(NotAllowedError):
        take(taking_over, code)
    assert agent.seats == {}


def test_a_code_asked_for_before_anything_was_said_opens_the_welcome(agent: Movable, taking_over: TakingOver) -> None:
    assert agent.events == []
    code = code_of(taking_over)
    assert agent.events
    assert take(taking_over, code).conversation == ALICE


def said(text: str) -> Said:
    return Said(message_id=f"message-{text}", text=text)
