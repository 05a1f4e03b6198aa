"""What is asked of us is answered with or without a question mark, and what is told beside it is kept."""

from __future__ import annotations

import pytest

from bot.strengths.answers_to_us import CARER_RIGHTS, hear_asked_of_us, with_carer_rights
from bot.strengths.asked_of_us import is_for_another
from bot.strengths.contact import Contact, Moment
from bot.strengths.library import read_library
from bot.strengths.reply import Ask, Heard, Reply, Say
from bot.strengths.statement import SOMEONE_ELSE, Place, Source

LIBRARY = read_library()
OPEN = "aspirations.more_of"


def exploring(question: str = OPEN) -> Contact:
    asked = ["opening.reason", "permission.turn", question]
    contact = Contact(moment=Moment.EXPLORING, open_question=question, asked=asked)
    contact.keep("my knees", source=Source.OWN_WORDS, place=Place.REASON, domain="opening", question="opening.reason")
    return contact


def hear(contact: Contact, words: str, act: str = "tell") -> list[Reply] | None:
    return hear_asked_of_us(contact, Heard(act=act, words=words), LIBRARY)


def said(replies: list[Reply] | None) -> list[str]:
    return [reply.response for reply in replies or () if isinstance(reply, Say)]


@pytest.mark.parametrize("act", ["tell", "ask_privacy", "complain", "decline", "deny"])
@pytest.mark.parametrize(
    ("words", "answers"),
    [
        ("so who reads this", ["utter_who_reads"]),
        ("Who. Reads. This. Names. And is it to cut me care", ["utter_who_reads", "utter_no_cuts"]),
        ("Are you a robot or what?", ["utter_i_am_a_program"]),
        ("is this anonymous", ["utter_no_name_needed"]),
        ("What are you writing down?", ["utter_what_is_kept", "utter_safety_duty"]),
        ("what do you write down about me", ["utter_what_is_kept", "utter_safety_duty"]),
        ("what gets kept", ["utter_what_is_kept", "utter_safety_duty"]),
        ("is this being recorded", ["utter_what_is_kept", "utter_safety_duty"]),
        ("hang on are you taking notes", ["utter_what_is_kept", "utter_safety_duty"]),
        ("Do you keep a record of this?", ["utter_what_is_kept", "utter_safety_duty"]),
        ("are you writing this down or what", ["utter_what_is_kept", "utter_safety_duty"]),
        ("And if I decline to answer, what follows?", ["utter_no_must"]),
        ("Before I answer anything, state precisely what you are.", ["utter_i_am_a_program"]),
        ("what for", ["utter_what_it_is_for"]),
        ("Do I have to answer that?", ["utter_no_must"]),
        ("must i say", ["utter_no_must"]),
        ("what if I don't want to answer these", ["utter_no_must"]),
        ("why u asking bout family", ["utter_what_it_is_for"]),
        ("What are the 9 things? List them", ["utter_what_is_left"]),
        ("Who is they?", ["utter_who_they_are"]),
        ("what sounds hard? I'm all right", ["utter_got_that_wrong"]),
        ("i did not say I have money worries", ["utter_sorry_wrong_words"]),
        ("you say my wrong word back. not nice", ["utter_sorry_wrong_words"]),
    ],
)
def test_a_question_is_answered_whatever_it_was_taken_for_and_nothing_of_it_is_kept(
    words: str, answers: list[str], act: str
) -> None:
    contact = exploring()

    replies = hear(contact, words, act)

    assert [one for one in said(replies) if one in answers] == answers
    assert replies is not None
    assert replies[-1] == Ask(OPEN)
    assert len(contact.statements) == 1


@pytest.mark.parametrize("words", ["Please define it", "Out of where?"])
def test_a_question_not_understood_comes_in_easier_words(words: str) -> None:
    assert (hear(exploring(), words) or [])[-1] == Ask(OPEN, easier=True)


