"""The last turns of a conversation, and what came before them only as far as it still counts.

Rasa reads a conversation afresh several times a turn, replays all of it and sends all of it to the action server, so
that each turn costs more than the one before. Our rules ask for the moment and for what was just said, and everything
that was heard stands in the contact's slot; so the last turns and the latest value of each slot are all it needs. What
was said stays in the database, and the doors read it from there (``bot/dialogue/said.py``).
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from rasa.shared.core.constants import ACTION_LISTEN_NAME, ACTION_SESSION_START_NAME, DEFAULT_SLOT_NAMES
from rasa.shared.core.events import ActionExecuted, Event, SessionStarted, SlotSet, UserUttered
from sqlalchemy import func, select

TURNS = 5
"""Turns that Rasa sees. The longest of our rules looks at one; the rest is room for a council's own."""

CONTACT = "contact"
"""The slot that holds all that was heard. It is set at every turn, and only its latest value is ever read."""


def latest_turns(session: Any, table: Any, sender_id: str, slots: Iterable[str], turns: int = TURNS) -> list[Event]:
    """Return the events of the last turns, after those that stand for all that came before.

    Args:
        session: of the conversation store, or its connection.
        table: its events.
        sender_id: name of the conversation.
        slots: names of the slots that may have been set before.
        turns: how many turns.

    Returns:
        The events in order; all since the latest session began, while it has no more turns than that.
    """
    begins = _beginning(session, table, sender_id, turns)
    begun = begun_at(session, table, sender_id) or 0
    if begins is None:
        whole = select(table.data).where(table.sender_id == sender_id, table.id >= begun)
        return _read(session, whole.order_by(table.id))
    kept, names = _since(session, table, sender_id, begins)
    missing = _missing(slots, names)
    return _in_front([latest_value(session, table, sender_id, name, begun, begins) for name in missing], kept)


def after_a_turn(before: list[Event], new: list[Event], slots: Iterable[str], turns: int = TURNS) -> list[Event] | None:
    """Return what ``latest_turns`` will give once a turn is kept, worked out from what it gave before.

    Args:
        before: what it gave; nothing for a conversation that begins.
        new: what is kept now.
        slots: names of the slots that may have been set.
        turns: how many turns.

    Returns:
        The events in order; None where only the database can tell: nothing or more than one thing was said, a session
        began among it, or danger was voiced that still counts.
    """
    begun = [at for at, event in enumerate(new) if _is_begin(event)]
    if begun and before:
        return None
    whole = [*before, *new[begun[-1] if begun else 0 :]]
    if sum(isinstance(event, UserUttered) for event in new) != 1:
        return None
    contact = _latest(whole, CONTACT)
    if contact is not None and isinstance(contact.value, dict) and contact.value.get("alarms"):
        return None
    said = [at for at, event in enumerate(whole) if isinstance(event, UserUttered)]
    if len(said) <= turns:
        return whole
    earlier, kept = whole[: said[-turns]], whole[said[-turns] :]
    contact = _latest(kept, CONTACT)
    kept = [event for event in kept if event is contact or not (isinstance(event, SlotSet) and event.key == CONTACT)]
    names = {event.key for event in kept if isinstance(event, SlotSet)}
    return _in_front([_latest(earlier, name) for name in _missing(slots, names)], kept)


def read_back(event: Event, data: str) -> Event | None:
    """Return an event as it is read back from what was written: what is given out is what the database would give.

    The contact is not read again: it came from the action server in the same form, and holds all that was said.

    Args:
        event: what was written.
        data: how it was written.
    """
    is_contact = isinstance(event, SlotSet) and event.key == CONTACT
    found: Event | None = Event.from_parameters(event.as_dict() if is_contact else json.loads(data))
    return found


def _is_begin(event: Event) -> bool:
    return isinstance(event, ActionExecuted) and event.action_name == ACTION_SESSION_START_NAME


def _latest(events: list[Event], name: str) -> SlotSet | None:
    """Return the event that set a slot last."""
    return next((event for event in reversed(events) if isinstance(event, SlotSet) and event.key == name), None)


def _missing(slots: Iterable[str], names: set[str]) -> list[str]:
    return [name for name in slots if name not in names and name not in DEFAULT_SLOT_NAMES]


