"""Saying it once: each message is sent until Telegram has taken it, and what was taken is noted.

Telegram knows no name for what a bot sends, so that "at most once" and "at least once" cannot both be had when its
answer is lost. Here "at least once" wins: help that was heard twice is better than help that was not heard.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterable
from typing import Any
from weakref import WeakValueDictionary

from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup, InputFile, LinkPreviewOptions, ReplyParameters
from telegram.error import BadRequest, ChatMigrated, Forbidden, InvalidToken, NetworkError, RetryAfter, TelegramError

from bot.channels.telegram.chats import Chats
from bot.channels.telegram.layout import Bubble, Button, parts
from bot.logs import logger

log = logger(__name__)

FIRST_PAUSE, LONGEST_PAUSE = 0.5, 60.0
"""Seconds between two tries when Telegram cannot be reached: doubled each time, up to the longer."""

GONE = (Forbidden, ChatMigrated)
"""The person blocked us or is no more; nothing can be said to them, and nothing is tried again."""


class Sender:
    """Sends.

    Args:
        bot: Telegram's library.
        chats: keeps what was sent.
        sleep: waits; another in tests.
    """

    def __init__(self, bot: Bot, chats: Chats, sleep: Callable[[float], Awaitable[None]] = asyncio.sleep) -> None:
        self._bot = bot
        self._chats = chats
        self._sleep = sleep
        self._locks: WeakValueDictionary[int, asyncio.Lock] = WeakValueDictionary()

    async def say(self, chat: int, bubbles: Iterable[Bubble], reply_to: int | None = None) -> bool:
        """Say these in a chat, in order, without what was said there before; return whether anything was new.

        Args:
            chat: number of the chat.
            bubbles: what to say.
            reply_to: number of the message that the first of them answers, where that has to be seen.
        """
        lock = self._locks.setdefault(chat, asyncio.Lock())
        async with lock:
            pieces = [piece for bubble in bubbles for piece in _pieces(bubble)]
            marks = {piece.id: self._chats.mark(chat, "sent", piece.id) for piece in pieces}
            left = await self._chats.not_sent(list(marks.values()))
            for piece in pieces:
                if marks[piece.id] not in left:
                    continue
                if not await self._send(chat, piece, reply_to):
                    break
                await self._chats.note_sent(marks[piece.id])
            return bool(left)

    async def answer_press(self, press: str, words: str = "") -> None:
        """Let a button stop turning; with words, show them until they are put away."""
        # 200 characters is Telegram's limit. What is said there fails alone: the button may be too old to be answered.
        await self._try(lambda: self._bot.answer_callback_query(press, text=words[:200], show_alert=bool(words)))

    async def show_choice(self, chat: int, message: int, words: str) -> None:
        """Take the buttons away from a message, and say in it what was chosen; without words only the buttons go."""
        if words and len(parts(words)) == 1:
            await self._try(lambda: self._bot.edit_message_text(words, chat_id=chat, message_id=message))
        else:
            await self._try(lambda: self._bot.edit_message_reply_markup(chat_id=chat, message_id=message))

    async def leave(self, chat: int) -> None:
        """Leave a group or channel."""
        await self._try(lambda: self._bot.leave_chat(chat))

    async def _try(self, call: Callable[[], Awaitable[Any]]) -> None:
        """Make a call that nothing depends on, once."""
        try:
            await call()
        except Exception as error:  # noqa: BLE001 (the library raises what it likes at an answer it cannot read)
            log.info("telegram.not_done", error=type(error).__name__)

    async def _send(self, chat: int, piece: Bubble, reply_to: int | None) -> bool:
        """Send one message; return whether anything more can be said in this chat."""
        pause = FIRST_PAUSE
        while True:
            try:
                await self._send_once(chat, piece, reply_to)
            except GONE:
                log.info("telegram.chat_closed")
                return False
            except RetryAfter as error:
                await self._sleep(_seconds(error))
                continue
            except (BadRequest, InvalidToken) as error:
                # Trying the same again would change nothing; what follows may well arrive.
                log.error("telegram.message_refused", error=type(error).__name__)
                return True
            except NetworkError as error:
                log.warning("telegram.unreachable", error=type(error).__name__, seconds=pause)
                await self._sleep(pause)
                pause = min(2 * pause, LONGEST_PAUSE)
                continue
            except TelegramError as error:
                log.error("telegram.message_refused", error=type(error).__name__)
            except Exception as error:  # noqa: BLE001 (as above; Telegram has taken the message by then)
                log.warning("telegram.answer_unreadable", error=type(error).__name__)
            return True

    async def _send_once(self, chat: int, piece: Bubble, reply_to: int | None) -> None:
        more: dict[str, Any] = {}
        if piece.rows:
            more["reply_markup"] = _keyboard(piece.rows)
        if reply_to is not None:
            more["reply_parameters"] = ReplyParameters(reply_to, allow_sending_without_reply=True)
        if piece.picture is not None:
            # The name says nothing about what it is.
            photo = InputFile(piece.picture, filename="picture.png")
            await self._bot.send_photo(chat, photo, caption=piece.text, **more)
        else:
            await self._bot.send_message(
                chat, piece.text, link_preview_options=LinkPreviewOptions(is_disabled=True), **more
            )


def _pieces(bubble: Bubble) -> list[Bubble]:
    """A bubble in messages that are short enough; its buttons stand under the last."""
    if bubble.picture is not None:
        return [bubble]
    texts = parts(bubble.text)
    return [
        Bubble(id=f"{bubble.id}/{number}", text=text, rows=bubble.rows if number == len(texts) else ())
        for number, text in enumerate(texts, 1)
    ]


def _keyboard(rows: tuple[tuple[Button, ...], ...]) -> InlineKeyboardMarkup:
    return InlineKeyboardMarkup(
        [[InlineKeyboardButton(button.title, callback_data=button.mark) for button in row] for row in rows]
    )


def _seconds(error: RetryAfter) -> float:
    after = error.retry_after
    return float(after) if isinstance(after, int | float) else after.total_seconds()
