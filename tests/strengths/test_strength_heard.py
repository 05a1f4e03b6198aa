"""What the understanding heard decides how we answer and what is drawn; the words stay as they were typed."""

from __future__ import annotations

import pytest

from bot.strengths.acknowledging import acknowledgement, hard_responses
from bot.strengths.agenda import next_question
from bot.strengths.answering import begin, hear_answer, hear_reason, hear_staying
from bot.strengths.changing import hear_change
from bot.strengths.circles import circles
from bot.strengths.closing import shared
from bot.strengths.contact import Contact, Moment
from bot.strengths.hearing import domains_told, is_hard, told_by
from bot.strengths.in_danger import after_danger, ask_about
from bot.strengths.library import read_library
from bot.strengths.outcomes import Coverage
from bot.strengths.read_back import hear_addition, hear_read_back
from bot.strengths.reply import Heard, Say
from bot.strengths.safety import Safety, Tier
from bot.strengths.statement import Flow, Holds, Place, Source, Statement, TieQuality
from bot.strengths.strength_heard import (
    Kind,
    StrengthHeard,
    Strengths,
    Tie,
    domains_heard,
    holds_heard,
    tie_heard,
)
from bot.strengths.undoing import undo

LIBRARY = read_library()
PEOPLE, WHO = "people_networks", "people_networks.who"


def strength(marked: str) -> StrengthHeard:
    """A strength written as "sister: person, past, supportive"."""
    text, _, marks = marked.partition(": ")
    kind, *more = marks.split(", ")
    holds = next((mark for mark in more if mark in tuple(Holds)), "now")
    tie = next((mark for mark in more if mark in tuple(Tie)), "unclear")
    record = {"kind": kind, "text": text, "start": 0, "end": len(text), "holds": holds}
    return StrengthHeard.from_record(record | ({"role": "somebody", "tie": tie} if kind == "person" else {}))


def strengths(*marked: str) -> Strengths:
    return tuple(strength(each) for each in marked)


def heard(words: str, *marked: str, act: str = "tell", hardship: bool | None = False) -> Heard:
    return Heard(act=act, words=words, hardship=hardship, strengths=strengths(*marked))


def at(question: str) -> Contact:
    return Contact(
        moment=Moment.EXPLORING, open_question=question, asked=["opening.reason", "permission.turn", question]
    )


def kept(question: str, words: str, *marked: str, act: str = "tell") -> Statement:
    contact = at(question)
    hear_answer(contact, heard(words, *marked, act=act), LIBRARY)
    (line,) = contact.statements
    assert line.words == words
    return line


# --- what was written by the understanding


def test_a_strength_is_read_from_its_record() -> None:
    record = {
        "kind": "person",
        "text": "our Jo",
        "start": 3,
        "end": 9,
        "holds": "past",
        "role": "niece",
        "tie": "strained",
    }

    assert StrengthHeard.from_record(record) == StrengthHeard(
        kind=Kind.PERSON, text="our Jo", start=3, end=9, holds=Holds.PAST, role="niece", tie=Tie.STRAINED
    )


def test_only_people_have_a_role_and_a_tie_and_a_tie_not_told_is_unclear() -> None:
    assert (strength("judo: interest").role, strength("judo: interest").tie) == (None, None)
    told_nothing = StrengthHeard.from_record({"kind": "person", "text": "Jo", "start": 0, "end": 2, "holds": "now"})
    assert (told_nothing.role, told_nothing.tie) == (None, Tie.UNCLEAR)


@pytest.mark.parametrize(
    "wrong", [{"kind": "diagnosis"}, {"holds": "perhaps"}, {"start": "here"}, {"kind": "person", "tie": "lukewarm"}]
)
def test_a_record_that_is_none_of_ours_is_refused(wrong: dict[str, str]) -> None:
    with pytest.raises(ValueError, match=r"."):
        StrengthHeard.from_record({"kind": "skill", "text": "x", "start": 0, "end": 1, "holds": "now"} | wrong)


# --- what is hard (STU-1)


def test_hardship_that_was_heard_is_acknowledged_where_no_cue_would_show_it() -> None:
    said = heard("they moved him to a home forty miles off", hardship=True)

    assert acknowledgement(said).response in hard_responses()
    assert acknowledgement(Heard(act="tell", words=said.words)).response not in hard_responses()


