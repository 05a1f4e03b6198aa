"""The read-back in pieces, what was missed, the person's own title, the circles in words, both pans, a good ending."""

from __future__ import annotations

import pytest

from bot.strengths import pieces
from bot.strengths.about_lines import hear_about_lines
from bot.strengths.asking import finish
from bot.strengths.balance import Balance, balance
from bot.strengths.circles import circles, in_words
from bot.strengths.closing import shared
from bot.strengths.contact import Contact, Moment
from bot.strengths.headings import order_of
from bot.strengths.library import read_library
from bot.strengths.pieces import numbers, read_back_lines
from bot.strengths.placing import keep_in_place
from bot.strengths.read_back import act_on_line, hear_finish, hear_read_back, hear_yes_to_lines
from bot.strengths.reply import Ask, Heard, Reply, Say, ShowCircles, ShowLines
from bot.strengths.statement import Place, Source, Statement, Wish
from bot.strengths.strength_heard import Kind, StrengthHeard, Tie
from bot.strengths.summary import Summary, summarise
from tests.builders import AGREED_AT

LIBRARY = read_library()
MANY = (
    ("to sing", Place.GOAL, "aspirations"),
    ("I bake", Place.PERSONAL_STRENGTH, "skills_experience"),
    ("I whittle", Place.PERSONAL_STRENGTH, "skills_experience"),
    ("our Karen", Place.NETWORK_STRENGTH, "people_networks"),
    ("the chapel", Place.COMMUNITY_STRENGTH, "groups_places"),
    ("the stairs", Place.HARD_NOW, "hard_now"),
    ("a lift there", Place.WHAT_WOULD_HELP, "what_would_help"),
)


def a_contact(lines: tuple[tuple[str, Place, str], ...] = MANY) -> Contact:
    contact = Contact(id="contact-1", moment=Moment.EXPLORING)
    for words, place, domain in lines:
        contact.keep(words, source=Source.OWN_WORDS, place=place, domain=domain, question=f"{domain}.x")
    return contact


def yes(contact: Contact) -> list[Reply]:
    return hear_yes_to_lines(contact, Heard(act="affirm", words="yes"))


def say(contact: Contact, words: str, act: str = "tell") -> list[Reply]:
    heard = Heard(act=act, words=words)
    return hear_about_lines(contact, heard) or hear_read_back(contact, heard, LIBRARY)


def shown(replies: list[Reply]) -> list[str]:
    return [line for reply in replies if isinstance(reply, ShowLines) for line in reply.lines]


def through_the_pieces(contact: Contact) -> list[Reply]:
    replies = finish(contact)
    while contact.open_question == "read_back.piece":
        replies = yes(contact)
    return replies


def test_many_lines_come_a_few_at_a_time_and_every_line_once() -> None:
    contact = a_contact()
    seen = [shown(finish(contact))]
    while contact.open_question == "read_back.piece":
        seen.append(shown(yes(contact)))

    assert seen == [["s1", "s2", "s3", "s4", "s5"], ["s6", "s7"], []]


def test_a_heading_that_fits_is_not_parted() -> None:
    contact = a_contact(
        (*MANY[:4], *(("I can " + what, Place.PERSONAL_STRENGTH, "skills_experience") for what in "abc"))
    )

    assert shown(finish(contact)) == ["s1"]
    assert shown(yes(contact)) == ["s2", "s3", "s5", "s6", "s7"]


def test_no_piece_has_more_than_five_lines() -> None:
    contact = a_contact(tuple((f"hope {letter}", Place.GOAL, "aspirations") for letter in "abcdefg"))

    assert (len(shown(finish(contact))), len(shown(yes(contact)))) == (5, 2)


def test_of_many_lines_only_the_new_one_is_put_in_order(monkeypatch: pytest.MonkeyPatch) -> None:
    contact = a_contact(tuple((f"hope {number}", Place.GOAL, "aspirations") for number in range(200)))
    finish(contact)
    put_in_order: list[str] = []
    monkeypatch.setattr(pieces, "order_of", lambda line: put_in_order.append(line.id) or order_of(line))
    contact.keep("one more", source=Source.OWN_WORDS, place=Place.GOAL, domain="aspirations", question="aspirations.x")

    assert numbers(contact)["s201"] == 201
    assert [line.statement.id for line in read_back_lines(contact, ("s3", "s2"))] == ["s2", "s3"]
    assert put_in_order == ["s201", "s201", "s2", "s3"]


