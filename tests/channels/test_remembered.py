"""What a door holds of a conversation is what the database would tell it anew, at every moment."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rasa.shared.core.events import BotUttered, Event, Restarted, UserUttered

from bot.channels.first_help import FirstHelp
from bot.channels.remembered import HELD_FOR, MOST, Remembered
from bot.channels.transcript import Turn
from bot.dialogue import letting_go
from bot.dialogue.mark import Mark
from bot.dialogue.said import SaidSince
from bot.settings import Settings
from bot.store import UnitOfWork
from bot.strengths.safety import Safety, Tier

DANGER = Safety(tier=Tier.SAFEGUARDING_CONCERN, kinds=("financial_abuse",), why=())


@dataclass
class Store:
    """Stands for the store of conversations: events with numbers, some read and some new."""

    events: list[Event] = field(default_factory=list)
    read: int = 0
    begun: int = 0

    async def said_since(self, _conversation: str, mark: Mark | None) -> SaidSince:
        goes_on = mark is not None and mark.first == self.begun
        since = mark.last if mark is not None and goes_on else 0
        self.read += len(self.events[since:])
        now = Mark(first=self.begun, last=len(self.events), at=None, count=len(self.events))
        return SaidSince(mark=now if self.events else None, events=self.events[since:], goes_on=goes_on)

    def begin_afresh(self, *events: Event) -> None:
        self.begun += 1
        self.events = list(events)


def no_store() -> UnitOfWork:
    raise AssertionError("nobody is told here")


def remembered(clock: Callable[[], float] = lambda: 0.0) -> Remembered:
    local = Settings(_env_file=None).local_details()  # type: ignore[call-arg]
    return Remembered(FirstHelp(no_store, local, has_way_out=True), clock)


def turns(held: Remembered, store: Store, conversation: str = "c1") -> list[Turn]:
    return asyncio.run(held.turns(store, conversation))


def user(number: int, *, danger: bool = False) -> UserUttered:
    intent = {"name": "voice_danger" if danger else "tell"}
    parse_data: Any = {"intent": intent, "safety": DANGER.to_record()} if danger else None
    metadata = {"concern": {"reference": "FD-AAAA-BBBB", "added": False, "accounts": []}} if danger else {}
    return UserUttered(
        f"words {number}", intent, parse_data=parse_data, message_id=f"m{number}", timestamp=float(number // 3),
        metadata=metadata,
    )  # fmt: skip


def an_event(kind: str, number: int) -> Event:
    match kind:
        case "user":
            return user(number)
        case "danger":
            return user(number, danger=True)
        case "restart":
            return Restarted(timestamp=float(number // 3))
        case _:
            return BotUttered(f"reply {number}", timestamp=float(number // 3))


KINDS = st.lists(st.sampled_from(["user", "user", "bot", "bot", "danger", "restart"]), max_size=30)


@settings(max_examples=150, deadline=None)
@given(kinds=KINDS, cuts=st.lists(st.integers(0, 30), max_size=6))
def test_reading_bit_by_bit_is_reading_at_once(kinds: list[str], cuts: list[int]) -> None:
    events = [an_event(kind, number) for number, kind in enumerate(kinds)]
    store, held = Store(), remembered()
    for cut in sorted({*cuts, len(events)}):
        store.events = events[:cut]
        bit_by_bit = turns(held, store)

    assert bit_by_bit == turns(remembered(), Store(events))


def test_only_what_is_new_is_read() -> None:
    store = Store([user(1), BotUttered("reply", timestamp=1.5)])
    held = remembered()
    turns(held, store)
    store.events += [user(2), BotUttered("reply", timestamp=2.5)]

    assert len(turns(held, store)) == 2
    assert store.read == 4


def test_a_conversation_that_began_afresh_shows_nothing_of_before() -> None:
    store = Store([user(1), BotUttered("reply", timestamp=1.5)])
    held = remembered()
    turns(held, store)
    store.begin_afresh(BotUttered("I have deleted all that.", timestamp=2.0))

    (turn,) = turns(held, store)

    assert turn.said is None


def test_what_nobody_reads_any_more_is_not_held() -> None:
    now = [0.0]
    held = remembered(lambda: now[0])
    store = Store([user(1), BotUttered("reply", timestamp=1.5)])
    turns(held, store)
    now[0] = HELD_FOR + 1
    turns(held, Store([user(2)]), "c2")

    assert list(held._held) == ["c2"]


def test_words_are_not_held_until_somebody_else_says_something(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(letting_go, "LOOK_AGAIN", 0.01)
    now = [0.0]

    async def run() -> None:
        held = remembered(lambda: now[0])
        await held.turns(Store([user(1)]), "c1")
        await asyncio.sleep(0.05)
        assert list(held._held) == ["c1"]
        now[0] = HELD_FOR + 1
        await asyncio.sleep(0.05)
        assert not held._held

    asyncio.run(run())


def test_no_more_conversations_are_held_than_there_is_room_for() -> None:
    held = remembered()
    for number in range(MOST + 5):
        turns(held, Store(), f"c{number}")

    assert len(held._held) == MOST