@pytest.mark.parametrize(
    "words",
    [
        "are they coming. yes or no",
        "can you read the letter for me",
        "does anyone tell carers what they are entitled to",
    ],
)
def test_what_cannot_be_known_gets_the_teams_hours_and_a_person_and_is_noted(words: str) -> None:
    contact = exploring()

    replies = said(hear(contact, words))

    assert {"utter_question_kept", "utter_team_hours", "utter_ask_for_a_person"} <= set(replies)
    assert contact.statements[-1].place in (Place.ALSO, Place.WHAT_WOULD_HELP)
    assert ("utter_carer_rights" in replies) is ("carers" in words)


def test_what_is_told_beside_a_question_is_kept_and_the_question_is_answered_first() -> None:
    contact = exploring()

    replies = hear(contact, "id like to get back to bowls. who reads this?", "ask_privacy")

    assert said(replies)[0] == "utter_who_reads"
    assert [line.words for line in contact.statements][1:] == ["id like to get back to bowls."]
    assert contact.statements[-1].place is Place.GOAL


def test_an_ordinary_answer_asks_nothing() -> None:
    for words in ("to grow veg. and get out more", "I look after mum", "who knows", "my mum reads this paper"):
        assert hear(exploring(), words) is None


def test_what_was_taken_for_hard_is_hard_no_more() -> None:
    contact = exploring()
    line = contact.keep(
        "i am a widow", source=Source.OWN_WORDS, place=Place.HARD_NOW, domain="aspirations", question=OPEN
    )
    contact.hard, contact.hard_in_a_row = [line.id], 1

    hear(contact, "what's hard?")

    assert (contact.hard, contact.hard_in_a_row, contact.statements[-1].place) == ([], 0, Place.ALSO)


@pytest.mark.parametrize("words", ["I just told you", "I already said", "told you"])
def test_somebody_who_said_it_already_is_told_sorry_and_asked_something_else(words: str) -> None:
    contact = exploring()

    replies = hear(contact, words, "go_back")

    assert said(replies)[0] == "utter_sorry_asked_again"
    assert contact.open_question != OPEN
    assert len(contact.statements) == 1


def test_what_was_told_again_is_the_answer() -> None:
    contact = exploring("passions_interests.time")

    hear(contact, "told you. telly", "go_back")

    assert [line.words for line in contact.statements][1:] == ["telly"]


def test_words_that_speak_of_no_going_back_are_an_answer() -> None:
    contact = exploring()

    hear(contact, "I said not before ten", "go_back")

    assert contact.statements[-1].words == "I said not before ten"
    assert hear(exploring(), "go back please", "go_back") is None


@pytest.mark.parametrize("words", ["bit more. then stop", "no not stop. more", "not stop yet"])
def test_somebody_who_does_not_want_to_stop_yet_goes_on(words: str) -> None:
    contact = exploring()

    assert hear(contact, words, "stop") == [Say("utter_going_on"), Ask(OPEN)]
    assert contact.moment is Moment.EXPLORING


@pytest.mark.parametrize("words", ["stop", "stop now please", "no more", "stop. no more questions"])
def test_a_stop_is_a_stop(words: str) -> None:
    assert hear(exploring(), words, "stop") is None


@pytest.mark.parametrize("words", ["You have not answered me", "daft question", "What do you think a grab rail does?"])
def test_complaints_of_us_and_irony_stand_apart(words: str) -> None:
    contact = exploring("hard_moments.practical_more")

    assert hear(contact, words, "complain") is not None
    assert contact.statements[-1].place is Place.ALSO
    assert contact.hard == []


def test_somebody_who_says_that_the_person_does_not_know_is_heard_at_any_time() -> None:
    contact = exploring()
    contact.said_by = SOMEONE_ELSE

    hear(contact, "Mum doesn't know I've written")
    assert contact.person_knows == "unaware"

    assert said(hear(contact, "Will Mum be told?"))[0] == "utter_will_they_be_told"

    hear(contact, "ring ME not Mum")
    assert contact.statements[-1].place is Place.COMMUNICATION_ACCESS


