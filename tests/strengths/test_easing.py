"""What somebody asks for of the way of talking is kept to, written down first, and can be taken back."""

from __future__ import annotations

import pytest

from bot.strengths.answering import accept_dont_know, hear_answer, hear_permission
from bot.strengths.closing import hear_paused
from bot.strengths.coming_back import come_back
from bot.strengths.contact import Contact, Moment
from bot.strengths.easing import (
    EASE,
    LANGUAGE,
    STILL_BEST,
    answer_wish,
    ease_question,
    hear_about_talking,
    is_answered_at_once,
    offer_ways,
    review_question,
    ways_heard,
)
from bot.strengths.library import DOMAINS, Question, read_library
from bot.strengths.reply import Ask, Heard, Reply, Say
from bot.strengths.shortening import in_bubbles, in_their_way, wording_for
from bot.strengths.statement import Place, Source
from bot.strengths.strength_heard import Kind, StrengthHeard

LIBRARY = read_library()
FEWEST_CHOICES = 2


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


@pytest.mark.parametrize("words", ["my husband died", "i cant cope since the stroke"])
def test_what_is_hard_in_the_reason_keeps_ease_away(contact: Contact, words: str) -> None:
    line = contact.keep(words, source=Source.OWN_WORDS, place=Place.REASON, domain="opening", question="opening.reason")
    contact.hard.append(line.id)

    replies = hear_permission(contact, Heard(act="affirm", words="yes"), LIBRARY)

    assert Ask(EASE) not in replies
    assert Say("utter_ways_offered") not in replies
    assert EASE not in contact.asked


def test_whoever_could_not_be_asked_then_is_asked_half_way(contact: Contact) -> None:
    contact.moment, contact.open_question = Moment.EXPLORING, "asides.carry_on"
    contact.asked.append("asides.carry_on")

    assert hear_answer(contact, Heard(act="choose", words="Go on", choice="asides.carry_on.go_on"), LIBRARY) == [
        Ask(EASE)
    ]


@pytest.mark.parametrize("field", ["voiced", "checked"])
def test_whoever_may_be_in_danger_is_offered_nothing_of_the_kind(contact: Contact, field: str) -> None:
    getattr(contact, field).append("safety.check_now")

    assert (ease_question(contact, LIBRARY), offer_ways(contact)) == (None, [])


def test_one_who_wants_a_practical_thing_is_told_in_a_line() -> None:
    contact = Contact()
    contact.keep(
        "a grab rail", source=Source.OWN_WORDS, place=Place.WHAT_WOULD_HELP, domain="what_would_help", question="x"
    )

    assert ease_question(contact, LIBRARY) is None
    assert [offer_ways(contact), offer_ways(contact)] == [[Say("utter_ways_offered")], []]


@pytest.mark.parametrize(
    ("act", "words"), [("deny", "nah"), ("affirm", "it is all right as it is"), ("decline", "skip")]
)
def test_a_bare_yes_to_ease_gets_it_in_other_words_and_anything_like_a_no_moves_on(
    contact: Contact, act: str, words: str
) -> None:
    contact.moment, contact.open_question, contact.asked = Moment.EXPLORING, EASE, ["permission.turn", EASE]
    lines = len(contact.statements)

    assert hear_answer(contact, Heard(act="affirm", words="yes"), LIBRARY) == [Ask(EASE, easier=True)]
    after = hear_answer(contact, Heard(act=act, words=words), LIBRARY)

    assert after[0] == Say("utter_moving_on")
    assert len(contact.statements) == lines


@pytest.mark.parametrize(
    ("part", "words", "listens", "answers"),
    [
        ("when", "i need an interpreter", True, True),
        ("name", "use simple words please", True, True),
        ("way", "no phone calls please", True, False),
        ("way", "email please", False, False),
        ("private", "i want my sister with me", False, False),
        ("when", "no rush", False, False),
        ("detail", "01632 960111", False, False),
    ],
)
def test_beside_how_to_be_reached_a_wish_never_takes_an_answer_away(
    part: str, words: str, listens: bool, answers: bool
) -> None:
    contact = Contact(moment=Moment.SAFE_CONTACT, open_question=f"safe_contact.{part}")
    asked = ways_heard(contact, Heard(act="tell", words=words))

    assert (asked is not None) is listens
    assert bool(asked and is_answered_at_once(contact, asked)) is answers


