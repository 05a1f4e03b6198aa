"""Written residents talk with the real thing, and every conversation keeps to what a conversation must keep to."""

from __future__ import annotations

import copy
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from benchmarks.conversation import checks
from benchmarks.conversation.checks import CHECKS, Check, acknowledges, reflects
from benchmarks.conversation.replay import Exchange, Played, Stage, stage
from benchmarks.conversation.script import SITUATIONS, VOICES, Line, Resident, faults_of, read_residents
from bot.channels.transcript import Message
from bot.running.model import MODEL, ROOT
from bot.strengths.contact import Contact, Moment
from bot.strengths.library import Library, read_library
from bot.strengths.statement import Place, Source
from tests.conftest import Needs

RESIDENTS = read_residents()
AT_LEAST = 72
OF_EACH_VOICE = 5

WRITTEN: dict[str, Any] = {
    "name": "somebody",
    "voice": "older",
    "situation": "ordinary",
    "about": "Somebody invented.",
    "turns": ["hello"],
    "ends": "share",
}


@pytest.fixture(scope="module")
def library() -> Library:
    return read_library()


# --- the scripts


def test_there_are_residents_enough_of_every_voice_and_for_every_situation() -> None:
    assert len(RESIDENTS) >= AT_LEAST
    of_voice = Counter(resident.voice for resident in RESIDENTS)
    assert {voice: of_voice[voice] for voice in VOICES if of_voice[voice] < OF_EACH_VOICE} == {}
    assert set(SITUATIONS) - {resident.situation for resident in RESIDENTS} == set()


def test_no_two_residents_tell_the_same_life() -> None:
    said = Counter(
        line.say for resident in RESIDENTS for line in resident.lines if len(line.say.split()) > OF_EACH_VOICE
    )
    assert [words for words, count in said.items() if count > 1] == []


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"voice": "robot"}, "voice must be one of"),
        ({"situation": "party"}, "situation must be one of"),
        ({"ends": "never"}, "ends must be one of"),
        ({"about": ""}, "about is missing"),
        ({"turns": []}, "turns must say something"),
        ({"turns": [{"hard": True}]}, "neither words nor holds 'say'"),
        ({"turns": [{"say": "x", "loud": True}]}, "unknown field loud"),
        ({"turns": [{"say": "x", "facts": ["y"]}]}, "the fact 'y' is not in it"),
        ({"turns": [{"say": "x", "at": "the moon"}]}, "no question, area of life or moment"),
        ({"turns": [{"say": "x", "volunteers": ["hats"]}]}, "volunteers hats"),
        ({"answers": {"hats": ["x"]}}, "hats is no area of life"),
        ({"otherwise": [False]}, "False is not words"),
        ({"never_asked": ["hats"]}, "hats is no area of life"),
        ({"passed_on": ["cake"]}, "cake is nothing that can be passed on"),
        ({"mood": "good"}, "unknown field mood"),
    ],
)
def test_a_resident_that_is_written_wrongly_is_told_what_is_wrong(change: dict[str, Any], fault: str) -> None:
    assert list(faults_of(WRITTEN)) == []
    assert any(fault in found for found in faults_of(WRITTEN | change))


# --- the checks catch what they are for


def resident(**fields: Any) -> Resident:
    return replace(RESIDENTS[0], **{"in_summary": (), "preferences": (), "passed_on": (), **fields})


def reply(*texts: str) -> tuple[Message, ...]:
    return tuple(Message(id=f"m{at}", speaker="front_door", text=text) for at, text in enumerate(texts))


def contact(open_question: str | None = None, **fields: Any) -> Contact:
    return Contact(id="made", moment=Moment.EXPLORING, open_question=open_question, **fields)


def exchange(said: str, *texts: str, hard: bool = False, **fields: Any) -> Exchange:
    line = Line(say=said, hard=hard, volunteers=fields.pop("volunteers", ()))
    more: dict[str, Any] = {"number": 1, "before": contact(), "after": contact(), **fields}
    return Exchange(said=said, line=line, replies=reply(*texts), **more)


def played(*exchanges: Exchange, **fields: Any) -> Played:
    numbered = [replace(each, number=at) for at, each in enumerate(exchanges, 1)]
    return Played(resident=resident(**fields), exchanges=numbered, finished=True)


def answered(question: str, words: str) -> Contact:
    made = contact(question)
    made.keep(words, source=Source.OWN_WORDS, place=Place.GOAL, domain=question.partition(".")[0], question=question)
    return made


