"""What another wants, and what is only a joke, is no strength to be asked about; what is asked for is found."""

from __future__ import annotations

import pytest

from bot.strengths.acknowledging import acknowledgement
from bot.strengths.agenda import GETTING_THROUGH, STAY_OR_TURN
from bot.strengths.answering import hear_answer, hear_staying
from bot.strengths.contact import Contact, Moment
from bot.strengths.hearing import is_hard
from bot.strengths.keeping import keep, keep_while_staying, place_of
from bot.strengths.library import read_library
from bot.strengths.mentions import mentioned_in
from bot.strengths.naming import mention
from bot.strengths.reflecting import reflect
from bot.strengths.reply import Heard
from bot.strengths.statement import Place, Source
from bot.strengths.staying import next_while_staying
from bot.strengths.strength_heard import Kind, StrengthHeard, Tie
from bot.strengths.whose_strength import of_the_person

LIBRARY = read_library()


def met(words: str) -> str:
    return acknowledgement(Heard(act="tell", words=words, hardship=True), contact=Contact()).response


def strength(kind: Kind, text: str, words: str, tie: Tie | None = None) -> StrengthHeard:
    start = words.index(text)
    return StrengthHeard(kind=kind, text=text, start=start, end=start + len(text), tie=tie)


@pytest.mark.parametrize(
    ("words", "goal"),
    [
        ("Dad's up at 2 with his coat on wanting to go to work, and I'm on shift", "go to work"),
        ("my husband wants to see his brother in Cork", "see his brother"),
        ("she keeps asking to go home and she is home", "go home"),
        ("my lad is trying to get his licence, bless him", "get his licence"),
    ],
)
def test_what_another_wants_is_no_goal_of_the_person(words: str, goal: str) -> None:
    assert of_the_person(words, (strength(Kind.GOAL, goal, words),)) == ()


@pytest.mark.parametrize(
    ("words", "goal"),
    [
        ("I want to go to work", "go to work"),
        ("my wife died and I want to see my brother", "see my brother"),
        ("he shouts but I keep wanting to go home", "go home"),
        ("to go back to bowls with Jim", "go back to bowls"),
        ("my daughter wants me to go to chapel again and so do I", "go to chapel again"),
    ],
)
def test_what_the_person_wants_stays_their_goal(words: str, goal: str) -> None:
    heard = (strength(Kind.GOAL, goal, words),)
    assert of_the_person(words, heard) == heard


@pytest.mark.parametrize(
    ("words", "skill"),
    [
        ("I'd make a cracking waiter these days with these hands", "make a cracking waiter"),
        ("you have to laugh, I could be a painter the way I shake", "be a painter"),
        ("id make a good nurse me", "make a good nurse"),
    ],
)
def test_what_somebody_only_supposes_they_would_be_is_no_skill_and_is_not_said_back(words: str, skill: str) -> None:
    heard = (strength(Kind.SKILL, skill, words),)
    assert of_the_person(words, heard) == ()
    assert skill not in (reflect(words, of_the_person(words, heard)) or "")


@pytest.mark.parametrize(
    ("words", "skill"), [("I'd make a cake for the whole street", "make a cake"), ("I was a waiter", "waiter")]
)
def test_what_somebody_does_or_did_stays_a_skill(words: str, skill: str) -> None:
    heard = (strength(Kind.SKILL, skill, words),)
    assert of_the_person(words, heard) == heard


def test_a_trade_with_an_article_is_named_as_what_somebody_is() -> None:
    assert (mention("a nurse"), mention("an engineer")) == ("being a nurse", "being an engineer")


@pytest.mark.parametrize(
    "words",
    [
        "Vet said ring somebody",
        "My cousin told me to do this",
        "the doctor says get in touch",
        "Wife's cousin said to do this",
    ],
)
def test_who_told_them_to_get_in_touch_is_not_said_back(words: str) -> None:
    assert reflect(words, ()) is None


