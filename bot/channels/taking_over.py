"""Going on from another device: what every door does with a code, whoever asks and however.

A code lives in the store, a seat in the conversation store, and either may be away. So the order is: the code is used
up for this taker, the conversation is moved, and if that failed the code is let go. Whatever breaks between two of
these steps, the device that has the conversation keeps it, or the code opens it once more.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from bot.channels.identity import Identities
from bot.channels.seats import Seats
from bot.channels.turn import Conversations
from bot.errors import NotAllowedError, NotTakenInError, StoreUnavailableError
from bot.handover import (
    Opened,
    ResumeCode,
    give_resume_code,
    let_go_of_resume_code,
    use_resume_code,
)
from bot.handover.resuming import REFUSED
from bot.logs import logger
from bot.store import UnitOfWork

log = logger(__name__)


@dataclass(frozen=True, kw_only=True)
class Taken:
    """A conversation that was taken over, and the seat from which alone it opens now."""

    conversation: str
    seat: str


class TakingOver:
    """Gives codes, and moves conversations to whoever has one.

    Args:
        conversations: the assistant.
        seats: tells which device a conversation is open to.
        identities: makes what is kept in place of a code.
        unit_of_work: gives what is written with.
        lasts: how long a code can be used.
    """

    def __init__(
        self,
        conversations: Conversations,
        seats: Seats,
        identities: Identities,
        unit_of_work: Callable[[], UnitOfWork],
        lasts: timedelta,
    ) -> None:
        self._conversations = conversations
        self._seats = seats
        self._identities = identities
        self._unit_of_work = unit_of_work
        self.lasts = lasts

    async def give_code(self, conversation: str) -> ResumeCode:
        """Make a code for a conversation; one that it had before ends.

        Raises:
            NotTakenInError: the conversation could not be begun, so there is nothing to go on with.
            StoreUnavailableError: nothing was kept, so no code was given.
        """
        if not (await self._conversations.read(conversation))[0]:
            await self._conversations.begin(conversation)
        digest = self._identities.mark
        return await asyncio.to_thread(lambda: give_resume_code(self._unit_of_work(), conversation, digest, self.lasts))

    async def take_over(self, typed: str, address: str, taker: str) -> Taken:
        """Use a code: no token from before opens its conversation any more, and whoever comes is welcomed back.

        Args:
            typed: what somebody typed.
            address: the network address they come from.
            taker: name of this one try; the same try made twice gets the same answer.

        Raises:
            NotAllowedError: the code opens nothing, for a reason that is not told.
            NotTakenInError: the conversation could not be moved just now. The code works as before.
            StoreUnavailableError: no code can be read just now. None was used up.
        """
        digest = self._identities.mark
        opened = await asyncio.to_thread(lambda: use_resume_code(self._unit_of_work(), typed, address, taker, digest))
        seat = digest("seat", opened.conversation, opened.made_at.isoformat(), taker)
        try:
            await self._move(opened, seat)
        except NotTakenInError:
            await self._let_go(typed, taker)
            raise
        with contextlib.suppress(NotTakenInError):
            # It has moved; what was said before is there, even when nobody can say welcome just now.
            await self._conversations.begin(opened.conversation, from_another_device=True)
        return Taken(conversation=opened.conversation, seat=seat)

    async def _move(self, opened: Opened, seat: str) -> None:
        # Whoever started again or was forgotten since must not be found by an old code, though the store was away when
        # it should have ended.
        if not await self._conversations.goes_back_to(opened.conversation, opened.made_at):
            raise NotAllowedError(REFUSED)
        await self._seats.move(opened.conversation, seat)

    async def _let_go(self, typed: str, taker: str) -> None:
        digest = self._identities.mark
        try:
            await asyncio.to_thread(lambda: let_go_of_resume_code(self._unit_of_work(), typed, taker, digest))
        except StoreUnavailableError:
            log.warning("resume_code.not_let_go")
