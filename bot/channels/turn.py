"""One turn: what a person said goes to the assistant exactly once, and every turn gets an answer.

Stock Rasa answers a failed turn with nothing and keeps no account of it (platform 2, 1 to 4). Here a turn counts when
the conversation's own record holds the message and an answer to it. Anything else is "not taken in", which the
person is told, and the same message may come again.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from contextlib import AbstractAsyncContextManager
from datetime import datetime, timedelta
from typing import Any

from rasa.core.agent import Agent
from rasa.core.channels.channel import UserMessage
from rasa.shared.core.trackers import DialogueStateTracker

from bot.channels.choices import Choices, meaning
from bot.channels.exchange import Answer, Said
from bot.channels.first_help import FirstHelp, Noticing, danger_in
from bot.channels.grammar import MOST_CHARACTERS, as_typed, hear, tidy
from bot.channels.kept import contact_in, record_in
from bot.channels.seats import conversation_store, let_failures_show
from bot.channels.transcript import BEGIN, Offer, Turn, answered, shown, turns
from bot.clock import Clock, now
from bot.dialogue.forgotten import is_forgotten
from bot.errors import MessageRefusedError, NotTakenInError
from bot.logs import logger
from bot.strengths.asking import asked_about
from bot.strengths.contact import Contact
from bot.strengths.safety import Safety

log = logger(__name__)

PATIENCE = 25.0
"""Seconds a person waits for an answer. The turn itself goes on; sending the same message again finds its answer."""

PATIENCE_IN_DANGER = 6.0
"""Seconds that the conversation has to answer once danger was noticed; then first help is said without it."""

TURN_LASTS = 300.0
"""Seconds after which a turn that never ended no longer holds up the next."""

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
    ) -> None:
        self._find_agent = find_agent
        self._choices = choices
        self._first_help = first_help
        self._patience_in_danger = patience_in_danger
        self._door = door
        self._patience = patience
        self._pause = pause
        self._clock = clock
        self._under_way: set[asyncio.Task[Answer]] = set()

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
        let_failures_show(agent)
        return agent

    async def read(self, conversation: str) -> tuple[list[Turn], dict[str, Any]]:
        """Return every turn of a conversation and the contact kept in it.

        Raises:
            NotTakenInError: the conversation cannot be read just now.
        """
        try:
            tracker = await self._tracker(conversation)
        except Exception as error:  # noqa: BLE001 (whatever the store raises, its words must not travel)
            log.error("conversation_unreadable", conversation=conversation, error=type(error).__name__)
            raise NotTakenInError(type(error).__name__) from None
        if tracker is None:
            return [], {}
        return self._turns(tracker), record_in(tracker)

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
        may_be_new: Callable[[], bool] = lambda: True,
    ) -> list[Turn]:
        """Return what the person sees, saying the welcome first if nothing was said yet or not for a while.

        Args:
            conversation: whose it is.
            from_another_device: whether they have just come from there, so that they are welcomed back at once.
            may_be_new: asked before the very first welcome, the costliest call anybody can make.

        Raises:
            NotTakenInError: the welcome could not be said.
            MessageRefusedError: ``too_many_chats`` when it may not be new.
        """
        pause = timedelta() if from_another_device else self._pause
        so_far = shown((await self.read(conversation))[0])
        if so_far and not self._is_back(so_far, pause):
            return so_far
        if not so_far and not may_be_new():
            raise MessageRefusedError("too_many_chats")
        try:
            return (await self._within_patience(conversation, self._open(conversation, pause))).transcript
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
        """
        words = await self._hear(conversation, said)
        noticing = Noticing(message_id=said.message_id, words=words)
        try:
            return await self._within_patience(conversation, self._turn(conversation, said, words, noticing), noticing)
        except NotTakenInError as error:
            help_all_the_same = await self._first_help.whatever_happens(conversation, noticing)
            raise NotTakenInError(str(error), help_all_the_same) from None

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

    async def _within_patience(
        self, conversation: str, work: Coroutine[Any, Any, Answer], noticing: Noticing | None = None
    ) -> Answer:
        # A person who goes away in the middle must not leave half a turn behind: the task outlives the request.
        task: asyncio.Task[Answer] = asyncio.create_task(work)
        self._under_way.add(task)
        task.add_done_callback(self._ended)
        try:
            return await self._wait(task, noticing)
        except (MessageRefusedError, NotTakenInError):
            raise
        except Exception as error:  # noqa: BLE001 (every turn gets an answer, whatever broke)
            # Only the kind of error: its text may hold what the person said.
            log.error("turn_failed", conversation=conversation, error=type(error).__name__)
            raise NotTakenInError(type(error).__name__) from None

    async def _wait(self, task: asyncio.Task[Answer], noticing: Noticing | None) -> Answer:
        """Wait for an answer; not for long once danger was noticed, for the help that is ready must not wait too."""
        if noticing is None:
            return await asyncio.wait_for(asyncio.shield(task), self._patience)
        seen = asyncio.create_task(noticing.seen.wait())
        soon = min(self._patience_in_danger, self._patience)
        try:
            done, _ = await asyncio.wait({task, seen}, timeout=soon, return_when=asyncio.FIRST_COMPLETED)
            # Whoever waits behind a turn that hangs has not been looked at yet; that needs no turn and no Rasa.
            if not done and not self._first_help.sees_danger(noticing):
                done, _ = await asyncio.wait(
                    {task, seen}, timeout=self._patience - soon, return_when=asyncio.FIRST_COMPLETED
                )
            if seen in done and task not in done:
                await asyncio.wait({task}, timeout=self._patience_in_danger)
        finally:
            seen.cancel()
        if not task.done():
            raise TimeoutError
        return task.result()

    def _ended(self, task: asyncio.Task[Answer]) -> None:
        self._under_way.discard(task)
        if not task.cancelled():
            task.exception()  # looked at, so that asyncio does not print it with the words in it

    async def _open(self, conversation: str, pause: timedelta) -> Answer:
        async with self._turn_of(conversation):
            before = self._turns(await self._tracker(conversation))
            is_back = self._is_back(shown(before), pause)
            if shown(before) and not is_back:
                return Answer(turn=shown(before)[-1], repeated=True, transcript=shown(before))
            opening = meaning(Offer(title=BEGIN, payload=f"/{BEGIN}"))
            return await self._run(conversation, before, BEGIN, BEGIN, opening, _back(is_back))

    async def _turn(self, conversation: str, said: Said, words: str | None, noticing: Noticing) -> Answer:
        async with self._turn_of(conversation):
            tracker = await self._tracker(conversation)
            before, contact = self._turns(tracker), contact_in(tracker)
            earlier = answered(before, said.message_id)
            if earlier is not None:
                return _again(earlier, words, before)
            visible = shown(before)
            if visible and tracker is not None and is_forgotten(conversation, tracker.events, said.message_id):
                # Words that somebody had deleted must not come back because they are sent once more.
                return Answer(turn=visible[-1], repeated=True, transcript=visible)
            offer = said.offer
            if said.choice is not None:
                offer = self._choices.find(conversation, visible[-1] if visible else None, said.choice)
            if offer is None:
                understood = await self._understand(words or "", asked_about(contact))
            else:
                noticing.words = offer.title
                # The title is ours: only what it answers can make it danger.
                understood = meaning(offer) | {"safety": Safety().to_record()}
            understood, kept = await self._look_out(conversation, noticing, understood, before, contact)
            kept |= _back(offer is None and self._is_back(shown(before), self._pause))
            kept |= {"brought": said.brought} if said.brought else {}
            return await self._run(conversation, before, said.message_id, noticing.words or "", understood, kept)

    async def shows_danger(self, conversation: str, words: str) -> bool:
        """Return whether words as typed show danger, read as a turn would read them; nothing is told or kept."""
        noticing = Noticing(message_id="", words=tidy(words[:LOOKED_AT]))
        if self._first_help.sees_danger(noticing):
            return True
        try:
            contact = contact_in(await self._tracker(conversation))
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
            return dict(await self._agent.processor.parse_message(message))
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
    ) -> tuple[dict[str, Any], dict[str, Any]]:
        """Look for danger before any dialogue; return what Rasa is given, and what the turn keeps besides."""
        kept: dict[str, Any] = {}
        safety = self._first_help.notice(noticing, understood, contact)
        late = await self._first_help.tell_late(conversation, before, contact)
        if late is not None:
            kept["told_late"] = late
        if noticing.is_danger:
            kept["concern"] = await self._first_help.tell(conversation, noticing, contact)
            understood = danger_in(understood, noticing.words or "", safety)
        if understood is None:
            raise NotTakenInError("not understood")
        return understood | {"safety": safety.to_record()}, kept

    async def _run(
        self,
        conversation: str,
        before: list[Turn],
        message_id: str,
        text: str,
        understood: dict[str, Any],
        kept: dict[str, Any] | None = None,
    ) -> Answer:
        message = UserMessage(
            text=text,
            sender_id=conversation,
            # Rasa lets what stands in here win over the message's own.
            parse_data=understood | {"message_id": message_id, "metadata": kept or {}},
            input_channel=self._door,
            message_id=message_id,
            metadata=kept or {},
        )
        await self._agent.handle_message(message)
        after = self._turns(await self._tracker(conversation))
        turn = answered(after, message_id) or _what_is_left(before, after)
        if turn is None:
            log.error("turn_without_answer", conversation=conversation)
            raise NotTakenInError("no answer")
        return Answer(turn=turn, repeated=False, transcript=shown(after))

    def _turn_of(self, conversation: str) -> AbstractAsyncContextManager[Any]:
        # A name of its own: Rasa takes its lock on the conversation inside ours.
        lock: AbstractAsyncContextManager[Any] = self._agent.lock_store.lock(
            f"turn:{conversation}", lock_lifetime=TURN_LASTS, wait_time_in_seconds=LOOK_AGAIN
        )
        return lock

    def _turns(self, tracker: DialogueStateTracker | None) -> list[Turn]:
        return self._first_help.add_to(turns(tracker.events)) if tracker is not None else []

    async def _tracker(self, conversation: str) -> DialogueStateTracker | None:
        tracker: DialogueStateTracker | None = await conversation_store(self._agent).retrieve(conversation)
        return tracker


def _back(is_back: bool) -> dict[str, Any]:
    """What a turn keeps when it is the first after a pause; the action that answers it reads this."""
    return {"came_back": True} if is_back else {}


def _again(earlier: Turn, words: str | None, before: list[Turn]) -> Answer:
    if words is not None and earlier.said is not None and as_typed(words) != earlier.said.text:
        raise MessageRefusedError("used_id")
    return Answer(turn=earlier, repeated=True, transcript=shown(before))


def _what_is_left(before: list[Turn], after: list[Turn]) -> Turn | None:
    """Return the answer of a turn whose own message was forgotten in it ("delete what I said")."""
    known = {message.id for turn in before for message in turn.replies}
    left = [turn for turn in after if any(message.id not in known for message in turn.replies)]
    return left[-1] if left else None
