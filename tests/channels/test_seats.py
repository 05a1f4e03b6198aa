"""A conversation that has moved opens on one device alone; when that is not known it opens on none."""

from __future__ import annotations

import asyncio

import pytest

from bot.channels.seats import Seats
from bot.errors import NotTakenInError
from tests.channels.test_turn import ALICE, Agent


class Movable(Agent):
    """An agent whose conversations can move, unless its store is away."""

    def __init__(self) -> None:
        super().__init__()
        self.seats: dict[str, str] = {}
        self.may_move = True

    async def seat_of(self, conversation: str) -> str | None:  # type: ignore[override]
        if self.broken == "store":
            raise OSError
        return self.seats.get(conversation)

    async def give_seat(self, conversation: str, seat: str, _at: float) -> None:
        if not self.may_move:
            raise OSError
        self.seats[conversation] = seat


def seats_of(agent: Movable) -> Seats:
    return Seats(lambda: agent)


def test_only_the_seat_it_moved_to_opens_a_conversation() -> None:
    seats = seats_of(Movable())

    def opens(seat: str) -> bool:
        return asyncio.run(seats.is_open_to(ALICE, seat))

    assert opens("")
    asyncio.run(seats.move(ALICE, "first"))
    assert (opens(""), opens("first")) == (False, True)
    asyncio.run(seats.move(ALICE, "second"))
    assert (opens(""), opens("first"), opens("second")) == (False, False, True)
    assert asyncio.run(seats.is_open_to("b" * 40, ""))


@pytest.mark.parametrize("agent", [None, "away"])
def test_what_cannot_be_asked_opens_nothing_and_moves_nothing(agent: str | None) -> None:
    movable = Movable()
    movable.broken, movable.may_move = "store", False
    seats = seats_of(movable) if agent else Seats(lambda: None)
    with pytest.raises(NotTakenInError):
        asyncio.run(seats.is_open_to(ALICE, ""))
    with pytest.raises(NotTakenInError):
        asyncio.run(seats.move(ALICE, "first"))
    assert movable.seats == {}
