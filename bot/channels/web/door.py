"""What every route of the web door works with."""

from __future__ import annotations

from dataclasses import dataclass

from sanic.request import Request

from bot.channels.choices import Choices
from bot.channels.exchange import Answer, Said
from bot.channels.identity import Identities
from bot.channels.seats import Seats
from bot.channels.taking_over import TakingOver
from bot.channels.turn import Conversations
from bot.channels.web.limits import Limits, sender_at
from bot.channels.web.view import View
from bot.channels.web.visitor import Visitors, seat_of
from bot.channels.words import refusal, ring_us
from bot.errors import MessageRefusedError, NotTakenInError
from bot.logs import logger
from bot.settings import Settings

log = logger(__name__)

STATUS = {
    "empty": 400,
    "too_long": 413,
    "too_big": 413,
    "stale_choice": 409,
    "used_id": 409,
    "too_many": 429,
    "too_many_chats": 429,
    "too_many_calls": 429,
    "not_taken_in": 503,
    "too_slow": 503,
    "not_started": 503,
    "lost_place": 400,
    "code_refused": 400,
    "no_code_now": 503,
    "closed": 503,
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

TRY_AGAIN_IN = {429: "10", 503: "5"}
"""Seconds after which what was refused with this status may well be taken in."""

CLOSED_FOR = "300"
"""Seconds after which somebody may ask again whether the door is open."""

BUSY = (
    "not_taken_in", "too_slow", "not_started", "no_code_now", "closed", "too_many_chats", "too_many_calls",
)  # fmt: skip


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
        limits: how much may come in.
    """

    settings: Settings
    identities: Identities
    visitors: Visitors
    choices: Choices
    conversations: Conversations
    seats: Seats
    taking_over: TakingOver
    limits: Limits

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

    async def say(self, request: Request, conversation: str, said: Said) -> Answer:
        """Take one message, if its sender may send one more, and note that it came, in marks and never in words.

        Raises:
            MessageRefusedError: it cannot be taken; ``too_many`` when it is over a limit. Danger in it is looked for
                all the same.
            NotTakenInError: no answer came; its code says whether it may have counted all the same.
        """
        outcome = "failed"
        try:
            if is_over(request) or not self.limits.messages.take(conversation):
                raise MessageRefusedError("too_many", await self._only_look(request, conversation, said))
            answer = await self.conversations.say(conversation, said)
            outcome = "repeated" if answer.repeated else "answered"
        except MessageRefusedError as refusal:
            outcome = refusal.code
            raise
        except NotTakenInError as error:
            outcome = error.code
            raise
        finally:
            log.info(
                "message.came",
                # Marks: a client chooses its message's name, and could write anything into it.
                conversation=self.identities.mark("log", conversation),
                message_id=self.identities.mark("log", conversation, said.message_id),
                kind="words" if said.choice is None else "choice",
                outcome=outcome,
            )
        return answer

    async def _only_look(self, request: Request, conversation: str, said: Said) -> tuple[str, ...]:
        if not self.limits.looks.take(self.sender_of(request)):
            return ()
        return await self.conversations.only_look(conversation, said)

    def may_be_new(self, request: Request) -> bool:
        """Return whether whoever asks may begin one more conversation."""
        return self.limits.new_chats.take(self.sender_of(request))

    def sender_of(self, request: Request) -> str:
        """Return whom a request counts for where limits are kept."""
        return sender_at(self.address_of(request))

    def address_of(self, request: Request) -> str:
        """Return the network address of whoever asks, as the outermost web server of ours saw it.

        Each of them adds at the end whom it was asked by; what stands before that anybody can have written.
        """
        in_front = self.settings.proxies_in_front
        lines = request.headers.getall("x-forwarded-for", []) if in_front else []
        passed_on = [part.strip() for part in ",".join(lines).split(",") if part.strip()]
        return passed_on[-min(in_front, len(passed_on))] if passed_on else str(request.ip)

    def view(self, conversation: str) -> View:
        """Return what shows the messages of a conversation."""
        return View(self.choices, conversation)

    def words_for(self, code: str) -> str:
        """Return what is said about a refusal; when the fault is ours, with a way to reach a person."""
        said = refusal(code)
        telephone = ring_us(self.settings) if code in BUSY else ""
        return f"{said} {telephone}".strip()


def is_over(request: Request) -> bool:
    """Return whether a request's address has sent more than it may."""
    return bool(getattr(request.ctx, "is_over", False))


def retry_after(code: str) -> dict[str, str]:
    """Return the header that tells a program when to try again what was refused with this code, if it may."""
    seconds = CLOSED_FOR if code == "closed" else TRY_AGAIN_IN.get(STATUS[code])
    return {"Retry-After": seconds} if seconds else {}