@pytest.mark.parametrize(
    "words",
    [
        "Our Jack and me had the boat sixty years between us and he went in February and I've not been down to it. "
        "It sits there. I look at it from the van. Doctor said ring somebody.",
        "There were two of us to do the feeding and the fences and the paperwork and now it falls to one and I sit in "
        "the yard of a morning and the dog looks at me and I do not get out of the cab. My niece said ring.",
    ],
)
def test_a_long_story_in_which_something_hard_was_heard_is_never_met_with_a_light_word(words: str) -> None:
    heard = Heard(
        act="tell",
        words=words,
        hardship=True,
        strengths=(StrengthHeard(kind=Kind.INTEREST, text="dog", start=0, end=3),),
    )

    said = acknowledgement(heard, contact=Contact()).response

    assert said.startswith("utter_hard")


def test_a_death_told_softly_is_met_with_sorrow() -> None:
    for words in ("our Jack went in February and I've not been out since", "since he went last spring it's been quiet"):
        assert met(words).startswith("utter_hard_grief")
    for words in ("he went in February to Spain and left me with it all, it is grim", "she went last year on a course"):
        assert not acknowledgement(Heard(act="tell", words=words, hardship=True)).response.startswith(
            "utter_hard_grief"
        )


@pytest.mark.parametrize("words", ["they took my hip out and put another in", "they've taken my gall bladder out"])
def test_an_operation_is_no_theft(words: str) -> None:
    assert met(words).startswith("utter_hard_body")


@pytest.mark.parametrize(
    ("words", "act"),
    [
        ("I want somebody to sit with Dad three nights so I can sleep", "tell"),
        ("we need someone to help her in the bath", "tell"),
        ("I could do with a bit of help with the shopping", "tell"),
        ("A rail by the back step and a kettle that tips", "ask_practical"),
    ],
)
def test_what_somebody_asks_for_stands_under_what_would_help_wherever_it_is_said(words: str, act: str) -> None:
    question = LIBRARY["people_networks.flow"]
    assert place_of(question, Heard(act=act, words=words, strengths=())) is Place.WHAT_WOULD_HELP
    staying = Contact(moment=Moment.STAYING, open_question="staying.more")
    kept = keep_while_staying(staying, Heard(act=act, words=words, strengths=()), "staying.more")
    assert kept.place is Place.WHAT_WOULD_HELP


def test_what_is_asked_for_in_answer_to_another_question_is_not_labelled_with_it() -> None:
    contact = Contact(moment=Moment.EXPLORING, open_question="people_networks.flow", asked=["people_networks.flow"])
    told = keep(
        contact,
        Heard(
            act="tell",
            words="my mate Terry",
            strengths=(strength(Kind.PERSON, "Terry", "my mate Terry", Tie.SUPPORTIVE),),
        ),
        Place.NETWORK_STRENGTH,
        domain="people_networks",
        question="people_networks.who",
    )
    contact.asked_of["people_networks.flow"] = contact.mentions[0]
    words = "A rail by the back step and a kettle that tips. Then I'd be laughing"

    replies = hear_answer(contact, Heard(act="ask_practical", words=words, hardship=False, strengths=()), LIBRARY)

    line = contact.statements[-1]
    assert (line.place, line.domain, line.about) == (Place.WHAT_WOULD_HELP, "what_would_help", None)
    assert told.place is Place.NETWORK_STRENGTH
    assert "laughing" not in str(replies[0])


@pytest.mark.parametrize(
    "words",
    ["nothing helps, I've told you", "what helps me is nothing", "nowt works any more", "there is nothing that helps"],
)
def test_whoever_said_that_nothing_helps_is_not_asked_what_helps_a_little(words: str) -> None:
    contact = Contact(moment=Moment.STAYING, open_question="staying.more")
    contact.keep(words, source=Source.OWN_WORDS, place=Place.HARD_NOW, domain="opening", question="staying.more")

    for heard in range(4):
        contact.keep(
            f"more {heard}", source=Source.OWN_WORDS, place=Place.HARD_NOW, domain="opening", question="staying.more"
        )
        assert next_while_staying(contact, LIBRARY) != "staying.coping"