def test_no_hardship_that_was_heard_outweighs_a_cue() -> None:
    said = heard("i was a funeral director, happy days", hardship=False)

    assert not is_hard(said)
    assert is_hard(Heard(act="tell", words=said.words)), "the cue would say so"


@pytest.mark.parametrize("words", ["telly", "Fine.", "knitting", "bus", "no", "nobody", "mornings"])
def test_one_neutral_word_is_never_pitied(words: str) -> None:
    said = heard(words, hardship=True)

    assert not is_hard(said)
    assert acknowledgement(said).response not in hard_responses()


@pytest.mark.parametrize("words", ["Lonely.", "exhausted", "divorce", "tired", "grief", "\N{CRYING FACE}", "worse"])
def test_one_word_that_says_something_hard_is_acknowledged(words: str) -> None:
    assert is_hard(heard(words, hardship=True))


@pytest.mark.parametrize("hardship", [True, False])
def test_what_is_hard_is_kept_under_what_is_hard(hardship: bool) -> None:
    contact = Contact(moment=Moment.STAYING, open_question="staying.more")

    hear_staying(contact, heard("every day is the same four walls", hardship=hardship), LIBRARY)

    assert contact.statements[0].place is (Place.HARD_NOW if hardship else Place.REASON)


def test_where_nobody_listened_the_cues_decide() -> None:
    assert is_hard(Heard(act="tell", words="im at my wits end"))
    assert not is_hard(Heard(act="tell", words="a letter came"))


# --- what was volunteered


def test_the_areas_of_life_spoken_of_are_those_of_what_was_heard() -> None:
    told = strengths(
        "see Ireland: goal", "weld: skill, past", "judo: interest", "our Jo: person", "the Legion: community"
    )

    assert domains_heard(told) == (
        "aspirations", "skills_experience", "passions_interests", "people_networks", "groups_places",
    )  # fmt: skip


def test_what_is_denied_is_not_spoken_of() -> None:
    assert domains_heard(strengths("family: person, denied", "bingo: interest, denied")) == ()


@pytest.mark.parametrize("tie", ["harmful", "strained"])
def test_somebody_who_does_harm_was_spoken_of_all_the_same(tie: str) -> None:
    assert domains_heard(strengths(f"my ex: person, {tie}")) == (PEOPLE,)


def test_cues_are_not_asked_once_the_understanding_has_looked() -> None:
    words = "no i dont go to church and i have no family, not my sister, nobody"

    assert domains_told(heard(words, "church: community, denied", "family: person, denied")) == ()
    assert domains_told(Heard(act="tell", words=words)) == ("people_networks", "groups_places"), "the cues would say so"


def test_who_was_volunteered_is_asked_about_by_name_and_not_as_if_unsaid() -> None:
    contact = Contact()
    begin(contact)
    hear_reason(contact, heard("the twins' dad left and Bev opposite has been a star", "Bev opposite: person"), LIBRARY)
    contact.asked += ["aspirations.more_of", "good_day.recent", "skills_experience.learned", "passions_interests.time"]

    question = next_question(contact, LIBRARY)

    assert question is not None
    assert (question.domain, question.asks_more_of) == (PEOPLE, "person")
    assert contact.coverage(PEOPLE) is Coverage.TALKED_ABOUT


def test_who_was_denied_is_asked_about_as_ever_and_is_nowhere_a_strength() -> None:
    contact = Contact()
    begin(contact)
    hear_reason(contact, heard("no family round here", "family: person, denied"), LIBRARY)
    contact.asked += ["aspirations.more_of", "good_day.recent", "skills_experience.learned", "passions_interests.time"]

    question = next_question(contact, LIBRARY)

    assert question is not None
    assert question.key == WHO
    assert contact.coverage(PEOPLE) is Coverage.NOT_DISCUSSED
    assert circles(contact.statements).all == ()


# --- what is kept of an answer


