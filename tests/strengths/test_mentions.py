"""How what is mentioned was told, and what is asked of it then."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.strengths.agenda import _fits_what_was_told, choose_next
from bot.strengths.answering import hear_answer
from bot.strengths.asking import ask
from bot.strengths.contact import Contact, Moment
from bot.strengths.hearing import domains_told
from bot.strengths.library import read_library
from bot.strengths.mentions import Mention, is_loved, mentioned_in, stopped_by
from bot.strengths.naming import mention
from bot.strengths.reply import Ask, Heard, Say
from bot.strengths.statement import Holds, Place, Source
from bot.strengths.strength_heard import Kind, StrengthHeard, Tie

LIBRARY = read_library()


def heard(words: str, text: str, kind: Kind) -> StrengthHeard:
    start = words.index(text)
    person = {"role": "friend", "tie": Tie.SUPPORTIVE} if kind is Kind.PERSON else {}
    return StrengthHeard(kind=kind, text=text, start=start, end=start + len(text), **person)


def told(words: str, text: str, kind: Kind) -> Mention:
    return mentioned_in(words, (heard(words, text, kind),), "s1", ())[0]


@pytest.mark.parametrize(
    ("words", "text", "kind", "told_as"),
    [
        ("handbells on a monday, not been since february", "handbells", Kind.INTEREST, "stopped"),
        ("I was last at the plot in august", "plot", Kind.COMMUNITY, "stopped"),
        ("the quilters meet at mine", "quilters", Kind.COMMUNITY, "now"),
        ("i want to get back to walking football", "walking football", Kind.GOAL, "back"),
        ("a wet room", "a wet room", Kind.GOAL, "thing"),
        ("dance at the wedding", "dance at the wedding", Kind.GOAL, "event"),
    ],
)
def test_it_is_known_how_something_was_told(words: str, text: str, kind: Kind, told_as: str) -> None:
    assert told(words, text, kind).told_as == told_as


def test_how_it_was_told_is_kept_with_the_mention() -> None:
    one = told("handbells on a monday, not been since february", "handbells", Kind.INTEREST)

    assert Mention.from_record(one.to_record()) == one
    assert Mention.from_record({"kind": "goal", "text": "a van", "line": "s1"}).told_as == "now"


def test_what_is_said_later_to_have_stopped_has_stopped() -> None:
    before = [told("the quilters meet at mine", "quilters", Kind.COMMUNITY)]

    assert stopped_by("the quilters packed it in, i cant go now", before)[0].told_as == "stopped"
    assert stopped_by("i like the quilters", before)[0].told_as == "now"


@pytest.mark.parametrize(
    ("words", "text", "named"),
    [
        ("i splice ropes for the boatyard", "splice ropes", "splicing ropes"),
        ("i umpire on sundays", "umpire", "umpiring"),
        ("we knit", "knit", "knitting"),
    ],
)
def test_what_somebody_does_is_named_as_a_thing(words: str, text: str, named: str) -> None:
    assert mention(told(words, text, Kind.SKILL).text) == named


def follow_up(words: str, text: str, kind: Kind, statements: int = 0) -> str:
    contact = Contact(moment=Moment.EXPLORING, open_question="skills_experience.able")
    for _ in range(statements):
        contact.keep("x y z", source=Source.OWN_WORDS, place=Place.ALSO, domain="good_day", question="good_day.q")
    line = contact.keep(words, source=Source.OWN_WORDS, place=Place.ALSO, domain="good_day", question="good_day.q")
    contact.mentions = mentioned_in(words, (heard(words, text, kind),), line.id, ())
    found = choose_next(contact, LIBRARY)
    assert found is not None
    assert found.about is not None
    return found.question.wording


@pytest.mark.parametrize("statements", range(8))
def test_of_what_has_stopped_nobody_is_asked_when_or_how_it_helps(statements: int) -> None:
    for words, text, kind in (
        ("the bell tower was my place, havent been since march", "bell tower", Kind.COMMUNITY),
        ("marquetry. i cant get out to it now", "marquetry", Kind.INTEREST),
        ("i do lettering but i gave it up", "lettering", Kind.SKILL),
    ):
        asked = follow_up(words, text, kind, statements)
        assert " did " in asked, asked
        assert "last" not in asked, asked


@pytest.mark.parametrize("statements", range(8))
def test_a_thing_to_get_and_a_thing_to_get_back_to_are_asked_about_as_what_they_are(statements: int) -> None:
    assert "last have" not in follow_up("i really want a stair rail fitted", "a stair rail", Kind.GOAL, statements)
    assert "let you do" not in follow_up("i want to get back to bell ringing", "bell ringing", Kind.GOAL, statements)


def test_a_long_answer_about_something_else_is_not_asked_on_about_as_if_it_told_of_people() -> None:
    contact = Contact(moment=Moment.EXPLORING)
    ask(contact, "people_networks.who")
    words = "that is not what i came here for, i want the kerb outside lowered"
    replies = hear_answer(contact, Heard(act="tell", words=words, hardship=False, strengths=()), LIBRARY)

    asked = next(reply.question for reply in replies if isinstance(reply, Ask))
    assert asked != "people_networks.flow"


def test_a_question_about_people_is_stale_once_something_else_was_told() -> None:
    contact = Contact(moment=Moment.EXPLORING)
    contact.keep(
        "bev",
        source=Source.OWN_WORDS,
        place=Place.NETWORK_STRENGTH,
        domain="people_networks",
        question="people_networks.who",
    )
    contact.asked += ["people_networks.who", "people_networks.flow"]
    contact.open_question = "people_networks.flow"
    now = choose_next(contact, LIBRARY)
    assert now is not None
    assert now.question.key == "people_networks.feel"

    contact.keep("a kerb", source=Source.OWN_WORDS, place=Place.REASON, domain="opening", question="opening.came_for")
    contact.open_question = "asides.something"

    found = choose_next(contact, LIBRARY)
    assert found is not None
    assert found.question.key != "people_networks.feel"


def test_what_was_the_whole_of_a_short_answer_is_not_mentioned_to_them_in_the_next_breath() -> None:
    contact = Contact(moment=Moment.EXPLORING)
    ask(contact, "coping_exceptions.getting_through")
    words = "earplugs"
    told_of = Heard(act="tell", words=words, hardship=False, strengths=(heard(words, words, Kind.INTEREST),))
    replies = hear_answer(contact, told_of, LIBRARY)

    assert not contact.asked_of
    assert isinstance(replies[0], Say)


def test_what_an_answer_is_about_stands_beside_it_as_a_thing() -> None:
    contact = Contact(moment=Moment.EXPLORING)
    key = "skills_experience.it_learned"
    ask(contact, key)
    contact.asked_of[key] = Mention(kind=Kind.SKILL, text="do bass ig", line="s1")
    hear_answer(contact, Heard(act="tell", words="at school with mr Obi", hardship=False, strengths=()), LIBRARY)

    assert contact.statements[-1].about == "doing bass"


@pytest.mark.parametrize(
    ("words", "text"),
    [
        ("I should like her back, which is not in your gift", "back"),
        ("i just want him back", "him back"),
        ("to have my wife back", "have my wife back"),
        ("I want my son Danny back with us", "my son Danny back"),
    ],
)
def test_somebody_who_is_gone_is_no_goal_to_be_asked_about(words: str, text: str) -> None:
    assert mentioned_in(words, (heard(words, text, Kind.GOAL),), "s1", ()) == []


@pytest.mark.parametrize(
    ("words", "text"), [("I want my licence back", "my licence back"), ("get my strength back", "get my strength back")]
)
def test_a_thing_wanted_back_is_a_goal(words: str, text: str) -> None:
    assert mentioned_in(words, (heard(words, text, Kind.GOAL),), "s1", ())


def test_what_somebody_has_is_nothing_to_do_more_of() -> None:
    words = "I have a roof and a pension, and there are young families who have neither"

    assert mentioned_in(words, (heard(words, "roof", Kind.INTEREST),), "s1", ()) == []


@pytest.mark.parametrize(
    ("words", "asks"),
    [("I knit with a group on Tuesdays", False), ("we play cards every week", False), ("I like knitting", True)],
)
def test_nobody_is_asked_when_the_last_time_was_of_what_goes_on_every_week(words: str, asks: bool) -> None:
    text = next(word for word in ("knitting", "knit", "cards") if word in words)
    one = told(words, text, Kind.INTEREST)

    exceptions = [question for question in LIBRARY.mentions(Kind.INTEREST) if question.question_type == "exception"]

    assert any(_fits_what_was_told(question, one) for question in exceptions) is asks


@pytest.mark.parametrize(
    ("words", "text", "asked_about"),
    [
        ("lady at job centre said no", "lady at job", False),
        ("a nice doctor saw me", "doctor", False),
        ("the man in the shop is kind", "man in the shop", False),
        ("my lady friend comes round", "lady friend", True),
        ("dave does the shopping", "dave", True),
        ("our lad rings", "lad", True),
    ],
)
def test_somebody_who_is_only_met_on_the_way_is_not_asked_about(words: str, text: str, asked_about: bool) -> None:
    start = words.index(text)
    record = {"kind": "person", "text": text, "start": start, "end": start + len(text), "holds": "now"}
    strength = StrengthHeard.from_record(record | {"role": "other", "tie": "supportive"})
    assert bool(mentioned_in(words, (strength,), "s1", ())) is asked_about


@pytest.mark.parametrize("who", ["my keyworker", "my social worker", "the nurse", "my GP"])
def test_nobody_is_asked_what_they_and_a_worker_do_for_each_other(who: str) -> None:
    words = f"{who} said to write"
    assert mentioned_in(words, (heard(words, who.split(" ", 1)[1], Kind.PERSON),), "s1", ()) == []


@pytest.mark.parametrize(
    ("piece", "named"),
    [
        ("take the kids to school", "taking the kids to school"),
        ("to take the kids to school", "taking the kids to school"),
    ],
)
def test_a_verb_with_something_behind_it_is_named_as_what_is_done(piece: str, named: str) -> None:
    assert mention(piece) == named


def test_somebody_who_is_talked_to_is_somebody_and_nothing_that_is_done() -> None:
    assert mention(told("talk on the phone to brother", "brother", Kind.PERSON).text) == "your brother"


@pytest.mark.parametrize(
    ("words", "who"),
    [
        ("Jo and her mum", "mum"),
        ("my friend Omar he help me with letters and I help his son with school", "friend Omar"),
    ],
)
def test_nobody_is_asked_about_who_is_anothers_or_whose_help_both_ways_was_told(words: str, who: str) -> None:
    assert mentioned_in(words, (heard(words, who, Kind.PERSON),), "s1", ()) == []


def test_whose_help_was_told_one_way_may_be_asked_about() -> None:
    assert told("my friend Omar helps me with letters", "friend Omar", Kind.PERSON).text == "my friend Omar"


BOWLS = "i turn bowls in the garage, that's what keeps me sane"


@pytest.mark.parametrize(
    ("words", "skill"),
    [
        (BOWLS, "turn bowls"),
        ("I mend clocks. It gets me up in the morning", "mend clocks"),
        ("i still love to bake bread", "bake bread"),
        ("splicing ropes is my happy place", "splicing ropes"),
    ],
)
def test_a_skill_that_is_loved_is_an_interest_too(words: str, skill: str) -> None:
    found = (heard(words, skill, Kind.SKILL),)

    assert is_loved(words, found[0])
    assert {"skills_experience", "passions_interests"} <= {
        *domains_told(Heard(act="tell", words=words, strengths=found))
    }


@pytest.mark.parametrize(
    ("words", "skill", "holds"),
    [
        ("i do his meds and his meals. My sister keeps me going", "do his meds", Holds.NOW),
        ("i can drive", "drive", Holds.NOW),
        ("i used to turn bowls, that kept me sane", "turn bowls", Holds.PAST),
    ],
)
def test_a_skill_alone_is_no_interest(words: str, skill: str, holds: Holds) -> None:
    found = (replace(heard(words, skill, Kind.SKILL), holds=holds),)

    assert "passions_interests" not in domains_told(Heard(act="tell", words=words, strengths=found))


@pytest.mark.parametrize(
    ("words", "text", "named"),
    [
        ("I've a grown up daughter in Hull", "grown up daughter", "your grown up daughter"),
        ("i have got a brother", "brother", "your brother"),
        ("a friend picks me up", "friend", "a friend"),
    ],
)
def test_somebody_they_have_is_theirs(words: str, text: str, named: str) -> None:
    assert mention(told(words, text, Kind.PERSON).text) == named


@pytest.mark.parametrize(
    ("words", "skill"),
    [
        ("I clean houses and I don't enjoy it", "clean houses"),
        ("I cook for him and I no longer enjoy it", "cook"),
        ("I cook, nothing keeps me going now", "cook"),
        ("I can't say I love ironing", "ironing"),
        ("I do hair, lost everything in the flood", "do hair"),
    ],
)
def test_a_skill_that_is_said_not_to_be_loved_is_no_interest(words: str, skill: str) -> None:
    start = words.index(skill)
    strength = StrengthHeard(kind=Kind.SKILL, text=skill, start=start, end=start + len(skill))

    assert not is_loved(words, strength)