def test_a_carer_hears_once_of_a_right_of_their_own() -> None:
    contact = exploring()
    contact.keep("i care for my dad", source=Source.OWN_WORDS, place=Place.ALSO, domain="opening", question="x")
    heard = Heard(act="tell", words="i care for my dad")

    assert with_carer_rights(contact, heard, [Ask(OPEN)]) == [Say("utter_carer_rights"), Ask(OPEN)]
    assert with_carer_rights(contact, heard, [Ask(OPEN)]) == [Ask(OPEN)]
    assert CARER_RIGHTS in contact.mentioned


@pytest.mark.parametrize("moment", [Moment.REASON, Moment.STAYING, Moment.EXPLORING])
@pytest.mark.parametrize(
    "words",
    [
        "Good morning. Before we go any further I would like to know who precisely is reading all this, since in my "
        "day one was told such things before one was asked anything at all.",
        "you've made a right hash of that",
        "Do you even read what I put?",
        "its like talking to a brick wall",
        "You have not said about my bus pass.",
        "That's no answer.",
        "you stupid machine",
        "And my attendance allowance?",
        "will i get somebody round now?",
    ],
)
def test_what_is_said_to_us_stands_neither_as_a_reason_nor_as_what_matters_nor_as_hard(
    words: str, moment: Moment
) -> None:
    question = {Moment.REASON: "opening.reason", Moment.STAYING: "staying.more"}.get(moment, OPEN)
    contact = exploring(question)
    contact.moment = moment
    contact.statements.clear()
    if moment is Moment.REASON and words.startswith("will"):
        return  # at the opening it may be what they came for

    assert hear(contact, words) is not None
    assert {line.place for line in contact.statements} <= {Place.ALSO}
    assert contact.hard == []


@pytest.mark.parametrize(
    "words",
    [
        "I want to know my grandson reads well",
        "I was talking to a neighbour over the wall",
        "my daughter made a mess of the kitchen",
        "I came here to be near my son",
    ],
)
def test_telling_is_not_taken_for_something_said_to_us(words: str) -> None:
    assert hear(exploring(), words) is None


@pytest.mark.parametrize("act", ["tell", "complain", "deny", "affirm"])
@pytest.mark.parametrize(
    "words",
    [
        "And my PIP? You have not said a word about my PIP.",
        "Will it touch my carer's allowance, yes or no?",
        "I ran a market stall for twenty years, so I know a dodge. Does any of this affect my benefits?",
        "If I tell you all this will they stop my universal credit",
    ],
)
def test_whether_benefits_change_is_answered_shortly_and_truly(words: str, act: str) -> None:
    replies = hear(exploring(), words, act)

    assert "utter_no_benefits" in said(replies)


def test_two_questions_in_one_sentence_are_both_answered() -> None:
    replies = hear(exploring(), "Is it to stop my care, and will what I say affect my housing benefit?")

    assert said(replies) == ["utter_no_cuts", "utter_no_benefits"]


def test_a_question_in_a_long_first_message_is_answered_and_leave_is_not_asked_as_if_nothing_was() -> None:
    contact = Contact(moment=Moment.REASON, open_question="opening.reason", asked=["opening.reason"])

    replies = hear(
        contact, "Good morning. Before I start I want to know who on earth is looking at this, as nobody says."
    )

    assert said(replies)[0] == "utter_who_reads"
    assert (replies or [])[-1] == Ask("opening.reason")
    assert contact.statements == []


@pytest.mark.parametrize("act", ["deny", "tell", "complain", "ask_cuts"])
def test_a_no_to_our_question_counts_whatever_is_asked_besides(act: str) -> None:
    contact = exploring("permission.turn")
    contact.moment = Moment.PERMISSION

    replies = hear(contact, "No I would rather not, and is this so you can reduce my hours?", act)

    assert said(replies) == ["utter_no_cuts", "utter_staying"]
    assert contact.moment is Moment.STAYING
    assert Ask("permission.turn") not in (replies or [])


