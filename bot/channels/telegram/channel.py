"""What Rasa loads: the Telegram door, in the same process as the resident's page (docs/decisions/0014)."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any

from rasa.core.agent import Agent
from rasa.core.channels.channel import InputChannel, UserMessage
from rasa.core.lock_store import LockError
from sanic import Blueprint, Sanic
from telegram import Bot, BotCommand
from telegram.error import TelegramError

from bot.bootstrap import is_door_open, unit_of_work
from bot.channels.choices import Choices
from bot.channels.doorkeeper import Doorkeeper
from bot.channels.first_help import FirstHelp
from bot.channels.identity import Identities
from bot.channels.routes import add_route
from bot.channels.seats import Seats
from bot.channels.taking_over import TakingOver
from bot.channels.telegram.account import open_bot
from bot.channels.telegram.answering import Answering
from bot.channels.telegram.chats import Chats
from bot.channels.telegram.door import Door
from bot.channels.telegram.fetching import FIRST_PAUSE, LONGEST_PAUSE, Fetching
from bot.channels.telegram.incoming import WANTED
from bot.channels.telegram.order import Order
from bot.channels.telegram.sending import Sender
from bot.channels.telegram.webhook import Webhook
from bot.channels.turn import Conversations
from bot.channels.words import command_titles
from bot.logs import keep_words_out_of_rasa, logger
from bot.settings import Settings, settings

log = logger(__name__)

HOME = "/telegram"

FETCHING = "telegram:fetching"
"""Name of the lock that the one server holds which fetches."""

FOREVER = 10 * 365 * 86_400.0
"""Seconds that Rasa's own lock lives, with one server; a shared lock lives as long as its holder."""

LOOK_AGAIN = 1.0
"""Seconds between two tries to be the one that fetches."""


class TelegramChannel(InputChannel):
    """Fetches messages or is called with them; without a token it does nothing at all."""

    def __init__(self) -> None:
        self._app: Sanic | None = None
        self._work: asyncio.Task[None] | None = None
        self._order: Order | None = None

    @classmethod
    def name(cls) -> str:
        """Return the name that each message carries as its door."""
        return "telegram"

    def url_prefix(self) -> str:
        """Return where the door stands; a whole path, so not under ``/webhooks/``."""
        return HOME

    def blueprint(self, _on_new_message: Callable[[UserMessage], Awaitable[Any]]) -> Blueprint:
        """Return the door's routes: one when there is a webhook, none otherwise."""
        routes = Blueprint("telegram")
        present = settings()
        if not present.telegram_token:
            return routes
        keep_words_out_of_rasa(as_json=present.log_format == "json")
        present.check_may_start()
        bot = open_bot(present)
        identities = Identities(present.signing_key(), present.resume_hours)
        door = open_door(present, bot, identities, self._agent)
        # Another bot counts its updates for itself.
        self._order = order = Order(
            Answering(door).deal_with, door.chats, account=present.telegram_token.partition(":")[0]
        )
        secret = identities.mark("telegram.webhook", present.telegram_token)
        if present.telegram_webhook_url:
            add_route(routes, "/webhook", Webhook(bot, order, secret).take, "POST")

        async def start(app: Sanic, *_: Any) -> None:
            self._app = app
            work = self._be_called(bot, present, secret) if present.telegram_webhook_url else self._fetch(bot, order)
            self._work = asyncio.create_task(work)

        routes.listener("after_server_start")(start)
        routes.listener("before_server_stop")(self._stop)
        return routes

    def _agent(self) -> Agent | None:
        return getattr(self._app.ctx, "agent", None) if self._app is not None else None

    async def _be_called(self, bot: Bot, present: Settings, secret: str) -> None:
        """Tell Telegram where to call."""
        await keep_trying(bot.initialize)
        await keep_trying(
            lambda: bot.set_webhook(
                present.telegram_webhook_url, secret_token=secret, allowed_updates=list(WANTED), max_connections=40
            )
        )
        await _show_commands(bot)
        log.info("telegram.is_called")

    async def _fetch(self, bot: Bot, order: Order) -> None:
        """Fetch, whatever waited since last time included."""
        await keep_trying(bot.initialize)
        await only_here(self._agent, lambda: self._fetch_here(bot, order))

    async def _fetch_here(self, bot: Bot, order: Order) -> None:
        await keep_trying(bot.delete_webhook)
        await _show_commands(bot)
        log.info("telegram.fetching")
        await Fetching(bot, order).run()

    async def _stop(self, *_: Any) -> None:
        if self._work is not None:
            self._work.cancel()
        if self._order is not None:
            self._order.stop()


