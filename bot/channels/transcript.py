"""What was said, read from Rasa's events: turns, messages and the choices they offered.

A turn is one thing the person said and every bubble that answered it. A turn without an answer was not taken in, and
does not show. What came before the last "start again" or "delete" does not show either.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from rasa.shared.core.events import BotUttered, Event, Restarted, UserUttered

from bot.channels.grammar import as_typed
from bot.dialogue.forgotten import marks_kept_by
from bot.strengths.safety import Safety

BEGIN = "begin"
"""The intent that opens a conversation; nobody said it, so it does not show."""

DANGER = "voice_danger"
"""The intent that a door makes of a message which voices danger."""


@dataclass(frozen=True, kw_only=True)
class Offer:
    """A button: the title a person reads and the payload that choosing it means."""

    title: str
    payload: str


@dataclass(frozen=True, kw_only=True)
class Line:
    """One line of a read-back, with what can be done to it."""

    id: str
    number: int
    heading: str
    words: str
    shared: bool
    choices: tuple[Offer, ...]


@dataclass(frozen=True, kw_only=True)
class Message:
    """One bubble.

    Attributes:
        id: name of the message within its conversation; the same at every reading.
        speaker: ``resident`` or ``front_door``.
        text: the words.
        choices: buttons offered under it.
        lines: the read-back, or None when the message is not one.
        reference: what a person can quote, when something was just handed over.
        copy: whether a copy of the summary can be kept now.
        left: how many more areas of life would be asked about after this question; None when it is no such question.
        another_device: whether the page that gives a code for another device is spoken of.
    """

    id: str
    speaker: str
    text: str
    choices: tuple[Offer, ...] = ()
    lines: tuple[Line, ...] | None = None
    reference: str | None = None
    copy: bool = False
    left: int | None = None
    another_device: bool = False

    @property
    def offers(self) -> tuple[Offer, ...]:
        """Everything that can be chosen at this message: its buttons and those of its lines."""
        return self.choices + tuple(offer for line in self.lines or () for offer in line.choices)


Account = tuple[str, str, str | None]
"""The name of a message, its words, and the key of the question that was open."""


@dataclass(frozen=True, kw_only=True)
class Voiced:
    """Danger that was voiced in a message, and what became of telling the safeguarding team.

    Attributes:
        safety: what was noticed.
        reference: of the concern, or None when the team could not be told.
        added: whether the team had been told something in this conversation before.
        accounts: what has still to be told, if the team could not be.
    """

    safety: Safety
    reference: str | None
    added: bool
    accounts: tuple[Account, ...] = ()

    @property
    def told(self) -> bool:
        """Whether the safeguarding team was told at once."""
        return self.reference is not None


@dataclass(kw_only=True)
class Turn:
    """One thing said and what answered it.

    Attributes:
        message_id: name the sender gave the message, or None for what Front Door says by itself.
        said: what the person said; None when nobody did (the welcome).
        replies: the answers, in order; none means that the turn was not taken in.
        chosen: whether it was chosen and not typed.
        restarts: whether the conversation began afresh in this turn.
        name: name of the turn's first event within the conversation; the same at every reading.
        voiced: danger that was voiced in it, or None.
        told_late_of: names of earlier messages about which the safeguarding team was told only in this turn.
        told_late_as: the reference under which it was told of those, or None.
        at: when the last of it was said, in seconds since 1970.
        forgotten: marks of messages that were deleted when this one asked for it (``bot.dialogue.forgotten``).
    """

    message_id: str | None
    said: Message | None
    replies: list[Message] = field(default_factory=list)
    chosen: bool = False
    restarts: bool = False
    name: str = ""
    voiced: Voiced | None = None
    told_late_of: tuple[str, ...] = ()
    told_late_as: str | None = None
    at: float = 0.0
    forgotten: tuple[str, ...] = ()


def turns(events: Iterable[Event], names: Names | None = None) -> list[Turn]:
    """Return every turn, answered or not, oldest first.

    Args:
        events: Rasa's events of one conversation, in order.
        names: what was named before these events, and then these too; nothing unless given.
    """
    found: list[Turn] = []
    names = names or Names()
    for event in events:
        if isinstance(event, UserUttered):
            found.append(_turn(event, names))
        elif isinstance(event, BotUttered | Restarted):
            if not found:
                found.append(Turn(message_id=None, said=None))
            if isinstance(event, Restarted):
                found[-1].restarts = True
            elif event.text or (event.data or {}).get("buttons"):
                found[-1].replies.append(_reply(event, names))
                found[-1].at = float(event.timestamp or 0)
    return found


def shown(all_turns: Sequence[Turn]) -> list[Turn]:
    """Return the turns a person sees: answered ones, since the conversation last began afresh."""
    afresh = next((place for place in range(len(all_turns) - 1, 0, -1) if all_turns[place].restarts), 0)
    return [turn for turn in all_turns[afresh:] if turn.replies]


def answered(all_turns: Sequence[Turn], message_id: str) -> Turn | None:
    """Return the turn that answered the message with this id, or None if there is none."""
    return next((turn for turn in reversed(all_turns) if turn.message_id == message_id and turn.replies), None)


class Names:
    """Names messages by their time; two at the same instant differ by their count.

    Args:
        before: the names given so far.
    """

    def __init__(self, before: Names | None = None) -> None:
        self._seen: dict[float, int] = dict(before._seen) if before else {}

    def of(self, event: Event) -> str:
        """Return the name of the next message."""
        moment = float(event.timestamp or 0)
        count = self._seen[moment] = self._seen.get(moment, -1) + 1
        return hashlib.sha256(f"{moment!r}/{count}".encode()).hexdigest()[:16]


def _turn(event: UserUttered, names: Names) -> Turn:
    name = names.of(event)
    said = None
    # A message without words was forgotten at the person's wish; only what answered it is left.
    if event.intent.get("name") != BEGIN and event.text:
        said = Message(id=event.message_id or name, speaker="resident", text=as_typed(event.text or ""))
    metadata: dict[str, Any] = event.metadata or {}
    late = metadata.get("told_late") or {}
    return Turn(
        message_id=event.message_id,
        said=said,
        name=name,
        at=float(event.timestamp or 0),
        chosen=bool(metadata.get("chosen")),
        voiced=_voiced(event, metadata.get("concern") or {}) if event.intent.get("name") == DANGER else None,
        told_late_of=tuple(late.get("of", ())),
        told_late_as=late.get("reference"),
        forgotten=marks_kept_by(event),
    )


def _voiced(event: UserUttered, concern: dict[str, Any]) -> Voiced | None:
    record: dict[str, Any] | None = dict(event.parse_data).get("safety")
    if record is None:
        # Forgotten at the person's wish, like the words.
        return None
    return Voiced(
        safety=Safety.from_record(record),
        reference=concern.get("reference"),
        added=bool(concern.get("added")),
        accounts=tuple((message_id, words, asked) for message_id, words, asked in concern.get("accounts", ())),
    )


def _reply(event: BotUttered, names: Names) -> Message:
    data: dict[str, Any] = event.data or {}
    custom: dict[str, Any] = data.get("custom") or {}
    read_back = custom.get("read_back")
    return Message(
        id=names.of(event),
        speaker="front_door",
        text=as_typed(event.text or ""),
        choices=_offers(data.get("buttons")),
        lines=tuple(_line(line) for line in read_back.get("lines", ())) if read_back else None,
        reference=custom.get("reference"),
        copy=bool(custom.get("copy")),
        left=custom.get("left"),
        another_device=bool(custom.get("another_device")),
    )


def _line(line: dict[str, Any]) -> Line:
    return Line(
        id=str(line["id"]),
        number=int(line["number"]),
        heading=str(line["heading"]),
        words=as_typed(str(line["words"])),
        shared=bool(line["shared"]),
        choices=_offers(line.get("choices")),
    )


def _offers(buttons: Iterable[dict[str, Any]] | None) -> tuple[Offer, ...]:
    return tuple(
        Offer(title=str(button["title"]), payload=str(button["payload"]))
        for button in buttons or ()
        if button.get("title") and button.get("payload")
    )


def what_is_left(before: list[Turn], after: list[Turn]) -> Turn | None:
    """Return the answer of a turn whose own message was forgotten in it ("delete what I said")."""
    known = {message.id for turn in before for message in turn.replies}
    left = [turn for turn in after if any(message.id not in known for message in turn.replies)]
    return left[-1] if left else None