@pytest.mark.parametrize(
    ("words", "answers"),
    [("can you use simple words", True), ("too many words", True), ("i need an interpreter", False)],
)
def test_after_danger_only_what_is_about_our_words_is_answered_at_once(words: str, answers: bool) -> None:
    contact = Contact(moment=Moment.SAFETY, open_question="safety.next", voiced=["domestic_abuse"])
    asked = ways_heard(contact, Heard(act="tell", words=words))

    assert asked is not None
    assert is_answered_at_once(contact, asked) is answers
    if answers:
        assert answer_wish(contact, asked, LIBRARY)[-1] == Ask("safety.next")


def test_whether_it_is_still_the_best_way_is_asked_once_of_whoever_comes_back(contact: Contact) -> None:
    wish(contact, "can you write shorter")
    contact.moment, contact.open_question = Moment.EXPLORING, "aspirations.more_of"
    come_back(contact)

    assert hear_paused(contact, Heard(act="affirm", words="yes"), LIBRARY) == [Ask(STILL_BEST)]
    after = hear_answer(contact, Heard(act="choose", words="Yes, it is fine", choice=f"{STILL_BEST}.yes"), LIBRARY)
    assert after == [Say("utter_moving_on"), Ask("aspirations.more_of")]

    come_back(contact)
    assert hear_paused(contact, Heard(act="affirm", words="yes"), LIBRARY) == [Ask("aspirations.more_of")]


def test_after_something_was_asked_twice_the_way_is_asked_about_once(contact: Contact) -> None:
    wish(contact, "can you write shorter")
    contact.moment, contact.open_question = Moment.EXPLORING, "aspirations.more_of"
    contact.asked.append("aspirations.more_of")

    assert accept_dont_know(contact, LIBRARY)[-1] == Ask("aspirations.more_of", easier=True)
    assert accept_dont_know(contact, LIBRARY)[-1] == Ask(STILL_BEST)
    again = accept_dont_know(contact, LIBRARY)
    assert Ask(STILL_BEST) not in again
    assert contact.asked.count(STILL_BEST) == 1


def test_whether_it_is_still_the_best_way_is_not_asked_beside_something_hard_nor_of_an_interpreter() -> None:
    short, interpreter = (Contact(preferences=[way]) for way in ("shorter", "interpreter"))
    assert (review_question(short, LIBRARY), review_question(interpreter, LIBRARY)) == (STILL_BEST, None)

    short.hard_in_a_row = 1
    assert review_question(short, LIBRARY) is None


def test_whoever_wants_another_way_is_offered_them_again(contact: Contact) -> None:
    wish(contact, "can you write shorter")
    contact.moment, contact.open_question = Moment.EXPLORING, STILL_BEST
    said = Heard(act="choose", words="No, try another way", choice=f"{STILL_BEST}.no")

    assert hear_answer(contact, said, LIBRARY) == [Ask(EASE)]


def test_one_thing_at_a_time_is_one_sentence_a_bubble() -> None:
    text = "Here is {team}. They read it. What else?"

    assert in_bubbles(text, Contact(preferences=["one_at_a_time"])) == [
        "Here is {team}.",
        "They read it.",
        "What else?",
    ]
    assert in_bubbles(text, Contact()) == [text]


ABOUT_LIFE = [
    question
    for question in LIBRARY.values()
    if question.asked
    and (question.domain in DOMAINS or question.key in ("hard_moments.kept_going", "hard_moments.not_miss"))
]


@pytest.mark.parametrize("question", ABOUT_LIFE, ids=lambda question: question.key)
def test_every_question_about_life_has_things_to_press(question: Question) -> None:
    """A choice that leaves the question, or says that there is none, is no thing to press."""
    things = [choice for choice in question.choices if not choice.leaves_it or question.key == STILL_BEST]

    assert len(things) >= FEWEST_CHOICES


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


def test_a_hope_told_where_we_ask_what_makes_this_easier_is_a_hope_and_no_way_of_talking(contact: Contact) -> None:
    contact.moment, contact.open_question = Moment.EXPLORING, EASE
    words = "to get back to bowls and see the old faces"
    hope = StrengthHeard(kind=Kind.GOAL, text="get back to bowls", start=3, end=20)

    hear_about_talking(contact, Heard(act="tell", words=words, hardship=False, strengths=(hope,)), LIBRARY)

    assert (contact.statements[-1].words, contact.statements[-1].place) == (words, Place.GOAL)
