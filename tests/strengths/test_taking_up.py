"""Whoever tells many things in their first message hears more than one of them, and is asked for none of them again."""

from __future__ import annotations

import pytest

from bot.strengths.answering import begin, hear_reason
from bot.strengths.contact import Contact
from bot.strengths.library import read_library
from bot.strengths.outcomes import Coverage
from bot.strengths.reply import Heard, Reply, Say
from bot.strengths.statement import Holds
from bot.strengths.strength_heard import Kind, StrengthHeard, Tie
from bot.strengths.taking_up import things_in

LIBRARY = read_library()

CARDS = (
    "i have two kids and my joints are bad, i make cards and sell them, i want to go back to college, "
    "my mum has the kids on fridays and i need help with the bath"
)
WIDOWER = (
    "Im 71, I was a plumber forty years, my wife died in spring and I cant sleep. My lad comes Sundays. "
    "I go to the Legion on Fridays and would play bowls again."
)


def one(words: str, kind: Kind, text: str, holds: Holds = Holds.NOW, tie: Tie = Tie.UNCLEAR) -> StrengthHeard:
    start = words.index(text)
    person = kind is Kind.PERSON
    return StrengthHeard(
        kind=kind,
        text=text,
        start=start,
        end=start + len(text),
        holds=holds,
        role="family" if person else None,
        tie=tie if person else None,
    )


def told(words: str, *strengths: StrengthHeard, hardship: bool = False) -> Heard:
    return Heard(act="tell", words=words, strengths=strengths, hardship=hardship)


def first_answer(heard: Heard) -> tuple[Contact, list[Reply]]:
    contact = Contact()
    begin(contact)
    return contact, hear_reason(contact, heard, LIBRARY)


def named(replies: list[Reply]) -> list[str]:
    return [reply.details["things"] for reply in replies if isinstance(reply, Say) and "things" in reply.details]


def test_several_things_of_a_first_message_are_named_in_its_own_words() -> None:
    heard = told(
        CARDS,
        one(CARDS, Kind.SKILL, "make cards"),
        one(CARDS, Kind.GOAL, "go back to college"),
        one(CARDS, Kind.PERSON, "mum", tie=Tie.SUPPORTIVE),
    )

    _, replies = first_answer(heard)

    assert len(named(replies)) == 1
    assert "making cards" in named(replies)[0]
    assert "your mum" in named(replies)[0]


def test_what_is_named_fits_into_one_short_sentence() -> None:
    words = "i keep bees, i mend old clocks, i sing in the cathedral choir, i swim, i bake for the whole street"
    pieces = ["keep bees", "mend old clocks", "sing in the cathedral choir", "swim", "bake for the whole street"]

    _, replies = first_answer(told(words, *(one(words, Kind.SKILL, piece) for piece in pieces)))

    assert all(len(f"You told me about {things} too".split()) <= 15 for things in named(replies))


def test_beside_a_death_only_who_holds_somebody_up_is_named_and_pity_comes_first() -> None:
    heard = told(
        WIDOWER,
        one(WIDOWER, Kind.PERSON, "wife", Holds.PAST, Tie.SUPPORTIVE),
        one(WIDOWER, Kind.PERSON, "lad", tie=Tie.SUPPORTIVE),
        one(WIDOWER, Kind.COMMUNITY, "Legion"),
        one(WIDOWER, Kind.GOAL, "play bowls again"),
        hardship=True,
    )

    _, replies = first_answer(heard)

    assert isinstance(replies[0], Say)
    assert replies[0].response.startswith("utter_hard_grief")
    assert named(replies) == ["your lad, the Legion and playing bowls again"]


