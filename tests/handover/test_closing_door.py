"""The door is closed to residents and opened again, and who did it and for what reason is kept."""

from __future__ import annotations

import pytest

from bot.errors import NoReasonError, NotAllowedError
from bot.handover import DOOR, close_door, open_door
from bot.staff import add_staff
from bot.store import Role, Store, open_store
from tests.conftest import StandingClock


def a_member(store: Store, name: str, role: Role) -> str:
    add_staff(store.unit_of_work(), name, name.lower(), None, {role})
    return next(member.id for member in store.queries.list_staff() if member.name == name)


def test_a_door_that_nobody_closed_is_open(store: Store) -> None:
    assert store.queries.is_door_open()
    assert store.queries.list_door_changes() == ()


def test_a_closed_door_is_closed_for_every_process_until_somebody_opens_it(store: Store, store_url: str) -> None:
    another = open_store(store_url)
    assert close_door(store.unit_of_work(), "Wrong telephone number on the page")
    assert not another.queries.is_door_open()
    assert open_door(another.unit_of_work())
    assert store.queries.is_door_open()
    another.close()


def test_who_closed_it_when_and_for_what_reason_is_kept(store: Store, clock: StandingClock) -> None:
    anna = a_member(store, "Anna", Role.ADMINISTRATOR)
    closed_at = clock()
    close_door(store.unit_of_work(), "  Two people saw\n each other's words ", anna, clock)
    opened_at = clock.advance(hours=2)
    open_door(store.unit_of_work(), "Mended", None, clock)

    opened, closed = store.queries.list_door_changes()
    assert (closed.at, closed.is_open, closed.by) == (closed_at, False, "Anna")
    assert closed.reason == "Two people saw each other's words"
    assert (opened.at, opened.is_open, opened.by, opened.reason) == (opened_at, True, None, "Mended")
    assert [(note.at, note.sentence) for note in store.queries.list_audit(DOOR)] == [
        (closed_at, "Anna closed the door to residents."),
        (opened_at, "Whoever runs this service opened the door to residents."),
    ]


@pytest.mark.parametrize("reason", ["", "  \n ", "x" * 201])
def test_nobody_closes_the_door_without_a_reason_that_can_be_kept(store: Store, reason: str) -> None:
    with pytest.raises(NoReasonError):
        close_door(store.unit_of_work(), reason)
    assert store.queries.is_door_open()


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.ADMINISTRATOR])
def test_only_administrators_close_and_open_the_door(store: Store, role: Role) -> None:
    other = a_member(store, "Femi", role)
    with pytest.raises(NotAllowedError):
        close_door(store.unit_of_work(), "I would like to", other)
    assert store.queries.is_door_open()
    close_door(store.unit_of_work(), "There is something wrong")
    with pytest.raises(NotAllowedError):
        open_door(store.unit_of_work(), "", other)
    assert not store.queries.is_door_open()


def test_the_same_said_twice_is_kept_once_and_another_reason_is_kept_too(store: Store) -> None:
    assert close_door(store.unit_of_work(), "No power in the office")
    assert not close_door(store.unit_of_work(), "No power in the office")
    assert close_door(store.unit_of_work(), "No power until Monday")
    assert open_door(store.unit_of_work())
    assert not open_door(store.unit_of_work())
    assert [(change.is_open, change.reason) for change in store.queries.list_door_changes()] == [
        (True, ""),
        (False, "No power until Monday"),
        (False, "No power in the office"),
    ]
