"""The read-back: the person sees every line, and keeps, changes, removes, adds, shares or holds back."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.errors import NothingToShareError, UnknownLineError
from bot.strengths.about_lines import hear_about_lines
from bot.strengths.agenda import GETTING_THROUGH
from bot.strengths.changing import change_line, hear_change
from bot.strengths.contact import Contact, Moment
from bot.strengths.library import DOMAINS, read_library
from bot.strengths.outcomes import Coverage, PassedOn
from bot.strengths.pieces import read_back_lines
from bot.strengths.read_back import (
    act_on_line,
    add_line,
    hear_addition,
    hear_read_back,
    typed_command,
)
from bot.strengths.reply import Ask, Heard, Say, ShowLines
from bot.strengths.statement import Holds, Place, Source, TieQuality
from bot.strengths.summary import Summary, summarise

LIBRARY = read_library()
AGREED_AT = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
SAID = (
    ("our Karen rings Sundays", Place.NETWORK_STRENGTH, "people_networks"),
    ("to get back to bowls", Place.GOAL, "aspirations"),
    ("i can bake owt", Place.PERSONAL_STRENGTH, "skills_experience"),
    ("stairs is a beggar", Place.HARD_NOW, "hard_now"),
)
SHOWN = ["to get back to bowls", "i can bake owt", "our Karen rings Sundays", "stairs is a beggar"]


@pytest.fixture
def contact() -> Contact:
    """At the read-back with four lines, said in another order than they are shown."""
    contact = Contact(id="contact-1", moment=Moment.READ_BACK, open_question="read_back.check")
    contact.asked += ["opening.reason", "permission.turn"]
    for words, place, domain in SAID:
        contact.keep(words, source=Source.OWN_WORDS, place=place, domain=domain, question=f"{domain}.asked")
    return contact


def shown(contact: Contact) -> list[str]:
    return [line.statement.words for line in read_back_lines(contact)]


def tell(contact: Contact, words: str, act: str = "tell") -> list[object]:
    return list(hear_read_back(contact, Heard(act=act, words=words), LIBRARY))


def test_lines_are_numbered_from_one_in_the_order_of_their_headings(contact: Contact) -> None:
    assert shown(contact) == SHOWN
    assert [line.number for line in read_back_lines(contact)] == [1, 2, 3, 4]


@pytest.mark.parametrize(
    ("words", "act", "number", "rest"),
    [
        ("remove 2", "remove_line", 2, ""),
        ("Remove 2.", "remove_line", 2, ""),
        ("please delete number 3", "remove_line", 3, ""),
        ("take out line 3", "remove_line", 3, ""),
        ("take out the 3rd one", "remove_line", 3, ""),
        ("cross out 1", "remove_line", 1, ""),
        ("don't share 4", "withhold_line", 4, ""),
        ("don\u2019t share 4", "withhold_line", 4, ""),
        ("dont send 4", "withhold_line", 4, ""),
        ("do not share line 4", "withhold_line", 4, ""),
        ("hide 1", "withhold_line", 1, ""),
        ("keep back 2", "withhold_line", 2, ""),
        ("share 4", "offer_line", 4, ""),
        ("change 2", "change_line", 2, ""),
        ("change 1 to I want to play bowls", "change_line", 1, "I want to play bowls"),
        ("change line 1 to say I\u2019d play bowls", "change_line", 1, "I\u2019d play bowls"),
        ("edit 1: bowls on Fridays", "change_line", 1, "bowls on Fridays"),
        ("change 1 to", "change_line", 1, ""),
    ],
)
def test_what_is_typed_beside_the_list_is_read_as_a_person_means_it(
    contact: Contact, words: str, act: str, number: int, rest: str
) -> None:
    line = read_back_lines(contact)[number - 1].statement.id

    assert typed_command(contact, words) == (act, line, rest)


@pytest.mark.parametrize(
    ("words", "rest"), [("add I sing in the choir", "I sing in the choir"), ("add: 3 grandchildren", "3 grandchildren")]
)
def test_a_line_can_be_added_in_the_same_breath(contact: Contact, words: str, rest: str) -> None:
    command = typed_command(contact, words)

    assert command is None or command[0] == "add_line"
    tell(contact, words)
    assert any(rest in line for line in shown(contact))


@pytest.mark.parametrize(
    "words",
    [
        "I removed the stitches",
        "remove the stitches",
        "share 3 meals a week with next door",
        "lose 2 stone",
        "change 2 of my tablets",
        "change 2nite",
        "sharing is caring",
        "delete what I said",
        "show me",
        "i want to add something",
        "2",
    ],
)
def test_words_that_only_look_like_a_command_change_no_line(contact: Contact, words: str) -> None:
    assert typed_command(contact, words) is None


@pytest.mark.parametrize("words", ["remove 99", "remove 0", "change 5 to x", "don't share 12"])
def test_a_number_that_is_not_in_the_list_is_said_to_be_missing(contact: Contact, words: str) -> None:
    with pytest.raises(UnknownLineError):
        tell(contact, words)
    assert shown(contact) == SHOWN


def test_the_line_with_the_number_shown_is_the_one_that_goes(contact: Contact) -> None:
    replies = tell(contact, "remove 2")

    assert shown(contact) == [SHOWN[0], *SHOWN[2:]]
    assert replies == [Say("utter_removed"), ShowLines(), Ask("read_back.check")]


def test_a_line_is_changed_in_one_go(contact: Contact) -> None:
    tell(contact, "change 3 to Karen and the lad next door")

    assert shown(contact) == ["to get back to bowls", "i can bake owt", "Karen and the lad next door", SHOWN[3]]


def test_several_numbers_at_once_are_asked_for_one_by_one_and_nothing_changes(contact: Contact) -> None:
    replies = tell(contact, "remove 2 and 3")

    assert replies[0] == Say("utter_say_which_line")
    assert shown(contact) == SHOWN


def test_other_words_become_a_line_of_their_own(contact: Contact) -> None:
    replies = tell(contact, "I removed the stitches")

    assert shown(contact) == [*SHOWN, "I removed the stitches"]
    assert replies[1:] == [Say("utter_added"), ShowLines(), Ask("read_back.check")]


@pytest.mark.parametrize("act", ["deny", "dont_know", "decline", "correct"])
def test_something_is_not_right_but_not_said_what(contact: Contact, act: str) -> None:
    replies = tell(contact, "no" if act == "deny" else "thats wrong", act)

    assert replies[0] == Say("utter_say_which_line")
    assert shown(contact) == SHOWN


def test_delete_what_i_said_is_asked_about_and_not_written_down(contact: Contact) -> None:
    replies = tell(contact, "delete what I said", "delete")

    assert replies == [Ask("asides.delete")]
    assert (contact.moment, shown(contact)) == (Moment.FORGETTING, SHOWN)


def test_delete_two_is_about_line_two(contact: Contact) -> None:
    tell(contact, "delete 2", "delete")

    assert shown(contact) == [SHOWN[0], *SHOWN[2:]]


def test_go_on_talking_goes_on_and_is_not_written_down(contact: Contact) -> None:
    heard = Heard(act="choose", words="Go on talking", choice="read_back.check.talk")

    hear_read_back(contact, heard, LIBRARY)

    assert (contact.moment, shown(contact)) == (Moment.EXPLORING, SHOWN)


@pytest.mark.parametrize(
    "heard",
    [
        Heard(act="decline", words="Keep it as it is"),
        Heard(act="dont_know", words="i dont know"),
        Heard(act="deny", words="no"),
        Heard(act="affirm", words="yes"),
    ],
)
def test_a_line_stays_as_it_was_if_no_new_words_come(contact: Contact, heard: Heard) -> None:
    change_line(contact, "s1")

    replies = hear_change(contact, heard, LIBRARY)

    assert replies[0] == Say("utter_kept_as_it_was")
    assert (contact.moment, contact.line, shown(contact)) == (Moment.READ_BACK, None, SHOWN)


def test_new_words_take_the_place_of_the_old_ones_and_of_what_they_told(contact: Contact) -> None:
    contact.alter("s1", words="nobody", holds=Holds.DENIED)
    change_line(contact, "s1")

    hear_change(contact, Heard(act="tell", words="our Karen, and she drives me to chapel"), LIBRARY)

    line = contact.line_named("s1")
    assert (line.words, line.holds, line.also) == (
        "our Karen, and she drives me to chapel",
        Holds.NOW,
        ("groups_places",),
    )
    assert line.is_strength


def test_a_change_after_sharing_is_not_said_to_be_with_the_team(contact: Contact) -> None:
    contact.moment, contact.open_question = Moment.SHARED, "asides.shared"
    contact.note_passed_on(PassedOn(kind="summary", reference="FD-1"))
    change_line(contact, "s1")

    replies = hear_change(contact, Heard(act="tell", words="our Karen rings every day"), LIBRARY)

    assert replies == [Say("utter_changed"), Say("utter_not_shared_yet"), ShowLines(), Ask("read_back.check")]


@pytest.mark.parametrize("heard", [Heard(act="decline", words="Nothing to add"), Heard(act="deny", words="no")])
def test_nothing_added_is_nothing_added(contact: Contact, heard: Heard) -> None:
    add_line(contact)

    assert hear_addition(contact, heard)[0] == Say("utter_nothing_added")
    assert (contact.moment, shown(contact)) == (Moment.READ_BACK, SHOWN)


def test_the_last_line_taken_out_leaves_a_way_on(contact: Contact) -> None:
    for number in ("4", "3", "2"):
        tell(contact, f"remove {number}")

    replies = tell(contact, "remove 1")

    assert contact.statements == []
    assert replies == [Say("utter_removed"), Say("utter_nothing_written"), Ask("asides.after_request")]


def test_no_line_named_is_no_line() -> None:
    with pytest.raises(UnknownLineError):
        act_on_line(Contact(), "remove_line", None)


def all_text(record: object) -> str:
    return str(record)


def summary_of(contact: Contact) -> Summary:
    return summarise(contact, DOMAINS, AGREED_AT)


def test_a_line_taken_out_is_nowhere_in_the_summary(contact: Contact) -> None:
    tell(contact, "remove 4")

    assert "beggar" not in all_text(summary_of(contact).to_record())
    assert summary_of(contact).coverage["hard_now"] is Coverage.NOT_DISCUSSED


def test_a_line_held_back_is_nowhere_in_the_summary_and_its_domain_reads_as_not_said(contact: Contact) -> None:
    contact.alter("s1", also=("groups_places",), said_by="someone_else")
    tell(contact, "don't share 3")

    record = summary_of(contact).to_record()

    assert "Karen" not in all_text(record)
    assert "people_networks.asked" not in all_text(record)
    assert record["coverage"]["people_networks"] == "declined"
    assert record["coverage"]["groups_places"] == "declined"
    assert record["coverage"]["aspirations"] == "talked_about"
    assert record["coverage"]["good_day"] == "not_discussed"


def test_a_line_held_back_can_be_shared_after_all(contact: Contact) -> None:
    tell(contact, "don't share 3")
    tell(contact, "share 3")

    assert "Karen" in all_text(summary_of(contact).to_record())


def test_with_every_line_held_back_there_is_nothing_to_share(contact: Contact) -> None:
    for line in contact.statements:
        act_on_line(contact, "withhold_line", line.id)

    with pytest.raises(NothingToShareError):
        summary_of(contact)


def test_a_summary_has_no_room_for_a_label_a_score_or_a_risk(contact: Contact) -> None:
    assert set(summary_of(contact).to_record()) == {
        "contact_id",
        "statements",
        "coverage",
        "safe_contact",
        "preferences",
        "asked_for",
        "said_by",
        "agreed_at",
    }


@pytest.fixture
def three_lines() -> Contact:
    """Somebody looking at three lines."""
    contact = Contact(moment=Moment.READ_BACK, open_question="read_back.check")
    for words, place in (("a new roof", Place.REASON), ("to sing", Place.GOAL), ("the rent", Place.HARD_NOW)):
        contact.keep(words, source=Source.OWN_WORDS, place=place, domain="opening", question="opening.reason")
    return contact


def test_several_wishes_about_lines_go_by_the_numbers_that_were_read(three_lines: Contact) -> None:
    hear_about_lines(three_lines, Heard(act="share_nothing", words="take out 1 and dont share number 3"))

    assert [(line.words, line.shared) for line in three_lines.statements] == [("to sing", True), ("the rent", False)]


@pytest.mark.parametrize("moment", [Moment.READ_BACK, Moment.SHARING, Moment.SHARED])
def test_a_wish_about_a_line_that_is_not_named_is_asked_about_and_not_written_down(
    three_lines: Contact, moment: Moment
) -> None:
    three_lines.moment = moment

    replies = hear_about_lines(three_lines, Heard(act="tell", words="can you hide the bit about my knees"))

    assert replies is not None
    assert replies[0] == Say("utter_say_which_line")
    assert len(three_lines.statements) == 3


def test_elsewhere_the_same_words_are_not_about_lines(three_lines: Contact) -> None:
    three_lines.moment = Moment.EXPLORING

    assert hear_about_lines(three_lines, Heard(act="tell", words="dont share 2")) is None


def test_adding_to_a_line_keeps_what_it_said(three_lines: Contact) -> None:
    change_line(three_lines, "s1")

    hear_change(three_lines, Heard(act="tell", words="no ADD to it: and the gutter"), LIBRARY)

    assert three_lines.line_named("s1").words == "a new roof. and the gutter"


def test_a_held_back_hard_thing_does_not_read_as_not_talked_about(three_lines: Contact) -> None:
    three_lines.alter("s3", shared=False)

    summary = summarise(three_lines, ["hard_now"], datetime(2026, 3, 9, tzinfo=UTC))

    assert summary.coverage == {"hard_now": Coverage.DECLINED}


def test_nowt_is_not_shown_as_something_to_be_good_at(three_lines: Contact) -> None:
    three_lines.keep(
        "nowt",
        source=Source.OWN_WORDS,
        place=Place.PERSONAL_STRENGTH,
        domain="skills_experience",
        question="skills_experience.learned",
        holds=Holds.DENIED,
    )

    heading = next(line.heading for line in read_back_lines(three_lines) if line.statement.words == "nowt")

    assert heading == "Asked about, and said there is none: Skills and experience"


def test_what_was_heard_shows_in_the_heading_so_that_the_person_can_change_it() -> None:
    contact = Contact(moment=Moment.READ_BACK, open_question="read_back.check")
    for words, place, domain, told in (
        ("our lad, up and down", Place.NETWORK_STRENGTH, "people_networks", {"quality": TieQuality.STRAINED}),
        ("my ex", Place.NETWORK_STRENGTH, "people_networks", {"quality": TieQuality.HARMFUL}),
        ("no husband", Place.NETWORK_STRENGTH, "people_networks", {"holds": Holds.DENIED}),
        ("my mam", Place.NETWORK_STRENGTH, "people_networks", {"holds": Holds.PAST}),
        ("our Jo", Place.NETWORK_STRENGTH, "people_networks", {"quality": TieQuality.STRONG}),
        ("cant stand bingo", Place.PERSONAL_STRENGTH, "passions_interests", {"holds": Holds.DENIED}),
        ("nowt", Place.PERSONAL_STRENGTH, "skills_experience", {"holds": Holds.DENIED}),
    ):
        contact.keep(words, source=Source.OWN_WORDS, place=place, domain=domain, question=f"{domain}.x", **told)

    assert [(line.heading, line.statement.words) for line in read_back_lines(contact)] == [
        ("Asked about, and said there is none: Skills and experience", "nowt"),
        ("Not there, or not for me: Interests", "cant stand bingo"),
        ("My people", "our Jo"),
        ("My people: in the past", "my mam"),
        ("People: hard for me", "my ex"),
        ("People: up and down", "our lad, up and down"),
        ("Not there, or not for me: People", "no husband"),
    ]


def test_what_turns_out_not_to_be_hard_is_not_asked_about_as_hard(contact: Contact) -> None:
    contact.moment, contact.open_question = Moment.EXPLORING, GETTING_THROUGH
    contact.asked.append(GETTING_THROUGH)
    contact.hard, contact.hard_in_a_row = ["s1"], 1
    change_line(contact, "s1")

    replies = hear_change(contact, Heard(act="tell", words="I said I bake bread", hardship=False), LIBRARY)

    asked = replies[-1]
    assert isinstance(asked, Ask)
    assert asked.question != GETTING_THROUGH
    assert GETTING_THROUGH not in contact.asked


def test_what_is_still_hard_is_asked_about_as_before(contact: Contact) -> None:
    contact.moment, contact.open_question = Moment.EXPLORING, GETTING_THROUGH
    contact.asked.append(GETTING_THROUGH)
    contact.hard, contact.hard_in_a_row = ["s1"], 1
    change_line(contact, "s1")

    replies = hear_change(contact, Heard(act="tell", words="I am at my wits end with dad", hardship=True), LIBRARY)

    assert replies[-1] == Ask(GETTING_THROUGH)


@pytest.mark.parametrize("typed", ["change 2 to I bake bread for the street", "2: I bake bread for the street"])
def test_new_words_come_in_place_of_a_line(contact: Contact, typed: str) -> None:
    replies = list(hear_about_lines(contact, Heard(act="tell", words=typed)) or ())

    assert Say("utter_changed") in replies
    assert shown(contact) == [SHOWN[0], "I bake bread for the street", *SHOWN[2:]]


def test_new_words_at_the_end_of_a_message_are_no_line_of_their_own(contact: Contact) -> None:
    replies = list(
        hear_about_lines(contact, Heard(act="tell", words="2 isnt about me. Remove 4. change 2 to I bake bread")) or ()
    )

    assert Say("utter_changed") in replies
    assert shown(contact) == [SHOWN[0], "I bake bread", SHOWN[2]]


def test_a_change_of_a_part_takes_nothing_away_and_other_wishes_are_done(contact: Contact) -> None:
    replies = list(hear_about_lines(contact, Heard(act="tell", words="remove 1. and take the owt out of 2")) or ())

    assert [reply.response for reply in replies if isinstance(reply, Say)] == ["utter_removed", "utter_it_says_now"]
    assert [line.words for line in contact.statements if line.words == SHOWN[1]]
    assert contact.moment is Moment.CHANGING


def test_what_is_added_beside_a_wish_is_a_line_without_the_wish(contact: Contact) -> None:
    hear_about_lines(
        contact, Heard(act="tell", words="ok dont share the bit about Karen. and put add: We like the garden")
    )

    assert [line.words for line in contact.statements if not line.shared] == [SHOWN[2]]
    assert contact.statements[-1].words == "We like the garden"


@pytest.mark.parametrize("typed", ["remove it", "no, take it out please", "delete", "get rid of that one"])
def test_a_line_that_should_say_nothing_is_taken_out(contact: Contact, typed: str) -> None:
    hear_about_lines(contact, Heard(act="tell", words="change 2"))

    replies = hear_change(contact, Heard(act="tell", words=typed), LIBRARY)

    assert replies[0] == Say("utter_removed")
    assert SHOWN[1] not in shown(contact)


@pytest.mark.parametrize("typed", ["don't share it", "hide that please", "keep it private"])
def test_a_line_asked_for_new_words_may_be_held_back(contact: Contact, typed: str) -> None:
    hear_about_lines(contact, Heard(act="tell", words="change 2"))

    replies = hear_change(contact, Heard(act="tell", words=typed), LIBRARY)

    assert replies[0] == Say("utter_will_hold_line_back")
    assert [line.words for line in contact.statements if not line.shared] == [SHOWN[1]]


@pytest.mark.parametrize("typed", ["take the bus to town", "keep it as a hobby", "remove the rug so I do not trip"])
def test_new_words_that_begin_like_a_wish_are_new_words(contact: Contact, typed: str) -> None:
    hear_about_lines(contact, Heard(act="tell", words="change 2"))

    hear_change(contact, Heard(act="tell", words=typed), LIBRARY)

    assert typed in shown(contact)