@pytest.mark.parametrize(
    ("words", "kind", "text", "holds", "tie"),
    [
        ("my brother shouts at me every day of the week and takes my post", Kind.PERSON, "brother", "now", "harmful"),
        ("i never did play cards or bowls or anything like that in my life", Kind.INTEREST, "play cards", "denied", ""),
        ("on a good week i play bridge with the two sisters over the road here", Kind.SKILL, "play", "now", ""),
    ],
)  # fmt: skip
def test_what_hurts_was_denied_or_stops_short_is_not_named(
    words: str, kind: Kind, text: str, holds: str, tie: str
) -> None:
    heard = one(words, kind, text, Holds(holds), Tie(tie or "unclear"))
    assert things_in(told(words, heard)) == []


def test_relatives_named_in_little_english_are_taken_up_too() -> None:
    words = "i from other country two years, work in factory night, daughter in school, want good english for job"

    _, replies = first_answer(told(words))

    assert named(replies) == ["your daughter"]


@pytest.mark.parametrize(
    "words",
    [
        "mum of three and no family near us, not since we moved here in the spring time",
        "i have no daughter and no son, it is only me here in the house these days",
    ],
)
def test_nobody_is_made_a_relative_who_is_none(words: str) -> None:
    assert things_in(told(words)) == []


def test_a_short_first_message_is_said_back_as_before() -> None:
    _, replies = first_answer(told("my sister rings", one("my sister rings", Kind.PERSON, "sister")))

    assert named(replies) == []


def test_what_was_told_among_many_things_is_not_asked_for_when_only_cues_heard_it() -> None:
    contact, _ = first_answer(told(CARDS, one(CARDS, Kind.SKILL, "make cards")))

    assert contact.coverage("people_networks") is Coverage.TALKED_ABOUT
    assert contact.coverage("groups_places") is Coverage.TALKED_ABOUT, "the college"
    assert contact.coverage("good_day") is Coverage.NOT_DISCUSSED


def test_what_was_denied_is_told_by_no_cue() -> None:
    words = "i had no help from my sister, i have been on my own with the lot of it since the winter before last"
    contact, _ = first_answer(told(words, one(words, Kind.PERSON, "sister", Holds.DENIED)))

    assert contact.coverage("people_networks") is Coverage.NOT_DISCUSSED


@pytest.mark.parametrize(
    ("words", "kind", "text", "things"),
    [
        ("I live with my dad in a new flat by the park and I cook. I sew too", Kind.SKILL, "cook", ["cooking"]),
        ("I nurse him at home and our house is full of his machines and tubes", Kind.SKILL, "nurse", []),
        ("I need a rail by the bath and my husband can fit it, he's a joiner", Kind.SKILL, "joiner", []),
        ("I need a rail by the bath and my husband is a retired joiner as well", Kind.SKILL, "joiner", []),
        (
            "my wife and I moved here in June and I am a joiner by trade you see",
            Kind.SKILL,
            "joiner",
            ["being a joiner"],
        ),
        ("I came in June and I know nobody, I want to see Joan on a Sunday", Kind.GOAL, "see Joan", ["seeing Joan"]),
    ],
)
def test_nothing_is_made_of_a_person_that_they_did_not_say(
    words: str, kind: Kind, text: str, things: list[str]
) -> None:
    named_of = [thing for thing in things_in(told(words, one(words, kind, text))) if not thing.startswith("your ")]

    assert named_of == things


def test_what_was_said_back_is_not_told_again_as_what_is_done() -> None:
    words = "I came from Leeds and know nobody here. I was a nurse for years. I knit and sing."
    strengths = [one(words, Kind.INTEREST, "knit"), one(words, Kind.INTEREST, "sing")]

    _, replies = first_answer(told(words, one(words, Kind.SKILL, "nurse"), *strengths))

    assert named(replies) == ["being a nurse"]


def test_what_was_given_up_is_not_named_beside_what_is_hard() -> None:
    words = "My wife has dementia and I can't leave her. I used to play bowls at the Legion every single week."
    over = [one(words, Kind.INTEREST, "bowls", Holds.PAST), one(words, Kind.COMMUNITY, "the Legion", Holds.PAST)]

    assert things_in(told(words, *over, hardship=True)) == []
