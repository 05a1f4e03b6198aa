"""Everything is said, once and in order, whatever Telegram is up to."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from telegram import Update
from telegram.error import BadRequest, Forbidden, NetworkError, RetryAfter, TimedOut

from bot.channels.telegram.fetching import Fetching
from bot.channels.telegram.incoming import read
from tests.channels.telegram.talking import BEN, FakeBot, Talk


def begun() -> Talk:
    talk = Talk()
    talk.say("/start")
    return talk


@pytest.mark.parametrize(
    ("failure", "waited"),
    [(RetryAfter(17), 17.0), (NetworkError("down"), 0.5), (TimedOut(), 0.5)],
    ids=["flood limit", "unreachable", "timed out"],
)
def test_what_could_not_be_sent_is_sent_later(failure: Exception, waited: float) -> None:
    talk = begun()
    talk.bot.failures = [failure]

    assert talk.say("I bake") == ["I heard: I bake"]
    assert talk.slept == [waited]


def test_telegram_is_asked_less_and_less_often_while_it_is_away() -> None:
    talk = begun()
    talk.bot.failures = [NetworkError("down") for _ in range(10)]

    assert talk.say("I bake") == ["I heard: I bake"]
    assert talk.slept == [0.5, 1, 2, 4, 8, 16, 32, 60, 60, 60]


def test_a_person_who_blocked_us_is_left_alone_and_their_words_are_kept() -> None:
    talk = begun()
    talk.bot.failures = [Forbidden("bot was blocked by the user")]

    assert talk.say("I bake") == []
    assert talk.said == ["I bake"]
    assert talk.slept == []


def test_a_message_telegram_refuses_does_not_hold_up_the_next() -> None:
    talk = begun()
    talk.bot.failures = [BadRequest("no")]

    assert talk.say("I bake") == []
    assert talk.say("and knit") == ["I heard: and knit"]


def test_an_update_that_comes_again_is_dealt_with_once_also_after_a_restart() -> None:
    talk = begun()
    update = talk.message(text="I bake")

    assert talk.take(update, update) == ["I heard: I bake"]
    talk.restart()
    assert talk.take(update) == []
    assert talk.said == ["I bake"]


def test_an_answer_that_was_cut_short_is_finished_after_a_restart_and_nothing_is_said_twice() -> None:
    talk = Talk()
    update = talk.message(text="/start")

    async def cut_short() -> None:
        async def hang(_: float) -> None:
            raise asyncio.CancelledError

        talk.door.sender._sleep = hang
        send, talk.bot.send_message = talk.bot.send_message, _failing_after_one(talk.bot)  # type: ignore[method-assign]
        incoming = read(Update.de_json(update, None))
        assert incoming is not None
        work = talk.order().take(incoming)
        await asyncio.wait({work})
        assert work.cancelled()
        talk.bot.send_message = send  # type: ignore[method-assign]

    asyncio.run(cut_short())
    assert [sent.text for sent in talk.bot.sent][1:] == []
    talk.restart()
    assert talk.take(update) == ["Hello."]


def _failing_after_one(bot: FakeBot) -> Any:
    send, count = bot.send_message, [0]

    async def send_once(*arguments: Any, **more: Any) -> None:
        count[0] += 1
        if count[0] > 1:
            raise NetworkError("down")
        await send(*arguments, **more)

    return send_once


def test_updates_of_one_chat_are_dealt_with_in_their_order_and_others_need_not_wait() -> None:
    talk = begun()
    talk.say("/start", BEN)
    talk.agent.takes = {"slow": 0.3}
    updates = [talk.message(text="slow"), talk.message(text="quick"), talk.message(BEN, text="other")]

    async def all_at_once() -> None:
        order = talk.order()
        await asyncio.gather(*(order.take(read(Update.de_json(data, None))) for data in updates))  # type: ignore[arg-type]

    asyncio.run(all_at_once())

    assert talk.said == ["other", "slow", "quick"]


def test_danger_does_not_wait_for_a_message_that_hangs() -> None:
    talk = begun()
    talk.agent.takes = {"slow": 2.0}

    async def one_after_the_other() -> list[str]:
        order = talk.order(head_start=0.1)
        talk.door.conversations._in_time._patience_in_danger = 0.2
        slow, danger = (
            order.take(read(Update.de_json(talk.message(text=text), None)))  # type: ignore[arg-type]
            for text in ("slow", "I took an overdose tonight")
        )
        await danger
        said = [sent.text for sent in talk.bot.sent]
        assert not slow.done()
        await slow
        return said

    assert any("999" in text for text in asyncio.run(one_after_the_other()))


def test_a_message_that_arrives_out_of_order_is_not_lost() -> None:
    talk = begun()
    first, second = talk.message(text="first"), talk.message(text="second")

    talk.take(second, first)

    assert talk.said == ["second", "first"]


def fetched(talk: Talk, times: int) -> None:
    async def fetch() -> None:
        fetching = Fetching(talk.bot, talk.order(), 0, sleep=lambda _: asyncio.sleep(0.02))  # type: ignore[arg-type]
        for _ in range(times):
            await fetching.once()

    asyncio.run(fetch())


def test_an_update_is_confirmed_only_when_it_was_dealt_with() -> None:
    talk = begun()
    talk.agent.takes = {"slow": 0.1}
    slow, quick = talk.message(text="slow"), talk.message(BEN, text="quick")
    talk.bot.queue = [slow, quick]

    fetched(talk, 20)

    assert talk.bot.offsets[1] == 0, "nothing is confirmed while the first is under way"
    assert talk.bot.offsets[-1] == quick["update_id"] + 1
    assert sorted(talk.said) == ["quick", "slow"]


def test_what_waited_while_the_door_was_shut_is_dealt_with_in_order() -> None:
    talk = begun()
    waiting = [talk.message(text=text) for text in ("one", "two", "three")]
    talk.bot.queue = list(reversed(waiting))

    fetched(talk, 10)

    assert talk.said == ["one", "two", "three"]


@pytest.mark.parametrize("spoilt", [{"update_id": 5, "message": {"text": "?"}}, {"update_id": 5, "poll": 3}])
def test_an_update_that_cannot_be_read_does_not_hold_up_the_next(spoilt: dict[str, Any]) -> None:
    talk = begun()
    talk.bot.queue = [spoilt, talk.message(text="I bake")]

    fetched(talk, 5)

    assert talk.said == ["I bake"]


def test_fetching_goes_on_after_whatever_failed() -> None:
    talk = begun()
    talk.bot.queue = [talk.message(text="I bake")]
    talk.bot.failures = [NetworkError("down"), RetryAfter(3), RuntimeError("odd"), NetworkError("down")]
    slept: list[float] = []

    async def sleep(seconds: float) -> None:
        slept.append(seconds)
        await asyncio.sleep(0.01)

    async def run() -> None:
        work = asyncio.create_task(Fetching(talk.bot, talk.order(), 0, sleep=sleep).run())  # type: ignore[arg-type]
        while not talk.said:
            await asyncio.sleep(0.01)
        work.cancel()

    asyncio.run(asyncio.wait_for(run(), 10))

    assert slept[:4] == [1.0, 3.0, 60.0, 2.0]
