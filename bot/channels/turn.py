"""One turn: what a person said goes to the assistant exactly once, and every turn gets an answer.

Stock Rasa answers a failed turn with nothing and keeps no account of it (platform 2, 1 to 4). Here a turn counts when
the conversation's own record holds the message and an answer to it. Anything else is "not taken in", which the
person is told, and the same message may come again.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from typing import Any

from rasa.core.agent import Agent
from rasa.core.channels.channel import UserMessage

from bot.channels.choices import Choices, meaning, typed_out
from bot.channels.counting import count_reading, counted
from bot.channels.doorkeeper import Doorkeeper
from bot.channels.due import Due
from bot.channels.exchange import Answer, Said
from bot.channels.first_help import FirstHelp, Noticing, danger_in
from bot.channels.grammar import MOST_CHARACTERS, as_typed, hear, tidy
from bot.channels.in_time import PATIENCE, PATIENCE_IN_DANGER, InTime
from bot.channels.kept import contact_in, record_in
from bot.channels.read_together import CHOSEN, read_together, said_before
from bot.channels.remembered import Remembered
from bot.channels.seats import conversation_store, without_fallback
from bot.channels.told_beside import told_beside
from bot.channels.transcript import BEGIN, Offer, Turn, answered, shown, what_is_left
from bot.clock import Clock, now
from bot.dialogue.forgotten import is_forgotten
from bot.dialogue.one_look import one_look
from bot.dialogue.reading_aside import read_aside
from bot.errors import MessageRefusedError, NotTakenInError
from bot.logs import logger
from bot.strengths.asking import asked_about
from bot.strengths.contact import Contact
from bot.strengths.safety import Safety
from bot.strengths.said_before import SaidBefore

log = logger(__name__)

LOCK_LASTS = 300.0
"""Seconds after which a turn that its server never ended no longer holds up the next."""

READ_WITHIN = 2.0
"""Seconds to wait for what was said so far."""

LOOKED_AT = 4 * MOST_CHARACTERS
"""Characters of a message too long to be taken in that are looked at for danger."""

PAUSE = timedelta(minutes=30)
"""Time without a word after which somebody who returns is welcomed back."""

LOOK_AGAIN = 0.1
"""Seconds between looks at a conversation that is busy (Rasa's own habit is a whole second)."""


class Conversations:
    """The assistant, as a door sees it: conversations that can be read and spoken in.

    Args:
        find_agent: gives Rasa's agent as it is now, with its lock store and tracker store; None while none is loaded.
        choices: finds what was chosen.
        first_help: notices danger, tells the safeguarding team, and says what helps.
        door: name of the door, kept with each message (``web``).
        patience: seconds a person waits.
        patience_in_danger: seconds they wait for the conversation when they voiced danger.
        pause: time without a word after which somebody who returns is welcomed back.
        clock: the time.
        doorkeeper: knows whether the door is closed to residents; None where nobody closes it.
    """

    def __init__(
        self,
        find_agent: Callable[[], Agent | None],
        choices: Choices,
        first_help: FirstHelp,
        door: str,
        patience: float = PATIENCE,
        patience_in_danger: float = PATIENCE_IN_DANGER,
        pause: timedelta = PAUSE,
        clock: Clock = now,
        doorkeeper: Doorkeeper | None = None,
    ) -> None:
        self._find_agent = find_agent
        self._choices = choices
        self._first_help = first_help
        self.door = door
        self._pause = pause
        self._clock = clock
        self._doorkeeper = doorkeeper
        self._remembered = Remembered(first_help)
        self._in_time = InTime(first_help, patience, patience_in_danger)

    @property
    def ready(self) -> bool:
        """Whether a model is loaded."""
        agent = self._find_agent()
        return agent is not None and bool(agent.is_ready())

    @property
    def _agent(self) -> Agent:
        agent = self._find_agent()
        if agent is None or not agent.is_ready():
            raise NotTakenInError("no model is loaded")
        return without_fallback(agent)

    async def is_closed(self) -> bool:
        """Return whether the door is closed to residents; then nothing is taken in and nothing is shown."""
        return self._doorkeeper is not None and await self._doorkeeper.is_closed()

    async def read(self, conversation: str, within: float = READ_WITHIN) -> tuple[list[Turn], dict[str, Any]]:
        """Return every turn of a conversation and the contact kept in it.

        Args:
            conversation: whose it is.
            within: seconds it may take.

        Raises:
            NotTakenInError: the conversation cannot be read just now.
        """
        try:
            return await asyncio.wait_for(self._read(conversation), within)
        except Exception as error:  # noqa: BLE001 (whatever the store raises, its words must not travel)
            log.error("conversation_unreadable", conversation=conversation, error=type(error).__name__)
            raise NotTakenInError(type(error).__name__) from None

    async def _read(self, conversation: str) -> tuple[list[Turn], dict[str, Any]]:
        every_turn = await self._turns(conversation)
        return every_turn, await record_in(self._store, conversation) if every_turn else {}

    async def goes_back_to(self, conversation: str, moment: datetime) -> bool:
        """Return whether a conversation was under way at a moment, and was not begun afresh since.

        Raises:
            NotTakenInError: it cannot be read just now.
        """
        every_turn, _ = await self.read(conversation)
        return bool(every_turn) and every_turn[0].at <= moment.timestamp()

    async def begin(
        self,
        conversation: str,
        *,
        from_another_device: bool = False,
        style: str | None = None,
        may_be_new: Callable[[], bool] = lambda: True,
    ) -> list[Turn]:
        """Return what the person sees, saying the welcome first if nothing was said yet or not for a while.

        Args:
            conversation: whose it is.
            from_another_device: whether they have just come from there, so that they are welcomed back at once.
            style: way of asking that a trainer wishes for; only a sandbox is given one.
            may_be_new: asked before the very first welcome, the costliest call anybody can make.

        Raises:
            NotTakenInError: the welcome could not be said.
            MessageRefusedError: ``too_many_chats`` when it may not be new; ``closed`` when the door is closed.
        """
        due = Due.after(time.monotonic())
        if await self.is_closed():
            raise MessageRefusedError("closed")
        pause = timedelta() if from_another_device else self._pause
        so_far = shown((await self.read(conversation))[0])
        if so_far and not self._is_back(so_far, pause):
            return so_far
        if not so_far and not may_be_new():
            raise MessageRefusedError("too_many_chats")
        try:
            opening = Noticing(message_id=BEGIN, words=None)
            work = self._open(conversation, pause, opening, style)
            return (await self._in_time.answer(conversation, work, due, opening)).transcript
        except NotTakenInError:
            # Whoever is back finds what was said before, even when nobody can say welcome just now.
            if so_far:
                return so_far
            raise

    def _is_back(self, so_far: list[Turn], pause: timedelta) -> bool:
        """Whether the person said something last time, and that was a while ago."""
        latest = so_far[-1] if so_far else None
        if latest is None or latest.said is None:
            return False
        return self._clock().timestamp() - latest.at > pause.total_seconds()

    @counted
    async def say(self, conversation: str, said: Said) -> Answer:
        """Take one turn.

        Args:
            conversation: whose it is; from a token we signed.
            said: what came in.

        Returns:
            The answer. A message that was answered before gets the same answer again.

        Raises:
            MessageRefusedError: it cannot be taken as it is; the code names the reason. Nothing has changed.
            NotTakenInError: no answer came. Nothing of the turn counts, and it may be sent again. If it voiced
                danger, the error carries first help, and the safeguarding team was told if it could be.
            AnswerLateError: as above, but the turn is under way, and whether it counts is not known yet.
        """
        due = Due.after(said.came_at)
        if await self.is_closed():
            # Danger is heard at a closed door too; nothing else is.
            raise MessageRefusedError("closed", await self.only_look(conversation, said))
        words = await self._hear(conversation, said)
        noticing = Noticing(message_id=said.message_id, words=words)
        try:
            work = self._turn(conversation, said, words, noticing)
            return await self._in_time.answer(conversation, work, due, noticing)
        except NotTakenInError as error:
            help_all_the_same = await self._first_help.whatever_happens(conversation, noticing, due.left())
            raise type(error)(str(error), help_all_the_same) from None

    async def _hear(self, conversation: str, said: Said) -> str | None:
        """Return the words ready for Rasa; what is too long to be taken in is looked at for danger all the same."""
        try:
            return hear(said.text) if said.text is not None else None
        except MessageRefusedError as refusal:
            if refusal.code != "too_long":
                raise
            raise MessageRefusedError(refusal.code, await self.only_look(conversation, said)) from None

    async def only_look(self, conversation: str, said: Said) -> tuple[str, ...]:
        """Look for danger in words that are not taken in; return what is said all the same, a bubble each."""
        if said.text is None:
            return ()
        noticing = Noticing(message_id=said.message_id, words=tidy(said.text[:LOOKED_AT]))
        return await self._first_help.whatever_happens(conversation, noticing)

    async def _open(self, conversation: str, pause: timedelta, noticing: Noticing, style: str | None) -> Answer:
        async with self._turn_of(conversation):
            before = await self._turns(conversation)
            is_back = self._is_back(shown(before), pause)
            if shown(before) and not is_back:
                return Answer(turn=shown(before)[-1], repeated=True, transcript=shown(before))
            opening = meaning(Offer(title=BEGIN, payload=f"/{BEGIN}"))
            return await self._run(conversation, before, noticing, BEGIN, opening, _back(is_back) | _styled(style))

    async def _turn(self, conversation: str, said: Said, words: str | None, noticing: Noticing) -> Answer:
        async with self._turn_of(conversation):
            before, contact = await self._turns(conversation), await contact_in(self._store, conversation)
            earlier = answered(before, said.message_id)
            if earlier is not None:
                return _again(earlier, words, before)
            visible = shown(before)
            marks = (mark for turn in before for mark in turn.forgotten)
            if visible and is_forgotten(conversation, marks, said.message_id):
                # Words that somebody had deleted must not come back because they are sent once more.
                return Answer(turn=visible[-1], repeated=True, transcript=visible)
            offer = said.offer
            if said.choice is not None:
                offer = self._choices.find(conversation, visible[-1] if visible else None, said.choice)
            typed = typed_out(visible[-1] if visible else None, words or "") if offer is None else None
            offer = offer or typed
            if offer is None:
                understood = await self._understand(words or "", asked_about(contact))
                count_reading(self.door, understood)
            else:
                # What was typed stays as it was typed. The title is ours: only what it answers can make it danger.
                noticing.words = words if typed is not None else offer.title
                understood = meaning(offer) | {"text": noticing.words, "safety": Safety().to_record()}
            piece = said_before(words or "", visible, self._clock()) if offer is None else None
            understood, kept = await self._look_out(conversation, noticing, understood, before, contact, piece)
            kept |= {CHOSEN: True} if offer is not None else {}
            kept |= _back(offer is None and self._is_back(shown(before), self._pause))
            kept |= {"brought": said.brought} if said.brought else {}
            kept |= _styled(said.style)
            return await self._run(conversation, before, noticing, noticing.words or "", understood, kept)

    async def shows_danger(self, conversation: str, words: str) -> bool:
        """Return whether words as typed show danger, read as a turn would read them; nothing is told or kept."""
        noticing = Noticing(message_id="", words=tidy(words[:LOOKED_AT]))
        if self._first_help.sees_danger(noticing):
            return True
        try:
            contact = await asyncio.wait_for(contact_in(self._store, conversation), READ_WITHIN)
            understood = await self._understand(noticing.words or "", asked_about(contact))
        except Exception as error:  # noqa: BLE001 (what can be seen without Rasa was looked at)
            log.error("not_looked_at", error=type(error).__name__)
            return False
        return self._first_help.notice(noticing, understood, contact).is_passed_on

    async def _understand(self, words: str, asked: str) -> dict[str, Any] | None:
        """Return what the model reads in the words, or None when it fails: danger is looked for all the same.

        ``asked`` is what the open question asks about: an answer may mean little without it.
        """
        try:
            message = UserMessage(text=words, metadata={"asked": asked})
            return await read_aside(self._agent.processor, message)
        except Exception as error:  # noqa: BLE001 (whatever breaks in a model, its text may hold the words)
            log.error("not_understood", error=type(error).__name__)
            return None

    async def _look_out(
        self,
        conversation: str,
        noticing: Noticing,
        understood: dict[str, Any] | None,
        before: list[Turn],
        contact: Contact | None,
        piece: SaidBefore | None,
    ) -> tuple[dict[str, Any], dict[str, Any]]:
        """Look for danger before any dialogue; return what Rasa is given, and what the turn keeps besides."""
        alone = self._first_help.notice(noticing, understood, contact)
        kept = await read_together(self._first_help, noticing, piece, understood, contact, self._understand)
        safety = noticing.safety or alone
        late = await self._first_help.tell_late(conversation, before, contact)
        if late is not None:
            kept["told_late"] = late
        if noticing.is_danger:
            kept["concern"] = await self._first_help.tell(conversation, noticing, contact)
            kept |= await told_beside(self._first_help, noticing, contact, self._understand)
            understood = danger_in(understood, noticing.words or "", safety)
        if understood is None:
            raise NotTakenInError("not understood")
        return understood | {"safety": safety.to_record()}, kept

    async def _run(
        self,
        conversation: str,
        before: list[Turn],
        noticing: Noticing,
        text: str,
        understood: dict[str, Any],
        kept: dict[str, Any] | None = None,
    ) -> Answer:
        message_id = noticing.message_id
        message = UserMessage(
            text=text,
            sender_id=conversation,
            # Rasa lets what stands in here win over the message's own.
            parse_data=understood | {"message_id": message_id, "metadata": kept or {}},
            input_channel=self.door,
            message_id=message_id,
            metadata=kept or {},
        )
        await self._in_time.hand_on(conversation, message_id, self._agent.handle_message(message))
        after = await self._turns(conversation)
        turn = answered(after, message_id) or what_is_left(before, after)
        if turn is None:
            log.error("turn_without_answer", conversation=conversation)
            raise NotTakenInError("no answer")
        return Answer(turn=turn, repeated=False, transcript=shown(after))

    @asynccontextmanager
    async def _turn_of(self, conversation: str) -> AsyncIterator[None]:
        # A name of its own: Rasa takes its lock on the conversation inside ours.
        lock = self._agent.lock_store.lock(
            f"turn:{conversation}", lock_lifetime=LOCK_LASTS, wait_time_in_seconds=LOOK_AGAIN
        )
        async with lock:
            with one_look():
                yield

    async def _turns(self, conversation: str) -> list[Turn]:
        return await self._remembered.turns(self._store, conversation)

    @property
    def _store(self) -> Any:
        return conversation_store(self._agent)


def _back(is_back: bool) -> dict[str, Any]:
    """What a turn keeps when it is the first after a pause; the action that answers it reads this."""
    return {"came_back": True} if is_back else {}


def _styled(style: str | None) -> dict[str, Any]:
    """What a turn keeps when a trainer wishes for a style; an action looks at it in a sandbox alone."""
    return {"style": style} if style else {}


def _again(earlier: Turn, words: str | None, before: list[Turn]) -> Answer:
    if words is not None and earlier.said is not None and as_typed(words) != earlier.said.text:
        raise MessageRefusedError("used_id")
    return Answer(turn=earlier, repeated=True, transcript=shown(before))
