"""The person a script describes, while they talk: given what is asked and offered, what they say or press next.

They answer what is really asked (the contact's open question), so that a script stays true when the agenda changes.
"""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from benchmarks.conversation.script import MORE, Line, Resident
from bot.channels.transcript import Message, Offer
from bot.strengths.contact import Contact, Moment
from bot.strengths.library import Library, Question

PATIENCE = 6
"""How often a person says "dunno" before they want to see what was written."""

CONFIRMATIONS = 12
"""How often they agree at the read-back before they ask for it to be sent."""

NUMBER = "01632 960123"
"""Ofcom keeps this range for drama; nobody has it."""

AGREES = ("that is right", "that's right", "yes, that is right", "next", "yes", "go on", "that is all")
KEEPS_TALKING = ("carry_on",)
CARRIES_ON = ("Carry on", "Yes, carry on", "Yes, I am safe", "Yes, everyone is safe", "No")
TALKING = (Moment.REASON, Moment.PERMISSION, Moment.STAYING, Moment.EXPLORING)
STOP, DELETE, PERSON, SHARE_IT, AGREE = (
    "can we stop there",
    "delete what i said please",
    "can i talk to a person",
    "share it please",
    "thats right",
)


@dataclass(frozen=True, kw_only=True)
class Move:
    """What the person does next: types a line, presses an offer, or uses a choice that is always there.

    Attributes:
        line: what is typed, with its labels.
        offer: the button that is pressed, and the message it stands under.
        standing: name of a choice possible at every turn.
    """

    line: Line | None = None
    offer: tuple[Message, Offer] | None = None
    standing: str | None = None


def typed(words: str) -> Move:
    """Return the move of typing words without labels."""
    return Move(line=Line(say=words))


