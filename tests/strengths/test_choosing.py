"""A choice that is typed counts as the choice, and own words stay own words."""

from __future__ import annotations

import pytest

from bot.strengths.choosing import as_chosen, is_a_button_that_has_gone
from bot.strengths.contact import Contact, Moment
from bot.strengths.library import read_library
from bot.strengths.reply import Heard

LIBRARY = read_library()


@pytest.mark.parametrize(
    ("question", "typed", "choice"),
    [
        ("people_networks.flow", "Both.", "people_networks.flow.both"),
        ("people_networks.flow", "they help me", "people_networks.flow.to_me"),
        ("safe_contact.way", "ring me!", "safe_contact.way.phone"),
        ("safe_contact.when", "any", "safe_contact.when.any"),
        ("asides.after_request", "go on talking", "asides.after_request.go_on"),
        ("permission.turn", "stay with this", "permission.turn.stay"),
        ("staying.choose", "ooh the rest of my life then, such as it is", "staying.choose.turn"),
        ("staying.choose", "the rest of life, go on", "staying.choose.turn"),
        ("staying.more", "ok talk about the rest of my life", "staying.more.turn"),
        ("staying.choose", "stay with it please", "staying.choose.stay"),
    ],
)
def test_what_is_on_a_button_can_be_typed(question: str, typed: str, choice: str) -> None:
    heard = as_chosen(Contact(open_question=question), Heard(act="tell", words=typed), LIBRARY)

    assert (heard.act, heard.choice, heard.words) == ("choose", choice, typed)


@pytest.mark.parametrize(
    ("question", "typed"),
    [
        ("people_networks.flow", "he does my shopping and I cut his hair"),
        ("people_networks.who", "Family"),
        ("passions_interests.time", "music"),
        ("asides.paused", "delete what i said"),
        ("staying.choose", "not the rest of my life"),
        ("staying.choose", "I want to stay at home with my cats"),
        ("staying.choose", "he was the best man in my life and the rest is nothing without him"),
        (None, "both"),
    ],
)
def test_own_words_and_acts_are_left_as_they_are(question: str | None, typed: str) -> None:
    heard = Heard(act="tell", words=typed)

    assert as_chosen(Contact(open_question=question), heard, LIBRARY) == heard


@pytest.mark.parametrize(
    "typed", ["Talk about the rest of my life", "talk about the rest of my life.", "Give it a title"]
)
def test_a_button_typed_after_it_has_gone_is_no_telling(typed: str) -> None:
    contact = Contact(
        moment=Moment.EXPLORING,
        open_question="aspirations.more",
        asked=["opening.reason", "staying.choose", "aspirations.more"],
    )

    assert is_a_button_that_has_gone(contact, Heard(act="tell", words=typed), LIBRARY)


@pytest.mark.parametrize(
    "typed", ["The rest of my life I want to sing", "Getting out", "A person", "a title for my book"]
)
def test_what_people_tell_is_no_button_that_has_gone(typed: str) -> None:
    contact = Contact(
        moment=Moment.EXPLORING,
        open_question="aspirations.more",
        asked=["opening.reason", "staying.choose", "coping_exceptions.getting_through", "aspirations.more"],
    )

    assert not is_a_button_that_has_gone(contact, Heard(act="tell", words=typed), LIBRARY)
