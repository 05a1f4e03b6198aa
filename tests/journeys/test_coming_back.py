"""Someone who comes back the next day goes on where they were."""

from __future__ import annotations

from typing import Any

from tests.journeys.front_door import FrontDoor
from tests.journeys.inbox_page import new_inbox
from tests.journeys.resident_page import new_tab


def test_someone_who_comes_back_next_day_goes_on_though_everything_was_restarted(
    chromium: Any, front_door: FrontDoor
) -> None:
    first_day = new_tab(chromium, front_door.address)
    first_day.open()
    first_day.say("My sister says you know about thistlewood walks")
    first_day.choose("Yes, that is all right")
    first_day.say("To carve thistlewood birds with other people")
    question = first_day.question
    said = first_day.transcript()
    cookies = first_day.page.context.storage_state()
    first_day.page.context.close()

    front_door.rasa.end()
    front_door.actions.end()
    front_door.start(front_door.rasa, front_door.actions)

    next_day = new_tab(chromium, front_door.address, storage_state=cookies)
    next_day.open()
    assert next_day.transcript() == said
    next_day.expect_question(question)
    next_day.say("Mornings are best, with a thistlewood chisel")
    assert next_day.question != question
    next_day.choose_always("Show me what I said")
    next_day.choose("Share it with the team")
    next_day.choose("I will ring them")
    next_day.say("Barnaby Oxfold")
    next_day.choose("Yes, pass it on")
    next_day.expect_answer("I have passed this on")
    reference = next_day.reference
    next_day.page.context.close()

    inbox = new_inbox(chromium, front_door.inbox_address)
    inbox.sign_in(front_door.staff)
    inbox.open(reference)
    text = inbox.text()
    for words in ("thistlewood walks", "carve thistlewood birds", "Mornings are best", "Barnaby Oxfold"):
        assert words in text
    inbox.page.context.close()