@pytest.mark.parametrize("words", ["can i get a council house", "Is there a bus for people like me?"])
def test_any_other_question_is_said_truly_to_be_one_we_cannot_answer_and_is_written_down(words: str) -> None:
    contact = exploring()

    replies = hear(contact, words)

    assert said(replies)[0] == "utter_question_kept"
    assert contact.statements[-1].words == words
    assert (replies or [])[-1] == Ask(OPEN)


def test_a_question_that_is_what_somebody_came_for_is_the_reason_and_is_not_passed_over() -> None:
    contact = Contact(moment=Moment.REASON, open_question="opening.reason", asked=["opening.reason"])

    replies = hear(contact, "can i move in with my sister")

    assert said(replies) == ["utter_question_kept"]
    assert [(line.words, line.place) for line in contact.statements] == [("can i move in with my sister", Place.REASON)]


def test_a_question_asked_of_nobody_is_not_answered() -> None:
    assert hear(exploring(), "what would cheer me up? nothing would. nowt works") is None


@pytest.mark.parametrize(
    "words",
    [
        "it is like talking to a brick wall",
        "Do you even read what I put?",
        "you are not listening",
        "That is no answer.",
    ],
)
def test_anger_at_the_chat_is_a_complaint_about_us_and_never_said_back(words: str) -> None:
    contact = exploring()

    replies = said(hear(contact, words))

    assert replies == ["utter_hear_complaint_of_us", "utter_ask_for_a_person"]
    assert contact.hard == []


def test_a_wall_somebody_talks_to_at_home_is_no_complaint_about_us() -> None:
    assert hear(exploring(), "he is so deaf it is like talking to a brick wall") is None


@pytest.mark.parametrize("words", ["wot", "huh", "what?", "eh", "u wot"])
def test_a_question_not_understood_is_put_easier_once_and_becomes_no_line(words: str) -> None:
    contact = exploring()

    assert hear(contact, words) == [Say("utter_not_knowing_is_fine"), Ask(OPEN, easier=True)]
    assert said(hear(contact, words)) == ["utter_moving_on"]
    assert contact.open_question != OPEN
    assert len(contact.statements) == 1


def test_who_them_is_in_our_question_is_explained_and_is_not_the_team() -> None:
    contact = exploring("people_networks.flow")

    assert said(hear(contact, "Who is them?")) == ["utter_them_you_named"]


def test_beside_anger_nothing_is_said_twice() -> None:
    replies = said(hear(exploring(), "you lot are useless. when will somebody fix my gate?", "complain"))

    assert "utter_question_kept" in replies
    assert len(replies) == len(set(replies))


@pytest.mark.parametrize("act", ["tell", "correct", "complain", "deny"])
@pytest.mark.parametrize(
    "words",
    [
        "thats what i said already u asked that",
        "This question is asked again and I have answered it.",
        "you asked me that",
        "I told you it is my knees",
        "knees. i said knees",
    ],
)
def test_whoever_was_asked_again_is_told_sorry_and_nothing_of_it_is_kept(words: str, act: str) -> None:
    contact = exploring()

    replies = hear(contact, words, act)

    assert said(replies)[0] == "utter_sorry_asked_again"
    assert [line.words for line in contact.statements] == ["my knees"]


@pytest.mark.parametrize("words", ["I said my hip, not my knees", "I told you about my knees and my sister Ann"])
def test_what_is_new_beside_i_told_you_is_not_lost(words: str) -> None:
    assert said(hear(exploring(), words)) == []


@pytest.mark.parametrize(
    "words",
    [
        "Before I answer: what does 'more of' mean here? Do you mean things or people?",
        "I asked what the question means.",
        "I beg your pardon, but I do not follow the question.",
        "what does this question mean",
        "I don't understand what you are asking",
    ],
)
def test_whoever_asks_what_our_question_means_gets_it_in_other_words(words: str) -> None:
    contact = exploring()

    replies = hear(contact, words)

    assert list(replies or ())[-1] == Ask(OPEN, easier=True)
    assert len(contact.statements) == 1


