"""A wish about lines in the middle of "how can they reach you" is done, and the question comes again."""

from __future__ import annotations

import pytest

from bot.strengths.about_lines import hear_about_lines
from bot.strengths.changing import hear_change
from bot.strengths.contact import Contact, Moment
from bot.strengths.library import read_library
from bot.strengths.reaching import hear_reaching, reach
from bot.strengths.reply import Ask, Heard, Say
from bot.strengths.statement import Place, Source

LIBRARY = read_library()


@pytest.fixture
def contact() -> Contact:
    """Somebody with three lines who is asked how to reach them."""
    contact = Contact(moment=Moment.READ_BACK, open_question="read_back.check")
    for words in ("playing darts", "eh", "our Kev and the twins"):
        contact.keep(words, source=Source.OWN_WORDS, place=Place.ALSO, domain="opening", question="asides.paused")
    reach(contact, "summary")
    return contact


@pytest.mark.parametrize("part", ["way", "detail", "name", "when"])
@pytest.mark.parametrize("typed", ["take eh out", "remove 2", "delete line 2 please"])
def test_the_line_goes_and_the_question_stays(contact: Contact, typed: str, part: str) -> None:
    contact.open_question = f"safe_contact.{part}"
    given = {line.words for line in contact.statements}

    replies = hear_about_lines(contact, Heard(act="tell", words=typed))

    assert replies == [Say("utter_removed"), Ask(f"safe_contact.{part}")]
    assert given - {line.words for line in contact.statements} == {"eh"}
    assert (contact.moment, contact.reaching_for) == (Moment.SAFE_CONTACT, "summary")


def test_the_answer_after_it_is_heard_as_one(contact: Contact) -> None:
    hear_about_lines(contact, Heard(act="tell", words="take eh out"))

    hear_reaching(contact, Heard(act="tell", words="txt"), LIBRARY)

    assert contact.safe_contact.way == "text"
    assert contact.open_question == "safe_contact.detail"
    assert len(contact.statements) == 2


@pytest.mark.parametrize("typed", ["take my calls after 2", "drop me a line", "no 7 Mill Lane", "not before 2"])
def test_how_to_reach_somebody_is_no_wish_about_lines(contact: Contact, typed: str) -> None:
    contact.open_question = "safe_contact.detail"

    assert hear_about_lines(contact, Heard(act="tell", words=typed)) is None


def test_new_words_for_a_line_come_first_and_the_question_after_them(contact: Contact) -> None:
    hear_about_lines(contact, Heard(act="tell", words="change 2"))
    assert contact.moment is Moment.CHANGING

    replies = hear_change(contact, Heard(act="tell", words="crib on Fridays"), LIBRARY)

    assert replies[-1] == Ask("safe_contact.way")