@pytest.mark.parametrize(
    ("domain", "marked", "holds"),
    [
        (PEOPLE, ["husband: person, denied", "kids: person, denied"], Holds.DENIED),
        (PEOPLE, ["mam: person, past", "dad: person, past"], Holds.PAST),
        (PEOPLE, ["mam: person, past", "our Jo: person"], Holds.NOW),
        (PEOPLE, ["husband: person, denied", "our Jo: person"], Holds.NOW),
        (PEOPLE, ["husband: person, denied", "mam: person, past"], Holds.PAST),
        (PEOPLE, ["husband: person, denied", "judo: interest"], Holds.DENIED),
        (PEOPLE, ["judo: interest, past"], None),
        (PEOPLE, [], None),
        ("skills_experience", ["cook: skill, denied", "roses: interest"], Holds.NOW),
        ("passions_interests", ["bingo: interest, denied"], Holds.DENIED),
        ("groups_places", ["bingo: interest, denied"], Holds.DENIED),
        ("groups_places", ["the Legion: community, past"], Holds.PAST),
        ("aspirations", ["own flat: goal, denied"], Holds.DENIED),
        ("aspirations", ["bingo: interest, denied"], None),
        ("coping_exceptions", ["mam: person, past"], None),
        ("coping_exceptions", ["mates: person, denied"], Holds.DENIED),
        ("coping_exceptions", ["mates: person, denied", "judo: interest"], None),
        ("would_offer", ["cook: skill, denied"], None),
        ("opening", ["family: person, denied"], None),
    ],
)
def test_whether_it_holds_is_heard_in_the_answer_to_that_very_question(
    domain: str, marked: list[str], holds: Holds | None
) -> None:
    assert holds_heard(strengths(*marked), domain) is holds


@pytest.mark.parametrize(
    ("domain", "marked", "quality"),
    [
        (PEOPLE, ["my ex: person, harmful"], TieQuality.HARMFUL),
        (PEOPLE, ["my ex: person, harmful, past"], TieQuality.HARMFUL),
        (PEOPLE, ["our lad: person, strained"], TieQuality.STRAINED),
        (PEOPLE, ["our lad: person, strained", "my ex: person, harmful"], TieQuality.HARMFUL),
        (PEOPLE, ["my ex: person, harmful", "husband: person, denied"], TieQuality.HARMFUL),
        (PEOPLE, ["my ex: person, harmful", "our Jo: person, supportive"], None),
        (PEOPLE, ["my ex: person, harmful", "our Jo: person"], None),
        (PEOPLE, ["my ex: person, harmful, denied"], None),
        (PEOPLE, ["my ex: person, harmful", "judo: interest"], TieQuality.HARMFUL),
        ("groups_places", ["my ex: person, harmful"], TieQuality.HARMFUL),
        ("groups_places", ["my ex: person, harmful", "the Legion: community"], None),
        ("groups_places", ["my ex: person, harmful", "judo: interest"], None),
        ("aspirations", ["my ex: person, harmful"], None),
        ("coping_exceptions", ["my ex: person, harmful"], None),
    ],
)
def test_a_tie_hurts_when_every_tie_told_of_does(domain: str, marked: list[str], quality: TieQuality | None) -> None:
    assert tie_heard(strengths(*marked), domain) is quality


@pytest.mark.parametrize(
    ("question", "words", "marked"),
    [
        (WHO, "not got a soul round here, no family", "family: person, denied"),
        (WHO, "my ex, worst luck, he wont leave me be", "my ex: person, harmful"),
        (WHO, "our lad but we dont speak", "our lad: person, strained"),
        ("passions_interests.time", "cant stand bingo", "bingo: interest, denied"),
        ("skills_experience.learned", "cant cook for toffee", "cook: skill, denied"),
        ("groups_places.at_home", "i wouldnt be seen dead in the Legion", "the Legion: community, denied"),
        ("groups_places.at_home", "nowhere he wont follow me, my ex", "my ex: person, harmful"),
    ],
)
def test_what_is_denied_or_hurts_keeps_its_words_and_is_never_drawn(question: str, words: str, marked: str) -> None:
    line = kept(question, words, marked)

    assert not line.is_strength
    assert circles([line]).all == ()
    assert Statement.from_record(line.to_record()) == line


def test_what_was_is_drawn_as_past() -> None:
    (drawn,) = circles([kept(WHO, "there was my mam", "my mam: person, past")]).all

    assert drawn.past


def test_a_mixed_answer_stays_one_line_that_is_drawn() -> None:
    line = kept(WHO, "my ex is a pig but our Jo is gold", "my ex: person, harmful", "our Jo: person, supportive")

    assert (line.holds, line.quality, line.is_strength) == (Holds.NOW, None, True)


def test_an_answer_taken_for_a_no_holds_if_somebody_was_heard_in_it() -> None:
    assert kept("people_networks.more", "no just our Jo", "our Jo: person", act="deny").holds is Holds.NOW
    assert kept("people_networks.more", "i havent got anybody else", act="deny").holds is Holds.DENIED


