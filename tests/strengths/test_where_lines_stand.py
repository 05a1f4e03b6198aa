"""Where lines stand: what somebody came for, their own plan, an offer, a load, and headings that say what is true."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.strengths.agenda import areas_left
from bot.strengths.answering import WHO_FOR, hear_answer
from bot.strengths.came_for import PRACTICAL_MORE
from bot.strengths.contact import Contact, Moment
from bot.strengths.hard_moments import hear_hard_moment
from bot.strengths.hear import hear_anything
from bot.strengths.hearing import is_hard
from bot.strengths.library import DOMAINS, read_library
from bot.strengths.outcomes import Coverage
from bot.strengths.placing import keep_in_place
from bot.strengths.reply import Ask, Heard, Say
from bot.strengths.statement import SOMEONE_ELSE, Holds, Place, Source
from bot.strengths.strength_heard import Kind, StrengthHeard
from bot.strengths.summary import summarise
from bot.strengths.two_voices import THEY_KNOW

LIBRARY = read_library()
SKILLS = next(question.key for question in LIBRARY.openers("skills_experience"))
HOPES = next(question.key for question in LIBRARY.openers("aspirations"))


def exploring(question: str) -> Contact:
    return Contact(moment=Moment.EXPLORING, open_question=question, asked=["permission.turn", question])


def beginning() -> Contact:
    return Contact(moment=Moment.REASON, open_question="opening.reason", asked=["opening.reason"])


@pytest.mark.parametrize(
    "words",
    ["got a letter i cant understand", "i need a new bus pass", "Hello I want a rail by the bath", "one weekend off"],
)
def test_what_somebody_came_for_is_said_back_and_not_asked_for_again(words: str) -> None:
    contact = beginning()

    replies = hear_hard_moment(contact, Heard(act="tell", words=words), LIBRARY)

    assert replies is not None
    assert Say("utter_practical_words", {"words": words}) in replies
    assert [line.place for line in contact.statements] == [Place.WHAT_WOULD_HELP]
    contact.moment = Moment.EXPLORING
    assert "what_would_help" not in areas_left(contact, LIBRARY)


@pytest.mark.parametrize(
    "words", ["letter says my pip stops on the 14th", "need a ramp in 3 days", "form due by friday"]
)
def test_where_a_day_is_named_a_person_is_offered_at_once(words: str) -> None:
    replies = hear_hard_moment(beginning(), Heard(act="tell", words=words), LIBRARY)

    assert replies is not None
    assert replies[-2:] == [Say("utter_time_matters"), Ask(PRACTICAL_MORE)]


def test_a_story_with_a_letter_in_it_stays_a_story() -> None:
    words = f"my husband died in may and since then every letter that comes sits on the mat {'and on ' * 5}"

    assert hear_hard_moment(beginning(), Heard(act="tell", words=words), LIBRARY) is None


def test_a_plan_told_before_it_is_asked_for_is_an_own_idea_and_is_not_asked_for() -> None:
    contact = exploring(HOPES)

    hear_answer(contact, Heard(act="tell", words="same person, Friday to Sunday, every couple of months"), LIBRARY)

    assert contact.statements[0].place is Place.OWN_IDEA
    assert "own_ideas" not in areas_left(contact, LIBRARY)


@pytest.mark.parametrize("question", [HOPES, SKILLS])
def test_an_offer_told_at_any_time_stands_under_what_might_be_shared(question: str) -> None:
    contact = exploring(question)

    hear_answer(contact, Heard(act="tell", words="i could talk to young lads", strengths=()), LIBRARY)

    assert contact.statements[0].place is Place.WOULD_OFFER


@pytest.mark.parametrize(
    ("words", "hardship", "hard"),
    [
        ("Badly. The evenings are the worst", False, True),
        ("no its good. being sober. best thing i ever done", True, False),
        ("its fine but i cant cope", True, True),
        ("my mum died", True, True),
    ],
)
def test_hard_is_hard_whatever_else_was_heard(words: str, hardship: bool, hard: bool) -> None:
    assert is_hard(Heard(act="tell", words=words, hardship=hardship, strengths=())) is hard


@pytest.mark.parametrize(("hardship", "place"), [(True, Place.HARD_NOW), (False, Place.PERSONAL_STRENGTH)])
def test_a_load_told_as_hard_is_shown_as_no_strength(hardship: bool, place: Place) -> None:
    words = "i do her meds n help her shower"
    skill = StrengthHeard(kind=Kind.SKILL, text="help her shower", start=16, end=31, holds=Holds.NOW)
    contact = exploring(SKILLS)

    hear_answer(contact, Heard(act="tell", words=words, hardship=hardship, strengths=(skill,)), LIBRARY)

    assert contact.statements[0].place is place
    if hardship:
        assert contact.mentions == []
        assert "skills_experience" not in contact.statements[0].also


@pytest.mark.parametrize("words", ["writing about my mum", "its for my mum", "It's my mum who isn't safe"])
def test_somebody_for_another_is_asked_whose_voice_it_is_and_heard(words: str) -> None:
    contact = beginning()

    replies = hear_hard_moment(contact, Heard(act="tell", words=words), LIBRARY)

    assert replies is not None
    assert replies[-1] == Ask(WHO_FOR)


@pytest.mark.parametrize(
    "words",
    ["You should be asking about HER", "I'm not lonely, I'm worried sick", "It's my mum who isn't safe", "its for mum"],
)
def test_whoever_says_it_while_that_is_asked_has_answered_and_all_before_gets_their_voice(words: str) -> None:
    contact = Contact(moment=Moment.PERMISSION, open_question=WHO_FOR, asked=["opening.reason", WHO_FOR])
    contact.keep("she keeps falling", source=Source.OWN_WORDS, place=Place.REASON, domain="opening", question="x")

    replies = hear_hard_moment(contact, Heard(act="tell", words=words), LIBRARY)

    assert replies is not None
    assert replies[-1] == Ask(THEY_KNOW)
    assert contact.statements[0].said_by == contact.said_by == SOMEONE_ELSE


def test_half_way_through_it_is_heard_too() -> None:
    contact = exploring(SKILLS)

    hear_hard_moment(contact, Heard(act="tell", words="You should be asking about HER"), LIBRARY)

    assert (contact.said_by, contact.open_question) == (SOMEONE_ELSE, THEY_KNOW)


def test_an_empty_heading_says_told_elsewhere_or_refused_where_that_is_so() -> None:
    contact = exploring(SKILLS)
    contact.keep(
        "my mate Dave takes me",
        source=Source.OWN_WORDS,
        place=Place.REASON,
        domain="opening",
        question="x",
        also=("people_networks",),
    )
    contact.decline("groups_places")

    summary = summarise(contact, DOMAINS, datetime(2026, 3, 2, tzinfo=UTC))

    assert summary.coverage_of(Place.NETWORK_STRENGTH) is Coverage.TALKED_ABOUT
    assert summary.coverage_of(Place.COMMUNITY_STRENGTH) is Coverage.DECLINED
    assert summary.coverage_of(Place.GOAL) is Coverage.NOT_DISCUSSED


def test_words_are_never_lost_by_being_heard_as_telling() -> None:
    contact = exploring(HOPES)

    hear_anything(contact, Heard(act="go_back", words="I said not before ten"), LIBRARY)

    assert contact.statements[0].words == "I said not before ten"


@pytest.mark.parametrize(
    "words", ["my son comes every two weeks", "monday to thursday", "the same person since school"]
)
def test_when_something_happens_is_no_plan(words: str) -> None:
    contact = exploring(HOPES)

    hear_answer(contact, Heard(act="tell", words=words, strengths=()), LIBRARY)

    assert contact.statements[0].place is Place.GOAL


def person(words: str, text: str) -> StrengthHeard:
    start = words.index(text)
    record = {"kind": "person", "text": text, "start": start, "end": start + len(text), "holds": "now"}
    return StrengthHeard.from_record(record | {"role": "other", "tie": "supportive"})


def thing(words: str, text: str, kind: str) -> StrengthHeard:
    start = words.index(text)
    record = {"kind": kind, "text": text, "start": start, "end": start + len(text), "holds": "now"}
    return StrengthHeard.from_record(record)


COPING = next(question.key for question in LIBRARY.openers("coping_exceptions"))
PEOPLE = next(question.key for question in LIBRARY.openers("people_networks"))
PLACES = next(question.key for question in LIBRARY.openers("groups_places"))


@pytest.mark.parametrize(
    ("words", "named"),
    [
        ("its my husband. hes got dementia. hes up all night looking for his mum", "mum"),
        ("my wife cries and I do not know what to say", "my wife"),
        ("my son is in Australia and I am worn out", "my son"),
    ],
)
@pytest.mark.parametrize("question", [COPING, SKILLS])
def test_a_hard_answer_that_only_names_people_is_nothing_that_somebody_is_good_at(
    words: str, named: str, question: str
) -> None:
    contact = exploring(question)
    hear_answer(contact, Heard(act="tell", words=words, hardship=True, strengths=(person(words, named),)), LIBRARY)
    assert contact.statements[-1].place is Place.HARD_NOW


@pytest.mark.parametrize(
    "words",
    [
        "it is so hard, my sister listens to me",
        "I'm worn out, my mate Bill keeps me going",
        "hard days, but Jo rings me",
    ],
)
def test_somebody_who_is_there_on_a_hard_day_keeps_somebody_going(words: str) -> None:
    named = next(name for name in ("my sister", "Bill", "Jo") if name in words)
    contact = exploring(COPING)
    hear_answer(contact, Heard(act="tell", words=words, hardship=True, strengths=(person(words, named),)), LIBRARY)
    assert contact.statements[-1].place is Place.PERSONAL_STRENGTH


@pytest.mark.parametrize(
    ("question", "words", "heard", "domain", "place"),
    [
        (PEOPLE, "I worked in a mill", ("worked in a mill", "skill"), "skills_experience", Place.PERSONAL_STRENGTH),
        (PEOPLE, "bikes", ("bikes", "interest"), "passions_interests", Place.PERSONAL_STRENGTH),
        (PEOPLE, "the bike shop", ("bike shop", "community"), "groups_places", Place.COMMUNITY_STRENGTH),
        (PEOPLE, "my dog", ("dog", "interest"), "people_networks", Place.NETWORK_STRENGTH),
        (PEOPLE, "Sam", ("Sam", "interest"), "people_networks", Place.NETWORK_STRENGTH),
        (PLACES, "my mum", ("mum", "person"), "people_networks", Place.NETWORK_STRENGTH),
        (PLACES, "My mum.", ("mum", "community"), "people_networks", Place.NETWORK_STRENGTH),
        (PLACES, "the library", ("library", "community"), "groups_places", Place.COMMUNITY_STRENGTH),
    ],
)
def test_a_name_of_another_kind_stands_where_it_belongs(
    question: str, words: str, heard: tuple[str, str], domain: str, place: Place
) -> None:
    text, kind = heard
    strength = person(words, text) if kind == "person" else thing(words, text, kind)
    contact = exploring(question)
    replies = hear_answer(contact, Heard(act="tell", words=words, hardship=False, strengths=(strength,)), LIBRARY)
    line = contact.statements[-1]
    assert (line.domain, line.place) == (domain, place)
    if domain != question.partition(".")[0]:
        assert not any(
            isinstance(reply, Ask) and reply.question.startswith("people_networks.flow") for reply in replies
        )


@pytest.mark.parametrize(
    "words",
    [
        "I want a blue badge",
        "i need a stairlift",
        "I\u2019d like meals on wheels please",
        "could do with a cleaner tbh",
        "we are after one of those falls alarms",
        "I just want to get a new wheelchair",
        "I'm looking for a befriender",
    ],
)
@pytest.mark.parametrize("act", ["tell", "ask_practical", "choose"])
@pytest.mark.parametrize("question", [SKILLS, COPING, PEOPLE, PLACES])
def test_a_wish_for_kit_or_a_service_is_nothing_that_somebody_is_good_at(words: str, act: str, question: str) -> None:
    contact = exploring(question)

    hear_answer(contact, Heard(act=act, words=f"I {words}" if words.startswith("could") else words), LIBRARY)

    assert [(line.place, line.domain) for line in contact.statements] == [(Place.WHAT_WOULD_HELP, "what_would_help")]


@pytest.mark.parametrize(
    "words",
    ["I like a good form of the game", "I was a carer for my nan", "I drive the scooter rally", "I fit stairlifts"],
)
def test_whoever_knows_about_kit_or_cares_is_asked_what_they_can_do_and_tells_that(words: str) -> None:
    contact = exploring(SKILLS)

    hear_answer(contact, Heard(act="tell", words=words), LIBRARY)

    assert contact.statements[-1].place is Place.PERSONAL_STRENGTH


@pytest.mark.parametrize(
    ("act", "words"), [("ask_practical", "i want a cleaner"), ("complain", "your buses are never on time")]
)
def test_what_is_told_where_it_is_asked_whether_to_go_on_is_not_lost(act: str, words: str) -> None:
    contact = exploring("asides.carry_on")

    hear_answer(contact, Heard(act=act, words=words), LIBRARY)

    assert [line.words for line in contact.statements] == [words]


@pytest.mark.parametrize("words", ["I want a blue badge", "i need a ramp for my chair"])
def test_a_wish_added_to_the_lines_stands_with_what_would_help(words: str) -> None:
    contact = exploring(SKILLS)

    keep_in_place(
        contact, Heard(act="tell", words=words, hardship=False, strengths=(thing(words, words[-5:], "interest"),)), "x"
    )

    assert contact.statements[-1].place is Place.WHAT_WOULD_HELP


@pytest.mark.parametrize(
    ("question", "words", "text", "kind", "place"),
    [
        (PLACES, "I should like to finish the history of our village", "our village", "community", Place.GOAL),
        (SKILLS, "I want to get back to the choir", "the choir", "community", Place.GOAL),
        (PEOPLE, "I make a good marmalade, won third prize at the show", "marmalade", "skill", Place.PERSONAL_STRENGTH),
        (
            COPING,
            "I'd rather like someone to sit with Margaret on Thursdays",
            "Margaret",
            "interest",
            Place.WHAT_WOULD_HELP,
        ),
        (COPING, "I want someone come sit with him", "sit with him", "skill", Place.WHAT_WOULD_HELP),
    ],
)
def test_what_answers_another_question_stands_where_that_would(
    question: str, words: str, text: str, kind: str, place: Place
) -> None:
    contact = exploring(question)

    hear_answer(contact, Heard(act="tell", words=words, hardship=False, strengths=(thing(words, text, kind),)), LIBRARY)

    assert contact.statements[-1].place is place


@pytest.mark.parametrize("words", ["yes go on", "You may.", "go on then", "by all means"])
def test_leave_to_ask_is_no_answer_and_no_line(words: str) -> None:
    contact = exploring(COPING)

    replies = hear_answer(contact, Heard(act="affirm", words=words), LIBRARY)

    assert contact.statements == []
    assert isinstance(replies[-1], Ask)
