"""Somebody types for another: whose words are whose is never mixed up."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.strengths.answering import WHO_FOR, hear_permission, hear_proxy
from bot.strengths.contact import Contact, Moment
from bot.strengths.hard_cues import as_meant
from bot.strengths.hard_moments import hear_hard_moment
from bot.strengths.headings import heading_of, who_typed
from bot.strengths.library import DOMAINS, read_library
from bot.strengths.reply import Ask, Heard, Reply, Say
from bot.strengths.statement import RESIDENT, SOMEONE_ELSE, THEIR_WORDS_AS_TOLD, TYPING_PERSON, Place, Source
from bot.strengths.summary import Summary, summarise
from bot.strengths.two_voices import AND_YOU, THEY_KNOW, THEY_SHOW, WOULD_SAY

LIBRARY = read_library()


def daughter(words: str = "im ringing about my mum she keeps falling") -> Contact:
    contact = Contact(moment=Moment.PERMISSION, open_question=WHO_FOR, asked=["opening.reason", WHO_FOR])
    contact.keep(words, source=Source.OWN_WORDS, place=Place.REASON, domain="opening", question="opening.reason")
    return contact


def hear(contact: Contact, words: str, act: str = "tell", choice: str | None = None) -> list[Reply]:
    said = hear_hard_moment(contact, Heard(act=act, words=words, choice=choice), LIBRARY)
    assert said is not None
    return said


def whole(contact: Contact) -> list[list[Reply]]:
    return [
        hear(contact, "yes", "affirm"),
        hear(contact, "Yes, and they agree", "choose", f"{THEY_KNOW}.agrees"),
        hear(contact, "she'd say leave me in my own house"),
        hear(contact, "im exhausted to be honest"),
    ]


def test_each_of_the_three_questions_is_asked_once_and_then_leave_to_turn() -> None:
    asked = [said[-1] for said in whole(daughter())]

    assert asked == [Ask(THEY_KNOW), Ask(WOULD_SAY), Ask(AND_YOU), Ask("permission.turn")]


@pytest.mark.parametrize(
    "words",
    [
        "I am typing for my grandmother",
        "Hi, I'm writing on behalf of my gran who is 91",
        "im just filling this in for my elderly neighbour Mr Ali",
        "On behalf of my uncle",
        "I\u2019ve been asked to write for my mother-in-law. She keeps falling.",
        "i'm asking for the lady next door",
    ],
)
@pytest.mark.parametrize("act", ["tell", "proxy"])
def test_whoever_says_plainly_that_they_type_for_another_is_not_asked_whether_they_do(words: str, act: str) -> None:
    contact = Contact(moment=Moment.REASON, open_question="opening.reason", asked=["opening.reason"])
    heard = Heard(act=act, words=words)

    said = hear_hard_moment(contact, heard, LIBRARY) or hear_proxy(contact, heard, LIBRARY)

    assert said[-1] in (Ask(THEY_KNOW), Ask(THEY_SHOW))
    assert contact.said_by == contact.statements[0].said_by == SOMEONE_ELSE
    assert WHO_FOR in contact.asked


@pytest.mark.parametrize(
    "words",
    [
        "I'm asking for my mum and me",
        "I am typing about my mum",
        "i'm writing for my son but it's me that needs it",
        "I'm here for my mum's sake",
    ],
)
def test_whose_voice_it_is_is_not_guessed(words: str) -> None:
    contact = Contact(moment=Moment.REASON, open_question="opening.reason", asked=["opening.reason"])
    heard = Heard(act="proxy", words=words)

    said = hear_hard_moment(contact, heard, LIBRARY) or hear_proxy(contact, heard, LIBRARY)

    assert said[-1] == Ask(WHO_FOR)
    assert contact.said_by == RESIDENT


def test_each_line_is_marked_with_the_voice_that_said_it() -> None:
    contact = daughter()
    whole(contact)

    assert [(line.words, line.said_by) for line in contact.statements] == [
        ("im ringing about my mum she keeps falling", SOMEONE_ELSE),
        ("she'd say leave me in my own house", THEIR_WORDS_AS_TOLD),
        ("im exhausted to be honest", TYPING_PERSON),
    ]
    assert [heading_of(line) for line in contact.statements] == [
        "What made you get in touch for them",
        "What they would say, as you told it",
        "How you are, yourself",
    ]


def test_the_summary_says_who_it_is_about_and_whether_they_know_and_comes_back_from_its_record() -> None:
    contact = daughter()
    whole(contact)
    summary = summarise(contact, DOMAINS, datetime(2026, 3, 2, tzinfo=UTC))

    assert (summary.about, summary.person_knows) == ("mum", "agrees")
    assert who_typed(summary) == (
        "Typed by someone else, for the person. This is about their: mum. They say that the person knows and agrees."
    )
    assert Summary.from_record(summary.to_record()) == summary
    assert Contact.from_record(contact.to_record()) == contact


@pytest.mark.parametrize(
    ("act", "choice", "known"),
    [
        ("affirm", None, "agrees"),
        ("deny", None, "unaware"),
        ("choose", "knows", "knows"),
        ("choose", "unaware", "unaware"),
        ("decline", None, "not_said"),
        ("dont_know", None, "not_said"),
    ],
)
def test_whether_they_know_is_kept_as_it_was_said(act: str, choice: str | None, known: str) -> None:
    contact = daughter()
    hear(contact, "yes", "affirm")

    hear(contact, "x", act, choice and f"{THEY_KNOW}.{choice}")

    assert contact.person_knows == known


def test_the_strain_of_whoever_types_is_heard_at_once() -> None:
    said = hear(daughter("my mum needs help and im at my wits end"), "yes", "affirm")

    assert Say("utter_proxy_strain") in said


def test_nothing_is_guessed_for_somebody_whose_words_are_not_known() -> None:
    contact = daughter()
    hear(contact, "yes", "affirm")
    hear(contact, "no", "deny")
    before = len(contact.statements)

    said = hear(contact, "no idea", "dont_know")

    assert said == [Say("utter_they_would_say_unknown"), Ask(AND_YOU)]
    assert len(contact.statements) == before


def test_somebody_who_types_for_themselves_is_asked_none_of_it() -> None:
    contact = daughter()

    said = hear(contact, "no", "deny")

    assert said == [Say("utter_for_you"), Ask("permission.turn")]
    assert contact.said_by == "resident"


@pytest.mark.parametrize(
    "words",
    [
        "its for my son but its me that needs it really, im his mum",
        "For husband yes and also me. He fall, I lift",
        "both of us really",
        "him and me",
        "me too, I need a break as well",
        "im the one that needs it",
    ],
)
@pytest.mark.parametrize("act", ["tell", "affirm", "proxy", "deny"])
def test_who_asks_for_both_keeps_a_voice_of_their_own(words: str, act: str) -> None:
    contact = daughter("just want to know about direct payments for my son")

    replies = hear(contact, words, act)

    assert contact.said_by != SOMEONE_ELSE
    assert Say("utter_for_both") in replies
    assert contact.statements[-1].words == words


@pytest.mark.parametrize("words", ["yes my dad, he and mum live together", "its for my mum", "yes for her", "my son"])
def test_whoever_types_for_another_alone_is_heard_as_that(words: str) -> None:
    assert Say("utter_for_both") not in hear(daughter(), words, "affirm")


@pytest.mark.parametrize("words", ["hes got no words love he cant know", "she is non verbal", "he can't talk"])
def test_of_somebody_who_does_not_speak_it_is_asked_how_they_show_it(words: str) -> None:
    contact = daughter("its my son, hes profoundly disabled")
    hear(contact, "yes", "affirm")

    replies = hear(contact, words)
    assert replies[-1] == Ask(THEY_SHOW)

    assert hear(contact, "he laughs at the hoover")[-1] == Ask(AND_YOU)
    assert contact.statements[-1].place is Place.COMMUNICATION_ACCESS


def test_what_they_would_say_is_not_marked_as_theirs_when_they_do_not_speak() -> None:
    contact = daughter("its my son")
    hear(contact, "yes", "affirm")
    hear(contact, "Yes, and they agree", "choose", f"{THEY_KNOW}.agrees")

    replies = hear(contact, "he cant say anything thats what im telling u")

    assert replies == [Say("utter_they_would_say_unknown"), Ask(THEY_SHOW)]
    assert all(line.said_by != THEIR_WORDS_AS_TOLD for line in contact.statements)


@pytest.mark.parametrize("words", ["he can't speak to my sister", "she doesnt talk about it", "mum never says no"])
def test_not_speaking_of_something_is_no_lack_of_words(words: str) -> None:
    contact = daughter()
    hear(contact, "yes", "affirm")

    assert hear(contact, words)[-1] == Ask(WOULD_SAY)


@pytest.mark.parametrize(
    ("words", "act"),
    [
        ("yes please. He's called Mr Okafor, he's about 85 and on his own", "complain"),
        ("Yeah, for my neighbour, he has stopped taking his bins out", "tell"),
        ("aye it's next door, she doesn't come to the door now", "off_topic"),
        ("not me. Him next door, he looks thin", "deny"),
    ],
)
def test_a_yes_with_more_words_is_a_yes_and_no_word_is_lost(words: str, act: str) -> None:
    contact = daughter("he does not come out any more")

    replies = hear_hard_moment(contact, Heard(act=act, words=words), LIBRARY) or hear_permission(
        contact, Heard(act=act, words=words), LIBRARY
    )

    assert replies[-1] == Ask(THEY_KNOW)
    assert contact.said_by == SOMEONE_ELSE
    assert words in [line.words for line in contact.statements]


@pytest.mark.parametrize("act", ["complain", "ask_practical", "off_topic", "thanks"])
def test_words_that_are_no_answer_are_never_taken_for_me(act: str) -> None:
    contact = daughter("there is no light on of a night")

    replies = hear_permission(contact, Heard(act=act, words="the curtains have been shut for a week"), LIBRARY)

    assert Say("utter_for_you") not in replies
    assert "the curtains have been shut for a week" in [line.words for line in contact.statements]


@pytest.mark.parametrize("words", ["no", "No, it's for me really, I want a rail", "for me"])
def test_a_no_is_for_the_person_themselves(words: str) -> None:
    contact = daughter("i want a rail")

    hear_permission(contact, Heard(act="deny", words=words), LIBRARY)

    assert contact.said_by != SOMEONE_ELSE


@pytest.mark.parametrize(
    "words",
    ["No not mine!! I said its for him next door", "it's not about me, it's her next door", "no. its about him"],
)
def test_whoever_puts_us_right_about_whose_it_is_types_for_another_from_then_on(words: str) -> None:
    contact = daughter("there is no light on of a night")
    contact.open_question = "permission.turn"

    replies = hear_hard_moment(contact, as_meant(Heard(act="correct", words=words)), LIBRARY)

    assert replies is not None and replies[-1] == Ask(THEY_KNOW)
    assert words not in [line.words for line in contact.statements]


@pytest.mark.parametrize("words", ["thats not what I said", "no, it's about him and me", "not that. the choir"])
def test_other_corrections_stay_corrections(words: str) -> None:
    assert as_meant(Heard(act="correct", words=words)).act == "correct"


@pytest.mark.parametrize("words", ["no he doesnt know", "No. Not a word", "she doesn't know I'm on here"])
@pytest.mark.parametrize("act", ["tell", "dont_know"])
def test_a_no_in_words_to_whether_they_know_is_heard_as_that(words: str, act: str) -> None:
    contact = daughter()
    hear(contact, "yes", "affirm")

    replies = hear(contact, words, act)

    assert contact.person_knows == "unaware"
    assert replies[0] == Say("utter_they_may_want_to_know")


def test_whoever_says_yes_to_turning_after_the_two_voices_is_not_asked_whether_to_turn_once_more() -> None:
    contact = daughter()
    contact.hard_in_a_row = 1
    whole(contact)

    replies = hear_permission(contact, Heard(act="affirm", words="yes"), LIBRARY)

    assert contact.moment is Moment.EXPLORING
    assert replies[0] == Say("utter_turning")
    assert replies[-1] != Ask("staying.choose")


def test_no_question_counts_as_asked_that_the_two_voices_stood_in_front_of() -> None:
    contact = daughter()
    contact.hard_in_a_row = 1

    hear(contact, "yes", "affirm")

    assert contact.moment is Moment.PERMISSION
    assert not [key for key in contact.asked if key.startswith("coping")]


def test_whoever_speaks_on_of_the_other_when_asked_about_themselves_has_said_nothing_of_themselves() -> None:
    contact = daughter()
    whole(contact)
    contact.open_question = AND_YOU

    replies = hear(contact, "he says he wants his shed back")

    assert contact.statements[-1].said_by == THEIR_WORDS_AS_TOLD
    assert replies[0] not in (Say("utter_proxy_self"), Say("utter_proxy_self_hard"))
    contact.open_question = AND_YOU
    hear(contact, "she keeps me up all night")
    assert contact.statements[-1].said_by == TYPING_PERSON


@pytest.mark.parametrize(
    ("words", "voice"),
    [
        ("mum's hard work. shattered tbh", TYPING_PERSON),
        ("she is up all night, exhausted", TYPING_PERSON),
        ("he's poorly, in pain a lot", SOMEONE_ELSE),
        ("mum is poorly, she is tired", SOMEONE_ELSE),
    ],
)
def test_a_worn_out_word_with_no_i_in_it_is_of_whoever_was_asked(words: str, voice: str) -> None:
    contact = daughter()
    whole(contact)
    contact.open_question = AND_YOU

    hear(contact, words)

    assert contact.statements[-1].said_by == voice
