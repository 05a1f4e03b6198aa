"""What every route of the web door works with."""

from __future__ import annotations

from dataclasses import dataclass

from sanic.request import Request

from bot.channels.choices import Choices
from bot.channels.identity import Identities
from bot.channels.seats import Seats
from bot.channels.taking_over import TakingOver
from bot.channels.turn import Conversations
from bot.channels.web.view import View
from bot.channels.web.visitor import Visitors, seat_of
from bot.channels.words import refusal, ring_us
from bot.errors import MessageRefusedError, NotTakenInError
from bot.settings import Settings

STATUS = {
    "empty": 400,
    "too_long": 413,
    "too_big": 413,
    "stale_choice": 409,
    "used_id": 409,
    "not_taken_in": 503,
    "not_started": 503,
    "lost_place": 400,
    "code_refused": 400,
    "no_code_now": 503,
    "moved": 401,
    "no_token": 401,
    "elsewhere": 403,
    "not_json": 415,
    "malformed": 400,
    "text_and_choice": 400,
    "unknown_field": 400,
    "bad_id": 400,
    "nothing_yet": 404,
    "not_here": 404,
}
"""HTTP status of each refusal; the words stand in ``words.yml`` under the same codes."""

BUSY = ("not_taken_in", "not_started", "no_code_now")


@dataclass(frozen=True, kw_only=True)
class Door:
    """The web door's parts.

    Attributes:
        settings: of this process.
        identities: issues conversations and signs for them.
        visitors: tells whose conversation a request belongs to.
        choices: knows what is on offer.
        conversations: the assistant.
        seats: tells which device a conversation is open to.
        taking_over: gives codes for another device, and takes them.
    """

    settings: Settings
    identities: Identities
    visitors: Visitors
    choices: Choices
    conversations: Conversations
    seats: Seats
    taking_over: TakingOver

    async def whose(self, request: Request) -> str | None:
        """Return the conversation that the browser's cookie opens; None when it opens none, or no longer does.

        Raises:
            MessageRefusedError: ``not_started`` when it is not known whether it still does.
        """
        conversation = self.visitors.by_cookie(request)
        try:
            return conversation if await self.still_opens(request, conversation) else None
        except NotTakenInError:
            raise MessageRefusedError("not_started") from None

    async def still_opens(self, request: Request, conversation: str | None) -> bool:
        """Return whether the token of a request opens its conversation, which another device may have taken over.

        Raises:
            NotTakenInError: that is not known just now. Nothing of the conversation may be shown then; words may be
                said all the same, so that danger is heard whatever is out of order.
        """
        if conversation is None:
            return False
        opens = await self.seats.is_open_to(conversation, seat_of(request))
        if not opens:
            # Such a token is not made fresh again.
            request.ctx.conversation = None
        return opens

    def address_of(self, request: Request) -> str:
        """Return the network address of whoever asks; behind https our own proxy has put it at the end."""
        forwarded = str(request.headers.get("x-forwarded-for", "")).rpartition(",")[2].strip()
        return forwarded if self.settings.behind_tls and forwarded else str(request.ip)

    def view(self, conversation: str) -> View:
        """Return what shows the messages of a conversation."""
        return View(self.choices, conversation)

    def words_for(self, code: str) -> str:
        """Return what is said about a refusal; when the fault is ours, with a way to reach a person."""
        said = refusal(code)
        telephone = ring_us(self.settings) if code in BUSY else ""
        return f"{said} {telephone}".strip()
