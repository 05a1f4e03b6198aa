"""What is done about each update."""

from __future__ import annotations

from bot.channels.choices import STANDING
from bot.channels.exchange import Said
from bot.channels.telegram.door import Door
from bot.channels.telegram.editing import Editing
from bot.channels.telegram.incoming import Command, Incoming
from bot.channels.telegram.keeping import Keeping
from bot.channels.telegram.layout import Bubble
from bot.channels.telegram.pressing import Pressing
from bot.channels.telegram.speaking import Here, Speaking
from bot.channels.transcript import Offer
from bot.channels.words import offered_title, telegram
from bot.clock import Clock, now
from bot.handover import is_made_of_code_words
from bot.logs import logger
from bot.monitoring.metrics import count_turn
from bot.strengths.first_help import lines
from bot.understanding.alone import safety_alone

log = logger(__name__)

REPEAT = "/repeat"
"""What a voice note means to the conversation: the question stays open and is asked again."""

AN_HOUR = 3600


class Answering:
    """Deals with updates.

    Args:
        door: the door's parts.
        clock: the time.
    """

    def __init__(self, door: Door, clock: Clock = now) -> None:
        self._door = door
        self._clock = clock
        self._speaking = Speaking(door)
        self._keeping = Keeping(door, self._speaking)
        self._editing = Editing(door, self._speaking)
        self._pressing = Pressing(door, self._speaking, self._keeping, self._editing)

    async def deal_with(self, incoming: Incoming) -> None:
        """Do what is to be done about one update, and say what is to be said."""
        try:
            if await self._door.conversations.is_closed():
                await self._at_a_closed_door(incoming)
            else:
                await self._do(incoming)
        except Exception as error:  # noqa: BLE001 (nobody is left without an answer, whatever broke)
            # Only the kind of error: its text may hold what the person said.
            log.error("telegram.update_failed", error=type(error).__name__)
            if incoming.is_private and incoming.chat:
                failed = Bubble(id=f"failed-{incoming.update}", text=self._door.words_for("not_taken_in"))
                await self._door.sender.say(incoming.chat, [failed])

    async def _do(self, incoming: Incoming) -> None:
        if incoming.pressed:
            await self._pressing.press(incoming)
        elif not incoming.is_private:
            await self._decline_company(incoming)
        elif incoming.is_edit:
            await self._editing.changed(incoming)
        elif incoming.brought is not None:
            await self._take_what_was_brought(incoming)
        else:
            await self._hear(incoming)

    async def _at_a_closed_door(self, incoming: Incoming) -> None:
        """Say that the door is closed, with a way to a person; danger is heard all the same."""
        if incoming.pressed:
            await self._door.sender.answer_press(incoming.pressed)
        if not incoming.is_private or not incoming.chat:
            if not incoming.pressed:
                await self._decline_company(incoming)
            return
        count_turn("telegram", "closed", 0.0)
        first_help: tuple[str, ...] = ()
        if incoming.text and not incoming.pressed:
            place = await self._door.chats.place(incoming.chat)
            edited = self._door.chats.mark(incoming.chat, "edit", incoming.message, incoming.text)
            said = Said(message_id=edited if incoming.is_edit else self._name(incoming), text=incoming.text)
            first_help = await self._door.conversations.only_look(place.conversation, said)
        texts = (*first_help, self._door.words_for("closed"), *([] if first_help else [_emergency()]))
        bubbles = [Bubble(id=f"closed-{incoming.update}-{number}", text=text) for number, text in enumerate(texts)]
        await self._door.sender.say(incoming.chat, bubbles)

    async def _decline_company(self, incoming: Incoming) -> None:
        """Leave a group or channel: whatever is said there is not between two. In a channel nothing is said at all."""
        if incoming.kind_of_chat != "channel":
            # Several may write before we are gone; they are told once.
            hour = int(self._clock().timestamp()) // AN_HOUR
            await self._door.sender.say(incoming.chat, [Bubble(id=f"groups-{hour}", text=telegram("groups"))])
        await self._door.sender.leave(incoming.chat)

    async def _hear(self, incoming: Incoming) -> None:
        about = self._name(incoming)
        command = incoming.command
        if command is not None and await self._follow(incoming, command, about):
            return
        # Most people send the four words as they are. What opens nothing was meant as words.
        if is_made_of_code_words(incoming.text) and await self._keeping.took_code(incoming.chat, about, incoming.text):
            return
        # Everything else is words, also "/restart" and "/tell{...}".
        here = await self._speaking.here(incoming.chat, about, incoming.text)
        if here is not None:
            await self._speaking.say(here, Said(message_id=about, text=incoming.text))

    async def _follow(self, incoming: Incoming, command: Command, about: str) -> bool:
        """Do what a command asks for; return whether it was one."""
        name, rest = command.name, command.rest
        if rest and safety_alone(rest).is_passed_on:
            # "/stop he is hitting me" is words first.
            return False
        if rest and name in ("start", "code"):
            # A link may carry a code; there is no room for spaces in it.
            await self._keeping.take_code(incoming.chat, about, rest.replace("-", " ").replace("_", " "))
            return True
        if rest or name not in (*STANDING, "start", "help", "copy", "code"):
            return False
        here = await self._speaking.here(incoming.chat, about)
        if here is None:
            return True
        match name:
            case "start":
                await self._speaking.welcome(here, again=True)
            case "help":
                await self.help(here)
            case "copy":
                await self._keeping.give_copy(here)
            case "code":
                await self._keeping.give_code(here)
            case _:
                await self._speaking.say(here, Said(message_id=about, choice=name))
        return True

    async def help(self, here: Here) -> None:
        """Say what can be done here, with a button for each."""
        await self._pressing.show_all(here)

    async def _take_what_was_brought(self, incoming: Incoming) -> None:
        """A voice note, a picture and the like: a kind answer, another way to say it, and a note for staff."""
        kind = incoming.brought or "other"
        about = (
            self._door.chats.mark(incoming.chat, "album", incoming.album) if incoming.album else self._name(incoming)
        )
        here = await self._speaking.here(incoming.chat, about, incoming.text)
        if here is None:
            return
        if safety_alone(incoming.text).is_passed_on:
            # What stands under the picture is answered first.
            await self._speaking.say(here, Said(message_id=self._name(incoming), text=incoming.text, brought=kind))
            return
        await self._speaking.tell(here, f"{telegram(f'offered_{kind}')} {_emergency()}", name="brought")
        if incoming.text:
            await self._speaking.say(here, Said(message_id=self._name(incoming), text=incoming.text, brought=kind))
            return
        offer = Offer(title=offered_title(kind), payload=REPEAT)
        await self._speaking.say(here, Said(message_id=about, offer=offer, brought=kind))

    def _name(self, incoming: Incoming) -> str:
        return self._door.chats.mark(incoming.chat, "message", incoming.message)


def _emergency() -> str:
    """Nobody knows what is in it; whoever is in danger must not wait for us to understand."""
    return lines()["emergency"].say