def shown_again() -> Iterator[tuple[str, Check, Played]]:
    hope, day = "aspirations.more_of", "good_day.recent"
    yield (
        "a thank-you is no acknowledgement",
        checks.hardship_is_acknowledged_before_anything_is_asked,
        played(exchange("i never sleep", "Thank you. I have kept that.", "Who is in your life?", hard=True)),
    )
    yield (
        "a strengths question after hardship",
        checks.no_strengths_question_comes_with_hardship,
        played(exchange("i never sleep", "That is hard.", hard=True, after=contact(hope))),
    )
    yield (
        "a question that was answered",
        checks.nothing_answered_is_asked_again,
        played(
            exchange(
                "company", "Yes.", before=contact(hope), after=replace(answered(hope, "company"), open_question=day)
            ),
            exchange("tuesday", "Yes.", before=contact(day), after=replace(answered(hope, "company"))),
        ),
    )
    yield (
        "an area that was volunteered",
        checks.nothing_volunteered_is_asked_as_if_unsaid,
        played(exchange("i love chess", "Yes.", volunteers=("aspirations",), after=contact(hope))),
    )
    yield (
        "a line that nobody said",
        checks.every_line_is_the_persons_own,
        played(exchange("i bake bread", "Yes.", after=answered(hope, "a keen and able baker"))),
    )
    yield "silence", checks.every_turn_is_answered, played(exchange("hello"))
    yield "a wish forgotten", checks.ways_of_talking_are_kept, played(exchange("x", "Yes."), preferences=("easier",))
    yield "two questions", checks.one_question_at_a_time, played(exchange("x", "Who?", "Where?"))
    yield "why", checks.nobody_is_asked_why, played(exchange("x", "Why did you wait?"))
    yield "a long sentence", checks.sentences_stay_short, played(exchange("x", " ".join(["word"] * 16) + "."))
    yield "four sentences", checks.sentences_stay_short, played(exchange("x", "One. Two. Three. Four."))
    yield (
        "an area not to be asked about",
        checks.what_must_not_be_asked_is_not,
        played(exchange("x", "Yes.", after=contact(hope)), never_asked=("aspirations",)),
    )
    yield (
        "a piece that is missing",
        checks.the_summary_holds_what_matters,
        played(exchange("i miss the sea", "Yes."), in_summary=("the sea",)),
    )
    yield "nothing shared", checks.it_ends_as_the_person_wanted, played(exchange("x", "Yes."), ends="share")


CAUGHT = list(shown_again())


@pytest.mark.parametrize(("check", "conversation"), [case[1:] for case in CAUGHT], ids=[case[0] for case in CAUGHT])
def test_a_check_catches_what_it_is_for(check: Check, conversation: Played, library: Library) -> None:
    assert list(check(conversation, library)) != []


def test_every_check_is_shown_to_catch_something() -> None:
    assert {case[1] for case in CAUGHT} == set(CHECKS)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("That sounds hard. Thank you for telling me.", "i never sleep"),
        ("“i never sleep”. I am sorry it is like that.", "i never sleep"),
        ("He won't sleep, so you don't. How do you get through the nights?", "he won't sleep nights so i dont"),
    ],
)
def test_naming_what_is_hard_or_saying_it_back_acknowledges_it(text: str, said: str) -> None:
    assert acknowledges(exchange(said, text, hard=True))


@pytest.mark.parametrize(
    ("text", "said", "is_one"),
    [
        ("You make walking sticks.", "i make walking sticks", True),
        ("Telly. Is there one you would not miss?", "telly", True),
        ("“i make walking sticks”. Thank you.", "i make walking sticks", False),
        ("Thank you. I have kept that.", "i make walking sticks", False),
        ("Your walk sounds good.", "i make walking sticks", False),
    ],
)
def test_a_reflection_holds_the_persons_own_words_outside_quotation_marks(text: str, said: str, is_one: bool) -> None:
    assert reflects(text, said) is is_one


def test_a_conversation_that_keeps_to_everything_has_no_fault(library: Library) -> None:
    good = played(
        exchange("i never sleep", "That sounds hard. You never sleep.", "Shall we stay with this?", hard=True),
        ends="stop",
    )
    assert checks.faults(copy.deepcopy(good), library) == []


# --- the conversations


@pytest.fixture(scope="module")
def on_stage(needs: Needs) -> Iterator[Stage]:
    needs((ROOT / MODEL).is_file(), "a trained model")
    with stage(ROOT / MODEL) as opened:
        yield opened


def each_resident() -> list[Any]:
    return [pytest.param(resident, id=resident.name) for resident in RESIDENTS]


@pytest.mark.slow
@pytest.mark.parametrize("written", each_resident())
def test_a_written_resident_is_listened_to(written: Resident, on_stage: Stage, library: Library) -> None:
    found = checks.faults(on_stage.play(written), library)
    assert [str(fault) for fault in found] == []
