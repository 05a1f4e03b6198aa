"""What is asked next, as a table of situations: what was said so far, and what a good listener would ask now."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pytest

from bot.strengths.agenda import (
    BEFORE_ANY_NEED,
    CHECK_IN,
    GETTING_THROUGH,
    LEADS_TO,
    MAY_MATTER,
    MOST_AREAS,
    SPEAK_OF_NEED,
    choose_next,
    remaining,
)
from bot.strengths.answering import begin, hear_answer, hear_permission, hear_reason, hear_staying
from bot.strengths.contact import Contact, Moment
from bot.strengths.library import read_library
from bot.strengths.mentions import Mention
from bot.strengths.reply import Ask, Heard, Reply, Say
from bot.strengths.statement import Place, Source
from bot.strengths.strength_heard import Kind, StrengthHeard

LIBRARY = read_library()
HEAR: dict[Moment, Callable[[Contact, Heard, object], list[Reply]]] = {
    Moment.REASON: hear_reason,
    Moment.PERMISSION: hear_permission,
    Moment.STAYING: hear_staying,
    Moment.EXPLORING: hear_answer,
}


def told(words: str, *marked: str, hard: bool = False, act: str = "tell") -> Heard:
    """Words as they were understood; what is marked is written as "allotment: community"."""
    strengths = []
    for mark in marked:
        text, _, kind = mark.partition(": ")
        kind, _, more = kind.partition(", ")
        person = {"role": "somebody", "tie": more or "unclear"} if kind == "person" else {}
        holds = more if more in ("past", "denied") else "now"
        start = words.index(text)
        record = {"kind": kind, "text": text, "start": start, "end": start + len(text), "holds": holds}
        strengths.append(StrengthHeard.from_record(record | person))
    return Heard(act=act, words=words, hardship=hard, strengths=tuple(strengths))


def said(*messages: Heard) -> tuple[Contact, list[Reply]]:
    """A conversation in which these were said, one after another, and the latest reply."""
    contact = Contact()
    replies = begin(contact)
    for message in messages:
        replies = HEAR[contact.moment](contact, message, LIBRARY)
    return contact, replies


def asked(replies: list[Reply]) -> str:
    return next(reply.question for reply in replies if isinstance(reply, Ask))


YES = told("yes", act="affirm")
AS_IT_IS = told("it is fine as it is", act="decline")
PLAIN = told("i'd like to know what there is", hard=False)


@dataclass(frozen=True)
class Situation:
    name: str
    messages: tuple[Heard, ...]
    domain: str = ""
    key: str = ""
    it: str | None = None


SITUATIONS = (
    Situation("leave to turn is asked for when nothing hard was said", (PLAIN,), key="permission.turn"),
    Situation(
        "how they get through comes first when it is hard", (told("i'm worn out", hard=True),), key=GETTING_THROUGH
    ),
    Situation(
        "leave is asked for once they said how they get through",
        (told("i'm worn out", hard=True), told("the radio")),
        key="permission.turn",
    ),
    Situation(
        "when the second answer is hard as well they choose whether to stay with it",
        (told("i'm worn out", hard=True), told("i don't, i just cry", hard=True)),
        key="staying.choose",
    ),
    Situation("goals open the rest", (PLAIN, YES, AS_IT_IS), domain="aspirations"),
    Situation(
        "what was volunteered comes first, and is asked about in their words",
        (told("it's about the bus to my allotment", "allotment: community"), YES, AS_IT_IS),
        domain="groups_places",
        it="allotment",
    ),
    Situation(
        "something mentioned in passing is asked about once",
        (PLAIN, YES, AS_IT_IS, told("walk the coast path like i did with the ramblers", "ramblers: community")),
        domain="groups_places",
        it="ramblers",
    ),
    Situation(
        "a harmful tie is no subject for a friendly question",
        (PLAIN, YES, AS_IT_IS, told("i want my brother to leave me be", "brother: person, harmful")),
        domain="skills_experience",
    ),
    Situation(
        "what was given up is not asked about as if it were there",
        (PLAIN, YES, AS_IT_IS, told("i used to swim", "swim: interest, past")),
        domain="skills_experience",
    ),
    Situation(
        "something hard in an answer is followed by how they get through, not by the next question",
        (PLAIN, YES, AS_IT_IS, told("nothing, it's all gone since the stroke", hard=True)),
        key=GETTING_THROUGH,
    ),
)


@pytest.mark.parametrize("situation", SITUATIONS, ids=lambda each: each.name)
def test_what_comes_next(situation: Situation) -> None:
    contact, replies = said(*situation.messages)

    key = asked(replies)
    if situation.key:
        assert key == situation.key
    if situation.domain:
        assert key.partition(".")[0] == situation.domain
    assert (situation.it or "") in (contact.asked_of[key].text if key in contact.asked_of else "")


@pytest.mark.parametrize("situation", SITUATIONS, ids=lambda each: each.name)
def test_every_reply_hears_before_it_asks(situation: Situation) -> None:
    _, replies = said(*situation.messages)

    assert isinstance(replies[0], Say)
    assert sum(isinstance(reply, Ask) for reply in replies) == 1


def talk(answer: Callable[[str], Heard], *, turns: int = 40) -> Contact:
    """A conversation in which every question gets an answer, until the read-back."""
    contact, _ = said(PLAIN, YES, AS_IT_IS)
    for _ in range(turns):
        if contact.moment not in HEAR:
            break
        HEAR[contact.moment](contact, answer(contact.open_question or ""), LIBRARY)
    return contact


def plainly(key: str) -> Heard:
    return told(f"something about {key.replace('.', ' ')}")


def richly(key: str) -> Heard:
    kinds = {
        "aspirations": "see the sea: goal",
        "skills_experience": "baking: skill",
        "passions_interests": "brass bands: interest",
        "people_networks": "our Karen: person, supportive",
        "groups_places": "chapel: community",
    }
    domain = key.partition(".")[0]
    mark = kinds.get(domain, "whittling: interest")
    return told(f"well there is {mark.partition(':')[0]}", mark)


def areas(contact: Contact) -> list[str]:
    domains = [key.partition(".")[0] for key in contact.asked]
    return [domain for domain in dict.fromkeys(domains) if domain in (*BEFORE_ANY_NEED, *MAY_MATTER)]


@pytest.mark.parametrize("answer", [plainly, richly], ids=["plain", "rich"])
def test_three_to_six_areas_of_life_are_spoken_of_and_goals_skills_and_people_are_among_them(
    answer: Callable[[str], Heard],
) -> None:
    opened = areas(talk(answer))

    assert set(BEFORE_ANY_NEED) <= set(opened)
    assert 3 <= len(opened) <= MOST_AREAS + 1


@pytest.mark.parametrize("answer", [plainly, richly], ids=["plain", "rich"])
def test_nothing_of_need_is_asked_before_goals_skills_and_people_were_offered(answer: Callable[[str], Heard]) -> None:
    domains = [key.partition(".")[0] for key in talk(answer).asked]

    first_need = min(domains.index(domain) for domain in SPEAK_OF_NEED if domain in domains)
    assert all(domains.index(domain) < first_need for domain in BEFORE_ANY_NEED)


@pytest.mark.parametrize("answer", [plainly, richly], ids=["plain", "rich"])
def test_no_question_is_asked_twice_and_the_conversation_ends(answer: Callable[[str], Heard]) -> None:
    contact = talk(answer)

    assert len(contact.asked) == len(set(contact.asked))
    assert contact.moment is Moment.READ_BACK
    assert CHECK_IN in contact.asked
    assert contact.asked.index(CHECK_IN) < min(
        index for index, key in enumerate(contact.asked) if key.partition(".")[0] in LEADS_TO
    )


def test_what_a_person_could_do_is_followed_by_what_others_should_do() -> None:
    contact = talk(plainly)

    loads = [key for key in contact.asked if LIBRARY[key].asks_of == "person"]
    for key in loads:
        assert LIBRARY[key].partner in contact.asked


def test_how_much_is_left_grows_smaller_and_ends_at_nothing() -> None:
    contact, _ = said(PLAIN, YES, AS_IT_IS)
    left = []
    for _ in range(40):
        if contact.moment not in HEAR:
            break
        left.append(remaining(contact, LIBRARY))
        HEAR[contact.moment](contact, plainly(contact.open_question or ""), LIBRARY)

    assert left == sorted(left, reverse=True)
    assert left[-1] == 0


def test_a_line_taken_out_takes_what_it_mentioned_with_it() -> None:
    contact, _ = said(told("it's about the bus to my allotment", "allotment: community"))
    contact.remove(contact.statements[0].id)

    assert contact.mentions == []
    found = choose_next(contact, LIBRARY)
    assert found is not None
    assert found.about is None


def test_a_contact_that_began_before_mentions_were_kept_goes_on() -> None:
    contact, _ = said(told("it's about the bus to my allotment", "allotment: community"))
    record = contact.to_record()
    for name in ("mentions", "asked_of", "hard_in_a_row"):
        del record[name]

    assert Contact.from_record(record).mentions == []


def test_what_is_mentioned_is_kept_with_the_contact() -> None:
    contact, _ = said(told("it's about the bus to my allotment", "allotment: community"), YES)

    assert Contact.from_record(contact.to_record()) == contact


def _told_who(words: str, *pieces: str) -> Contact:
    contact = Contact(moment=Moment.EXPLORING, open_question="people_networks.who")
    contact.asked = ["opening.reason", "permission.turn", "people_networks.who"]
    line = contact.keep(
        words,
        source=Source.OWN_WORDS,
        place=Place.NETWORK_STRENGTH,
        domain="people_networks",
        question="people_networks.who",
        pieces=pieces,
    )
    contact.mentions = [Mention(kind=Kind.PERSON, text=piece, line=line.id) for piece in pieces]
    return contact


def test_nobody_is_asked_about_them_who_named_nobody() -> None:
    found = choose_next(_told_who("I would sooner not go into that, it is the steps that bother me"), read_library())

    assert found is not None
    assert found.question.domain != "people_networks"


def test_of_several_people_one_is_asked_about_by_name() -> None:
    found = choose_next(_told_who("my gran. Tash", "my gran", "Tash"), read_library())

    assert found is not None
    assert found.about is not None
    assert found.about.text == "my gran"


def test_of_one_person_it_is_asked_which_way_the_help_goes() -> None:
    found = choose_next(_told_who("my gran mostly", "my gran"), read_library())

    assert found is not None
    assert found.question.key == "people_networks.flow"


def test_whom_help_was_asked_of_as_them_is_not_asked_about_once_more_by_name() -> None:
    contact = Contact(moment=Moment.EXPLORING, asked=["people_networks.flow"], open_question="people_networks.wish")
    contact.keep("Jo and her mum", source=Source.OWN_WORDS, place=Place.NETWORK_STRENGTH, domain="people_networks",
                 question="people_networks.who")  # fmt: skip
    contact.mentions = [Mention(kind=Kind.PERSON, text="her mum", line="s1")]

    found = choose_next(contact, LIBRARY)

    assert found is None or found.about is None


def test_nobody_is_asked_what_two_do_for_each_other_once_harm_was_told() -> None:
    contact = Contact(moment=Moment.EXPLORING, voiced=["domestic_abuse"], asked=["permission.turn"])
    contact.keep("my husband is here all day", source=Source.OWN_WORDS, place=Place.REASON, domain="opening",
                 question="opening.reason")  # fmt: skip
    contact.mentions = [Mention(kind=Kind.PERSON, text="my husband", line="s1")]

    found = choose_next(contact, LIBRARY)

    assert found is not None
    assert found.about is None


def test_what_somebody_came_for_is_that_wherever_they_say_it() -> None:
    contact = Contact(moment=Moment.EXPLORING, open_question="aspirations.more_of")

    hear_answer(contact, told("right, it's about my shopping"), LIBRARY)

    assert contact.statements[-1].place is Place.REASON


@pytest.mark.parametrize(
    ("question", "words", "mark"),
    [
        ("people_networks.who", "walk", "walk: goal"),
        ("people_networks.flow", "river", "river: interest"),
        ("people_networks.feel", "cake", "cake: skill"),
    ],
)
def test_a_thing_named_where_people_were_asked_about_is_nobody_and_is_not_asked_about_as_them(
    question: str, words: str, mark: str
) -> None:
    contact = Contact(moment=Moment.EXPLORING, open_question=question, asked=["permission.turn", question])

    replies = hear_answer(contact, told(words, mark), LIBRARY)

    assert contact.statements[-1].place is not Place.NETWORK_STRENGTH
    assert not asked(replies).startswith(("people_networks.flow", "people_networks.feel", "people_networks.wish"))


def test_a_name_where_people_were_asked_about_is_somebody() -> None:
    contact = Contact(moment=Moment.EXPLORING, open_question="people_networks.who", asked=["permission.turn"])

    hear_answer(contact, told("Dave", "Dave: person"), LIBRARY)

    assert contact.statements[-1].place is Place.NETWORK_STRENGTH
