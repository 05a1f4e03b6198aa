"""What an update holds, in our own words; the shapes of Telegram's library go no further than this."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from telegram import CallbackQuery, Message, Update
from telegram.constants import ChatType

COMMAND = re.compile(r"/(?P<name>[A-Za-z0-9_]{1,32})(?:@\w+)?(?:\s+(?P<rest>.*))?", re.DOTALL)

WANTED = ("message", "edited_message", "callback_query", "my_chat_member")
"""The kinds of update that we ask Telegram for."""

KINDS = {
    "voice": ("voice", "audio"),
    "video": ("video", "video_note", "animation"),
    "photo": ("photo",),
    "file": ("document",),
    "place": ("location", "venue"),
    "other": ("contact", "poll", "sticker", "story", "game", "paid_media", "checklist"),
}
"""What nobody here can read, by the names of Telegram's fields. A GIF comes as ``animation`` and as ``document``."""


@dataclass(frozen=True, kw_only=True)
class Command:
    """A typed command: its name and what stands after it."""

    name: str
    rest: str = ""


@dataclass(frozen=True, kw_only=True)
class Incoming:
    """One update.

    Attributes:
        update: Telegram's number of it.
        chat: number of the chat; 0 when there is none to answer in.
        is_private: whether one person alone is in it.
        kind_of_chat: Telegram's word for what the chat is.
        message: number of the message it is about.
        text: words, as typed; the emoji of a sticker or of dice.
        brought: what came that nobody can read, such as ``voice``; None when there is nothing.
        album: name of the album it is one picture of; empty when of none.
        is_edit: whether a message from before was changed.
        pressed: name of the press, of a button; empty when none was pressed.
        mark: what the button stands for.
        under: words of the message that the button stands under.
        replied: number and words of the message which that one replies to.
        joined: whether we were just let into the chat.
    """

    update: int
    chat: int = 0
    is_private: bool = True
    kind_of_chat: str = ""
    message: int = 0
    text: str = ""
    brought: str | None = None
    album: str = ""
    is_edit: bool = False
    pressed: str = ""
    mark: str = ""
    under: str = ""
    replied: tuple[int, str] | None = None
    joined: bool = False

    @property
    def command(self) -> Command | None:
        """The command that the words are, or None; ``/tell{...}`` is none."""
        found = COMMAND.fullmatch(self.text.strip())
        return Command(name=found["name"].lower(), rest=(found["rest"] or "").strip()) if found else None


def read(update: Update) -> Incoming | None:
    """Return what an update holds, or None when nothing is to be done about it."""
    if update.callback_query is not None:
        return _pressed(update.update_id, update.callback_query)
    if update.my_chat_member is not None:
        change = update.my_chat_member
        joined = change.new_chat_member.status in ("member", "administrator")
        incoming = _of_chat(update.update_id, change.chat.id, str(change.chat.type))
        return replace(incoming, joined=joined) if joined and not incoming.is_private else None
    message = update.message or update.edited_message
    if message is None or (message.from_user is not None and message.from_user.is_bot):
        return None
    return _said(update.update_id, message, is_edit=update.message is None)


def _of_chat(update: int, chat: int, kind: str) -> Incoming:
    return Incoming(update=update, chat=chat, kind_of_chat=kind, is_private=kind == ChatType.PRIVATE)


def _said(update: int, message: Message, *, is_edit: bool) -> Incoming | None:
    incoming = _of_chat(update, message.chat.id, str(message.chat.type))
    text, brought = message.text or message.caption or "", None
    if message.sticker is not None and message.sticker.emoji:
        text = message.sticker.emoji
    elif message.dice is not None:
        text = message.dice.emoji
    elif not message.text:
        brought = next(
            (kind for kind, fields in KINDS.items() if any(getattr(message, name, None) for name in fields)), None
        )
    if not text and brought is None and incoming.is_private:
        # Such as "you pinned a message": nobody said anything.
        return None
    return replace(
        incoming,
        message=message.message_id,
        text=text,
        brought=brought,
        album=message.media_group_id or "",
        is_edit=is_edit,
    )


def _pressed(update: int, query: CallbackQuery) -> Incoming:
    message = query.message
    incoming = _of_chat(update, message.chat.id, str(message.chat.type)) if message else Incoming(update=update)
    incoming = replace(incoming, pressed=query.id, mark=query.data or "")
    if not isinstance(message, Message):
        return replace(incoming, message=message.message_id if message else 0)
    answered = message.reply_to_message
    return replace(
        incoming,
        message=message.message_id,
        under=message.text or "",
        replied=(answered.message_id, answered.text or "") if answered is not None else None,
    )
