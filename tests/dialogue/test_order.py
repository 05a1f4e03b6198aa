"""The order Front Door exists for: goals, skills and networks are offered before anything that brings out a need.

Every path through the dialogue is walked (``walking``), and nothing on any of them may ask for a need too early, ask
two things at once, leave a told answer unheard, or lead nowhere.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

import pytest

from bot.strengths.agenda import AREAS, ASKED_LAST, BEFORE_ANY_NEED, CHECK_IN, SPEAK_OF_NEED
from bot.strengths.apart import is_open_question_apart
from bot.strengths.contact import Contact, Moment
from bot.strengths.question import Question
from bot.strengths.reply import Ask, Reply, Say
from bot.strengths.safety import PASSED_ON, Safety, Tier
from bot.strengths.strength_heard import Kind
from bot.strengths.under_18 import UNDER_18
from tests.dialogue.conversation import LIBRARY, Conversation, Move, buttons, questions, stand_in_store, twin_of
from tests.dialogue.remembered import words_remembered
from tests.dialogue.walking import (
    ASIDES,
    DONT_KNOW,
    GOING_BACK,
    HARD,
    MENTIONS,
    PLAIN,
    SHORT,
    SKIP,
    TOLD,
    WALKS,
    YES,
    Step,
    how_to_reach,
    moves_on,
    offered,
    shape,
    steps,
    whole_past,
)

pytestmark = pytest.mark.timeout(1500)
"""Every path there is takes minutes on a busy machine."""

WORDS_OF_NEED = re.compile(
    r"(?i)\b(needs?|eligib|assess|diagnos|illness|disab|conditions?\b|symptom|money|savings|benefits?|income|afford|"
    r"pay|cost|risks?|safe at|danger|falls?|harm|abuse|tablets|medic|wash|dress yourself|toilet|cope|coping|struggl|"
    r"hard|difficult|problem|help most)"
)
"""Words that a question asking about needs, eligibility, diagnosis, money or risk would use."""

IN_SAFETY = {key for key in LIBRARY if LIBRARY[key].domain == "safety"}
BY_OTHER_WAYS = {"asides.start_again", "asides.ask_person", "asides.came_back", "asides.take_back", *IN_SAFETY}
"""Questions that only asides, danger and a night in between lead to; they are tried where they belong."""

WHEN_THE_REST_WAS_VOLUNTEERED = {
    "coping_exceptions.easier_time",
    "good_day.best_part",
    "good_day.recent",
    "motivation_energy.gets_going",
}
"""Questions that open an area of life which comes only after others that somebody had told of unasked."""

OF_HOW_IT_WAS_TOLD = {
    "aspirations.it_lets",
    "groups_places.it_last",
    "groups_places.it_liked",
    "hard_moments.they_show",
}
"""Questions about a thing somebody hopes to get, a place that is over or has no day to it, and somebody who does
not speak: on these walks nobody tells of any."""

SELDOM = BY_OTHER_WAYS | WHEN_THE_REST_WAS_VOLUNTEERED | OF_HOW_IT_WAS_TOLD


def passed_over(question: Question) -> bool:
    """Whether no path can come to a question.

    Of an area the first question that fits is asked, so none after one that fits whenever it does, and nothing that is
    asked only after one of those. Of something mentioned the plainer kinds come first and an area is opened by a
    mention once, so the other kinds never come; of a person only the question about help that goes both ways is asked.
    """
    if question.asks_more_of is not None:
        of_somebody = question.asks_more_of == Kind.PERSON and not any(choice.flow for choice in question.choices)
        return question.question_type in ASKED_LAST or of_somebody
    if question.domain not in (*AREAS, "communication_access"):
        return False
    if not question.is_opener:
        asked_before = [one for one in LIBRARY.values() if one.partner == question.key]
        return bool(asked_before) and all(passed_over(one) for one in asked_before)
    openers = LIBRARY.openers(question.domain)
    return any(fits_whenever(question, before) for before in openers[: openers.index(question)])


def fits_whenever(question: Question, other: Question) -> bool:
    """Whether another question fits in every situation in which a question does."""
    also_with = not other.only_with or (question.only_with and set(question.only_with) <= set(other.only_with))
    return bool(also_with) and set(other.not_with) <= set(question.not_with)


DANGERS = tuple(
    Move("tell", "i cant be here any more", safety=Safety(tier=tier, kinds=(kind,), why=("test",)))
    for tier, kind in zip(PASSED_ON, ("suicide", "no_medicine", "domestic_abuse", "sexual_abuse"), strict=True)
)
UNCLEAR = Move("tell", "ive had enough", safety=Safety(tier=Tier.CHECK, kinds=("suicide",), why=("test",)))
IN_DISTRESS = Move("tell", "i cry all night", safety=Safety(tier=Tier.DISTRESS, kinds=("grief",), why=("test",)))
LEFT_FOR_GOOD = (Moment.PAUSED, Moment.FORGETTING, Moment.CHANGING, Moment.ADDING)

ABOUT_A_TIE = {
    "Is it good for you, or hard for you?",
    "Hard for me",
    "What helps you on the hard days?",
    "What helps on a hard day?",
}
"""Lines that use such a word of how a tie feels, or of what helps, not of a need."""

ASKED_ON = (Moment.REASON, Moment.PERMISSION, Moment.EXPLORING)
"""Moments in which one question follows another; with what is hard somebody may stay as long as they like."""

MOST_TURNS = 40
STEPS_BACK_AND_FORTH = 6_000
STEPS_OF_A_WALK = 60_000
"""Most steps looked at of each walk, the shortest paths first; all there are is fewer as long as two states that are
one can be told to be (``shape``)."""


def speaks_of_need(key: str) -> bool:
    return LIBRARY[key].domain in SPEAK_OF_NEED


def lacks_an_offer(contact: Contact) -> list[str]:
    """Which of goals, skills and networks have not been offered."""
    return [domain for domain in BEFORE_ANY_NEED if not offered(contact, domain)]


def fault(step: Step) -> str | None:
    """What is wrong with a step, or None."""
    if not step.replies:
        return "nobody answers"
    early = [key for key in questions(list(step.replies)) if speaks_of_need(key) and lacks_an_offer(step.after)]
    if early:
        return f"{early} is reached before {lacks_an_offer(step.after)}"
    told = step.move in TOLD
    if told and not isinstance(step.replies[0], Say):
        return "a told answer is not heard before the next question"
    if sum(isinstance(reply, Ask) for reply in step.replies) > 1:
        return "two questions in one turn"
    return None


@dataclass(frozen=True)
class Walked:
    """What came of walking every path on which nobody goes back.

    Attributes:
        faults: what was wrong.
        asked: every question that was reached.
        states: one step into each state that can be told apart.
        places: one step into each place there is to be in.
        leads: the state that a move leads to from another, while one question follows another.
    """

    faults: list[str]
    asked: set[str]
    states: list[Step]
    places: list[Step]
    leads: dict[tuple[object, Move], object]


def place(contact: Contact) -> object:
    """What the answer to something beside the questions, and the way back from it, can depend on."""
    return (
        contact.moment,
        contact.open_question,
        tuple(contact.interrupted),
        how_to_reach(contact),
        tuple(lacks_an_offer(contact)),
        contact.hard_in_a_row > 0,
        bool(contact.statements),
        contact.said_by,
        UNDER_18 in contact.asked,
    )


@pytest.fixture(scope="module", autouse=True)
def remembering() -> Iterator[None]:
    """The same few things are said on all walks, and looked at once."""
    with words_remembered():
        yield


@pytest.fixture(scope="module")
def walked() -> Walked:
    """All walks, once."""
    faults: list[str] = []
    asked: set[str] = set()
    states: dict[object, Step] = {}
    places: dict[object, Step] = {}
    leads: dict[tuple[object, Move], object] = {}
    with stand_in_store():
        for walk in WALKS:
            for step in islice(steps(moves_on(walk), shape, walk.first), STEPS_OF_A_WALK):
                asked.update(questions(list(step.replies)))
                wrong = fault(step)
                if wrong:
                    faults.append(f"{wrong}: {step}")
                if step.before.moment in ASKED_ON and step.after.moment in ASKED_ON:
                    leads[step.began_in, step.move] = step.state
                if step.state not in states:
                    states[step.state] = step
                    places.setdefault(place(step.after), step)
    return Walked(faults, asked, list(states.values()), list(places.values()), leads)


def test_no_question_about_need_can_be_reached_before_goals_skills_and_networks(walked: Walked) -> None:
    assert walked.faults == []
    in_reach = {key for key, question in LIBRARY.items() if question.asked and not passed_over(question)}
    assert in_reach - walked.asked <= SELDOM, "the walk passed a question by"


def test_the_walk_would_notice_an_agenda_that_asks_what_is_hard_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.strengths.agenda.BEFORE_ANY_NEED", ("hard_now",))
    with stand_in_store():
        early = next(
            (step for step in steps(moves_on(WALKS[0]), shape) if "is reached before" in (fault(step) or "")), None
        )

    assert early is not None


def test_questions_that_come_before_use_no_word_of_need_eligibility_diagnosis_money_or_risk() -> None:
    others = [
        question
        for question in LIBRARY.values()
        if question.asked and question.domain in AREAS and question.domain not in SPEAK_OF_NEED
    ]

    said = [line for question in others for line in (question.wording, question.easier)]
    said += [choice.say for question in others for choice in question.choices]
    assert [line for line in said if WORDS_OF_NEED.search(line) and line not in ABOUT_A_TIE] == []


def test_whatever_stands_beside_the_questions_is_answered_everywhere_and_brings_no_need_forward(
    walked: Walked,
) -> None:
    faults = []
    with stand_in_store():
        for state in walked.places:
            for move in (*ASIDES, GOING_BACK):
                conversation = Conversation(contact=state.after, copied=twin_of)
                replies = tuple(conversation.take(move))
                step = Step(state.after, move, conversation.now, replies)
                if fault(step):
                    faults.append(f"{fault(step)}: {step}")

    assert faults == []


def test_danger_interrupts_everywhere_becomes_no_line_and_leads_back_to_where_the_person_was(
    walked: Walked,
) -> None:
    faults = []
    with stand_in_store():
        for number, state in enumerate(walked.places):
            danger = DANGERS[number % len(DANGERS)]
            conversation = Conversation(contact=state.after, copied=twin_of)
            conversation.take(danger)
            now = conversation.now
            stopped = now.moment is Moment.SAFETY and set(questions(conversation.replies)) <= IN_SAFETY
            if not stopped or now.statements != state.after.statements or now.latest("concern") is None:
                faults.append(f"danger is passed by: {state}")
                continue
            if now.open_question != "safety.next":
                conversation.take(Move("affirm", "Yes, I am safe"))
            conversation.press("Carry on")
            while (conversation.now.open_question or "") in IN_SAFETY:
                conversation.press("Skip this")
            if state.after.moment in LEFT_FOR_GOOD:
                continue
            back = (conversation.now.moment, conversation.now.open_question, conversation.now.interrupted)
            # Only a question about somebody who may be the one who harms is not put again.
            before = twin_of(state.after)
            before.harms = conversation.now.harms
            leads_to = CHECK_IN if is_open_question_apart(before) else state.after.open_question
            if back != (state.after.moment, leads_to, state.after.interrupted):
                faults.append(f"carrying on leads elsewhere: {state}")

    assert faults == []


def test_a_gentle_check_and_distress_are_heard_everywhere_and_bring_no_need_forward(walked: Walked) -> None:
    faults = []
    with stand_in_store():
        for state in walked.places:
            for move in (UNCLEAR, IN_DISTRESS):
                conversation = Conversation(contact=state.after, copied=twin_of)
                replies = tuple(conversation.take(move))
                wrong = fault(Step(state.after, move, conversation.now, replies))
                if wrong or not isinstance(replies[0], Say):
                    faults.append(f"{wrong}: {state}")
                elif move is UNCLEAR:
                    conversation.press("No")
                    faults += [] if conversation.asked else [f"nobody asks after the check: {state}"]

    assert faults == []


@pytest.mark.parametrize("move", [SKIP, DONT_KNOW, SHORT, MENTIONS[0]])
def test_every_path_ends_for_whoever_gives_the_same_short_answer_to_everything(walked: Walked, move: Move) -> None:
    """Where a walk has made the move, it knows where that leads; from every other state the answer is given."""
    states = [state for state in walked.states if state.after.moment in ASKED_ON]
    known = {state.state for state in states if (state.state, move) in walked.leads}
    ends = {state for state in known if not goes_round(state, move, walked.leads)}
    endless: list[str] = []
    with stand_in_store():
        for state in (state for state in states if state.state not in ends):
            conversation = Conversation(contact=state.after, copied=twin_of)
            passed = [state.state]
            for _ in range(MOST_TURNS):
                conversation.take(move)
                passed.append(shape(conversation.now))
                if passed[-1] in ends or conversation.now.moment not in ASKED_ON:
                    ends.update(passed)
                    break
            else:
                endless.append(str(state))

    assert endless == []


def goes_round(state: object, move: Move, leads: dict[tuple[object, Move], object]) -> bool:
    """Whether a move made again and again leads on and on, as far as the walks know where it leads."""
    for _ in range(MOST_TURNS):
        if (state, move) not in leads:
            return False
        state = leads[state, move]
    return True


def going_back_with(*said: Move) -> Callable[[Contact, Iterable[Reply]], Iterator[Move]]:
    """A conversation in which the person may go back at any turn, or look at what is written."""

    def moves(_: Contact, replies: Iterable[Reply]) -> Iterator[Move]:
        yield from (*said, GOING_BACK, Move("finish", "show me"))
        yield from (button for button in buttons(list(replies)) if button.words == "Go on talking")

    return moves


@pytest.mark.parametrize("said", [(PLAIN, SKIP, YES), (SHORT, HARD[0], MENTIONS[0], YES)])
def test_going_back_loses_nothing_asks_nothing_twice_and_brings_no_need_forward(said: tuple[Move, ...]) -> None:
    faults = []
    with stand_in_store():
        for step in islice(steps(going_back_with(*said), whole_past), STEPS_BACK_AND_FORTH):
            again = [key for key in questions(list(step.replies)) if step.before.answers_to(key)]
            if again and step.move in said:
                faults.append(f"{again} is asked again: {step}")
            lost = {line.id for line in step.before.statements} - {line.id for line in step.after.statements}
            if lost or fault(step):
                faults.append(f"{fault(step)} lost {lost}: {step}")

    assert faults == []
