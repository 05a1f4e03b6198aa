"""What the open question asks about, as the understanding is told."""

from __future__ import annotations

import pytest

from bot.strengths.asking import MAY_BE_ASKED_ABOUT, asked_about
from bot.strengths.contact import Contact, Moment
from bot.strengths.library import DOMAINS, read_library

LIBRARY = read_library()


@pytest.mark.parametrize("key", [key for key, question in LIBRARY.items() if question.domain in DOMAINS])
def test_a_question_about_an_area_of_life_asks_about_that(key: str) -> None:
    assert asked_about(Contact(moment=Moment.EXPLORING, open_question=key)) == LIBRARY[key].domain


@pytest.mark.parametrize("moment", [Moment.REASON, Moment.PERMISSION, Moment.STAYING])
@pytest.mark.parametrize("key", ["opening.reason", "permission.turn", "staying.more", "asides.who_for", None])
def test_what_made_somebody_get_in_touch_is_the_opening(moment: Moment, key: str | None) -> None:
    assert asked_about(Contact(moment=moment, open_question=key)) == "opening"


@pytest.mark.parametrize(
    "moment", [moment for moment in Moment if moment not in (Moment.REASON, Moment.PERMISSION, Moment.STAYING)]
)
@pytest.mark.parametrize(
    "key", [key for key, question in LIBRARY.items() if question.domain not in MAY_BE_ASKED_ABOUT] + [None]
)
def test_any_other_question_asks_about_no_area_of_life(moment: Moment, key: str | None) -> None:
    assert asked_about(Contact(moment=moment, open_question=key)) == ""


def test_without_a_contact_nothing_is_known_to_be_asked() -> None:
    assert asked_about(None) == ""
