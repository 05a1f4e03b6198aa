"""One turn as an action sees it: the contact under way and what was heard."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from hashlib import sha256
from typing import Any
from uuid import uuid4

from rasa_sdk import Tracker

from bot.settings import settings
from bot.strengths.answers_to_us import TALKING
from bot.strengths.contact import Contact
from bot.strengths.danger_cues import denies_harm
from bot.strengths.hearing import own_words
from bot.strengths.question import STYLES
from bot.strengths.reply import Heard
from bot.strengths.safety import Safety
from bot.strengths.said_before import SaidBefore
from bot.strengths.statement import RESIDENT
from bot.strengths.strength_heard import StrengthHeard, Strengths
from bot.strengths.whose_strength import of_the_person

CONTACT, MOMENT = "contact", "moment"

BEGIN = "begin"
"""The act of a door that opens the conversation for somebody who has just come to it."""

DANGER = "voice_danger"
"""The act a door makes of a message that voices danger; nobody can type it."""

HEARD_AS_TELLING = frozenset({"nlu_fallback", "off_topic", "None", ""})
"""What was not understood, or seemed beside the point, is heard as telling: an answer is never thrown away."""


@dataclass(kw_only=True)
class Turn:
    """What an action works with.

    Attributes:
        contact: the contact under way; change or replace it freely, it is written back if the action succeeds.
        heard: what was said in this turn.
        is_new: whether there was no contact before this turn.
        forgets: whether everything said before this turn is to be deleted.
        conversation: name of the conversation, under which a concern is kept.
        message_id: name of the message.
        safety: what was noticed in it.
        concern: reference of the concern, if the door could tell the safeguarding team in this turn.
        voiced: the messages that were taken for danger since the questions stopped, oldest first.
        before: the message before, if what was noticed shows only in both together.
        taken_for: the act that Rasa took the words for, before they were found to name a choice of the open question.
        answers_us: whether the words only answer what was asked, and say nothing of how the person is.
        told_beside: where words that voice danger tell something else, in sentences of its own.
        came_back: whether this is the first turn after a pause, or from another device.
    """

    contact: Contact
    heard: Heard
    is_new: bool
    forgets: bool = False
    conversation: str = ""
    message_id: str | None = None
    safety: Safety = field(default_factory=Safety)
    concern: str | None = None
    voiced: tuple[Heard, ...] = ()
    before: SaidBefore | None = None
    told_beside: tuple[tuple[int, int], ...] = ()
    came_back: bool = False
    answers_us: bool = False
    taken_for: str = ""

    @property
    def heard_in_full(self) -> Heard:
        """What was said, behind the message before where what was noticed shows only in both together."""
        if self.before is None:
            return self.heard
        return replace(self.heard, words=self.before.with_words(self.heard.words))

    @property
    def only_denies_harm(self) -> bool:
        """Whether the whole of what was typed says that nobody is hurt, which is told to us and is no line."""
        typed = self.heard.choice is None and self.heard.line is None and self.heard.act != DANGER
        return typed and self.contact.moment in TALKING and denies_harm(self.heard.words)


def read_turn(tracker: Tracker) -> Turn:
    """Read the turn from Rasa's tracker.

    Args:
        tracker: Rasa's tracker, slots and latest message.
    """
    record = tracker.get_slot(CONTACT)
    message: dict[str, Any] = tracker.latest_message or {}
    act = str((message.get("intent") or {}).get("name") or "")
    values = {entity["entity"]: str(entity["value"]) for entity in message.get("entities") or []}
    contact = Contact.from_record(record) if record else Contact(id=_first_name(tracker))
    _note_what_was_brought(contact, message.get("metadata") or {})
    _take_style(contact, message.get("metadata") or {})
    return Turn(
        contact=contact,
        heard=Heard(
            act="tell" if act in HEARD_AS_TELLING else act,
            words=own_words(message.get("text") or ""),
            choice=values.get("choice"),
            line=values.get("line"),
            hardship=_hardship(message),
            strengths=_own_strengths(contact, message),
        ),
        is_new=not record,
        conversation=tracker.sender_id,
        message_id=message.get("message_id"),
        safety=_safety(message),
        concern=_reference(message.get("metadata") or {}),
        voiced=_voiced(tracker, contact.alarms),
        before=_before(tracker, (message.get("metadata") or {}).get("read_with")),
        told_beside=tuple((start, end) for start, end in (message.get("metadata") or {}).get("told_beside") or ()),
        came_back=bool((message.get("metadata") or {}).get("came_back")),
    )


def _first_name(tracker: Tracker) -> str:
    """Name a contact by the message the conversation began with.

    What was passed on in a turn that failed, or whose answer was lost, is found again when it is said again.
    """
    said = [event for event in tracker.events or () if event.get("event") == "user"]
    first = next(
        (event["message_id"] for event in [*said, tracker.latest_message or {}] if event.get("message_id")), None
    )
    return sha256(f"{tracker.sender_id}/{first or uuid4().hex}".encode()).hexdigest()[:32]


def _note_what_was_brought(contact: Contact, metadata: dict[str, Any]) -> None:
    """Note for staff that something came with this turn which nobody could hear or see, such as a voice note."""
    name = f"brought_{metadata.get('brought')}"
    if metadata.get("brought") and name not in contact.preferences:
        contact.preferences.append(name)


def _take_style(contact: Contact, metadata: dict[str, Any]) -> None:
    """Ask in another style from here on, if a trainer wishes for it in a sandbox; no resident is ever asked in one."""
    style = metadata.get("style")
    if settings().sandbox is not None and style in STYLES:
        contact.style = str(style)


def _voiced(tracker: Tracker, alarms: list[str]) -> tuple[Heard, ...]:
    """What was said in the messages of these names, as telling; they are kept in the conversation alone."""
    if not alarms:
        return ()
    said = [event for event in tracker.events if event.get("event") == "user" and event.get("message_id") in alarms]
    return tuple(
        Heard(
            act="tell",
            words=own_words(event.get("text") or ""),
            hardship=_hardship(event.get("parse_data") or {}),
            strengths=_strengths(event.get("parse_data") or {}),
        )
        for event in said
    )


def _before(tracker: Tracker, name: str | None) -> SaidBefore | None:
    """The message before, where the door read it together with this one; its words are in the conversation alone."""
    found = _voiced(tracker, [name]) if name is not None else ()
    return SaidBefore(message_id=str(name), heard=found[-1]) if found else None


def _safety(message: dict[str, Any]) -> Safety:
    """What was noticed; a record that cannot be read is no reason to leave a person without an answer."""
    try:
        return Safety.from_record(message["safety"])
    except (KeyError, TypeError, ValueError):
        return Safety()


def _hardship(message: dict[str, Any]) -> bool | None:
    """Whether the understanding heard something hard; None when it did not look, as with buttons and older models."""
    heard = message.get("hardship")
    return heard if isinstance(heard, bool) else None


def _strengths(message: dict[str, Any]) -> Strengths | None:
    """The strengths that the understanding heard; None when it did not look, or what it wrote can't be read."""
    try:
        return tuple(StrengthHeard.from_record(record) for record in message["strengths"])
    except (KeyError, TypeError, ValueError, AttributeError):
        return None


def _own_strengths(contact: Contact, message: dict[str, Any]) -> Strengths | None:
    """The strengths heard that are the speaker's own; whoever types for another tells of that other."""
    heard = _strengths(message)
    if heard is None or contact.said_by != RESIDENT:
        return heard
    return of_the_person(own_words(message.get("text") or ""), heard)


def _reference(metadata: dict[str, Any]) -> str | None:
    """The reference under which the door told the safeguarding team, about this message or late about one before."""
    found = [(metadata.get(name) or {}).get("reference") for name in ("concern", "told_late")]
    return next((str(reference) for reference in found if reference), None)
