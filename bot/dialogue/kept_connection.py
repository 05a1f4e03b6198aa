"""Connections to the action server, kept between turns.

Rasa makes an HTTP client for every call of an action, with a connection of its own, and closes both; and the client is
made for any server there is. Here a call is put together and its answer read by hand (``bot/dialogue/line.py``), on a
connection that was used before. The action server ends one on which nothing came for five seconds, so that here one
that was still for two is not used any more: no call is sent down a line that is just being closed, on a slow machine
neither. An endpoint that wants more (TLS, a name and password, a token) is called as Rasa does.
"""

from __future__ import annotations

import asyncio
import json
from functools import lru_cache
from typing import Any
from urllib.parse import SplitResult, urlsplit
from weakref import WeakSet

import aiohttp
import ujson
from aiohttp.helpers import parse_mimetype
from rasa.core.constants import DEFAULT_REQUEST_TIMEOUT
from rasa.utils.endpoints import ClientResponseError, EndpointConfig

from bot.dialogue.line import Answered, Line

STILL_FOR = 2.0
"""Seconds after which a connection on which nothing came is not used again; Sanic's server closes it after five."""

KEPT = "front_door_lines"
"""Where an endpoint keeps its connections."""

NO_LONGER_OK, REFUSED = 300, 400

_call_as_rasa_does = EndpointConfig.request


class Lines:
    """The connections to one server that are not in use, the latest used last."""

    def __init__(self, loop: asyncio.AbstractEventLoop, host: str, port: int) -> None:
        self.loop = loop
        self._host, self._port = host, port
        self._free: list[tuple[float, Line]] = []

    async def call(self, written: bytes) -> Answered:
        """Send a request; return its answer. Nothing is sent a second time.

        Raises:
            aiohttp.ClientConnectionError: nobody is there, or the line was cut before the answer was whole.
        """
        line = self._taken() or await self._new()
        try:
            answer = await line.call(written)
        except ConnectionError as error:
            raise aiohttp.ServerDisconnectedError from error
        except BaseException:
            # Its answer may come yet, and is nobody else's.
            line.close()
            raise
        if line.is_open:
            self._free.append((self.loop.time(), line))
        return answer

    def close(self) -> None:
        """Close all that are not in use."""
        while self._free:
            self._free.pop()[1].close()

    def _taken(self) -> Line | None:
        while self._free:
            since, line = self._free.pop()
            if line.is_open and self.loop.time() - since < STILL_FOR:
                return line
            line.close()
        return None

    async def _new(self) -> Line:
        try:
            _, line = await self.loop.create_connection(Line, self._host, self._port)
        except OSError as error:
            raise aiohttp.ClientConnectionError(str(error)) from error
        return line


_lines: WeakSet[Lines] = WeakSet()


def keep_connections() -> None:
    """Have every endpoint of Rasa's keep its connections, in this process."""
    EndpointConfig.request = _request


async def close_connections() -> None:
    """Close all that is kept, when the server stops."""
    for lines in tuple(_lines):
        lines.close()


async def _request(endpoint: EndpointConfig, *args: Any, **asked: Any) -> Any:
    """Call an endpoint, as Rasa does."""
    address = None if args else _plain(endpoint, asked)
    if address is None:
        return await _call_as_rasa_does(endpoint, *args, **asked)
    body = _as_json(asked["json"]).encode()
    async with asyncio.timeout(asked.get("timeout", DEFAULT_REQUEST_TIMEOUT)):
        answer = await _lines_of(endpoint, address).call(_head(endpoint, address, len(body)) + body)
    if answer.status >= REFUSED:
        raise ClientResponseError(answer.status, answer.reason, answer.body)
    if answer.status >= NO_LONGER_OK:
        # Nothing was done, for it is somewhere else.
        return await _call_as_rasa_does(endpoint, *args, **asked)
    return _content(answer)


def _plain(endpoint: EndpointConfig, asked: dict[str, Any]) -> SplitResult | None:
    """Return where JSON is to be sent, if that is all that is asked; None where Rasa has to see to more."""
    if endpoint.basic_auth or endpoint.token or endpoint.params or endpoint.cafile or "json" not in asked:
        return None
    if asked.get("method", "post") != "post" or asked.get("compress") or not asked.keys() <= WANTED:
        return None
    if not isinstance(asked.get("timeout", DEFAULT_REQUEST_TIMEOUT), int | float):
        return None
    address = _split(endpoint.url)
    is_plain = address.scheme == "http" and address.hostname and address.username is None and endpoint.url.isascii()
    return address if is_plain else None


WANTED = {"json", "method", "compress", "timeout"}
"""What may be asked of a plain call."""

_split = lru_cache(maxsize=8)(urlsplit)


def _lines_of(endpoint: EndpointConfig, address: SplitResult) -> Lines:
    loop = asyncio.get_running_loop()
    lines: Lines | None = getattr(endpoint, KEPT, None)
    if lines is None or lines.loop is not loop:
        lines = Lines(loop, address.hostname or "", address.port or 80)
        setattr(endpoint, KEPT, lines)
        _lines.add(lines)
    return lines


def _head(endpoint: EndpointConfig, address: SplitResult, length: int) -> bytes:
    place = (address.path or "/") + (f"?{address.query}" if address.query else "")
    fields = {
        "Host": address.netloc,
        "Accept": "*/*",
        # As it is: no time is spent on packing between two processes of one machine.
        "Accept-Encoding": "identity",
        "Content-Type": "application/json",
        **(endpoint.headers or {}),
        "Content-Length": str(length),
    }
    lines = (f"POST {place} HTTP/1.1", *(f"{name}: {value}" for name, value in fields.items()), "", "")
    return "\r\n".join(lines).encode()


def _content(answer: Answered) -> Any:
    """Return what an answer says; None where it is no JSON, as Rasa has it."""
    if answer.kind == "application/json":
        return _from_json(answer.body.decode()) if answer.body else None
    kind = parse_mimetype(answer.kind)
    if kind.type != "application" or "json" not in (kind.subtype, kind.suffix):
        return None
    content = answer.body.strip()
    return _from_json(content.decode(kind.parameters.get("charset", "utf-8"))) if content else None


def _as_json(content: Any) -> str:
    """Write JSON; the quicker writer knows no numbers without end and no halves of characters, which json does."""
    try:
        return ujson.dumps(content, escape_forward_slashes=False)
    except (ValueError, OverflowError, TypeError):
        return json.dumps(content)


def _from_json(content: str) -> Any:
    """Read JSON; what the quicker reader does not know is left to json."""
    try:
        return ujson.loads(content)
    except ValueError:
        return json.loads(content)
