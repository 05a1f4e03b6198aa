"""Buttons: each press is answered at once, counts once, and does nothing when the button has gone out of date."""

from __future__ import annotations

from bot.channels.exchange import Said
from bot.channels.telegram.buttons import CODE, COPY, MARK, MORE
from bot.channels.telegram.door import Door
from bot.channels.telegram.editing import Editing
from bot.channels.telegram.incoming import Incoming
from bot.channels.telegram.keeping import Keeping
from bot.channels.telegram.layout import Bubble
from bot.channels.telegram.speaking import Here, Speaking
from bot.channels.transcript import Turn, answered, shown
from bot.channels.words import refusal, speaker, standing_titles, telegram
from bot.errors import NotTakenInError
from bot.strengths.first_help import lines


class Pressing:
    """Takes presses of buttons.

    Args:
        door: the door's parts.
        speaking: holds the conversation.
        keeping: gives copies and codes.
        editing: knows the buttons under a message that was changed.
    """

    def __init__(self, door: Door, speaking: Speaking, keeping: Keeping, editing: Editing) -> None:
        self._door = door
        self._speaking = speaking
        self._keeping = keeping
        self._editing = editing

    async def press(self, incoming: Incoming) -> None:
        """Take one press."""
        mark = incoming.mark
        if not incoming.is_private or not incoming.chat or MARK.fullmatch(mark) is None:
            await self._door.sender.answer_press(incoming.pressed, refusal("stale_choice"))
            return
        name = self._door.chats.mark(incoming.chat, "press", mark)
        here = await self._speaking.here(incoming.chat, name)
        if here is None:
            await self._door.sender.answer_press(incoming.pressed)
            return
        try:
            turns, _ = await self._door.conversations.read(here.conversation)
        except NotTakenInError:
            await self._door.sender.answer_press(incoming.pressed)
            again = Here(chat=here.chat, place=here.place, about=self._press(incoming))
            await self._speaking.tell(again, self._door.words_for("not_taken_in"))
            return
        if await self._editing.pressed(incoming, here, turns) or await self._own(incoming, here, turns):
            return
        await self._choose(incoming, here, turns, name)

    async def show_all(self, here: Here) -> None:
        """Say what can be done at every turn, with a button for each."""
        try:
            latest = await self._speaking.latest(here)
        except NotTakenInError:
            await self._speaking.tell(here, lines()["emergency"].say, self._door.words_for("not_started"))
            return
        buttons = self._speaking.buttons(here)
        texts = (lines()["emergency"].say, telegram("help"))
        text = "\n\n".join(texts)
        await self._door.sender.say(
            here.chat, [Bubble(id=f"{here.about}-help", text=text, rows=buttons.standing(latest))]
        )

    async def _own(self, incoming: Incoming, here: Here, turns: list[Turn]) -> bool:
        """Do what one of this door's own buttons asks for; return whether it was one."""
        visible = shown(turns)
        own = self._speaking.buttons(here).extra_named(incoming.mark, visible[-1] if visible else None)
        if own is None:
            return False
        await self._door.sender.answer_press(incoming.pressed)
        # These may be pressed as often as anybody likes: each press is one of its own.
        each = Here(chat=here.chat, place=here.place, about=self._press(incoming))
        match own:
            case name if name == MORE:
                await self.show_all(each)
            case name if name == COPY:
                await self._keeping.give_copy(each)
            case name if name == CODE:
                await self._keeping.give_code(each)
        return True

    async def _choose(self, incoming: Incoming, here: Here, turns: list[Turn], name: str) -> None:
        """Take what the conversation offers; a second press of the same button is the same choice."""
        buttons = self._speaking.buttons(here)
        visible = shown(turns)
        latest = visible[-1] if visible else None
        standing = buttons.standing_named(incoming.mark, latest)
        title = standing_titles()[standing] if standing else buttons.title_of(incoming.mark, latest)
        earlier = answered(turns, name)
        if title is None and earlier is None:
            await self._door.sender.answer_press(incoming.pressed, refusal("stale_choice"))
            await self._door.sender.show_choice(incoming.chat, incoming.message, "")
            return
        # At once: a question older than some seconds cannot be answered any more, and the turn may take longer.
        await self._door.sender.answer_press(incoming.pressed, refusal("used_id") if earlier else "")
        answer = await self._speaking.say(here, Said(message_id=name, choice=standing or incoming.mark))
        if answer is not None and title is not None:
            words = f"{incoming.under}\n\n{speaker('resident')}: {title}" if incoming.under else ""
            await self._door.sender.show_choice(incoming.chat, incoming.message, words)

    def _press(self, incoming: Incoming) -> str:
        return self._door.chats.mark(incoming.chat, "press", incoming.mark, incoming.pressed)
