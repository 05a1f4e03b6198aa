"""What people asked, wished and told when they were played against the running program, in several wordings each."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.strengths.about_lines import hear_about_lines
from bot.strengths.answering import hear_staying
from bot.strengths.answers_to_us import hear_asked_of_us
from bot.strengths.asked_of_us import Asked, is_for_another, take_apart
from bot.strengths.contact import Contact, Moment
from bot.strengths.doing_wishes import do_wish, wish_in
from bot.strengths.hard_cues import theme_of
from bot.strengths.hard_moments import hear_hard_moment
from bot.strengths.hearing import asks_of_the_question
from bot.strengths.hearing import is_hard as is_hard_to_hear
from bot.strengths.keeping import keep, keep_while_staying, place_of, reword
from bot.strengths.library import DOMAINS, read_library
from bot.strengths.outcomes import PassedOn
from bot.strengths.placing import keep_in_place
from bot.strengths.plain_wishes import Wish, plain_wish
from bot.strengths.reaching_parts import read_reaching
from bot.strengths.read_back import hear_read_back
from bot.strengths.reply import Ask, Heard, Reply, Say
from bot.strengths.statement import RESIDENT, SOMEONE_ELSE, TYPING_PERSON, Holds, Place, Source
from bot.strengths.strength_heard import Kind, StrengthHeard
from bot.strengths.summary import summarise

LIBRARY = read_library()


def said(replies: list[Reply] | None) -> list[str]:
    return [reply.response for reply in replies or () if isinstance(reply, Say)]


def at_the_lines(moment: Moment = Moment.READ_BACK, question: str = "read_back.check") -> Contact:
    contact = Contact(moment=moment, open_question=question, asked=["opening.reason", "permission.turn"])
    contact.keep("my birds", source=Source.OWN_WORDS, place=Place.REASON, domain="opening", question="opening.reason")
    contact.keep("a long day", source=Source.OWN_WORDS, place=Place.ALSO, domain="opening", question="opening.reason")
    return contact


@pytest.mark.parametrize(
    ("words", "asked"),
    [
        ("what happens if i share nothing", Asked.IF_NOT_SHARED),
        ("what if I don't send it", Asked.IF_NOT_SHARED),
        ("do i have to share it", Asked.IF_NOT_SHARED),
        ("right. so what happens now and when", Asked.WHAT_NEXT),
        ("what happens now with the visit", Asked.WHAT_NEXT),
        ("ok whats next", Asked.WHAT_NEXT),
        ("and if they come round I'll know who to blame. whats the complaints number", Asked.TO_COMPLAIN),
        ("is there a complaints form", Asked.TO_COMPLAIN),
        ("my Lee worries. I don't want Lee told.", Asked.NOT_TO_BE_TOLD),
        ("dont tell my son about the drink", Asked.NOT_TO_BE_TOLD),
        ("And don't let on to our Lee about the fall", Asked.NOT_TO_BE_TOLD),
        ("mum must not find out", Asked.NOT_TO_BE_TOLD),
        ("Will they tell Dad it was me?", Asked.WILL_THEY_BE_TOLD),
        ("are you going to tell my husband", Asked.WILL_THEY_BE_TOLD),
        ("who in the end gets it. the DWP?", Asked.OTHER_BODIES),
        ("does it get passed on to the job centre", Asked.OTHER_BODIES),
        ("do you keep pigeons", Asked.OF_THE_PROGRAM),
        ("are you married", Asked.OF_THE_PROGRAM),
        ("help", Asked.HELP),
        ("please help me", Asked.HELP),
        ("Hello love is this where i get our Denise", Asked.ROBOT),
        ("I said are you our Denise. She put this on my tablet", Asked.ROBOT),
        ("is that you Karen", Asked.ROBOT),
        ("Am I allowed to do that if I'm only next door?", Asked.MAY_I),
        ("not sure if i'm allowed to ask, its about the lady opposite", Asked.MAY_I),
        ("do i have to be family", Asked.MAY_I),
        ("please don't tell him it was me", Asked.NOT_TO_BE_TOLD),
        ("someone should look in but dont tell her I rang you", Asked.NOT_TO_BE_TOLD),
        ("do they know it's me?", Asked.ANONYMOUS),
        ("will the team find out who I am", Asked.ANONYMOUS),
        ("will he know it was me", Asked.WILL_THEY_BE_TOLD),
        ("I do the rota at chapel. You won't be putting me in a home will you", Asked.TAKEN_AWAY),
    ],
)
def test_what_people_asked_is_understood_as_that(words: str, asked: Asked) -> None:
    assert asked in take_apart(Heard(act="tell", words=words)).asked


@pytest.mark.parametrize(
    "words",
    [
        "I don't tell people I am lonely",
        "I don't want him to be told what to do",
        "I don't want to know",
        "I don't want to be told",
        "Nobody told me what happens next",
        "what happens when he falls",
        "What was I saying? Oh the lunch club.",
        "they told my sister",
        "i need help with the shopping",
        "is that our fault",
        "i am not allowed to drive",
        "do they know what it is like",
    ],
)
def test_what_people_tell_is_no_question_of_these(words: str) -> None:
    found = take_apart(Heard(act="tell", words=words)).asked
    assert not {Asked.NOT_TO_BE_TOLD, Asked.WHAT_NEXT, Asked.IF_NOT_SHARED, Asked.OF_THE_PROGRAM} & set(found)


def test_what_happens_next_is_said_as_it_is_before_and_after_sharing() -> None:
    before, after = at_the_lines(), at_the_lines(Moment.SHARED, "sharing.more")
    after.note_passed_on(PassedOn(kind="summary", reference="FD-AAAA-BBBB"))
    heard = Heard(act="tell", words="right. so what happens now and when")

    assert "utter_what_happens_next_before" in said(hear_asked_of_us(before, heard, LIBRARY))
    assert "utter_team_hours" in said(hear_asked_of_us(after, heard, LIBRARY))
    assert len(before.statements) == len(after.statements) == 2


def test_a_question_to_the_program_is_answered_and_is_no_line() -> None:
    contact = at_the_lines()

    assert "utter_i_am_a_program" in said(
        hear_asked_of_us(contact, Heard(act="tell", words="do you keep pigeons"), LIBRARY)
    )
    assert len(contact.statements) == 2


def test_who_is_not_to_be_told_is_promised_and_written_down() -> None:
    contact = at_the_lines()

    replies = hear_asked_of_us(
        contact, Heard(act="tell", words="I had a tumble last week. I don't want Lee told."), LIBRARY
    )

    assert "utter_will_not_tell" in said(replies)
    assert {line.words for line in contact.statements[2:]} == {"I had a tumble last week.", "I don't want Lee told."}


def test_how_to_reach_somebody_safely_is_not_taken_for_that() -> None:
    contact = Contact(moment=Moment.SAFE_CONTACT, open_question="reach.private", reaching_for="summary")
    assert hear_asked_of_us(contact, Heard(act="tell", words="don't tell my husband"), LIBRARY) is None


@pytest.mark.parametrize(
    "words",
    [
        "go on talking",
        "go on then ask your next question",
        "carry on talking please",
        "i said GO ON TALKING not put it in the list",
        "i'm not finished yet",
        "I've more to tell you",
        "go on talking. about the birds",
    ],
)
def test_whoever_wants_to_go_on_talking_at_the_lines_is_asked_the_next_question(words: str) -> None:
    contact = at_the_lines()
    heard = Heard(act="tell", words=words)
    found = wish_in(contact, heard)
    assert found is not None

    replies = do_wish(contact, heard, found, LIBRARY)

    assert said(replies)[0] == "utter_going_on"
    assert contact.moment is Moment.EXPLORING
    assert isinstance(replies[-1], Ask)
    assert len(contact.statements) == 2


def test_a_wish_about_a_line_beside_it_is_done() -> None:
    contact = at_the_lines()
    heard = Heard(act="tell", words="i said go on talking. take 2 out")
    found = wish_in(contact, heard)
    assert found is not None

    assert said(do_wish(contact, heard, found, LIBRARY))[:2] == ["utter_removed", "utter_going_on"]
    assert len(contact.statements) == 1


@pytest.mark.parametrize(
    "words", ["I could go on talking all day about trains", "we talk more now", "keep going", "go on then", "carry on"]
)
def test_other_words_do_not_wish_to_go_on_talking(words: str) -> None:
    found = plain_wish(words)
    assert found is None or found.wish is not Wish.GO_ON


@pytest.mark.parametrize(
    ("words", "theme"),
    [
        ("more hours put back to what they were. you took them you put them back", "taken"),
        ("you lot cut my carers", "taken"),
        ("my visits were stopped by you people", "taken"),
        ("you never ring me back", "not_answered"),
        ("I wrote and nobody got back to me, useless", "not_answered"),
        ("you lot are useless", "other"),
    ],
)
def test_anger_at_what_was_taken_is_heard_as_that(words: str, theme: str) -> None:
    assert theme_of(words) == theme


def test_what_was_told_in_anger_is_not_asked_for_again() -> None:
    question = next(one.key for one in LIBRARY.openers("aspirations"))
    contact = Contact(moment=Moment.EXPLORING, open_question=question, asked=["permission.turn", question])
    heard = Heard(act="complain", words="more hours put back to what they were. you took them you put them back")

    replies = hear_hard_moment(contact, heard, LIBRARY)

    assert replies is not None
    assert said(replies)[0] == "utter_anger_taken"
    assert replies[-1] != Ask(question)


@pytest.mark.parametrize(
    ("open_question", "goes_on"), [("staying.choose", True), ("staying.more", False), ("staying.listening", False)]
)
def test_what_somebody_likes_told_while_staying_stands_as_that(open_question: str, goes_on: bool) -> None:
    contact = Contact(moment=Moment.STAYING, open_question=open_question, asked=["permission.turn", open_question])
    words = "pigeons. thats what gets me up"
    liked = StrengthHeard(kind=Kind.INTEREST, text="pigeons", start=0, end=7, holds=Holds.NOW)

    hear_staying(contact, Heard(act="tell", words=words, hardship=False, strengths=(liked,)), LIBRARY)

    assert (contact.statements[0].place, contact.statements[0].domain) == (
        Place.PERSONAL_STRENGTH,
        "passions_interests",
    )
    assert (contact.moment is Moment.EXPLORING) is goes_on


def test_what_is_hard_told_while_staying_stays_hard() -> None:
    contact = Contact(moment=Moment.STAYING, open_question="staying.choose", asked=["permission.turn"])
    words = "I gave up the choir when he got bad"
    liked = StrengthHeard(kind=Kind.INTEREST, text="choir", start=14, end=19, holds=Holds.PAST)

    hear_staying(contact, Heard(act="tell", words=words, hardship=True, strengths=(liked,)), LIBRARY)

    assert contact.statements[0].place is Place.HARD_NOW
    assert contact.moment is Moment.STAYING


@pytest.mark.parametrize(
    ("words", "is_hard"),
    [
        ("they took 6 hours off me", True),
        ("then they took 6 hours of care off me", True),
        ("the council cut my care", True),
        ("our package was halved", True),
        ("he took my hand", False),
        ("they took the kids to the park", False),
        ("my care home is lovely", False),
    ],
)
def test_help_that_was_taken_away_is_hard(words: str, is_hard: bool) -> None:
    assert is_hard_to_hear(Heard(act="tell", words=words, hardship=False)) is is_hard


@pytest.mark.parametrize(
    "words", ["I'm writing about my dad", "I am getting in touch about our mum", "ringing for my sister"]
)
def test_writing_about_somebody_is_for_another(words: str) -> None:
    assert is_for_another(words)


@pytest.mark.parametrize(
    "words", ["writing about my dad's letter", "I write about my mum in my poems", "I'm writing for myself"]
)
def test_other_writing_is_not(words: str) -> None:
    assert not is_for_another(words)


@pytest.mark.parametrize(
    ("words", "voice"),
    [
        ("I should be there. I feel so guilty. I have two kids and a job.", TYPING_PERSON),
        ("I'm exhausted", TYPING_PERSON),
        ("I feel guilty that he is on his own", SOMEONE_ELSE),
        ("he has lost weight", SOMEONE_ELSE),
    ],
)
def test_how_the_typing_person_is_stands_apart_from_what_they_say_of_the_other(words: str, voice: str) -> None:
    contact = Contact(moment=Moment.STAYING, open_question="staying.more", said_by=SOMEONE_ELSE)
    heard = Heard(act="tell", words=words, hardship=True, strengths=())
    assert keep(contact, heard, Place.HARD_NOW, domain="opening", question="staying.more").said_by == voice
    own = Contact(moment=Moment.STAYING, open_question="staying.more")
    assert keep(own, heard, Place.HARD_NOW, domain="opening", question="staying.more").said_by == RESIDENT


@pytest.mark.parametrize("words", ["what is that", "whats that mean", "what does it mean", "wot is this"])
def test_what_is_that_asks_about_the_question(words: str) -> None:
    assert asks_of_the_question(words)


@pytest.mark.parametrize("words", ["what are you", "what is this thing for", "who is that", "what is the time"])
def test_other_questions_do_not(words: str) -> None:
    assert not asks_of_the_question(words)


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Pat will do, or Mrs Hewson if you're being posh", "Pat"),
        ("just Jim is fine", "Jim"),
        ("Mrs Hewson is fine", "Mrs Hewson"),
        ("that will do", None),
    ],
)
def test_a_name_that_will_do_is_a_name(words: str, name: str | None) -> None:
    assert read_reaching(words, "name").name == name


@pytest.mark.parametrize("words", ["number 2 no", "take 2 out", "2. no", "don't share 2"])
def test_a_wish_about_a_line_is_never_added_as_a_line(words: str) -> None:
    contact = at_the_lines()
    contact.step_aside(Moment.ADDING, "read_back.add")

    replies = hear_about_lines(contact, Heard(act="tell", words=words))

    assert replies and contact.moment is not Moment.ADDING
    assert all("no" not in line.words.split() for line in contact.statements)


@pytest.mark.parametrize("words", ["I live at number 2", "take 9 out", "I have 2 cats", "change 2 buses for town"])
def test_what_is_told_with_a_number_in_it_can_be_added(words: str) -> None:
    contact = at_the_lines()
    contact.step_aside(Moment.ADDING, "read_back.add")

    assert hear_about_lines(contact, Heard(act="tell", words=words)) is None


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (
            "hi, not sure if i'm allowed to do this, its about the old man next door to me",
            "its about the old man next door to me",
        ),
        ("i want someone to check on him but please don't tell him it was me", "i want someone to check on him"),
        ("I want a rail, and don't tell my son", "I want a rail"),
        ("I do the flower rota. You won't put me in a home will you", "I do the flower rota."),
    ],
)
def test_what_is_told_beside_such_a_question_is_kept_without_it(words: str, told: str) -> None:
    message = take_apart(Heard(act="tell", words=words))

    assert message.told is not None
    assert message.told.words == told


@pytest.mark.parametrize(
    ("words", "place"),
    [
        ("I just want to stop here with Chirpy. I can't reach his seed now", Place.GOAL),
        ("all i want is to stay in my own home", Place.GOAL),
        ("I'd like to get back to choir but I am so tired", Place.GOAL),
        ("I want to stop crying", Place.HARD_NOW),
        ("I want it to stop", Place.HARD_NOW),
    ],
)
def test_what_somebody_wants_of_their_life_stands_as_that_while_they_stay_with_what_is_hard(
    words: str, place: Place
) -> None:
    kept = keep_while_staying(
        Contact(moment=Moment.STAYING), Heard(act="tell", words=words, hardship=True), "staying.more"
    )

    assert kept.place is place


@pytest.mark.parametrize("before", ["can i change one.", "I want to change something please.", "one thing to alter,"])
def test_what_only_leads_to_new_words_for_a_line_is_no_line(before: str) -> None:
    contact = at_the_lines()

    replies = hear_about_lines(contact, Heard(act="tell", words=f"{before} 2 should say a good long day"))

    assert "utter_changed" in said(replies)
    assert [line.words for line in contact.statements] == ["my birds", "a good long day"]


def test_a_summary_opens_with_what_matters_what_would_help_and_what_is_hard_before_remarks() -> None:
    contact = Contact()
    for words, place in (
        ("stroke", Place.REASON),
        ("well here I am then", Place.REASON),
        ("I do the flowers at chapel", Place.COMMUNITY_STRENGTH),
        ("I sing a bit too", Place.PERSONAL_STRENGTH),
        ("I can't reach the top shelf", Place.HARD_NOW),
        ("a lower shelf would do", Place.WHAT_WOULD_HELP),
        ("I want to stay in my own home", Place.GOAL),
    ):
        contact.keep(words, source=Source.OWN_WORDS, place=place, domain="opening", question="opening.reason")

    summary = summarise(contact, DOMAINS, datetime(2026, 3, 2, tzinfo=UTC))

    assert [line.words for line in summary.own_words] == [
        "well here I am then",
        "I can't reach the top shelf",
        "a lower shelf would do",
        "I want to stay in my own home",
    ]


def test_one_word_opens_a_summary_where_there_is_no_other() -> None:
    contact = Contact()
    contact.keep("stroke", source=Source.OWN_WORDS, place=Place.REASON, domain="opening", question="opening.reason")

    assert [line.words for line in summarise(contact, DOMAINS, datetime(2026, 3, 2, tzinfo=UTC)).own_words] == [
        "stroke"
    ]


@pytest.mark.parametrize("words", ["last year", "two years ago", "2019"])
def test_a_time_that_is_past_is_nothing_that_somebody_wants(words: str) -> None:
    question = next(one for one in LIBRARY.openers("aspirations") if one.place is Place.GOAL)

    assert place_of(question, Heard(act="tell", words=words)) is Place.ALSO
    assert place_of(question, Heard(act="tell", words=f"to sing as I did {words}")) is not Place.ALSO


@pytest.mark.parametrize("words", ["I want to stay in my own home", "all i want is to get back to choir"])
def test_what_is_wanted_stands_as_that_when_it_is_added_or_put_in_other_words(words: str) -> None:
    contact = at_the_lines()
    keep_in_place(contact, Heard(act="tell", words=words, hardship=True), "read_back.add")
    reword(contact, contact.statements[1].id, Heard(act="tell", words=words, hardship=True))

    assert [line.place for line in contact.statements[1:]] == [Place.GOAL, Place.GOAL]


@pytest.mark.parametrize(
    ("typed", "title"),
    [
        ("Joyce and Chirpy lol", "Joyce and Chirpy"),
        ("Me haha 😂", "Me"),
        ("The X files", "The X files"),
        ("lol", "lol"),
    ],
)
def test_a_title_is_kept_without_the_laughter(typed: str, title: str) -> None:
    contact = at_the_lines(question="read_back.title")

    hear_read_back(contact, Heard(act="tell", words=typed), LIBRARY)

    assert contact.title == title


@pytest.mark.parametrize("words", ["stroke", "Stroke last year", "had a stroke", "cancer", "i had a fall in february"])
def test_an_illness_in_few_words_is_hard_whatever_was_understood(words: str) -> None:
    assert is_hard_to_hear(Heard(act="tell", words=words, hardship=False, strengths=()))


@pytest.mark.parametrize("words", ["a stroke of luck", "I ran the cancer shop", "a fall of snow", "breast stroke"])
def test_such_a_word_beside_others_is_left_to_the_understanding(words: str) -> None:
    assert not is_hard_to_hear(Heard(act="tell", words=words, hardship=False, strengths=()))
