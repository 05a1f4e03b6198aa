"""The bot's account at Telegram: the library set up for it, and whether its token works."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass

from telegram import Bot
from telegram.error import InvalidToken, NetworkError, TelegramError
from telegram.request import HTTPXRequest

from bot.settings import Settings, environment_name

AT_ONCE = 64
"""Most requests to Telegram at the same time."""


@dataclass(frozen=True, kw_only=True)
class Account:
    """What was found out about the account.

    Attributes:
        works: whether residents can come this way.
        words: what was found, and what is to be done about it.
    """

    works: bool
    words: str


def open_bot(settings: Settings) -> Bot:
    """Return Telegram's library for the token of the settings; nothing is sent yet.

    Raises:
        InvalidToken: the token is empty.
    """
    keep_telegram_out_of_logs()
    base = settings.telegram_api_url.rstrip("/")
    return Bot(
        settings.telegram_token,
        base_url=f"{base}/bot",
        base_file_url=f"{base}/file/bot",
        request=HTTPXRequest(connection_pool_size=AT_ONCE, connect_timeout=10, read_timeout=20, pool_timeout=30),
    )


def keep_telegram_out_of_logs() -> None:
    """Silence the libraries: their lines hold request addresses, with the token in them, and whole updates."""
    for noisy in ("telegram", "httpx", "httpcore"):
        logging.getLogger(noisy).setLevel(logging.CRITICAL + 1)


def look_at_account(settings: Settings) -> Account:
    """Ask Telegram whether the token works (``getMe``), and how updates come; nothing is changed."""
    try:
        return asyncio.run(_look(settings))
    except InvalidToken:
        token = environment_name("telegram_token")
        return Account(works=False, words=f"Telegram does not know this token. Copy it from @BotFather into {token}")
    except NetworkError as error:
        words = f"{settings.telegram_api_url} can't be reached ({type(error).__name__}); messages wait there for a day"
        return Account(works=False, words=words)
    except TelegramError as error:
        return Account(works=False, words=f"Telegram answered with a fault ({type(error).__name__})")


async def _look(settings: Settings) -> Account:
    address = settings.telegram_webhook_url
    bot = open_bot(settings)
    try:
        await bot.initialize()
        found = [f"@{bot.username}, " + (f"called at {address}" if address else "by long polling")]
        works = True
        if address and not address.startswith("https://"):
            found.append(f"Telegram calls only https addresses: mend {environment_name('telegram_webhook_url')}")
            works = False
        if bot.bot.can_join_groups:
            found.append("anybody can add it to groups, which it leaves: turn that off with /setjoingroups")
        if address and works:
            said = await bot.get_webhook_info()
            if said.last_error_message:
                # Telegram's own words about our server; nobody's message is in them.
                found.append(f"its last call failed: {said.last_error_message}")
                works = False
    finally:
        await bot.shutdown()
    return Account(works=works, words="; ".join(found))
