"""Whoever types for themselves is never made a messenger, and can say so at any time; two voices in one answer part."""

from __future__ import annotations

import pytest

from bot.strengths.answering import WHO_FOR, speak_for_another
from bot.strengths.asked_of_us import is_for_another, says_it_is_for_oneself
from bot.strengths.asking import PERMISSION
from bot.strengths.contact import Contact, Moment
from bot.strengths.hard_moments import hear_hard_moment
from bot.strengths.library import read_library
from bot.strengths.reply import Heard, Reply, Say
from bot.strengths.statement import RESIDENT, SOMEONE_ELSE, THEIR_WORDS_AS_TOLD, TYPING_PERSON, Place, Source
from bot.strengths.two_voices import AND_YOU, THEY_KNOW, WOULD_SAY

LIBRARY = read_library()


def taken_for_a_messenger(question: str = THEY_KNOW, moment: Moment = Moment.PERMISSION) -> Contact:
    contact = Contact(moment=moment, open_question=question, asked=["opening.reason", WHO_FOR, question])
    for words in ("I'd like a place of my own", "choices please"):
        contact.keep(words, source=Source.OWN_WORDS, place=Place.REASON, domain="opening", question="opening.reason")
    speak_for_another(contact)
    return contact


def said(replies: list[Reply] | None) -> list[str]:
    return [reply.response for reply in replies or () if isinstance(reply, Say)]


@pytest.mark.parametrize(
    "words",
    [
        "the dog is not mine i only walk him",
        "its not mine its his",
        "not for me, that. I'd sooner sit with them at the back",
        "That shed isn't mine, next door lets me use it",
        "he wanted a fight, not me, I walked off with her",
    ],
)
def test_what_belongs_to_another_makes_nobody_a_messenger(words: str) -> None:
    assert not is_for_another(words)


@pytest.mark.parametrize(
    "words",
    [
        "no its me",
        "It's for me!!",
        "its about me not someone else",
        "This is for myself, nobody else",
        "no no. not for anybody else",
        "I'm asking for myself",
        "it is me Priya",
        "i am doing this for me",
        "Who is they? its me",
    ],
)
@pytest.mark.parametrize("question", [THEY_KNOW, WOULD_SAY, AND_YOU, PERMISSION])
def test_whoever_says_that_it_is_for_themselves_has_their_own_voice_back(words: str, question: str) -> None:
    contact = taken_for_a_messenger(question)

    replies = hear_hard_moment(contact, Heard(act="tell", words=words), LIBRARY)

    assert said(replies)[0] == "utter_sorry_it_is_you"
    assert {line.said_by for line in contact.statements} == {RESIDENT}
    assert (contact.said_by, contact.about, contact.person_knows) == (RESIDENT, None, None)
    assert contact.open_question not in (THEY_KNOW, WOULD_SAY, AND_YOU)


@pytest.mark.parametrize(
    "words",
    [
        "its me that does it all",
        "it's just me and him",
        "it's for me mum",
        "it's me who needs a break",
        "I'm her daughter",
        "there is nobody else",
        "She'd say its me own house and I'm stopping in it",
    ],
)
def test_a_messenger_who_speaks_of_themselves_stays_one(words: str) -> None:
    assert not says_it_is_for_oneself(words)


def test_whoever_is_not_typing_for_another_is_not_told_so() -> None:
    contact = Contact(moment=Moment.EXPLORING, open_question="aspirations.more_of", asked=["aspirations.more_of"])

    assert "utter_sorry_it_is_you" not in said(hear_hard_moment(contact, Heard(act="tell", words="its me"), LIBRARY))


def test_asked_how_they_are_themselves_what_the_other_says_is_the_others() -> None:
    contact = taken_for_a_messenger(AND_YOU)
    words = "Me, fine. She says she is fed up of four walls. I was a seamstress, everybody came to me"

    replies = hear_hard_moment(contact, Heard(act="tell", words=words, hardship=True), LIBRARY)

    assert [(line.words, line.said_by) for line in contact.statements[2:]] == [
        ("Me, fine.", TYPING_PERSON),
        ("She says she is fed up of four walls. I was a seamstress, everybody came to me", THEIR_WORDS_AS_TOLD),
    ]
    assert "utter_proxy_self_hard" not in said(replies)
    assert "utter_they_would_say" in said(replies)


def test_asked_how_they_are_themselves_what_they_tell_of_the_other_is_not_theirs() -> None:
    contact = taken_for_a_messenger(AND_YOU)
    words = "I'm worn out with it. He gets up at three and turns the cooker on."

    hear_hard_moment(contact, Heard(act="tell", words=words, hardship=True), LIBRARY)

    assert [(line.words, line.said_by) for line in contact.statements[2:]] == [
        ("I'm worn out with it.", TYPING_PERSON),
        ("He gets up at three and turns the cooker on.", SOMEONE_ELSE),
    ]


def test_something_hard_that_the_other_would_say_is_heard_before_the_next_question() -> None:
    contact = taken_for_a_messenger(WOULD_SAY)
    words = "She says the pain in my knees is bad and I can't get up the stairs"

    replies = said(hear_hard_moment(contact, Heard(act="tell", words=words, hardship=True), LIBRARY))

    assert replies[0].startswith("utter_hard")
    assert replies[1] == "utter_they_would_say"
