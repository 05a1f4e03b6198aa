"""Joy is no hardship; and whoever is pitied for what is good, and says so, is believed."""

from __future__ import annotations

import pytest

from bot.strengths.acknowledging import acknowledgement, hard_responses
from bot.strengths.agenda import GETTING_THROUGH
from bot.strengths.answering import hear_reason
from bot.strengths.answers_to_us import hear_asked_of_us
from bot.strengths.contact import Contact, Moment
from bot.strengths.hearing import is_hard
from bot.strengths.library import read_library
from bot.strengths.not_hard import says_not_hard
from bot.strengths.reply import Ask, Heard, Reply, Say
from bot.strengths.statement import Place

LIBRARY = read_library()


@pytest.mark.parametrize(
    "words",
    [
        "I'M A GREAT GRANDAD! She's called Nell, born Sunday, I could die of happiness",
        "our Sal got engaged and I cried with joy",
        "he passed his driving test, I'm over the moon",
        "I got the all clear on Friday!",
        "it was the best day, the whole street came",
        "we have a new baby boy, Idris",
    ],
)
def test_joy_is_not_called_hard_whatever_the_understanding_made_of_it(words: str) -> None:
    heard = Heard(act="tell", words=words, hardship=True)

    assert not is_hard(heard)
    assert acknowledgement(heard).response not in hard_responses()


@pytest.mark.parametrize(
    "words",
    [
        "my great granddaughter lives in Perth and I never see her",
        "I'm not over the moon about it",
        "we had a new baby and I can't cope",
        "our wedding was the best day, he's gone now",
        "they got engaged but he hits her",
        "I was so happy once, lonely now",
    ],
)
def test_what_weighs_beside_joy_is_still_hard(words: str) -> None:
    assert is_hard(Heard(act="tell", words=words, hardship=True))


def pitied(words: str = "Twins! Two of them, on Tuesday") -> Contact:
    contact = Contact(moment=Moment.REASON, open_question="opening.reason", asked=["opening.reason"])
    hear_reason(contact, Heard(act="tell", words=words, hardship=True), LIBRARY)
    assert contact.open_question == GETTING_THROUGH
    return contact


def said(replies: list[Reply] | None) -> list[str]:
    return [reply.response for reply in replies or () if isinstance(reply, Say)]


@pytest.mark.parametrize(
    "words",
    [
        "Hard? No it's not hard at all, it is the best thing that ever happened. I sing on Thursdays as well",
        "no that's the good bit",
        "Don't be sorry, it's lovely",
        "I said twins! My lad's twins",
        "Sad? Who's sad?",
        "no no, Tuesday was the best day",
    ],
)
def test_who_is_pitied_for_what_is_good_is_believed(words: str) -> None:
    contact = pitied()

    replies = hear_asked_of_us(contact, Heard(act="tell", words=words, hardship=True), LIBRARY)

    assert said(replies)[0] == "utter_got_that_wrong"
    assert not hard_responses().intersection(said(replies))
    assert (contact.hard, contact.hard_in_a_row) == ([], 0)
    assert not any(line.place is Place.HARD_NOW for line in contact.statements)
    assert replies
    assert isinstance(replies[-1], Ask)
    assert replies[-1].question not in (GETTING_THROUGH, "staying.coping")


def test_what_is_told_while_it_is_put_right_is_kept() -> None:
    contact = pitied()

    hear_asked_of_us(contact, Heard(act="tell", words="Hard? No! I sing on Thursdays as well", hardship=True), LIBRARY)

    assert "I sing on Thursdays" in contact.statements[-1].words


def test_what_is_hard_beside_the_good_is_heard_as_hard() -> None:
    contact = pitied()

    replies = hear_asked_of_us(
        contact,
        Heard(act="tell", words="no no, Sunday is the best day. The other six I am so lonely", hardship=True),
        LIBRARY,
    )

    assert said(replies)[0] == "utter_got_that_wrong"
    assert hard_responses().intersection(said(replies))


@pytest.mark.parametrize(
    "words",
    ["Hard.", "it's hard", "it's not easy", "Lonely", "I said it's my back", "no good news here", "no it's not good"],
)
def test_hardship_is_not_taken_back_by_words_that_name_it(words: str) -> None:
    assert not says_not_hard(words, pitied=False)


@pytest.mark.parametrize(
    "words", ["Hard.", "Lonely", "it's sad", "not sleeping", "it's not easy", "no, it's never good"]
)
def test_nor_right_after_it_was_named(words: str) -> None:
    assert not says_not_hard(words, pitied=True)
