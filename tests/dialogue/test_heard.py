"""What the understanding hears, through the real rules and actions: from a message to the summary."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from bot.inbox.sheet import sheet_of
from bot.strengths.acknowledging import hard_responses, responses
from bot.strengths.library import DOMAINS
from bot.strengths.reply import Ask, Say
from bot.strengths.statement import Holds
from bot.strengths.strength_heard import Kind, StrengthHeard, Strengths, Tie
from bot.strengths.summary import Summary, summarise
from tests.dialogue.conversation import Conversation, Move, begun, exploring, questions

pytestmark = pytest.mark.usefixtures("passed_on")


def told(kind: Kind, holds: Holds = Holds.NOW, tie: Tie | None = None) -> StrengthHeard:
    return StrengthHeard(kind=kind, text="x", start=0, end=1, holds=holds, tie=tie)


EX = told(Kind.PERSON, tie=Tie.HARMFUL)
NO_FAMILY = told(Kind.PERSON, Holds.DENIED, Tie.UNCLEAR)
NEIGHBOUR = told(Kind.PERSON, tie=Tie.SUPPORTIVE)


def tell(conversation: Conversation, words: str, *strengths: StrengthHeard, hardship: bool = False) -> None:
    conversation.take(Move("tell", words, hardship=hardship, strengths=strengths))


def at(question: str, reason: Strengths = ()) -> Conversation:
    """A conversation that has come to a question, everything before it skipped."""
    conversation = begun(Move("tell", "a letter came", hardship=False, strengths=reason), Move("affirm", "yes"))
    for _ in range(20):
        if conversation.asked == question:
            return conversation
        conversation.say(*(("affirm", "yes") if conversation.asked == "asides.carry_on" else ("decline", "skip")))
    raise AssertionError(f"{question} was never asked")


def summary(conversation: Conversation) -> Summary:
    return summarise(conversation.now, DOMAINS, datetime(2026, 3, 2, 9, 0, tzinfo=UTC))


def staying() -> Conversation:
    conversation = begun(Move("tell", "a letter came"))
    conversation.press("Stay with this")
    return conversation


@pytest.mark.parametrize("reached", [begun, lambda: begun(Move("tell", "a letter came")), staying, exploring])
def test_hardship_is_acknowledged_before_anything_is_asked_in_every_moment_of_telling(
    reached: Callable[[], Conversation],
) -> None:
    conversation = reached()
    tell(conversation, "they have moved him forty miles off and the bus is two changes", hardship=True)

    first, *rest = conversation.replies
    assert isinstance(first, Say)
    assert first.response in hard_responses()
    assert any(isinstance(reply, Ask) for reply in rest)


@pytest.mark.parametrize("reached", [begun, staying, exploring])
def test_a_neutral_word_is_taken_as_it_is_in_every_moment_of_telling(reached: Callable[[], Conversation]) -> None:
    conversation = reached()
    tell(conversation, "telly", hardship=True)

    assert conversation.said[0] in responses() - hard_responses()


def test_somebody_volunteered_is_asked_for_more_and_not_as_if_unsaid() -> None:
    conversation = at("people_networks.more", reason=(NEIGHBOUR,))

    assert "people_networks.who" not in conversation.now.asked


def test_somebody_denied_is_no_reason_to_leave_people_out() -> None:
    conversation = at("people_networks.who", reason=(NO_FAMILY,))

    assert summary(conversation).coverage["people_networks"] == "not_discussed"


def test_a_tie_that_hurts_reaches_the_team_in_words_and_is_drawn_nowhere() -> None:
    conversation = at("people_networks.who")
    tell(conversation, "only my ex and he wont leave me be", EX)

    assert not any(key.startswith("people_networks") for key in questions(conversation.replies))
    sheet = sheet_of(summary(conversation))
    assert sheet.picture.circles.all == ()
    (group,) = sheet.beside_picture
    (line,) = group.lines
    assert line.words == "only my ex and he wont leave me be"
    assert line.about == ("hard for me", "as it was heard in these words")


def test_a_mixed_answer_is_one_line_and_is_followed_up_as_ever() -> None:
    conversation = at("people_networks.who")
    tell(conversation, "my ex is a menace but Bev opposite is gold", EX, NEIGHBOUR)

    assert conversation.asked == "people_networks.flow"
    assert [line.words for line in sheet_of(summary(conversation)).picture.circles.all] == [conversation.words[-1]]