def _in_front(values: list[SlotSet | None], kept: list[Event]) -> list[Event]:
    """Return the last turns after what stands for all that came before: a beginning, and values of slots."""
    before: list[Event] = [value for value in values if value is not None]
    at = kept[0].timestamp if kept else None
    opening: list[Event] = [ActionExecuted(ACTION_SESSION_START_NAME, timestamp=at), SessionStarted(timestamp=at)]
    return [*opening, *before, ActionExecuted(ACTION_LISTEN_NAME, timestamp=at), *kept]


def _beginning(session: Any, table: Any, sender_id: str, turns: int) -> int | None:
    """Return the id of the event with which the last turns begin; None when the session has no more than those."""
    of_turns = (
        select(table.id)
        .where(table.sender_id == sender_id, table.type_name == UserUttered.type_name)
        .order_by(table.id.desc())
        .limit(turns + 1)
    )
    found = session.scalars(of_turns).all()
    if len(found) <= turns or begun_at(session, table, sender_id, found[-1]) is not None:
        return None
    begins: int = found[-2]
    alarms = set(_alarms(session, table, sender_id))
    return _with_alarms(session, table, sender_id, begins, alarms) if alarms else begins


def _with_alarms(session: Any, table: Any, sender_id: str, begins: int, alarms: set[str]) -> int:
    """Return where the turns begin when those in which danger was voiced, and still counts, are among them."""
    rows = session.execute(
        select(table.id, table.data)
        .where(table.sender_id == sender_id, table.type_name == UserUttered.type_name, table.id < begins)
        .order_by(table.id)
    )
    return next((row.id for row in rows if json.loads(row.data).get("message_id") in alarms), begins)


def _alarms(session: Any, table: Any, sender_id: str) -> Iterator[str]:
    latest = latest_value(session, table, sender_id, CONTACT)
    if latest is not None and isinstance(latest.value, dict):
        yield from latest.value.get("alarms") or ()


def _since(session: Any, table: Any, sender_id: str, begins: int) -> tuple[list[Event], set[str]]:
    """Return the events from there on, the contact only as it is now, and the names of the slots they set."""
    is_contact = (table.type_name == SlotSet.type_name) & (table.action_name == CONTACT)
    here = (table.sender_id == sender_id) & (table.id >= begins)
    latest = session.scalar(select(table.id).where(here, is_contact).order_by(table.id.desc()).limit(1))
    kept = _read(session, select(table.data).where(here, ~is_contact | (table.id == latest)).order_by(table.id))
    return kept, {event.key for event in kept if isinstance(event, SlotSet)}


def begun_at(session: Any, table: Any, sender_id: str, after: int = 0) -> int | None:
    """Return the id of the event with which the latest session began, whatever the clock said; None if none did.

    Args:
        session: of the conversation store, or its connection.
        table: its events.
        sender_id: name of the conversation.
        after: id of an event after which it began.
    """
    begun: int | None = session.scalar(
        select(func.max(table.id)).where(
            table.sender_id == sender_id, table.id > after, table.action_name == ACTION_SESSION_START_NAME
        )
    )
    return begun


def latest_value(
    session: Any, table: Any, sender_id: str, name: str, since: int = 0, before: int | None = None
) -> SlotSet | None:
    """Return the event that set a slot last.

    Args:
        session: of the conversation store, or its connection.
        table: its events.
        sender_id: name of the conversation.
        name: of the slot.
        since: id of an event before which it does not count: a new session begins without what was set in the last one.
        before: id of an event before which it was set; the end unless given.
    """
    wanted = (
        select(table.data)
        .where(
            table.sender_id == sender_id,
            table.id >= since,
            table.type_name == SlotSet.type_name,
            table.action_name == name,
        )
        .order_by(table.id.desc())
        .limit(1)
    )
    found = _read(session, wanted if before is None else wanted.where(table.id < before))
    return found[0] if found and isinstance(found[0], SlotSet) else None


def _read(session: Any, wanted: Any) -> list[Event]:
    return [event for data in session.scalars(wanted) if (event := Event.from_parameters(json.loads(data))) is not None]
