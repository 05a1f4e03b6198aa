"""The list of audit events reads like a policy, and holds."""

from __future__ import annotations

import pytest

from bot.store import Store
from bot.store.audit import EVENTS, NOBODY_NAMED, check, sentence
from tests.builders import AGREED_AT

SAMPLE = {"version": 2, "change": 3, "delivery": "0123456789abcdef", "failure": "status_410"}


@pytest.mark.parametrize("event", sorted(EVENTS))
def test_an_event_carries_exactly_the_fields_it_declares(event: str) -> None:
    declaration = EVENTS[event]
    staff_id = "staff-1" if declaration.by_staff else None
    right = {name: SAMPLE[name] for name in declaration.details}
    check(event, right, staff_id)
    with pytest.raises(ValueError, match="exactly"):
        check(event, {**right, "surprise": 1}, staff_id)
    for name in right:
        with pytest.raises(ValueError, match="exactly"):
            check(event, {key: value for key, value in right.items() if key != name}, staff_id)


@pytest.mark.parametrize("event", sorted(EVENTS))
def test_an_event_is_a_sentence_for_people(event: str) -> None:
    details = {name: SAMPLE[name] for name in EVENTS[event].details}
    said = sentence(event, details, "Priya")
    assert said[0].isupper()
    assert said.endswith(".")
    assert "{" not in said
    assert ("Priya" in said) == (EVENTS[event].by_staff is not False)


@pytest.mark.parametrize("words", ["I grow tomatoes", "maureen smith", "", "x" * 65, "a\nb"])
def test_no_event_can_carry_a_persons_words(words: str) -> None:
    with pytest.raises(ValueError, match="number or an identifier"):
        check("delivery.gave_up", {"delivery": "d1", "version": 1, "failure": words}, None)


def test_an_event_that_is_not_declared_is_refused(store: Store) -> None:
    with store.unit_of_work() as work, pytest.raises(ValueError, match="not declared"):
        work.audit.add("summary.eaten", "s1", AGREED_AT)


def test_what_staff_did_names_who_and_what_a_resident_did_does_not() -> None:
    with pytest.raises(ValueError, match="missing"):
        check("summary.picked_up", {}, None)
    with pytest.raises(ValueError, match="does not belong"):
        check("summary.erased", {}, "staff-1")


def test_what_was_done_at_the_command_line_names_nobody() -> None:
    assert sentence("staff.added", {}, None) == f"{NOBODY_NAMED} added this person."
