"""A message that was changed after it was answered: the person is asked whether the new words are to count.

Stock Rasa takes a changed message for a new answer, to whatever question happens to be open by then.
"""

from __future__ import annotations

from collections import OrderedDict

from bot.channels.exchange import Said
from bot.channels.grammar import as_typed, tidy
from bot.channels.telegram.door import Door
from bot.channels.telegram.incoming import Incoming
from bot.channels.telegram.layout import Bubble, Button
from bot.channels.telegram.speaking import Here, Speaking
from bot.channels.transcript import Offer, Turn, answered, shown
from bot.channels.words import refusal, telegram
from bot.errors import NotTakenInError
from bot.strengths.kept_lines import unpack

MOST_WAITING = 1000


class Editing:
    """Takes changed messages.

    Args:
        door: the door's parts.
        speaking: holds the conversation.
    """

    def __init__(self, door: Door, speaking: Speaking) -> None:
        self._door = door
        self._speaking = speaking
        # The new words wait in mind alone; after a restart they are read from the message that the buttons answer.
        self._waiting: OrderedDict[str, tuple[int, str]] = OrderedDict()

    async def changed(self, incoming: Incoming) -> None:
        """Take a message that was changed."""
        text = incoming.text
        about = self._edit(incoming.chat, incoming.message, text)
        here = await self._speaking.here(incoming.chat, about, text)
        if here is None:
            return
        try:
            turns, _ = await self._door.conversations.read(here.conversation)
        except NotTakenInError:
            turns = []
        turn = answered(shown(turns), self._message(incoming.chat, incoming.message))
        if turn is not None and turn.said is not None and turn.said.text == tidy(text):
            # Telegram says so too when it has found a picture for a link.
            return
        if turn is None or await self._door.conversations.shows_danger(here.conversation, text):
            # What was never taken in is simply said now; and danger waits for no question.
            await self._speaking.say(here, Said(message_id=about, text=text))
            return
        self._waiting[about] = (incoming.message, text)
        while len(self._waiting) > MOST_WAITING:
            self._waiting.popitem(last=False)
        use, keep = self._use(here, about), self._keep(here, incoming.message)
        rows = (
            (Button(title=telegram("use_edit"), mark=use),),
            (Button(title=telegram("keep_old"), mark=keep),),
        )
        bubble = Bubble(id=f"{about}-edited", text=telegram("edited"), rows=rows)
        await self._door.sender.say(incoming.chat, [bubble], reply_to=incoming.message)

    async def pressed(self, incoming: Incoming, here: Here, turns: list[Turn]) -> bool:
        """Take a press of a button under the question; return whether it was one."""
        waiting = self._wanted(incoming, here)
        if waiting is not None:
            await self._door.sender.answer_press(incoming.pressed)
            await self._use_new_words(incoming, here, turns, *waiting)
            return True
        message = incoming.replied[0] if incoming.replied else None
        known = [message] if message is not None else [number for number, _ in self._waiting.values()]
        if any(self._keep(here, number) == incoming.mark for number in known):
            await self._door.sender.answer_press(incoming.pressed, telegram("kept_old"))
            await self._door.sender.show_choice(incoming.chat, incoming.message, "")
            return True
        return False

    async def _use_new_words(self, incoming: Incoming, here: Here, turns: list[Turn], message: int, text: str) -> None:
        about = self._edit(incoming.chat, message, text)
        if answered(turns, f"{about}-new") is not None:
            await self._door.sender.answer_press(incoming.pressed, refusal("used_id"))
            return
        line = await self._line(here, turns, self._message(incoming.chat, message))
        if line is not None:
            # First which line, then how it should read: the same two turns that a person would take.
            offer = Offer(title=telegram("use_edit"), payload=f'/change_line{{"line": "{line}"}}')
            if await self._speaking.take(here, Said(message_id=f"{about}-line", offer=offer)) is None:
                return
        await self._speaking.say(here, Said(message_id=f"{about}-new", text=text))
        await self._door.sender.show_choice(incoming.chat, incoming.message, "")
        self._waiting.pop(about, None)

    async def _line(self, here: Here, turns: list[Turn], message: str) -> str | None:
        """The line that was kept of a message; None when there is none, or more than one."""
        turn = answered(turns, message)
        _, contact = await self._door.conversations.read(here.conversation)
        said = turn.said.text if turn is not None and turn.said is not None else ""
        exact = [line.id for line in unpack(contact.get("statements") or []) if as_typed(line.words) == said]
        return exact[-1] if exact else None

    def _wanted(self, incoming: Incoming, here: Here) -> tuple[int, str] | None:
        """The message and the new words that a button stands for."""
        for about, waiting in self._waiting.items():
            if self._use(here, about) == incoming.mark:
                return waiting
        if incoming.replied is not None:
            about = self._edit(incoming.chat, *incoming.replied)
            if self._use(here, about) == incoming.mark:
                return incoming.replied
        return None

    def _message(self, chat: int, message: int) -> str:
        return self._door.chats.mark(chat, "message", message)

    def _edit(self, chat: int, message: int, text: str) -> str:
        return self._door.chats.mark(chat, "edit", message, text)

    def _use(self, here: Here, about: str) -> str:
        return self._door.chats.mark(here.chat, "use-edit", here.conversation, about)

    def _keep(self, here: Here, message: int) -> str:
        return self._door.chats.mark(here.chat, "keep-old", here.conversation, message)
