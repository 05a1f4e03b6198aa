"""The words stay as they were said; cues only decide how we answer."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.strengths.acknowledging import acknowledgement, hard_responses
from bot.strengths.answering import begin, hear_answer, hear_reason
from bot.strengths.contact import Contact, Moment
from bot.strengths.fit_to_say import spelt
from bot.strengths.hearing import (
    WORD_JOINER,
    can_be_quoted,
    carries_hardship,
    domains_spoken_of,
    is_hard,
    own_words,
    says_nothing_there,
    says_only_yes,
)
from bot.strengths.library import DOMAINS, read_library
from bot.strengths.pieces import read_back_lines
from bot.strengths.reply import Ask, Heard, Say
from bot.strengths.statement import Holds, Place, Source
from bot.strengths.strength_heard import Kind, StrengthHeard
from bot.strengths.summary import Summary, summarise

LIBRARY = read_library()
AGREED_AT = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


@given(words=st.text(min_size=1).map(own_words).filter(lambda words: bool(words) and not says_nothing_there(words)))
def test_words_stay_exactly_as_they_were_typed_all_the_way_to_the_team(words: str) -> None:
    contact = Contact()
    begin(contact)
    hear_reason(contact, Heard(act="tell", words=words), LIBRARY)

    written_down = Contact.from_record(contact.to_record())
    summary = Summary.from_record(summarise(written_down, DOMAINS, AGREED_AT).to_record())

    assert [line.statement.words for line in read_back_lines(written_down)] == [words]
    assert [line.words for line in summary.statements] == [words]
    assert [line.words for line in summary.own_words] == [words]


def test_the_mark_in_front_of_a_typed_slash_is_not_part_of_the_words() -> None:
    assert own_words(f"{WORD_JOINER}/restart ") == "/restart"


@pytest.mark.parametrize(
    "words",
    [
        "nobody",
        "Nobody.",
        "no one just now",
        "no-one",
        "noone",
        "nowt really",
        "nothing at the moment",
        "none",
        "no",
        "nah",
        "not really",
        "no thanks",
        "nobody now, sorry",
        "nowhere any more",
        "not at the moment",
    ],
)
def test_an_answer_may_say_that_there_is_nothing(words: str) -> None:
    assert says_nothing_there(words)


@pytest.mark.parametrize(
    "words",
    [
        "no one bakes like me",
        "nobody but our Karen",
        "nothing beats a brew",
        "not many, just Dave",
        "none of your business",
        "now and then",
        "nora",
        "never miss chapel",
        "",
    ],
)
def test_an_answer_that_only_begins_like_nothing_is_something(words: str) -> None:
    assert not says_nothing_there(words)


@pytest.mark.parametrize("words", ["yes", "Yes please", "aye", "ok", "yes, there is", "👍", "of course"])
def test_a_bare_yes_is_known(words: str) -> None:
    assert says_only_yes(words)


@pytest.mark.parametrize("words", ["yes my sister", "okay music", "please ring my mum", "yesterday", "aye our karen"])
def test_a_yes_with_an_answer_in_it_is_an_answer(words: str) -> None:
    assert not says_only_yes(words)


@pytest.mark.parametrize(
    "words",
    [
        "im at my wits end",
        "I\u2019m at my wits\u2019 end",
        "i can\u2019t cope",
        "cant cope",
        "dont sleep",
        "my husband died in may",
        "everyone's stopped ringing, I'm so lonely",
        "its been hard since mum went",
        "it's getting hard to get out",
        "im skint n i dont sleep",
        "we are in so much pain, he is in pain",
        "work let me go because of the appointments",
        "i cant see past tomorrow",
    ],
)
def test_what_is_hard_is_heard_as_hard(words: str) -> None:
    assert carries_hardship(words)
    assert acknowledgement(Heard(act="tell", words=words)).response in hard_responses()


@pytest.mark.parametrize(
    "words", ["i worked hard at the mill", "im hard of hearing", "dead good choir that", "the radio", "hard rock"]
)
def test_a_word_that_only_looks_hard_is_not_pitied(words: str) -> None:
    assert not carries_hardship(words)


@pytest.mark.parametrize(
    ("words", "hard"),
    [
        ("I lost my house my shop everything in war", True),
        ("we lost the farm", True),
        ("we have lost nearly everything", True),
        ("i lost my way to the shop", False),
        ("i lost my house keys", False),
        ("i lost my glasses and my bag and everything", False),
    ],
)
def test_losing_a_home_or_everything_is_hard_and_losing_things_is_not(words: str, *, hard: bool) -> None:
    assert is_hard(Heard(act="tell", words=words, hardship=False)) is hard


def test_whoever_went_in_a_month_may_have_died_and_whoever_went_back_has_not() -> None:
    assert carries_hardship("its sheila. she went in june")
    assert not carries_hardship("she went back in june")


def test_having_no_news_of_somebody_is_hard_and_hearing_from_them_is_not() -> None:
    assert carries_hardship("My sister is there still, I not hear from her")
    assert carries_hardship("there's no word of my cousins since the bridge fell")
    assert not carries_hardship("I hear from her every Sunday")
    assert not carries_hardship("no word on the bus times, ring me when there is")


@pytest.mark.parametrize(
    ("words", "domain"),
    [
        ("our neighbour pops in", "people_networks"),
        ("my sister", "people_networks"),
        ("chapel till knees went", "groups_places"),
        ("i can bake owt", "skills_experience"),
        ("i love singing", "passions_interests"),
        ("id like to get back to bowls love", "aspirations"),
        ("I\u2019d love to play again", "aspirations"),
    ],
)
def test_what_is_volunteered_is_noticed(words: str, domain: str) -> None:
    assert domain in domains_spoken_of(words)


def test_wanting_to_talk_to_somebody_is_no_hope_for_life() -> None:
    assert domains_spoken_of("id like to talk to someone") == ()


@pytest.mark.parametrize(
    "words",
    ["ring 01632 960111", "<b>music</b>", "{slot}", "one\ntwo", "word " * 13, "x" * 91, ""],
)
def test_numbers_markup_and_long_answers_are_not_said_back(words: str) -> None:
    assert not can_be_quoted(words)


def at(question: str) -> Contact:
    contact = Contact(moment=Moment.EXPLORING, open_question=question)
    contact.asked = ["opening.reason", "permission.turn", question]
    return contact


def test_nobody_is_kept_as_said_and_never_drawn_as_a_strength() -> None:
    contact = at("people_networks.who")

    replies = hear_answer(contact, Heard(act="tell", words="nobody just now"), LIBRARY)

    (line,) = contact.statements
    assert (line.words, line.holds, line.place) == ("nobody just now", Holds.DENIED, Place.NETWORK_STRENGTH)
    assert not line.is_strength
    assert replies[0] == Say("utter_heard_nothing_there")
    assert contact.open_question != "people_networks.flow", "nobody is not asked about again"


def test_a_chosen_option_is_kept_as_chosen() -> None:
    contact = at("aspirations.more_of")

    hear_answer(contact, Heard(act="choose", words="Getting out", choice="aspirations.more_of.out"), LIBRARY)

    (line,) = contact.statements
    assert (line.words, line.source) == ("Getting out", Source.CHOSEN_OPTION)


def test_a_bare_yes_is_asked_for_more_once_and_then_taken_as_it_is() -> None:
    contact = at("good_day.recent")

    first = hear_answer(contact, Heard(act="affirm", words="yes"), LIBRARY)
    assert first == [Say("utter_glad_to_hear"), Ask("good_day.recent", easier=True)]
    assert contact.statements == []

    hear_answer(contact, Heard(act="affirm", words="yes"), LIBRARY)
    assert [line.words for line in contact.statements] == ["yes"]


@pytest.mark.parametrize("act", ["affirm", "deny"])
def test_an_answer_taken_for_a_yes_or_a_no_is_not_thrown_away(act: str) -> None:
    contact = at("would_offer.share")
    hear_answer(contact, Heard(act=act, words="aye i could learn them young uns to knit"), LIBRARY)

    assert [line.words for line in contact.statements] == ["aye i could learn them young uns to knit"]


def test_no_but_with_a_name_in_it_is_kept() -> None:
    contact = at("people_networks.more")

    hear_answer(contact, Heard(act="deny", words="no just our Karen"), LIBRARY)

    assert [line.words for line in contact.statements] == ["no just our Karen"]


@pytest.mark.parametrize("words", ["Define 'more of'.", "wot?", "?", "what do you mean by see", "explain please"])
def test_a_question_about_our_words_gets_other_words_and_is_not_written_down(words: str) -> None:
    contact = at("aspirations.more_of")

    replies = hear_answer(contact, Heard(act="tell", words=words), LIBRARY)

    assert replies == [Say("utter_not_knowing_is_fine"), Ask("aspirations.more_of", easier=True)]
    assert contact.statements == []


def test_another_question_is_written_down_for_the_team_and_the_person_is_told_so() -> None:
    contact = at("aspirations.more_of")

    replies = hear_answer(contact, Heard(act="tell", words="can carers get a bus pass?"), LIBRARY)

    assert replies == [Say("utter_question_kept"), Ask("aspirations.more_of")]
    assert [line.place for line in contact.statements] == [Place.ALSO]


@pytest.mark.parametrize("words", ["gardening?", "I do the garden, is that all right?", "my mam. who else"])
def test_an_answer_with_a_question_mark_is_an_answer(words: str) -> None:
    contact = at("aspirations.more_of")

    hear_answer(contact, Heard(act="tell", words=words), LIBRARY)

    assert [line.place for line in contact.statements] == [Place.GOAL]


@pytest.mark.parametrize(
    "words",
    ["My sister said to look in here", "the nurse told me to try this", "Our Dean reckons I should get in touch"],
)
def test_being_sent_by_somebody_is_not_hard_by_itself(words: str) -> None:
    assert not is_hard(Heard(act="tell", words=words, hardship=True))


def test_a_hope_with_a_not_in_it_is_a_hope() -> None:
    words = "a flat i dont get moved out of"
    denied = StrengthHeard(kind=Kind.GOAL, text="a flat", start=0, end=6, holds=Holds.DENIED)
    contact = Contact(moment=Moment.EXPLORING, open_question="aspirations.more_of")

    hear_answer(contact, Heard(act="tell", words=words, strengths=(denied,), hardship=False), LIBRARY)

    assert contact.statements[-1].holds is Holds.NOW


@pytest.mark.parametrize("words", ["no flat, not for me", "i dont want a flat", "a flat, no thanks"])
def test_a_hope_that_is_taken_back_is_none(words: str) -> None:
    denied = StrengthHeard(
        kind=Kind.GOAL, text="flat", start=words.index("flat"), end=words.index("flat") + 4, holds=Holds.DENIED
    )
    contact = Contact(moment=Moment.EXPLORING, open_question="aspirations.more_of")

    hear_answer(contact, Heard(act="tell", words=words, strengths=(denied,), hardship=False), LIBRARY)

    assert contact.statements[-1].holds is Holds.DENIED


def test_several_mums_are_not_one() -> None:
    assert spelt("other mums at the gate") == "other mums at the gate"
    assert spelt("my mums house") == "my mum's house"
