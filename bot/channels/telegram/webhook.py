"""The route that Telegram calls. Whoever does not know our secret is refused before anything is read."""

from __future__ import annotations

import asyncio
import hmac
import json as json_text

from sanic.request import Request
from sanic.response import HTTPResponse, text
from telegram import Bot

from bot.channels.telegram.fetching import understood
from bot.channels.telegram.order import Order

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 (the header's name)

MOST_BYTES = 1_000_000
"""An update is some kilobytes at most: a message has at most 4,096 characters."""

PATIENCE = 50.0
"""Seconds after which Telegram is told to send the update again. The work goes on; it finds that and waits for it."""


class Webhook:
    """Takes Telegram's calls.

    Args:
        bot: Telegram's library.
        order: deals with updates.
        secret: what Telegram was told to send with each call.
        patience: seconds that a call is held open.
    """

    def __init__(self, bot: Bot, order: Order, secret: str, patience: float = PATIENCE) -> None:
        self._bot = bot
        self._order = order
        self._secret = secret.encode()
        self._patience = patience

    async def take(self, request: Request) -> HTTPResponse:
        """Answer one call: 200 only when the update was dealt with, so that Telegram sends it again otherwise."""
        given = str(request.headers.get(SECRET_HEADER, "")).encode(errors="replace")
        if not hmac.compare_digest(given, self._secret):
            return text("This address is for Telegram.", status=403)
        if len(request.body) > MOST_BYTES:
            return text("That is too big.", status=413)
        try:
            data = json_text.loads(request.body)
        except (ValueError, RecursionError):
            return text("That is not JSON.", status=400)
        if not isinstance(data, dict) or not isinstance(data.get("update_id"), int):
            return text("That is no update.", status=400)
        incoming = understood(data, self._bot)
        if incoming is None:
            return text("")
        try:
            await asyncio.wait_for(asyncio.shield(self._order.take(incoming)), self._patience)
        except TimeoutError:
            return text("Not yet; send it again.", status=503)
        return text("")
