"""The marks that buttons stand for. A mark can't be guessed, and counts only under the newest answer.

Telegram gives back whatever a changed client sends as ``callback_data``, so that nothing is read out of it: it is
compared with the marks of what is on offer now.
"""

from __future__ import annotations

import re

from bot.channels.choices import Choices, standing_choices
from bot.channels.telegram.chats import Chats
from bot.channels.telegram.layout import MOST_BUTTONS, Button, fitting, rows
from bot.channels.transcript import Line, Message, Offer, Turn
from bot.channels.words import telegram

MARK = re.compile(r"[0-9a-f]{32}")
MORE, COPY, CODE = "more", "copy", "code"


class Buttons:
    """Makes the buttons of a chat's conversation, and knows them again.

    Args:
        choices: gives the conversation's own offers their names.
        chats: makes marks.
        chat: number of the chat.
        conversation: the conversation it is in.
    """

    def __init__(self, choices: Choices, chats: Chats, chat: int, conversation: str) -> None:
        self._choices = choices
        self._chats = chats
        self._chat = chat
        self._conversation = conversation

    def under(self, message: Message, *, is_last: bool) -> tuple[tuple[Button, ...], ...]:
        """Return the rows of buttons under a message of the newest answer.

        Args:
            message: the message.
            is_last: whether it is the last of the answer; the way to all other choices stands there.
        """
        of_lines = [self._row(message, line) for line in message.lines or ()]
        extras = [Button(title=telegram(name), mark=self._extra(message.id, name)) for name in _extras(message)]
        offered = rows(Button(title=offer.title, mark=self._name(message, offer)) for offer in message.choices)
        below = [*offered, *((button,) for button in extras)]
        if is_last:
            below.append((Button(title=telegram(MORE), mark=self._extra(message.id, MORE)),))
        room = MOST_BUTTONS - sum(map(len, below))
        return (*fitting(of_lines, room), *below)

    def standing(self, latest: Turn | None) -> tuple[tuple[Button, ...], ...]:
        """Return a button for each choice that is possible at every turn; they count until the next answer."""
        return rows(Button(title=title, mark=self._standing(latest, name)) for name, title in standing_choices())

    def standing_named(self, mark: str, latest: Turn | None) -> str | None:
        """Return which standing choice a mark stands for."""
        return next((name for name, _ in standing_choices() if self._standing(latest, name) == mark), None)

    def extra_named(self, mark: str, latest: Turn | None) -> str | None:
        """Return which of this door's own buttons a mark stands for."""
        return next(
            (
                name
                for message in (latest.replies if latest else ())
                for name in (MORE, COPY, CODE)
                if self._extra(message.id, name) == mark
            ),
            None,
        )

    def title_of(self, mark: str, latest: Turn | None) -> str | None:
        """Return the title of the conversation's own offer that a mark stands for."""
        for message in latest.replies if latest else ():
            for offer in message.offers:
                if self._name(message, offer) == mark:
                    return offer.title
        return None

    def _row(self, message: Message, line: Line) -> tuple[Button, ...]:
        return tuple(
            Button(title=f"{line.number}. {offer.title}", mark=self._name(message, offer)) for offer in line.choices
        )

    def _name(self, message: Message, offer: Offer) -> str:
        return self._choices.name(self._conversation, message, offer)

    def _extra(self, message_id: str, name: str) -> str:
        return self._chats.mark(self._chat, "extra", self._conversation, message_id, name)

    def _standing(self, latest: Turn | None, name: str) -> str:
        turn = latest.replies[-1].id if latest else ""
        return self._chats.mark(self._chat, "standing", self._conversation, turn, name)


def _extras(message: Message) -> list[str]:
    return [name for name, is_there in ((COPY, message.copy), (CODE, message.another_device)) if is_there]