class Person:
    """A written resident while they talk.

    Args:
        resident: the script.
        library: the question library, to know what a button does.
    """

    def __init__(self, resident: Resident, library: Library) -> None:
        self.resident = resident
        self._library = library
        self._turns = deque(line for line in resident.turns if not line.at and not line.after)
        self._waiting = [line for line in resident.turns if line.at or line.after]
        self._answers = {key: deque(lines) for key, lines in resident.answers.items()}
        self._otherwise = deque(resident.otherwise)
        self._presses = list(resident.presses)
        self._withholds = list(resident.withholds)
        self._removes = list(resident.removes)
        self._changes = dict(resident.changes)
        self._changing = ""
        self._shrugs = 0
        self._agreed = 0
        self._taken = 0
        self._ended = False

    @property
    def unsaid(self) -> list[Line]:
        """Turns of the script that never came up."""
        return [*self._turns, *self._waiting]

    def next_move(self, contact: Contact | None, messages: Sequence[Message]) -> Move | None:
        """Return what the person does next, or None when they are done.

        Args:
            contact: the contact as it stands; None when there is none any more.
            messages: the latest reply.
        """
        if self._ended or contact is None or self._is_over(contact):
            return None
        self._taken += 1
        offers = [(message, offer) for message in messages for offer in message.offers]
        ways: tuple[Callable[[], Move | None], ...] = (
            lambda: self._press_what_is_written(offers),
            lambda: self._say_what_waits(contact),
            lambda: self._close(contact, messages, offers),
            lambda: self._answer(contact),
            lambda: Move(line=self._turns.popleft()) if self._turns else None,
            self._end,
            lambda: self._go_on(contact, offers),
        )
        return next((move for way in ways if (move := way()) is not None), self._shrug(contact, offers))

    def _is_over(self, contact: Contact) -> bool:
        waits = bool(self._waiting) and any(line.at == "shared" for line in self._waiting)
        match self.resident.ends:
            case "share" | "share_some":
                return contact.latest("summary") is not None and contact.moment is Moment.SHARED and not waits
            case "stop":
                return contact.moment is Moment.PAUSED and not self.unsaid
            case "person":
                passed = contact.latest("person") is not None
                return passed and contact.moment is not Moment.SAFE_CONTACT and not self._turns
            case _:
                return False

    def _press_what_is_written(self, offers: Sequence[tuple[Message, Offer]]) -> Move | None:
        for title in self._presses:
            for message, offer in offers:
                if offer.title == title:
                    self._presses.remove(title)
                    return Move(offer=(message, offer))
        return None

    def _say_what_waits(self, contact: Contact) -> Move | None:
        key = contact.open_question or ""
        here = {key, key.partition(".")[0], contact.moment.value}
        for line in self._waiting:
            due = line.at in here if line.at else self._taken > line.after and contact.moment in TALKING
            if due and not (line.after and self._taken <= line.after):
                self._waiting.remove(line)
                return Move(line=line)
        return None

    def _answer(self, contact: Contact) -> Move | None:
        key = contact.open_question or ""
        question = self._library.get(key)
        keys = [key]
        if question is not None and getattr(question, "asks_more_of", None):
            keys.append(MORE)
        elif question is None or question.question_type != "choice" or question.follows is None:
            keys.append(key.partition(".")[0])
        for name in keys:
            if self._answers.get(name):
                return Move(line=self._answers[name].popleft())
        return None

    def _close(
        self, contact: Contact, messages: Sequence[Message], offers: Sequence[tuple[Message, Offer]]
    ) -> Move | None:
        match contact.moment:
            case Moment.READ_BACK:
                return self._read_back(contact, messages, offers)
            case Moment.CHANGING:
                return typed(self._changing) if self._changing else self._doing(offers, "decline")
            case Moment.ADDING:
                return self._doing(offers, "decline") or typed("nothing")
            case Moment.SAFE_CONTACT:
                return self._reach(contact, offers)
            case Moment.SHARING:
                return self._share_or_not(offers)
            case Moment.FORGETTING:
                self._ended = self.resident.ends == "delete"
                return self._doing(offers, "affirm" if self._ended else "deny") or typed("yes" if self._ended else "no")
            case Moment.SAFETY:
                return self._answer(contact) or self._titled(offers, CARRIES_ON) or typed("carry on")
            case _:
                return None

    def _read_back(
        self, contact: Contact, messages: Sequence[Message], offers: Sequence[tuple[Message, Offer]]
    ) -> Move | None:
        answer = self._answer(contact)
        if answer is not None:
            return answer
        for pieces, act in ((self._withholds, "withhold_line"), (self._removes, "remove_line")):
            for piece in list(pieces):
                found = _beside_line(messages, piece, act)
                if found is not None:
                    pieces.remove(piece)
                    return Move(offer=found)
        for piece, words in list(self._changes.items()):
            found = _beside_line(messages, piece, "change_line")
            if found is not None:
                del self._changes[piece]
                self._changing = words
                return Move(offer=found)
        return self._share_or_not(offers)

    def _share_or_not(self, offers: Sequence[tuple[Message, Offer]]) -> Move:
        self._agreed += 1
        match self.resident.ends:
            case "nothing":
                found = self._doing(offers, "share_nothing")
                if found is not None or self._agreed > CONFIRMATIONS:
                    self._ended = True
                    return found or typed("share nothing")
            case "stop":
                return typed(STOP)
            case "delete":
                return typed(DELETE)
            case "person":
                return typed(PERSON)
            case _:
                found = self._doing(offers, "share")
                if found is not None:
                    return found
        if self._agreed > CONFIRMATIONS:
            return typed(SHARE_IT)
        return self._titled(offers, AGREES, folded=True) or typed(AGREE)

    def _reach(self, contact: Contact, offers: Sequence[tuple[Message, Offer]]) -> Move:
        part = (contact.open_question or "").partition(".")[2]
        told = {"way": "Phone call", "detail": NUMBER, **self.resident.reach}.get(part)
        if told is None:
            return self._doing(offers, "decline") or Move(standing="skip")
        return self._titled(offers, (told,)) or typed(told)

    def _end(self) -> Move | None:
        if any(line.after for line in self._waiting):
            return None
        match self.resident.ends:
            case "stop":
                return typed(STOP) if not self._answers_left else None
            case "delete":
                return typed(DELETE) if not self._answers_left else None
            case "person":
                return typed(PERSON) if not self._answers_left else None
            case _:
                return None

    @property
    def _answers_left(self) -> bool:
        return any(lines for key, lines in self._answers.items() if "." not in key and key != MORE)

    def _go_on(self, contact: Contact, offers: Sequence[tuple[Message, Offer]]) -> Move | None:
        key = contact.open_question or ""
        if key == "asides.who_for":
            theirs = self.resident.voice == "proxy"
            return self._choosing(offers, "someone_else" if theirs else "me") or typed("yes" if theirs else "no for me")
        if contact.moment in (Moment.PERMISSION, Moment.STAYING):
            onward = "explore" if self._answers_left else "finish"
            found = self._doing(offers, onward) or (self._doing(offers, "stay") if onward == "finish" else None)
            return found or Move(standing="finish") if contact.statements else found
        if contact.moment is Moment.SHARED:
            return self._doing(offers, "share")
        if key.startswith("asides.") or contact.moment is Moment.PAUSED:
            return self._doing(offers, "carry_on") or typed("go on")
        question = self._library.get(key)
        if question is not None and question.question_type == "choice" and question.follows is not None:
            return Move(standing="skip")
        return self._doing(offers, "enough")

    def _shrug(self, contact: Contact, offers: Sequence[tuple[Message, Offer]]) -> Move:
        if self._otherwise:
            return typed(self._otherwise.popleft())
        self._shrugs += 1
        if self._shrugs > PATIENCE and contact.statements:
            return Move(standing="finish")
        return typed("dunno")

    def _doing(self, offers: Sequence[tuple[Message, Offer]], does: str) -> Move | None:
        return next((Move(offer=offer) for offer in offers if self._does(offer[1]) == does), None)

    def _choosing(self, offers: Sequence[tuple[Message, Offer]], key: str) -> Move | None:
        return next((Move(offer=offer) for offer in offers if offer[1].payload.endswith(f'.{key}"}}')), None)

    def _titled(
        self, offers: Sequence[tuple[Message, Offer]], titles: Sequence[str], *, folded: bool = False
    ) -> Move | None:
        for title in titles:
            for offer in offers:
                shown = offer[1].title.lower() if folded else offer[1].title
                if shown == title:
                    return Move(offer=offer)
        return None

    def _does(self, offer: Offer) -> str:
        """What a button does: its intent, or what the library says of its choice."""
        act, brace, values = offer.payload.removeprefix("/").partition("{")
        if act != "choose":
            return act
        name, _, key = str(json.loads(brace + values)["choice"]).rpartition(".")
        question: Question | None = self._library.get(name)
        choice = question.choice(key) if question is not None else None
        return choice.does if choice is not None else "answer"


def _beside_line(messages: Sequence[Message], piece: str, act: str) -> tuple[Message, Offer] | None:
    """The button beside the first line that holds a piece."""
    for message in messages:
        for line in message.lines or ():
            if piece in line.words:
                for offer in line.choices:
                    if offer.payload.startswith(f"/{act}"):
                        return message, offer
    return None