def test_an_answer_that_says_nothing_is_there_does_whatever_was_heard() -> None:
    assert kept(WHO, "nobody", "nobody: person").holds is Holds.DENIED


def test_a_chosen_answer_is_what_its_button_says_whatever_was_heard() -> None:
    contact = at(WHO)
    pressed = Heard(act="choose", words="Family", choice=f"{WHO}.family", strengths=strengths("Family: person, denied"))

    hear_answer(contact, pressed, LIBRARY)

    assert (contact.statements[0].holds, contact.statements[0].source) == (Holds.NOW, Source.CHOSEN_OPTION)


def test_what_a_line_tells_without_an_understanding_is_what_the_cues_tell() -> None:
    said = Heard(act="tell", words="i can bake, and my sister is next door")

    assert told_by(said, "skills_experience") == {"holds": Holds.NOW, "also": (PEOPLE,), "pieces": ()}


# --- what follows


@pytest.mark.parametrize("tie", ["harmful", "strained"])
def test_of_a_tie_that_hurts_nobody_is_asked_which_way_help_goes_and_how_it_feels(tie: str) -> None:
    contact = at(WHO)

    hear_answer(contact, heard("my ex", f"my ex: person, {tie}"), LIBRARY)

    assert contact.open_question is not None
    assert not contact.open_question.startswith(PEOPLE)


def test_what_is_chosen_about_a_tie_goes_to_the_lines_that_do_not_say_that_it_hurts() -> None:
    contact = at(WHO)
    hear_answer(contact, heard("my ex", "my ex: person, harmful"), LIBRARY)
    contact.open_question = "people_networks.more"
    hear_answer(contact, heard("our Jo", "our Jo: person"), LIBRARY)
    assert contact.open_question == "people_networks.flow"

    for choice in ("flow.to_me", "feel.good"):
        hear_answer(contact, Heard(act="choose", words=choice, choice=f"{PEOPLE}.{choice}"), LIBRARY)

    ex, jo = contact.statements
    assert (ex.quality, ex.flow) == (TieQuality.HARMFUL, None)
    assert (jo.quality, jo.flow, jo.tie_is_heard) == (TieQuality.STRONG, Flow.TO_ME, False)


def test_a_hope_that_was_denied_or_is_over_is_not_what_the_conversation_ends_on() -> None:
    contact = at("aspirations.more_of")
    hear_answer(contact, heard("not a care home", "care home: goal, denied"), LIBRARY)
    hear_answer(contact, heard("wanted to sing once", "sing: goal, past"), LIBRARY)

    replies = shared(contact, "FD-1", 1, repeated=False)

    assert all(reply.response != "utter_end_on_hope" for reply in replies if isinstance(reply, Say))


# --- a line that is changed


def hurting() -> Contact:
    contact = at(WHO)
    hear_answer(contact, heard("my ex, he scares me", "my ex: person, harmful"), LIBRARY)
    contact.line, contact.moment = "s1", Moment.CHANGING
    return contact


def changed(contact: Contact, said: Heard) -> Statement:
    hear_change(contact, said, LIBRARY)
    return contact.statements[0]


def test_new_words_are_heard_anew() -> None:
    line = changed(hurting(), heard("our Jo", "our Jo: person"))

    assert (line.words, line.quality, line.is_strength) == ("our Jo", None, True)


def test_new_words_that_nobody_listened_to_do_not_turn_a_tie_that_hurts_into_a_strength() -> None:
    assert not changed(hurting(), Heard(act="tell", words="him")).is_strength


def test_how_a_tie_feels_is_the_persons_to_choose_and_new_words_do_not_take_it_back() -> None:
    contact = hurting()
    contact.alter("s1", quality=TieQuality.STRAINED, tie_is_heard=False)

    line = changed(contact, heard("our Dave", "our Dave: person"))

    assert (line.quality, line.is_strength) == (TieQuality.STRAINED, False)


