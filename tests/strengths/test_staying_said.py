"""A wish to stay with what is hard is heard in anybody's words, and a wish for large print in the middle of more."""

from __future__ import annotations

import pytest

from bot.strengths.answers_to_us import hear_asked_of_us
from bot.strengths.contact import Contact, Moment
from bot.strengths.easing import EASE, hear_about_talking, ways_heard
from bot.strengths.in_danger import told_more
from bot.strengths.library import read_library
from bot.strengths.reflecting import reflect
from bot.strengths.reply import Ask, Heard, Reply, Say
from bot.strengths.statement import Place, Source
from bot.strengths.ways import Way, ways_asked

LIBRARY = read_library()


def at(moment: Moment, question: str) -> Contact:
    contact = Contact(moment=moment, open_question=question, asked=["opening.reason", question])
    contact.keep("it is a lot", source=Source.OWN_WORDS, place=Place.HARD_NOW, domain="opening", question=question)
    return contact


@pytest.mark.parametrize("act", ["deny", "stop", "tell", "affirm", "share_nothing"])
@pytest.mark.parametrize(
    "words",
    [
        "stay with it",
        "Stay on this",
        "stay with this please",
        "i'd sooner stay with that for now",
        "stick with this then",
    ],
)
def test_a_wish_to_stay_is_no_wish_to_stop(words: str, act: str) -> None:
    for contact in (at(Moment.STAYING, "staying.choose"), at(Moment.PERMISSION, "permission.turn")):
        replies = hear_asked_of_us(contact, Heard(act=act, words=words), LIBRARY)

        assert contact.moment is Moment.STAYING
        assert replies is not None
        assert replies[0] in (Say("utter_listening"), Say("utter_staying"))
        assert len(contact.statements) == 1


@pytest.mark.parametrize(
    "words", ["stay with it, it gets worse when he comes home", "I stay with my sister", "stop this"]
)
def test_what_tells_more_is_no_wish_to_stay(words: str) -> None:
    contact = at(Moment.STAYING, "staying.choose")

    assert hear_asked_of_us(contact, Heard(act="tell", words=words), LIBRARY) is None


@pytest.mark.parametrize(
    "words",
    [
        "Fine as it is love. Big letters would do, the text jumps about when I do",
        "large print would help, I lose my place in the writing",
        "bigger letters would be better. The small ones swim about",
    ],
)
def test_what_makes_reading_hard_says_how_to_write_and_is_no_trouble_of_their_life(words: str) -> None:
    contact = Contact(moment=Moment.EXPLORING, open_question=EASE, asked=["opening.reason", "permission.turn", EASE])
    heard = Heard(act="tell", words=words, hardship=True, strengths=())
    asked = ways_heard(contact, heard)
    assert asked is not None
    assert Way.LARGE_PRINT in asked.asked

    hear_about_talking(contact, heard, LIBRARY)

    assert contact.hard == []
    assert all(line.place is Place.COMMUNICATION_ACCESS for line in contact.statements)


@pytest.mark.parametrize(
    "words",
    [
        "She want somebody who speak Somali to talk to her, not me. I have school",
        "mum wants someone who speaks Polish",
        "my grandmother needs a person who speaks Urdu to ring her",
        "they want someone that can speak Arabic",
    ],
)
def test_who_types_for_another_may_ask_for_somebody_who_speaks_their_language(words: str) -> None:
    asked = ways_asked(words)

    assert asked is not None
    assert Way.INTERPRETER in asked.asked
    assert asked.language is not None


@pytest.mark.parametrize("words", ["the coming. somebody said a lady from the council", "that business. I asked them"])
def test_two_words_that_point_at_something_are_not_said_back(words: str) -> None:
    assert reflect(words, ()) is None


def test_whoever_told_after_an_alarm_what_they_came_for_is_not_asked_for_it_again() -> None:
    contact = Contact(moment=Moment.REASON, open_question="opening.reason", asked=["opening.reason"])
    contact.step_aside(Moment.SAFETY, "safety.next")
    contact.asked.append("safety.next")
    said: list[Reply] = []
    for words in ("I only came about the rail by my back step", "and my garden, I want to get out to my roses"):
        said = told_more(contact, Heard(act="tell", words=words, strengths=()), "FD-1", is_ordinary=True)

    assert contact.statements
    assert Ask("opening.reason") not in said