@pytest.mark.parametrize(
    "words", ["i done a course", "we been to the baths", "my name is abdi", "me name's tom", "i seen it on a poster"]
)
def test_a_name_and_what_would_sound_like_mockery_are_not_said_back(words: str) -> None:
    assert reflect(words, ()) is None


@pytest.mark.parametrize("words", ["My cousin's wife said to do this", "the GP told me to ring"])
def test_being_sent_by_somebody_is_nothing_hard(words: str) -> None:
    assert not is_hard(Heard(act="tell", words=words, hardship=True))


def test_being_sent_by_somebody_takes_nothing_from_what_is_hard() -> None:
    assert is_hard(Heard(act="tell", words="The GP told me to ring, I am so lonely", hardship=True))


def test_whoever_was_asked_what_gets_them_through_is_not_asked_it_again_in_other_words() -> None:
    contact = Contact(moment=Moment.STAYING, open_question="staying.more", asked=[GETTING_THROUGH])

    for told in ("one", "and two", "and three", "and four"):
        contact.keep(told, source=Source.OWN_WORDS, place=Place.HARD_NOW, domain="opening", question="staying.more")
        assert next_while_staying(contact, LIBRARY) != "staying.coping"


@pytest.mark.parametrize(
    ("words", "place", "told_as"),
    [
        ("Thursday is darts at the Legion, only I can't hold the arrows now so I keep score", "Legion", "often"),
        ("every Friday I'm at the mosque, but I can't kneel any more", "mosque", "often"),
        ("Thursdays it was the Legion, I can't get out any more", "Legion", "stopped"),
        ("I went to the mosque every Friday and I can't now", "mosque", "stopped"),
        ("I can't get to the Legion of a Thursday any more", "Legion", "stopped"),
    ],
)
def test_a_place_somebody_still_goes_to_is_not_asked_about_as_if_it_were_over(
    words: str, place: str, told_as: str
) -> None:
    mentioned = mentioned_in(words, (strength(Kind.COMMUNITY, place, words),), "s1", ())

    assert [one.told_as for one in mentioned] == [told_as]


def test_two_words_on_what_somebody_does_are_not_said_back() -> None:
    words = "The lads don't mind. Well Terry minds"

    assert reflect(words, (strength(Kind.PERSON, "Terry", words, Tie.SUPPORTIVE),)) != "Terry minds."


def test_a_picture_ends_a_sentence_as_a_mark_does() -> None:
    words = "mum always in my room \U0001f624 i can do my own cooking and washing. i done a course"
    mum, cooking = strength(Kind.PERSON, "mum", words, Tie.STRAINED), strength(Kind.SKILL, "do my own cooking", words)

    assert reflect(words, (mum, cooking)) == "You can do your own cooking and washing."


@pytest.mark.parametrize(
    "words",
    [
        "This is the third time I have contacted you. I look after my mum and nobody has rung me back",
        "fourth time I've asked, and I am caring for him on my own",
        "No one's got back to us since March",
    ],
)
def test_not_being_rung_back_is_heard_as_that(words: str) -> None:
    assert met(words).startswith("utter_hard_passed_around")


def test_whoever_wants_to_stay_and_says_what_they_ask_for_is_not_turned_to_their_life() -> None:
    contact = Contact(moment=Moment.STAYING, open_question=STAY_OR_TURN, asked=[GETTING_THROUGH, STAY_OR_TURN])
    words = "Stay with this. I want somebody to sit with him at night"

    replies = hear_staying(contact, Heard(act="tell", words=words, hardship=False, strengths=()), LIBRARY)

    assert contact.moment is Moment.STAYING
    assert str(getattr(replies[-1], "question", "")).startswith("staying.")
