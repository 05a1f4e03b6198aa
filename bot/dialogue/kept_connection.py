"""The connection to the action server, kept between turns.

Rasa makes an HTTP client for every call of an action, with a connection of its own, and closes both. One is enough for
a process. The action server ends a connection on which nothing came for five seconds, so that here one that was still
for two is not used any more: no call is sent down a line that is just being closed, on a slow machine neither.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any
from weakref import WeakSet

import aiohttp
import ujson
from rasa.core.constants import DEFAULT_REQUEST_TIMEOUT
from rasa.utils.endpoints import EndpointConfig

STILL_FOR = 2.0
"""Seconds after which a connection on which nothing came is not used again; Sanic's server closes it after five."""

KEPT = "front_door_client"
"""Where an endpoint keeps its client."""

_clients: WeakSet[aiohttp.ClientSession] = WeakSet()


def keep_connections() -> None:
    """Have every endpoint of Rasa's keep its client, in this process."""
    EndpointConfig.session = _kept


async def close_connections() -> None:
    """Close all that is kept, when the server stops; otherwise its log ends with an error about each."""
    for client in tuple(_clients):
        await client.close()


@asynccontextmanager
async def _kept(endpoint: EndpointConfig) -> AsyncIterator[aiohttp.ClientSession]:
    """Lend an endpoint's client; it stays open."""
    loop = asyncio.get_running_loop()
    its_loop, client = getattr(endpoint, KEPT, (None, None))
    if client is None or client.closed or its_loop is not loop:
        client = _client(endpoint)
        setattr(endpoint, KEPT, (loop, client))
        _clients.add(client)
    yield client


def _client(endpoint: EndpointConfig) -> aiohttp.ClientSession:
    login = endpoint.basic_auth
    return aiohttp.ClientSession(
        headers=endpoint.headers,
        auth=aiohttp.BasicAuth(login["username"], login["password"]) if login else None,
        timeout=aiohttp.ClientTimeout(total=DEFAULT_REQUEST_TIMEOUT),
        # No limit: a turn must not wait for another one's action.
        connector=aiohttp.TCPConnector(limit=0, keepalive_timeout=STILL_FOR),
        cookie_jar=aiohttp.DummyCookieJar(),
        json_serialize=_as_json,
    )


def _as_json(content: Any) -> str:
    """Write JSON; the quicker writer knows no numbers without end and no halves of characters, which json does."""
    try:
        return ujson.dumps(content, escape_forward_slashes=False)
    except (ValueError, OverflowError, TypeError):
        return json.dumps(content)