def open_door(present: Settings, bot: Bot, identities: Identities, find_agent: Callable[[], Agent | None]) -> Door:
    """Return the Telegram door's parts for these settings.

    Args:
        present: the settings.
        bot: Telegram's library.
        identities: issues conversations.
        find_agent: gives Rasa's agent, or None while none is loaded.
    """
    choices = Choices(identities)
    # Telegram has no button to leave at once.
    first_help = FirstHelp(unit_of_work, present.local_details(), has_way_out=False)
    conversations = Conversations(
        find_agent,
        choices,
        first_help,
        TelegramChannel.name(),
        pause=timedelta(minutes=present.pause_minutes),
        doorkeeper=Doorkeeper(is_door_open),
    )
    seats = Seats(find_agent)
    code_lasts = timedelta(hours=min(present.resume_code_hours, present.resume_hours))
    chats = Chats(identities, find_agent)
    return Door(
        settings=present,
        choices=choices,
        conversations=conversations,
        seats=seats,
        taking_over=TakingOver(conversations, seats, identities, unit_of_work, code_lasts),
        chats=chats,
        sender=Sender(bot, chats),
    )


async def keep_trying(
    call: Callable[[], Awaitable[Any]], sleep: Callable[[float], Awaitable[None]] = asyncio.sleep
) -> None:
    """Make a call until Telegram has taken it. Everything else of the server goes on meanwhile."""
    pause = FIRST_PAUSE
    while True:
        try:
            await call()
        except TelegramError as error:
            log.error("telegram.not_started", error=type(error).__name__, seconds=pause)
            await sleep(pause)
            pause = min(2 * pause, LONGEST_PAUSE)
        else:
            return


async def only_here(find_agent: Callable[[], Agent | None], work: Callable[[], Awaitable[None]]) -> None:
    """Do a work that only one of several Rasa servers may do, whenever it falls to this one; the others wait for it.

    Telegram lets one program fetch, and refuses a second one. When the server that fetches dies, its lock runs out, and
    another goes on.

    Args:
        find_agent: gives Rasa's agent with its lock store, or None while none is loaded.
        work: what is done; never ends by itself.
    """
    while True:
        agent = find_agent()
        try:
            if agent is not None and agent.lock_store is not None:
                async with agent.lock_store.lock(FETCHING, lock_lifetime=FOREVER) as held:
                    await _until_lost(work(), getattr(held, "lost", None))
        except LockError:
            pass
        await asyncio.sleep(LOOK_AGAIN)


async def _until_lost(work: Awaitable[None], lost: asyncio.Event | None) -> None:
    doing = asyncio.ensure_future(work)
    losing = asyncio.ensure_future((lost or asyncio.Event()).wait())
    try:
        await asyncio.wait({doing, losing}, return_when=asyncio.FIRST_COMPLETED)
    finally:
        doing.cancel()
        losing.cancel()


async def _show_commands(bot: Bot) -> None:
    """Put the commands into Telegram's menu; everything works without."""
    try:
        await bot.set_my_commands([BotCommand(name, title) for name, title in command_titles().items()])
    except TelegramError as error:
        log.info("telegram.no_menu", error=type(error).__name__)
