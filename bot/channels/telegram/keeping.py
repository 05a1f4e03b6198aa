"""What a person can take away from a chat: their copy, the picture of their strengths, and a code for elsewhere."""

from __future__ import annotations

import asyncio

from jinja2 import Environment

from bot.channels.copy import TEMPLATES, Copy, copy_of
from bot.channels.telegram.chats import Place
from bot.channels.telegram.door import Door
from bot.channels.telegram.layout import Bubble
from bot.channels.telegram.speaking import Here, Speaking
from bot.channels.words import telegram
from bot.errors import NotAllowedError, NothingToShareError, NotTakenInError, StoreUnavailableError
from bot.pages.drawing import png_of
from bot.pages.environment import page_environment
from bot.pages.picture import picture_of
from bot.settings import Settings
from bot.strengths.library import wording


class Keeping:
    """Gives copies and codes, and takes codes.

    Args:
        door: the door's parts.
        speaking: says what comes of it.
    """

    def __init__(self, door: Door, speaking: Speaking) -> None:
        self._door = door
        self._speaking = speaking
        self._environment = _copies(door.settings)

    async def give_copy(self, here: Here) -> None:
        """Send what the team was given, or would be given, and the three circles as a picture."""
        try:
            _, contact = await self._door.conversations.read(here.conversation)
            copy = copy_of(contact)
        except NotTakenInError:
            await self._speaking.tell(here, self._door.words_for("not_started"))
            return
        except (NothingToShareError, KeyError):
            await self._speaking.tell(here, self._door.words_for("nothing_yet"))
            return
        await self._door.sender.say(here.chat, await self._copy(here, copy))

    async def _copy(self, here: Here, copy: Copy) -> list[Bubble]:
        template = self._environment.get_template("copy.txt")
        text = template.render(copy=copy.content, settings=self._door.settings).strip()
        bubbles = [Bubble(id=f"{here.about}-copy", text=text)]
        if copy.circles.all:
            # Drawing takes a moment; nobody else's conversation waits for it.
            drawn = await asyncio.to_thread(png_of, picture_of(copy.circles))
            bubbles.append(Bubble(id=f"{here.about}-picture", text=telegram("picture"), picture=drawn))
        return bubbles

    async def give_code(self, here: Here) -> None:
        """Send a code that opens the conversation elsewhere, once."""
        try:
            made = await self._door.taking_over.give_code(here.conversation)
        except (StoreUnavailableError, NotTakenInError):
            await self._speaking.tell(here, self._door.words_for("no_code_now"))
            return
        hours = str(int(self._door.taking_over.lasts.total_seconds() // 3600))
        await self._speaking.tell(here, telegram("code_is", code=made.words), telegram("code_how", hours=hours))

    async def take_code(self, chat: int, about: str, typed: str) -> None:
        """Bring the conversation of a code here; what was open here is left.

        Args:
            chat: number of the chat.
            about: name of the message that holds the code; it names the try, so that it counts once.
            typed: what was typed.
        """
        if not await self.took_code(chat, about, typed):
            here = Here(chat=chat, place=await self._door.chats.place(chat), about=about)
            await self._speaking.tell(here, self._door.words_for("code_refused"))

    async def took_code(self, chat: int, about: str, typed: str) -> bool:
        """Do the same with words that may be a code; return False, and say nothing, when they open nothing.

        Args:
            chat: number of the chat.
            about: name of the message.
            typed: what was typed.
        """
        here = Here(chat=chat, place=await self._door.chats.place(chat), about=about)
        try:
            taken = await self._door.taking_over.take_over(typed, self._door.chats.key(chat), about)
            place = Place(conversation=taken.conversation, seat=taken.seat)
            moved = Here(chat=chat, place=await self._door.chats.move(chat, place), about=about)
        except NotAllowedError:
            return False
        except (StoreUnavailableError, NotTakenInError):
            await self._speaking.tell(here, self._door.words_for("no_code_now"))
            return True
        await self._speaking.tell(moved, telegram("code_taken"))
        await self._speaking.welcome(moved, again=True)
        return True


def _copies(settings: Settings) -> Environment:
    environment = page_environment(TEMPLATES, organisation_name=settings.organisation_name)
    environment.globals.update(wording=wording)
    return environment
