"""One connection to the action server serves many turns, and none is lost by that."""

from __future__ import annotations

import asyncio
import gc
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from aiohttp import ClientConnectionError, ClientError, web
from hypothesis import given
from hypothesis import strategies as st
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
        application.router.add_post("/webhook/moved", self._moved)
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
        if said == "moved":
            raise web.HTTPTemporaryRedirect("/webhook/moved")
        if said == "words":
            return web.Response(text="words")
        if said == "nothing":
            return web.Response(content_type="application/json")
        return web.json_response(said, status=400 if said == "refused" else 200)

    async def _moved(self, request: web.Request) -> web.Response:
        return web.json_response(["moved", await request.json(), request.headers.get("Authorization")])


async def close(endpoint: EndpointConfig) -> None:
    getattr(endpoint, kept_connection.KEPT).close()


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


@given(content=st.recursive(st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
                            lambda more: st.lists(more) | st.dictionaries(st.text(), more)))  # fmt: skip
def test_what_is_read_is_what_was_written(content: Any) -> None:
    written = json.dumps(content)

    assert repr(kept_connection._from_json(written)) == repr(json.loads(written))


@pytest.mark.parametrize(
    "said", ["words", "nothing", "moved", {"a": [1.5, "é", None]}, "refused", 2**70, "x" * 300_000, "cut off"]
)
def test_an_answer_is_what_rasa_makes_of_it(said: Any) -> None:
    async def call(request: Any, endpoint: EndpointConfig) -> Any:
        try:
            return await request(endpoint, json=said, method="post", timeout=5, compress=False)
        except ClientResponseError as error:
            return error.status, error.message, error.text
        except ClientConnectionError as error:
            return type(error)

    async def talk() -> None:
        server = ActionServer()
        async with server.run() as endpoint:
            theirs = await call(kept_connection._call_as_rasa_does, endpoint)
            ours = await call(EndpointConfig.request, endpoint)
            await close(endpoint)

        assert ours == theirs

    asyncio.run(talk())


@pytest.mark.parametrize(
    "more", [{"basic_auth": {"username": "ann", "password": "secret"}}, {"token": "secret"}, {"params": {"a": "b"}}]
)
def test_an_endpoint_that_wants_more_is_called_as_rasa_does(more: dict[str, Any]) -> None:
    async def talk() -> None:
        server = ActionServer()
        async with server.run() as endpoint:
            wanting = EndpointConfig(endpoint.url, **more)
            assert await wanting.request(json=1) == 1
            assert not hasattr(wanting, kept_connection.KEPT)
        if "basic_auth" in more:
            assert server.headers[0]["Authorization"].startswith("Basic ")

    asyncio.run(talk())


def test_nobody_there_is_told_as_rasa_does() -> None:
    async def talk() -> None:
        server = ActionServer()
        async with server.run() as endpoint:
            pass
        for request in (kept_connection._call_as_rasa_does, EndpointConfig.request):
            with pytest.raises(ClientConnectionError):
                await request(endpoint, json=1)

    asyncio.run(talk())


@pytest.mark.parametrize("sent", [
    b"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 3\r\n\r\n[1]",
    b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n"
    b"2\r\n[1\r\n1\r\n]\r\n0\r\n\r\n",
    b"HTTP/1.0 200 OK\r\nContent-Type: application/vnd.api+json; charset=utf-8\r\n\r\n[1]",
    b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 30\r\n\r\n[1]",
    b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 3\r\n\r\n[1]",
    b"nonsense\r\n\r\n",
])  # fmt: skip
@pytest.mark.parametrize("at_once", [True, False])
def test_however_an_answer_is_sent_it_is_what_rasa_makes_of_it(sent: bytes, at_once: bool) -> None:
    async def serve(reading: asyncio.StreamReader, writing: asyncio.StreamWriter) -> None:
        while await reading.readline() not in (b"\r\n", b""):
            pass
        for piece in [sent] if at_once else [sent[at : at + 1] for at in range(len(sent))]:
            writing.write(piece)
            await asyncio.sleep(0)
        writing.close()

    async def call(request: Any, endpoint: EndpointConfig) -> Any:
        try:
            return await request(endpoint, json=1)
        except ClientError:
            return "failed"

    async def talk() -> None:
        server = await asyncio.start_server(serve, "127.0.0.1", 0)
        endpoint = EndpointConfig(f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/webhook")
        async with server:
            theirs = await call(kept_connection._call_as_rasa_does, endpoint)
            assert await call(EndpointConfig.request, endpoint) == theirs

    asyncio.run(talk())
