"""One connection to the action server serves many turns, and none is lost by that."""

from __future__ import annotations

import asyncio
import gc
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from aiohttp import ClientConnectionError, web
from rasa.utils.endpoints import ClientResponseError, EndpointConfig

from bot.dialogue import kept_connection, quicker_rasa

quicker_rasa.work_out_once()


class ActionServer:
    """Answers with what it was sent, and counts the connections it was sent it on."""

    def __init__(self) -> None:
        self.connections: set[Any] = set()
        self.headers: list[Any] = []
        self.asked: list[Any] = []
        self._port = 0

    @asynccontextmanager
    async def run(self) -> AsyncIterator[EndpointConfig]:
        """Serve, at the same port each time."""
        application = web.Application()
        application.router.add_post("/webhook", self._answer)
        runner = web.AppRunner(application)
        await runner.setup()
        site = web.TCPSite(runner, "127.0.0.1", self._port, reuse_address=True)
        await site.start()
        self._port = site._server.sockets[0].getsockname()[1]  # type: ignore[union-attr]
        try:
            yield EndpointConfig(f"http://127.0.0.1:{self._port}/webhook", headers={"X-Ours": "yes"})
        finally:
            await runner.cleanup()

    async def _answer(self, request: web.Request) -> web.Response:
        self.connections.add(request.transport)
        self.headers.append(request.headers)
        said = await request.json()
        self.asked.append(said)
        if said == "cut off":
            assert request.transport is not None
            request.transport.abort()
        if said == "late":
            await asyncio.sleep(0.3)
        return web.json_response(said, status=400 if said == "refused" else 200)


async def close(endpoint: EndpointConfig) -> None:
    await getattr(endpoint, kept_connection.KEPT)[1].close()


def test_turns_share_a_connection() -> None:
    async def talk() -> None:
        server = ActionServer()
        async with server.run() as endpoint:
            for number in range(5):
                assert await endpoint.request(json={"turn": number}) == {"turn": number}
            with pytest.raises(ClientResponseError):
                await endpoint.request(json="refused")
            assert await endpoint.request(json={}) == {}
            await close(endpoint)

        assert len(server.connections) == 1
        assert all(headers["X-Ours"] == "yes" for headers in server.headers)

    asyncio.run(talk())


def test_a_server_that_stops_leaves_no_line_open(caplog: pytest.LogCaptureFixture) -> None:
    async def talk() -> None:
        server = ActionServer()
        async with server.run() as endpoint:
            await endpoint.request(json=1)
            await kept_connection.close_connections()
            assert await endpoint.request(json=2) == 2
            await kept_connection.close_connections()

    asyncio.run(talk())
    gc.collect()

    assert "Unclosed" not in caplog.text


def test_turns_at_the_same_time_do_not_wait_for_each_other() -> None:
    async def talk() -> None:
        server = ActionServer()
        async with server.run() as endpoint:
            answers = await asyncio.gather(*(endpoint.request(json=number) for number in range(150)))
            await close(endpoint)

        assert answers == list(range(150))

    asyncio.run(talk())


def test_an_action_server_that_was_started_again_is_reached() -> None:
    async def talk() -> None:
        server = ActionServer()
        async with server.run() as endpoint:
            await endpoint.request(json=1)
        async with server.run():
            assert await endpoint.request(json=2) == 2
            await close(endpoint)

    asyncio.run(talk())


def test_an_action_whose_answer_did_not_come_is_not_done_a_second_time() -> None:
    """It may have been done; the person is told, and sends the message again if they wish."""

    async def talk() -> None:
        server = ActionServer()
        async with server.run() as endpoint:
            await endpoint.request(json=1)
            with pytest.raises(ClientConnectionError):
                await endpoint.request(json="cut off")
            assert await endpoint.request(json=2) == 2
            await close(endpoint)

        assert server.asked == [1, "cut off", 2]

    asyncio.run(talk())


def test_a_turn_that_was_given_up_leaves_no_line_on_which_its_answer_could_still_come() -> None:
    async def talk() -> None:
        server = ActionServer()
        async with server.run() as endpoint:
            await endpoint.request(json=1)
            with pytest.raises(TimeoutError):
                await asyncio.wait_for(endpoint.request(json="late"), 0.1)
            assert [await endpoint.request(json=number) for number in range(3)] == [0, 1, 2]
            await close(endpoint)

        assert len(server.connections) == 2

    asyncio.run(talk())


def test_a_line_that_was_still_too_long_is_not_used_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept_connection, "STILL_FOR", 0.05)

    async def talk() -> None:
        server = ActionServer()
        async with server.run() as endpoint:
            await endpoint.request(json=1)
            await asyncio.sleep(0.2)
            await endpoint.request(json=2)
            await close(endpoint)

        assert len(server.connections) == 2

    asyncio.run(talk())


@pytest.mark.parametrize(
    "content", [{"at": 1795691866.5919333, "é": ["😀", None, True, (1, 2)], "a/b": {"1": 1.5e-9}}, "\ud800", 2**80, []]
)
def test_what_is_sent_is_what_was_meant(content: Any) -> None:
    written = kept_connection._as_json(content)

    assert json.loads(written) == json.loads(json.dumps(content))