def test_a_remark_on_our_question_is_no_answer_to_it() -> None:
    contact = exploring()

    replies = hear(contact, "A roof is not a thing one does. I beg your pardon, but I do not follow the question.")

    assert list(replies or ())[-1] == Ask(OPEN, easier=True)
    assert contact.statements[1:] == [], "and no line for anybody to read"


@pytest.mark.parametrize("words", ["what is this question for?", "What is the reason for this question?"])
def test_whoever_asks_what_a_question_is_for_is_told(words: str) -> None:
    assert said(hear(exploring(), words))[0] == "utter_what_it_is_for"


def test_how_many_are_left_is_answered_in_the_middle_of_an_answer() -> None:
    contact = exploring()

    replies = hear(contact, "My hands are busy and that helps. Tell me how many questions are left.")

    assert said(replies)[0] == "utter_how_many"
    assert contact.statements[-1].words == "My hands are busy and that helps."


@pytest.mark.parametrize(
    "words", ["I don't understand the letter they sent", "what does dementia mean for him?", "he won't follow the plan"]
)
def test_not_understanding_something_else_is_no_question_about_ours(words: str) -> None:
    replies = hear(exploring(), words)

    assert replies is None or list(replies)[-1] != Ask(OPEN, easier=True)


@pytest.mark.parametrize(
    ("moment", "said_of_it"), [(Moment.READ_BACK, "utter_added"), (Moment.SHARED, "utter_not_shared_yet")]
)
def test_what_is_told_beside_a_question_at_the_lines_is_not_lost(moment: Moment, said_of_it: str) -> None:
    contact = exploring()
    contact.moment, contact.open_question = moment, "read_back.check"

    replies = hear(contact, "Who reads this? I not want my daughter know, she has baby, she worry")

    assert said_of_it in said(replies)
    assert any("I not want my daughter know" in line.words for line in contact.statements)


def test_just_write_down_what_was_told_is_no_line() -> None:
    contact = exploring()

    assert said(hear(contact, "just write down knees"))[0] == "utter_sorry_asked_again"
    assert len(contact.statements) == 1


def test_not_understanding_in_little_english_gets_other_words_and_is_no_answer() -> None:
    contact = exploring("skills_experience.learned")

    replies = hear(contact, "I not understand. Rest of life? No computer, my daughter is not here")

    assert list(replies or ())[-1] == Ask("skills_experience.learned", easier=True)
    assert [line.place for line in contact.statements[1:]] == [Place.ALSO]


@pytest.mark.parametrize("words", ["do I have to ask my daughter first", "I must answer the door", "must I pay for it"])
def test_what_somebody_must_do_elsewhere_is_no_question_of_ours(words: str) -> None:
    assert "utter_no_must" not in said(hear(exploring(), words))


@pytest.mark.parametrize(
    "words",
    ["I'm typing this for my dad, he's sat next to me", "writing it all for my wife", "filling this in for my nan"],
)
def test_whoever_says_that_they_type_for_another_has_said_so(words: str) -> None:
    assert is_for_another(words)


@pytest.mark.parametrize(
    "words",
    ["what do you keep asking me for", "I write down what the doctor says", "my wife keeps a diary", "how long is it"],
)
def test_other_words_of_writing_and_keeping_do_not_ask_what_is_kept(words: str) -> None:
    assert "utter_what_is_kept" not in said(hear(exploring(), words))


@pytest.mark.parametrize("words", ["That is a leading question.", "you do go on dear", "what an impertinent question"])
def test_a_remark_on_our_question_answers_none_and_stands_under_no_strength(words: str) -> None:
    contact = exploring("skills_experience.learned")

    replies = hear(contact, words)

    assert said(replies)[0] == "utter_hear_complaint_of_us"
    assert contact.statements[-1].place is Place.ALSO