def test_few_lines_are_shown_at_once() -> None:
    contact = a_contact(MANY[:2])

    assert finish(contact)[1] == ShowLines()
    assert contact.open_question == "read_back.check"


@pytest.mark.parametrize("words", ["show me all of it", "everything please", "all at once", "the lot"])
def test_all_lines_are_shown_at_once_to_whoever_asks(words: str) -> None:
    contact = a_contact()
    finish(contact)

    assert ShowLines() in say(contact, words)
    assert len(contact.statements) == len(MANY)


def test_a_number_stays_with_its_line_while_others_are_taken_out() -> None:
    contact = a_contact()
    finish(contact)
    say(contact, "remove 2")
    say(contact, "remove 6")

    say(contact, "don't share 7")

    assert [line.id for line in contact.statements] == ["s1", "s3", "s4", "s5", "s7"]
    assert not contact.line_named("s7").shared


def test_a_line_of_another_piece_can_be_changed_and_is_shown_anew() -> None:
    contact = a_contact()
    finish(contact)
    yes(contact)

    replies = say(contact, "change 1 to I sing in the choir")

    assert contact.line_named("s1").words == "I sing in the choir"
    assert shown(replies) == ["s1", "s6", "s7"]


def test_a_piece_that_was_taken_out_gives_way_to_the_next() -> None:
    contact = a_contact()
    finish(contact)

    assert shown(act_on_line(contact, "remove_line", "s1")) == ["s2", "s3", "s4", "s5", "s6"]


def test_what_was_missed_is_asked_once_and_then_the_title_and_then_the_circles() -> None:
    contact = a_contact()

    assert through_the_pieces(contact)[-1] == Ask("read_back.missed")
    assert say(contact, "no thats everything")[-1] == Ask("read_back.title")
    last = say(contact, "Keep it", "decline")

    assert last[-3:] == [Say("utter_your_circles"), ShowCircles(), Ask("read_back.check")]
    assert yes(contact) == [Ask("safe_contact.way")]


def test_thats_everything_is_an_answer_to_what_was_missed() -> None:
    contact = a_contact()
    through_the_pieces(contact)

    assert hear_finish(contact) == [Ask("read_back.title")]


def test_what_was_missed_becomes_a_line_that_is_looked_at_too() -> None:
    contact = a_contact()
    through_the_pieces(contact)

    replies = say(contact, "my sister Jo")

    assert contact.statements[-1].words == "my sister Jo"
    assert shown(replies) == [contact.statements[-1].id]
    assert yes(contact) == [Ask("read_back.title")]


def test_share_it_shows_what_was_not_seen_and_goes_on() -> None:
    contact = a_contact()
    finish(contact)

    replies = hear_yes_to_lines(contact, Heard(act="share", words="share it"))

    assert shown(replies) == ["s6", "s7"]
    assert replies[-1] == Ask("safe_contact.way")


def heard(kind: Kind, text: str, words: str, tie: Tie | None = None) -> StrengthHeard:
    start = words.index(text)
    return StrengthHeard(kind=kind, text=text, start=start, end=start + len(text), tie=tie)


def test_missed_words_stand_where_what_was_heard_in_them_belongs() -> None:
    words = "I sing in the choir. My sister Jo helps. And it rains."
    strengths = (
        heard(Kind.COMMUNITY, "the choir", words),
        heard(Kind.PERSON, "My sister Jo", words, Tie.SUPPORTIVE),
    )
    contact = Contact()
    said = Heard(act="tell", words=words, hardship=False, strengths=strengths)

    keep_in_place(contact, said, "read_back.missed")

    assert [(line.words, line.place, line.pieces) for line in contact.statements] == [
        ("I sing in the choir.", Place.COMMUNITY_STRENGTH, ("the choir",)),
        ("My sister Jo helps.", Place.NETWORK_STRENGTH, ("My sister Jo",)),
        ("And it rains.", Place.ALSO, ()),
    ]


