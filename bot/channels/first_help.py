"""Danger in what came in: noticed before dialogue, told to the safeguarding team, answered whatever else fails."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from bot.channels.grammar import as_typed
from bot.channels.transcript import DANGER, Account, Message, Turn
from bot.handover import Concern, Receipt, raise_concern
from bot.logs import logger
from bot.monitoring.metrics import count_concern_not_told, count_safety
from bot.store import UnitOfWork
from bot.strengths.contact import Contact
from bot.strengths.danger_cues import is_left_harmless
from bot.strengths.first_help import Bubble, Given, Told, first_help, told_late
from bot.strengths.gentle_check import read_in_context
from bot.strengths.hard_cues import says_to_be_under_18
from bot.strengths.reply import Heard
from bot.strengths.safe_contact import SafeContact
from bot.strengths.safety import Safety, Tier
from bot.strengths.said_before import SaidBefore
from bot.strengths.taken_back import denied
from bot.understanding.alone import safety_alone

log = logger(__name__)

PATIENCE = 2.0
"""Seconds a person in danger waits for the safeguarding team to be told before they are answered."""

PATIENCE_LATE = 1.0
"""Seconds that a later turn spends on another try to tell the team."""


@dataclass(kw_only=True)
class Noticing:
    """One message while it is looked at.

    Attributes:
        message_id: name the sender gave it.
        words: what was typed, or the title of what was chosen; None before a choice is known.
        safety: what was noticed, or None while nobody has looked.
        before: the message before, if danger shows only in both together.
        told: what became of telling the safeguarding team, or None while nobody was told.
        seen: set once danger was noticed and the team was told or could not be.
    """

    message_id: str
    words: str | None
    safety: Safety | None = None
    before: SaidBefore | None = None
    told: Told | None = None
    seen: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def is_danger(self) -> bool:
        """Whether danger was noticed."""
        return self.safety is not None and self.safety.is_passed_on

    @property
    def account(self) -> str:
        """The words that the safeguarding team is told: all in which danger was noticed."""
        return self.words or "" if self.before is None else self.before.with_words(as_typed(self.words or ""))


class FirstHelp:
    """What a door does about danger, before and beside the conversation.

    Args:
        unit_of_work: gives what the concern is written with; asked for each time, in a thread.
        local: values of placeholders in the wording (``Settings.local_details``).
        has_way_out: whether the door has a button to leave the page at once.
        patience: seconds the telling may take.
    """

    def __init__(
        self,
        unit_of_work: Callable[[], UnitOfWork],
        local: Mapping[str, str],
        *,
        has_way_out: bool,
        patience: float = PATIENCE,
    ) -> None:
        self._unit_of_work = unit_of_work
        self._local = local
        self._has_way_out = has_way_out
        self._patience = patience

    def notice(self, noticing: Noticing, understood: Mapping[str, Any] | None, contact: Contact | None) -> Safety:
        """Return what a message means, beside the question it answers.

        Args:
            noticing: the message; what was noticed is kept in it.
            understood: what the model read, or None when there is no model or it failed.
            contact: the contact under way, or None when it is not known.
        """
        words = noticing.words or ""
        act = str(((understood or {}).get("intent") or {}).get("name") or "")
        check = contact.open_check if contact is not None else None
        noticing.safety = read_in_context(self.read(words, understood, contact), check, act, as_typed(words))
        # How often, and never of whom: a line in the log would stand beside the line of the message it came in.
        if noticing.safety.tier is not Tier.NONE:
            count_safety(noticing.safety.tier.value)
        return noticing.safety

    def read(self, words: str, understood: Mapping[str, Any] | None, contact: Contact | None) -> Safety:
        """Return what words mean by themselves, unless they only take back what was heard.

        Args:
            words: as typed.
            understood: what the model read in them, or None when there is no model or it failed.
            contact: the contact under way, or None when it is not known.
        """
        read = _read(words, understood)
        if read.is_passed_on and contact is not None and _takes_back(contact, as_typed(words)):
            return Safety()
        return read

    def sees_danger(self, noticing: Noticing) -> bool:
        """Return whether a message that nobody has looked at yet shows danger, read without Rasa."""
        return noticing.safety is None and noticing.words is not None and safety_alone(noticing.words).is_passed_on

    async def tell(
        self, conversation: str, noticing: Noticing, contact: Contact | None, within: float | None = None
    ) -> dict[str, Any]:
        """Tell the safeguarding team; return what the turn keeps of it.

        Args:
            conversation: whose it is.
            noticing: the message; what became of telling is kept in it.
            contact: the contact under way, or None when it is not known.
            within: seconds it may take, if there is not the usual patience.
        """
        check = contact.open_check if contact is not None else None
        asked = contact.open_question if contact is not None else None
        accounts = [(noticing.message_id, noticing.account, asked)]
        with_it = noticing.before.message_id if noticing.before is not None else None
        if check is not None and check.message_id is not None and check.message_id != with_it:
            # The words that were asked about turned out to be danger; they come first, as they were said.
            accounts.insert(0, (check.message_id, check.words, None))
        receipt = await self._raise(conversation, accounts, noticing.safety or Safety(), contact, within)
        noticing.told = Told(
            reference=receipt.reference if receipt else None,
            added=contact is not None and contact.latest("concern") is not None,
        )
        noticing.seen.set()
        return {
            "reference": noticing.told.reference,
            "added": noticing.told.added,
            # Kept for another try, if this one failed.
            "accounts": [] if receipt else [list(account) for account in accounts],
        }

    async def tell_late(self, conversation: str, turns: list[Turn], contact: Contact | None) -> dict[str, Any] | None:
        """Try again to tell the safeguarding team what it could not be told before.

        Args:
            conversation: whose it is.
            turns: all that was said.
            contact: the contact under way, or None when it is not known.

        Returns:
            What the turn keeps of it; None when there was nothing to tell, or it failed again.
        """
        # A turn that was not answered was not taken in; whoever sends it again tells it again.
        untold = [turn for turn in turns if turn.voiced is not None and turn.replies and not turn.voiced.told]
        if not untold:
            return None
        # Only what was answered: whoever was not told that the team knows by now is told at the next try.
        late = {name for turn in turns if turn.replies for name in turn.told_late_of}
        done, reference = [], None
        for turn in untold:
            if turn.voiced is None or turn.message_id in late:
                continue
            receipt = await self._raise(conversation, turn.voiced.accounts, turn.voiced.safety, contact, PATIENCE_LATE)
            if receipt is None:
                break
            done.append(turn.message_id)
            reference = receipt.reference
        return {"reference": reference, "of": done} if done else None

    async def whatever_happens(
        self, conversation: str, noticing: Noticing, within: float | None = None
    ) -> tuple[str, ...]:
        """Return what is said although a turn failed: help and the truth about who was told, or nothing.

        Args:
            conversation: whose it is.
            noticing: the message, looked at or not; what was not is read without Rasa.
            within: seconds that telling the team may take, if there is not the usual patience.
        """
        if noticing.safety is None and noticing.words is not None:
            self.notice(noticing, None, None)
        if not noticing.is_danger:
            return ()
        if noticing.told is None:
            await self.tell(conversation, noticing, None, within)
        given = Given(to_a_child=bool(says_to_be_under_18(as_typed(noticing.words or ""))))
        return tuple(bubble.text for bubble in self._say(noticing.safety, noticing.told, given))

    async def wait(
        self, turn: asyncio.Task[Any], noticing: Noticing, patience: float, patience_in_danger: float
    ) -> None:
        """Wait for a turn; not for long once danger was noticed, for the help that is ready must not wait too.

        Args:
            turn: the turn; it is left alone, whether it ends in time or not.
            noticing: the message that it answers.
            patience: seconds it may take.
            patience_in_danger: seconds it may take after danger was noticed.
        """
        end = time.monotonic() + patience
        seen = asyncio.create_task(noticing.seen.wait())
        soon = min(patience_in_danger, patience)
        try:
            done, _ = await asyncio.wait({turn, seen}, timeout=soon, return_when=asyncio.FIRST_COMPLETED)
            # Whoever waits behind a turn that hangs has not been looked at yet; that needs no turn and no Rasa.
            if not done and not self.sees_danger(noticing):
                done, _ = await asyncio.wait({turn, seen}, timeout=patience - soon, return_when=asyncio.FIRST_COMPLETED)
            if seen in done and turn not in done:
                await asyncio.wait({turn}, timeout=min(patience_in_danger, max(0.0, end - time.monotonic())))
        finally:
            seen.cancel()

    def add_to(self, turns: list[Turn], given: Given | None = None) -> Given:
        """Put first help into the turns it was said in, before what the conversation answered.

        A turn that was not answered shows none: it was not taken in, and its help was said at the time.

        Args:
            turns: turns, oldest first; changed in place.
            given: what was given in the turns before these, and then in these too; nothing unless given.

        Returns:
            What was given so far, which is nothing after a new beginning.
        """
        given = given or Given()
        for turn in turns:
            age = says_to_be_under_18(turn.said.text) if turn.said is not None else None
            given.to_a_child = given.to_a_child if age is None else age
            if turn.replies:
                turn.replies[:0] = self._messages(turn, given)
            if turn.restarts:
                given = Given()
        return given

    def _messages(self, turn: Turn, given: Given) -> list[Message]:
        bubbles = []
        if turn.voiced is not None:
            told = Told(reference=turn.voiced.reference, added=turn.voiced.added)
            bubbles += self._say(turn.voiced.safety, told, given)
        if turn.told_late_as is not None:
            bubbles.append(told_late(turn.told_late_as, self._local))
        return [
            Message(id=f"{turn.name}-help-{number}", speaker="front_door", text=bubble.text, reference=bubble.reference)
            for number, bubble in enumerate(bubbles, 1)
        ]

    def _say(self, safety: Safety | None, told: Told | None, given: Given) -> list[Bubble]:
        return first_help(
            safety or Safety(), told or Told(reference=None), given, self._local, has_way_out=self._has_way_out
        )

    async def _raise(
        self,
        conversation: str,
        accounts: Sequence[Account],
        safety: Safety,
        contact: Contact | None,
        within: float | None,
    ) -> Receipt | None:
        """Tell the safeguarding team all of these; return the last receipt, or None unless all are kept."""
        patience = self._patience if within is None else min(within, self._patience)
        concerns = [
            Concern(
                contact_id=conversation,
                message_id=message_id,
                words=as_typed(words),
                safety=safety,
                asked=asked,
                said_by=contact.said_by if contact is not None else "resident",
                safe_contact=contact.safe_contact if contact is not None else SafeContact(),
            )
            for message_id, words, asked in accounts
        ]

        def raise_all() -> Receipt | None:
            receipts = [raise_concern(self._unit_of_work(), concern) for concern in concerns]
            return receipts[-1] if receipts else None

        try:
            return await asyncio.wait_for(asyncio.to_thread(raise_all), patience)
        except Exception as error:  # noqa: BLE001 (whatever the store raises, the person is helped and told the truth)
            # Not whose it was: that line would say that somebody voiced danger.
            log.error("concern_not_told", error=type(error).__name__)
            count_concern_not_told()
            return None


def danger_in(understood: Mapping[str, Any] | None, words: str, safety: Safety) -> dict[str, Any]:
    """Return what Rasa is given in place of what it read: danger goes to no other action.

    Args:
        understood: what the model read, or None when it failed.
        words: the message.
        safety: what was noticed.
    """
    return {
        **(understood or {"text": words}),
        "intent": {"name": DANGER, "confidence": 1.0},
        "entities": [],
        "safety": safety.to_record(),
    }


def _read(words: str, understood: Mapping[str, Any] | None) -> Safety:
    """What the words show: as the model read it, or as it is read without Rasa when no model did."""
    if understood is not None and "safety" in understood:
        try:
            return Safety.from_record(understood["safety"])
        except (KeyError, TypeError, ValueError):
            log.error("safety_unreadable")
    return safety_alone(words)


def _takes_back(contact: Contact, words: str) -> bool:
    """Whether words after danger only take back what was heard ("nobody is hurting anyone").

    A denial names what it denies. What else stands beside it is read by itself, and counts.
    """
    denial = denied(contact, Heard(act="tell", words=words))
    return denial is not None and is_left_harmless(denial, lambda rest: safety_alone(rest).is_passed_on)
