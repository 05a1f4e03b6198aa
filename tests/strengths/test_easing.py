"""What somebody asks for of the way of talking is kept to, written down first, and can be taken back."""

from __future__ import annotations

import pytest

from bot.strengths.answering import hear_answer, hear_permission
from bot.strengths.contact import Contact, Moment
from bot.strengths.easing import EASE, LANGUAGE, answer_wish, ease_question, ways_heard
from bot.strengths.library import read_library
from bot.strengths.reply import Ask, Heard, Reply, Say
from bot.strengths.shortening import in_their_way, wording_for
from bot.strengths.statement import Place, Source

LIBRARY = read_library()


@pytest.fixture
def contact() -> Contact:
    contact = Contact(moment=Moment.PERMISSION, open_question="permission.turn", asked=["permission.turn"])
    contact.keep("a letter came", source=Source.OWN_WORDS, place=Place.REASON, domain="opening", question="x")
    return contact


def wish(contact: Contact, words: str) -> list[Reply]:
    asked = ways_heard(contact, Heard(act="tell", words=words))
    assert asked is not None
    return answer_wish(contact, asked, LIBRARY)


def test_a_wish_is_kept_in_the_persons_own_words_and_the_question_comes_again(contact: Contact) -> None:
    replies = wish(contact, "can you write shorter")

    assert replies == [Say("utter_way_shorter"), Ask("permission.turn")]
    assert [(line.words, line.place) for line in contact.statements][1:] == [
        ("can you write shorter", Place.COMMUNICATION_ACCESS)
    ]
    assert contact.preferences == ["shorter"]


def test_a_line_that_is_taken_out_is_a_wish_no_more(contact: Contact) -> None:
    wish(contact, "can you write shorter")
    contact.remove(contact.statements[-1].id)

    assert contact.preferences == []


def test_a_line_that_is_held_back_is_kept_to_and_not_told(contact: Contact) -> None:
    wish(contact, "no phone calls please")
    contact.alter(contact.statements[-1].id, shared=False)

    assert (contact.preferences, contact.ways_to_tell) == (["no_phone"], ())


def test_a_wish_is_taken_back_in_so_many_words(contact: Contact) -> None:
    wish(contact, "use simple words")

    assert wish(contact, "stop with the easy words")[0] == Say("utter_way_taken_back")
    assert (contact.preferences, len(contact.statements)) == ([], 1)


def test_an_interpreter_is_asked_which_language_and_the_person_comes_back_to_where_they_were(contact: Contact) -> None:
    assert wish(contact, "please interpreter. No my son for interpreter")[-1] == Ask(LANGUAGE)

    replies = hear_answer(contact, Heard(act="tell", words="Tigrinya"), LIBRARY)

    assert (contact.moment, replies[-1]) == (Moment.PERMISSION, Ask("permission.turn"))
    assert contact.statements[-1].words == "Tigrinya"


def test_a_language_that_was_named_is_not_asked_for(contact: Contact) -> None:
    assert wish(contact, "i speak Somali")[-1] == Ask("permission.turn")


def test_what_would_make_it_easier_is_asked_once_before_the_areas_of_life(contact: Contact) -> None:
    replies = hear_permission(contact, Heard(act="affirm", words="yes"), LIBRARY)

    assert replies[-1] == Ask(EASE)
    assert ease_question(contact, LIBRARY) is None
    after = hear_answer(contact, Heard(act="choose", words="Short messages", choice=f"{EASE}.shorter"), LIBRARY)
    assert after[0] == Say("utter_way_shorter")
    assert [reply.question for reply in after if isinstance(reply, Ask)] == ["aspirations.more_of"]


def test_it_is_not_asked_straight_after_something_hard(contact: Contact) -> None:
    contact.keep("my husband died", source=Source.OWN_WORDS, place=Place.HARD_NOW, domain="opening", question="x")

    assert ease_question(contact, LIBRARY) is None


def test_short_messages_keep_what_is_hard_named_as_hard() -> None:
    contact = Contact(preferences=["shorter"])
    said: list[Reply] = [Say("utter_hard_grief_1", {"reflection": ""}), Say("utter_turning"), Ask(EASE)]

    assert in_their_way(said, contact) == [Say("utter_heard_hard_shortly"), Ask(EASE)]
    assert in_their_way(said, Contact()) == said


@pytest.mark.parametrize("way", ["easier", "choices", "one_at_a_time", "shorter"])
def test_questions_are_put_in_the_way_asked_for(way: str) -> None:
    question = LIBRARY["groups_places.at_home"]

    assert wording_for(question, Contact(preferences=[way]), easier=False) == question.easier


@pytest.mark.parametrize(
    ("act", "words"),
    [
        ("affirm", "its fine as it is love"),
        ("affirm", "grand as it is"),
        ("tell", "fine like this"),
        ("tell", "Nothing needed."),
        ("tell", "I\u2019m all right like this ta"),
        ("ask_cuts", "this will do me"),
    ],
)
def test_whoever_is_fine_as_it_is_goes_on_and_no_line_is_made_of_it(contact: Contact, act: str, words: str) -> None:
    contact.moment, contact.open_question = Moment.EXPLORING, EASE

    replies = hear_answer(contact, Heard(act=act, words=words, hardship=False), LIBRARY)

    assert replies[0] == Say("utter_moving_on")
    assert [line.words for line in contact.statements] == ["a letter came"]
    assert contact.open_question != EASE


def test_an_answer_that_says_more_than_fine_is_kept(contact: Contact) -> None:
    contact.moment, contact.open_question = Moment.EXPLORING, EASE

    hear_answer(contact, Heard(act="tell", words="fine like this when my eyes are good", hardship=False), LIBRARY)

    assert contact.statements[-1].words == "fine like this when my eyes are good"
