"""One connection to a server, on which one request after another is sent and answered.

What an HTTP client does beside that (cookies, redirections, proxies, a plan of what to wait for) is half of the time
that calling an action takes. The answer is read by httptools, which reads requests for Sanic too.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import cast

from httptools import HttpParserError, HttpResponseParser

CARRY_ON = 200
"""Below this an answer says only that there will be one."""


@dataclass(frozen=True, kw_only=True)
class Answered:
    """What a server answered.

    Attributes:
        status: its number.
        reason: its name.
        kind: of the content, as the server has it.
        body: the content.
    """

    status: int
    reason: str
    kind: str
    body: bytes


class Line(asyncio.Protocol):
    """One connection; whoever has taken it has it alone."""

    def __init__(self) -> None:
        self.is_open = False
        self._transport: asyncio.Transport | None = None
        self._waiting: asyncio.Future[Answered] | None = None
        self._parser = HttpResponseParser(self)
        self.on_message_begin()

    async def call(self, written: bytes) -> Answered:
        """Send a request; return its answer.

        Raises:
            ConnectionError: the line was cut, or what came is no answer.
        """
        if self._transport is None or not self.is_open:
            raise ConnectionError("the line is closed")
        self._waiting = asyncio.get_running_loop().create_future()
        self._transport.write(written)
        return await self._waiting

    def close(self) -> None:
        """Close it, whatever is under way."""
        self.is_open = False
        if self._transport is not None:
            self._transport.abort()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Begin."""
        self._transport = cast(asyncio.Transport, transport)
        self.is_open = True

    def connection_lost(self, exc: Exception | None) -> None:
        """Tell whoever waits that no answer will come."""
        self.is_open = False
        self._fail("the line was cut")

    def eof_received(self) -> None:
        """Be closed: the server says no more. Where it did not say how long its answer is, that is its end."""
        self.is_open = False
        if self._is_until_the_end:
            self.on_message_complete()

    def data_received(self, data: bytes) -> None:
        """Read on."""
        if self._waiting is None or self._waiting.done():
            # Nothing was asked.
            self.close()
            return
        try:
            self._parser.feed_data(data)
        except HttpParserError as error:
            self._fail(str(error))
            self.close()

    def _fail(self, why: str) -> None:
        if self._waiting is not None and not self._waiting.done():
            self._waiting.set_exception(ConnectionError(why))

    def on_message_begin(self) -> None:
        """Begin a new answer."""
        self._reason = self._kind = ""
        self._body: list[bytes] = []
        self._has_length = self._is_until_the_end = False

    def on_status(self, status: bytes) -> None:
        """Note the name of the status."""
        self._reason += status.decode("utf-8", "surrogateescape")

    def on_header(self, name: bytes, value: bytes) -> None:
        """Note what kind of content there is, and whether it says where it ends."""
        field = name.lower()
        if field == b"content-type":
            self._kind = value.decode("utf-8", "surrogateescape")
        self._has_length = self._has_length or field in (b"content-length", b"transfer-encoding")

    def on_headers_complete(self) -> None:
        """Note that the content begins."""
        self._is_until_the_end = not self._has_length

    def on_body(self, body: bytes) -> None:
        """Note a piece of the content."""
        self._body.append(body)

    def on_message_complete(self) -> None:
        """Hand over the answer."""
        status = self._parser.get_status_code()
        if status >= CARRY_ON:
            self.is_open = self.is_open and self._parser.should_keep_alive()
            answer = Answered(status=status, reason=self._reason, kind=self._kind, body=b"".join(self._body))
            if self._waiting is not None and not self._waiting.done():
                self._waiting.set_result(answer)
        self._is_until_the_end = False
