"""What a contact has handed to the team can be asked of the store."""

from __future__ import annotations

from bot.handover import hand_over, pass_on_request
from bot.store import Store
from bot.strengths.outcomes import PassedOn
from tests.builders import a_request, a_summary


def test_a_contact_is_told_of_its_own_and_of_nobody_elses(store: Store) -> None:
    hand_over(store.unit_of_work(), a_summary())
    summary = hand_over(store.unit_of_work(), a_summary(words=("I grow beans",)))
    request = pass_on_request(store.unit_of_work(), a_request(kind="assessment"))
    hand_over(store.unit_of_work(), a_summary(contact_id="contact-2"))

    assert store.queries.list_passed_on("contact-1") == (
        PassedOn(kind="summary", reference=summary.reference, version=2),
        PassedOn(kind="assessment", reference=request.reference),
    )


def test_a_contact_that_passed_nothing_on_gets_nothing(store: Store) -> None:
    assert store.queries.list_passed_on("contact-1") == ()
