"""Two listeners: the council's own system, which takes deliveries, and a reader of what is published to RabbitMQ."""

from __future__ import annotations

import asyncio
import base64
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import aio_pika
from standardwebhooks import Webhook

from bot.dialogue.events import EXCHANGE

SECRET = "whsec_" + base64.b64encode(bytes(range(7, 39))).decode()


@contextmanager
def receive() -> Iterator[tuple[tuple[str, str], list[str]]]:
    """Take deliveries, each signature checked.

    Yields:
        Address and secret, and the references of the summaries that came; one that came twice stands there twice.
    """
    delivered: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            content = Webhook(SECRET).verify(body, {name.lower(): value for name, value in self.headers.items()})
            delivered.append(_reference(content))
            self.send_response(204)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield (f"http://127.0.0.1:{server.server_address[1]}/", SECRET), delivered
    finally:
        server.shutdown()


def _reference(content: object) -> str:
    assert isinstance(content, dict)
    return str(content["data"].get("reference", json.dumps(content["data"])[:40]))


@contextmanager
def listen(url: str) -> Iterator[list[bytes]]:
    """Read what is published, from now on.

    Yields:
        The bodies.
    """
    bodies: list[bytes] = []
    ready, ending = threading.Event(), threading.Event()

    async def read() -> None:
        connection = await aio_pika.connect(url, timeout=5)
        async with connection:
            channel = await connection.channel()
            exchange = await channel.declare_exchange(EXCHANGE, aio_pika.ExchangeType.FANOUT, durable=True)
            queue = await channel.declare_queue(exclusive=True)
            await queue.bind(exchange)

            async def take(message: aio_pika.abc.AbstractIncomingMessage) -> None:
                bodies.append(message.body)

            await queue.consume(take, no_ack=True)
            ready.set()
            while not ending.is_set():
                await asyncio.sleep(0.2)

    thread = threading.Thread(target=lambda: asyncio.run(read()), daemon=True)
    thread.start()
    if not ready.wait(10):
        raise SystemExit("RabbitMQ cannot be reached.")
    try:
        yield bodies
    finally:
        ending.set()
        thread.join(10)
