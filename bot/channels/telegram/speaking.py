"""A turn of the conversation, held in a chat: what came in goes in, and what answers it is said."""

from __future__ import annotations

import time
from dataclasses import dataclass, field, replace

from bot.channels.due import LOOKED_UP_WITHIN
from bot.channels.exchange import Answer, Said
from bot.channels.telegram.buttons import Buttons
from bot.channels.telegram.chats import Place
from bot.channels.telegram.door import Door
from bot.channels.telegram.layout import Bubble
from bot.channels.transcript import Turn, shown
from bot.channels.words import telegram
from bot.errors import MessageRefusedError, NotTakenInError
from bot.understanding.alone import safety_alone


@dataclass(frozen=True, kw_only=True)
class Here:
    """A chat, and the conversation that is open in it.

    Attributes:
        chat: number of the chat.
        place: where it is.
        about: name of the message or press that is dealt with; what is said about it by this door alone has names
            made from it.
        came_at: when that came in, on the clock that only goes forward.
    """

    chat: int
    place: Place
    about: str
    came_at: float = field(default_factory=time.monotonic)

    @property
    def conversation(self) -> str:
        """Name of the conversation."""
        return self.place.conversation


class Speaking:
    """Holds the conversation.

    Args:
        door: the door's parts.
    """

    def __init__(self, door: Door) -> None:
        self._door = door

    async def here(self, chat: int, about: str, words: str = "") -> Here | None:
        """Return where a chat is; None when its conversation has moved, which is then told.

        Args:
            chat: number of the chat.
            about: name of what is dealt with.
            words: what was typed; they are not taken in when the conversation has moved, unless they voice danger.
        """
        came_at = time.monotonic()
        here = Here(chat=chat, place=await self._door.chats.place(chat), about=about, came_at=came_at)
        try:
            if await self._door.seats.is_open_to(here.conversation, here.place.seat):
                return here
        except NotTakenInError:
            # Words may be said all the same, so that danger is heard whatever is out of order; nothing is shown.
            return here
        try:
            fresh = Here(chat=chat, place=await self._door.chats.start_afresh(chat), about=about)
        except NotTakenInError:
            await self.tell(here, self._door.words_for("not_started"))
            return None
        if words and await self._door.conversations.shows_danger(fresh.conversation, words):
            return fresh
        await self.tell(fresh, telegram("moved"))
        await self.welcome(fresh)
        return None

    async def tell(self, here: Here, *texts: str, name: str = "told") -> None:
        """Say something that is this door's own, beside the conversation; each once for what is dealt with.

        Args:
            here: where.
            texts: what to say.
            name: tells apart what is said about the same message at different places in the code.
        """
        bubbles = [Bubble(id=f"{here.about}-{name}-{number}", text=text) for number, text in enumerate(texts) if text]
        await self._door.sender.say(here.chat, bubbles)

    async def welcome(self, here: Here, *, again: bool = False) -> bool:
        """Say the welcome, with what has to be known about Telegram; return whether it could be said.

        Args:
            here: where.
            again: whether somebody who is in the middle asked where they are; then the newest answer is said again.
        """
        try:
            transcript = await self._door.conversations.begin(here.conversation)
        except NotTakenInError:
            await self.tell(here, self._door.words_for("not_started"), name="not-started")
            return False
        except MessageRefusedError as refusal:
            await self.tell(here, self._door.words_for(refusal.code), name="not-started")
            return False
        await self._tell_about_telegram(here)
        is_new = await self.show(here, transcript[-1], is_newest=True)
        if again and not is_new:
            await self.show(here, transcript[-1], is_newest=True, again=here.about)
        return True

    async def say(self, here: Here, said: Said) -> Answer | None:
        """Take a turn and say what answers it; None when it was not taken in, which is then told.

        Args:
            here: where.
            said: what came in.
        """
        said = replace(said, came_at=here.came_at)
        is_danger = bool(said.text) and safety_alone(said.text or "").is_passed_on
        if not is_danger:
            await self._begin_if_new(here)
        answer = await self.take(here, said)
        if answer is not None:
            is_newest = bool(answer.transcript) and answer.turn is answer.transcript[-1]
            await self.show(here, answer.turn, is_newest=is_newest)
            if answer.turn.said is None:
                # The words went with everything before them ("delete what I said").
                await self.tell(here, telegram("deleted"), name="deleted")
        return answer

    async def take(self, here: Here, said: Said) -> Answer | None:
        """Take a turn without saying its answer; None when it was not taken in, which is then told."""
        try:
            return await self._door.conversations.say(here.conversation, said)
        except MessageRefusedError as refusal:
            await self.tell(here, *refusal.first_help, self._door.words_for(refusal.code), name="refused")
        except NotTakenInError as error:
            await self.tell(here, *error.first_help, self._door.words_for(error.code), name="refused")
        return None

    async def show(self, here: Here, turn: Turn, *, is_newest: bool, again: str = "") -> bool:
        """Say the answers of a turn, as far as they were not said; return whether any were new.

        Args:
            here: where.
            turn: the turn.
            is_newest: whether its buttons count.
            again: makes other names, so that what was said before is said once more.
        """
        buttons = self.buttons(here)
        bubbles = [
            Bubble(
                id=f"{reply.id}{again and '-' + again}",
                text=reply.text or telegram("choose"),
                rows=buttons.under(reply, is_last=reply is turn.replies[-1]) if is_newest else (),
            )
            for reply in turn.replies
        ]
        return await self._door.sender.say(here.chat, bubbles)

    def buttons(self, here: Here) -> Buttons:
        """Return what makes and knows the buttons of a chat."""
        return Buttons(self._door.choices, self._door.chats, here.chat, here.conversation)

    async def latest(self, here: Here) -> Turn | None:
        """Return the newest turn that the person sees.

        Raises:
            NotTakenInError: it cannot be read just now.
        """
        visible = shown((await self._door.conversations.read(here.conversation))[0])
        return visible[-1] if visible else None

    async def _begin_if_new(self, here: Here) -> None:
        """Somebody may write before they are greeted; they are greeted first, and heard all the same."""
        try:
            so_far, _ = await self._door.conversations.read(here.conversation, LOOKED_UP_WITHIN)
            visible = shown(so_far)
            visible = visible or await self._door.conversations.begin(here.conversation)
        except (NotTakenInError, MessageRefusedError):
            # The turn itself will say so.
            return
        if len(visible) == 1 and visible[0].said is None:
            # Said already, unless the greeting was cut short.
            await self._tell_about_telegram(here)
            await self.show(here, visible[0], is_newest=False)

    async def _tell_about_telegram(self, here: Here) -> None:
        """Say what has to be known about Telegram, once in each conversation."""
        address = self._door.settings.resident_address
        by_web = telegram("privacy_web", address=address) if address else ""
        text = " ".join(text for text in (telegram("privacy"), by_web, telegram("only_here")) if text)
        await self._door.sender.say(here.chat, [Bubble(id=f"{here.conversation}-privacy", text=text)])
