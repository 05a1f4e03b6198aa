"""A style other than ours is tried in a sandbox: its script is gone through, and nothing is said back before it."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from bot.strengths.acknowledging import responses
from bot.strengths.agenda import areas_left, next_question, remaining
from bot.strengths.answering import accept_skip, begin, hear_answer, hear_permission, hear_reason, hear_staying
from bot.strengths.asking import ask
from bot.strengths.contact import Contact, Moment
from bot.strengths.in_style import in_style
from bot.strengths.library import BUILT_IN_QUESTIONS, read_library
from bot.strengths.question import STYLES, Question
from bot.strengths.reply import Ask, Heard, Reply, Say
from bot.strengths.script import OPENING, PAIRS, left_in_script, opening, script
from bot.strengths.statement import Holds, Place
from bot.studio.feedback import feedback

LIBRARY = read_library()
SCRIPTED = tuple(style for style in STYLES if style != "asset_balanced")
HARD = Heard(act="tell", words="my wife died and I can't manage the stairs", hardship=True)


def test_every_style_asks_about_everything_in_words_of_its_own() -> None:
    asked = {style: [each.style for each in script(LIBRARY, style)] for style in STYLES}

    assert asked == {style: [style] * len(PAIRS) for style in STYLES}


def test_where_a_councils_file_leaves_out_a_strengths_only_wording_the_strengths_based_one_stands_in(
    tmp_path: Path,
) -> None:
    ours = (BUILT_IN_QUESTIONS / "studio_aspirations.yml").read_text(encoding="utf-8")
    copied = yaml.safe_load(ours)
    copied["questions"] = [each for each in copied["questions"] if each["style"] != "strengths_only"]
    (tmp_path / "studio_aspirations.yml").write_text(yaml.safe_dump(copied), encoding="utf-8")

    with_copy = read_library(tmp_path)
    asked = {each.pair: each.style for each in script(with_copy, "strengths_only")}

    assert asked.pop("goals") == "strengths_based"
    assert set(asked.values()) == {"strengths_only"}


@pytest.mark.parametrize("question", script(LIBRARY, "strengths_only"), ids=lambda question: question.pair)
def test_a_strengths_only_question_is_glad_and_leaves_out_what_is_hard(question: Question) -> None:
    for said in (question.wording, question.easier):
        read = feedback("", said)

        assert read.strengths_seeking
        assert not (read.deficit_led or read.acknowledges or read.reflection or read.multiple)


@pytest.mark.parametrize("style", SCRIPTED)
def test_no_resident_is_ever_asked_what_only_a_script_asks(style: str) -> None:
    contact = begun("asset_balanced")
    replies, asked_of_a_resident = hear_reason(contact, HARD, LIBRARY), []
    for _ in range(60):
        asked_of_a_resident += [reply.question for reply in replies if isinstance(reply, Ask)]
        if contact.moment is Moment.READ_BACK:
            break
        replies = hear_answer(contact, tell("I make walking sticks out of hazel"), LIBRARY)

    assert asked_of_a_resident
    assert not {each.key for each in script(LIBRARY, style)} & set(asked_of_a_resident)
    assert not any(each.asked for each in script(LIBRARY, style))


def tell(words: str, act: str = "tell") -> Heard:
    return Heard(act=act, words=words, hardship=False)


def begun(style: str) -> Contact:
    """A conversation whose opening question waits for its answer."""
    contact = Contact(style=style)
    begin(contact)
    return contact


def asked(replies: list[Reply]) -> str:
    (question,) = [reply.question for reply in replies if isinstance(reply, Ask)]
    return question


@pytest.mark.parametrize("style", SCRIPTED)
def test_a_style_opens_in_its_own_words(style: str) -> None:
    contact = Contact(style=style)
    found = opening(LIBRARY, style)

    assert found is not None
    assert asked(in_style(begin(contact), contact, LIBRARY)) == found.key
    assert contact.open_question == "opening.reason"  # so that its answer is heard as what somebody came for


@pytest.mark.parametrize("style", SCRIPTED)
def test_a_style_goes_through_its_script_whatever_is_answered_and_ends_with_the_lines(style: str) -> None:
    contact = begun(style)
    replies = hear_reason(contact, HARD, LIBRARY)
    gone_through = []
    while contact.moment is Moment.EXPLORING:
        gone_through.append(asked(replies))
        replies = hear_answer(contact, tell("I make walking sticks out of hazel"), LIBRARY)

    assert gone_through == [each.key for each in script(LIBRARY, style) if each.pair != OPENING]
    assert contact.moment is Moment.READ_BACK


@pytest.mark.parametrize("style", SCRIPTED)
def test_before_a_question_of_a_script_nothing_is_said_back_and_no_hardship_is_named(style: str) -> None:
    contact = begun(style)
    before = hear_reason(contact, HARD, LIBRARY)

    assert [each for each in before if isinstance(each, Say) and each.response in responses()]
    assert [type(each) for each in in_style(before, contact, LIBRARY)] == [Ask]


def test_what_is_said_to_a_resident_is_left_as_it_is() -> None:
    contact = begun("asset_balanced")
    replies = hear_reason(contact, HARD, LIBRARY)

    assert in_style(replies, contact, LIBRARY) == replies
    assert in_style(begin(contact), contact, LIBRARY) == begin(contact)
    assert next_question(contact, LIBRARY) not in LIBRARY.counterparts("day_through")


def test_help_and_steps_of_the_service_sound_the_same_in_every_style() -> None:
    contact = begun("strengths_only")
    replies: list[Reply] = [Say("utter_hard_plain_1"), Say("utter_slowly"), Ask("staying.more")]

    assert in_style(replies, contact, LIBRARY) == replies


def test_from_a_switch_on_the_next_question_is_in_the_new_style_and_nothing_is_asked_twice() -> None:
    contact = begun("conventional")
    hear_reason(contact, tell("the forms"), LIBRARY)
    assert contact.open_question == "coping_exceptions.studio_day_through_conventional"

    contact.style = "strengths_only"
    following = asked(hear_answer(contact, tell("I go step by step"), LIBRARY))

    assert following == "coping_exceptions.studio_feeling_strengths_only"
    assert "day_through" not in {each.pair for each in left_in_script(contact, LIBRARY)}


@pytest.mark.parametrize("style", SCRIPTED)
def test_back_in_our_way_the_agenda_chooses_again_and_leave_is_asked(style: str) -> None:
    contact = begun(style)
    hear_reason(contact, tell("the forms"), LIBRARY)
    contact.style = "asset_balanced"

    assert asked(hear_answer(contact, tell("I like to sing in the choir"), LIBRARY)) == "permission.turn"


@pytest.mark.parametrize(
    ("moment", "open_question", "hear"),
    [(Moment.PERMISSION, "permission.turn", hear_permission), (Moment.STAYING, "staying.more", hear_staying)],
)
def test_a_switch_while_we_ask_for_leave_or_stay_goes_on_with_the_script(moment, open_question, hear) -> None:  # type: ignore[no-untyped-def]
    contact = begun("asset_balanced")
    ask(contact, open_question)
    contact.moment, contact.style = moment, "conventional"

    replies = hear(contact, tell("the stairs and the shopping wear me out"), LIBRARY)

    assert asked(replies) == "coping_exceptions.studio_day_through_conventional"
    assert contact.statements[-1].words == "the stairs and the shopping wear me out"


def test_an_answer_to_a_script_is_kept_with_what_was_asked() -> None:
    contact = begun("conventional")
    hear_reason(contact, tell("the forms"), LIBRARY)
    hear_answer(contact, tell("yes", "affirm"), LIBRARY)
    hear_answer(contact, tell("no", "deny"), LIBRARY)
    yes, no = contact.statements[-2:]

    assert (yes.words, yes.about, yes.place) == ("yes", "Can you cope?", Place.HARD_NOW)
    assert (no.about, no.holds) == ("Are you suffering from low mood?", Holds.DENIED)


def test_whoever_skips_a_question_of_a_script_is_asked_no_more_about_that_part_of_life() -> None:
    contact = begun("conventional")
    hear_reason(contact, tell("the forms"), LIBRARY)

    assert asked(accept_skip(contact, LIBRARY)) == "skills_experience.studio_able_conventional"


def test_how_much_is_left_counts_the_script() -> None:
    contact = begun("conventional")
    before = remaining(contact, LIBRARY)
    hear_reason(contact, tell("the forms"), LIBRARY)

    assert before == len(PAIRS) - 1
    assert remaining(contact, LIBRARY) == before - 1
    assert areas_left(contact, LIBRARY)[0] == "coping_exceptions"


@pytest.mark.parametrize("style", SCRIPTED)
def test_every_answer_to_a_script_has_a_place_in_the_summary(style: str) -> None:
    assert [each.key for each in script(LIBRARY, style) if each.place is None and each.pair != OPENING] == []


def test_the_style_stays_with_the_conversation_and_older_ones_are_in_ours() -> None:
    record = Contact(style="conventional").to_record()

    assert Contact.from_record(record).style == "conventional"
    del record["style"]
    assert Contact.from_record(record).style == "asset_balanced"