def test_missed_words_that_are_hard_stand_under_what_is_hard() -> None:
    contact = Contact()

    keep_in_place(contact, Heard(act="tell", words="the nights are long", hardship=True, strengths=()), "x.y")

    assert contact.statements[0].place is Place.HARD_NOW


@pytest.mark.parametrize(
    ("words", "act", "title"),
    [
        ("Bowls and me", "tell", "Bowls and me"),
        ("“Bowls  and\nme”", "tell", "Bowls and me"),
        ("Keep it", "decline", None),
        ("no", "deny", None),
        ("x" * 81, "tell", None),
    ],
)
def test_a_title_is_theirs_to_give(words: str, act: str, title: str | None) -> None:
    contact = a_contact()
    through_the_pieces(contact)
    say(contact, "nothing", "deny")
    say(contact, words, act)

    assert contact.title == title
    assert len(contact.statements) == len(MANY)
    assert Summary.from_record(summarise(contact, (), AGREED_AT).to_record()).title == title


def test_a_summary_or_contact_stored_before_there_were_titles_still_opens() -> None:
    contact = a_contact()
    record = summarise(contact, (), AGREED_AT).to_record()
    kept = {name: value for name, value in contact.to_record().items() if name not in NEW}

    assert "title" not in record
    assert Summary.from_record(record).title is None
    assert finish(Contact.from_record(kept))


NEW = ("numbered", "looked_at", "hard", "title")


@pytest.mark.parametrize(
    ("places", "which"),
    [
        ((Place.GOAL, Place.HARD_NOW), Balance.BOTH),
        ((Place.PERSONAL_STRENGTH,), Balance.STRONG),
        ((Place.HARD_NOW, Place.WHAT_WOULD_HELP), Balance.HARD),
        ((Place.WHAT_WOULD_HELP,), Balance.NEITHER),
    ],
)
def test_an_empty_pan_is_known(places: tuple[Place, ...], which: Balance) -> None:
    lines = tuple(("words", place, "opening") for place in places)

    assert balance(a_contact(lines).statements) is which


def test_whoever_told_only_what_is_hard_is_told_that_it_mattered_and_that_it_is_enough() -> None:
    contact = a_contact((("the nights", Place.HARD_NOW, "hard_now"),))

    assert Say("utter_about_what_is_hard") in finish(contact)
    assert Say("utter_end_on_hardship") in shared(contact, "FD-1", 1, repeated=False)


@pytest.mark.parametrize(
    ("lines", "ending"),
    [
        (MANY, Say("utter_end_on_hope", {"words": "to sing"})),
        (MANY[3:], Say("utter_end_on_words", {"words": "our Karen"})),
        ((("my mam died", Place.NETWORK_STRENGTH, "people_networks"),), None),
    ],
)
def test_it_ends_on_what_they_care_about_and_never_on_a_loss(
    lines: tuple[tuple[str, Place, str], ...], ending: Say | None
) -> None:
    replies = shared(a_contact(lines), "FD-1", 1, repeated=False)

    quoted = [reply for reply in replies if isinstance(reply, Say) and reply.response.startswith("utter_end_on")]
    assert quoted == ([ending] if ending else [])
    assert Say("utter_come_back") in replies


def test_the_circles_in_words_use_the_pieces_and_leave_out_what_hurts() -> None:
    contact = a_contact(MANY[1:5])
    contact.alter("s2", words="I used to whittle with a knife", pieces=("whittle",))
    contact.alter("s3", words="our Karen")

    said = [f"{circle}: {words}" for circle, words in in_words(circles(contact.statements))]

    assert said == ["personal: I bake, whittle", "network: our Karen", "community: the chapel"]


def test_a_wish_about_a_tie_is_kept_on_the_tie() -> None:
    contact = a_contact(MANY[3:4])
    line = contact.alter("s1", wish=Wish.MORE)

    assert Statement.from_record(line.to_record()).wish is Wish.MORE
    assert "wish" not in contact.alter("s1", wish=None).to_record()