@pytest.mark.parametrize(
    ("before", "added", "holds", "drawn"),
    [
        (heard("nobody"), heard("its quiet"), Holds.DENIED, False),
        (heard("nobody"), heard("our Jo", "our Jo: person"), Holds.NOW, True),
        (heard("nobody"), heard("my ex", "my ex: person, harmful"), Holds.NOW, False),
        (heard("my mam", "my mam: person, past"), heard("she was lovely"), Holds.PAST, True),
        (heard("my mam", "my mam: person, past"), heard("our Jo", "our Jo: person"), Holds.NOW, True),
        (heard("our Jo", "our Jo: person"), heard("no kids", "kids: person, denied"), Holds.NOW, True),
        (heard("my ex", "my ex: person, harmful"), heard("he shouts"), Holds.NOW, False),
        (Heard(act="tell", words="nobody"), Heard(act="tell", words="our Jo"), Holds.NOW, True),
    ],
)
def test_words_added_to_a_line_leave_what_it_told(before: Heard, added: Heard, holds: Holds, drawn: bool) -> None:
    contact = at(WHO)
    hear_answer(contact, before, LIBRARY)
    contact.line, contact.moment = "s1", Moment.CHANGING

    line = changed(contact, Heard(**(vars(added) | {"words": f"add to it: {added.words}"})))

    assert line.words == f"{before.words}. {added.words}"
    assert (line.holds, line.is_strength) == (holds, drawn)


def test_taking_a_change_back_gives_the_line_back_as_it_was() -> None:
    contact = hurting()
    before = contact.statements[0]
    changed(contact, heard("our Jo", "our Jo: person, supportive"))
    assert contact.statements[0].is_strength

    contact = Contact.from_record(contact.to_record())
    undo(contact)

    assert contact.statements == [before]
    assert "our Jo" not in str(contact.to_record())


def test_a_line_typed_beside_the_read_back_is_heard_too() -> None:
    contact = hurting()
    contact.moment = Moment.READ_BACK
    hear_read_back(contact, heard("change 1 to our Jo", "our Jo: person"), LIBRARY)
    assert contact.statements[0].is_strength

    hear_addition(contact, heard("i play the cornet", "play the cornet: skill"))
    assert contact.statements[1].domain == "skills_experience"
    assert contact.statements[1].is_strength


def test_that_nothing_was_heard_is_not_the_same_as_that_nobody_listened() -> None:
    assert domains_told(heard("my sister goes to chapel")) == ()
    assert domains_told(Heard(act="tell", words="my sister goes to chapel")) == (PEOPLE, "groups_places")


def test_a_button_pressed_on_going_back_takes_back_what_was_heard_in_the_old_words() -> None:
    contact = hurting()
    contact.moment, contact.open_question = Moment.EXPLORING, WHO

    hear_answer(contact, Heard(act="choose", words="Friends", choice=f"{WHO}.friends"), LIBRARY)

    assert [(line.words, line.quality, line.is_strength) for line in contact.statements] == [("Friends", None, True)]


def test_how_it_feels_chosen_by_the_person_goes_before_what_was_heard() -> None:
    contact = hurting()
    contact.moment, contact.open_question = Moment.EXPLORING, "people_networks.feel"

    hear_answer(contact, Heard(act="choose", words="Good for me", choice="people_networks.feel.good"), LIBRARY)

    (line,) = contact.statements
    assert (line.quality, line.tie_is_heard) == (TieQuality.STRONG, False)


def test_new_words_that_turn_out_to_voice_danger_leave_the_line_as_it_was_and_are_kept_nowhere() -> None:
    contact = hurting()
    before = contact.statements[0]
    said = heard("our Jo, ive had enough", "our Jo: person")
    unclear = Safety(tier=Tier.CHECK, kinds=("suicide",), why=("test",))
    ask_about(contact, said, unclear, "message-1", hear_change(contact, said, LIBRARY))
    contact = Contact.from_record(contact.to_record())

    after_danger(contact, Safety(tier=Tier.URGENT_TODAY, kinds=("suicide",), why=("test",)), "FD-1")

    assert contact.statements == [before]
    assert "had enough" not in str(contact.to_record())


@pytest.mark.parametrize(
    ("words", "piece", "holds"),
    [
        ("Chess give me peace", "Chess", Holds.NOW),
        ("i want bingo", "bingo", Holds.NOW),
        ("cant stand bingo", "bingo", Holds.DENIED),
        ("bingo bores me", "bingo", Holds.DENIED),
    ],
)
def test_nobody_is_written_down_as_saying_no_who_used_no_word_for_it(words: str, piece: str, holds: Holds) -> None:
    start = words.index(piece)
    doubted = StrengthHeard(kind=Kind.INTEREST, text=piece, start=start, end=start + len(piece), holds=Holds.DENIED)

    told = told_by(Heard(act="tell", words=words, strengths=(doubted,)), "passions_interests")

    assert told["holds"] is holds
