"""One quiet line about a turn: what was done and what came next, never praise, never a safety cue given away."""

from __future__ import annotations

import pytest

from bot.studio.feedback import feedback
from bot.studio.rehearsal.quiet_line import quiet_line
from bot.studio.rehearsal.rehearsal import start
from bot.studio.resident.cast import residents
from tests.studio.talking import RESIDENTS, talk

PRAISE = ("well done", "great", "good job", "excellent", "perfect", "wrong", "bad", "mistake")


@pytest.mark.parametrize(
    ("said", "line"),
    [
        ("That sounds so hard. How do you get through a day?", "You named what is hard, then asked openly."),
        ("", "They were not sure that you were still there."),
        ("What's going well?", "Something hard had just been said, and a positive question came straight after it."),
        ("You should join a club.", "That was your answer before you had theirs"),
    ],
)
def test_the_line_says_what_was_done(said: str, line: str) -> None:
    assert quiet_line(talk("frank", said).exchanges[0]).startswith(line)


@pytest.mark.parametrize("resident", RESIDENTS)
def test_every_turn_has_one_short_line_without_praise_or_blame(resident: str) -> None:
    lines = [
        quiet_line(each)
        for each in talk(
            resident, "Hello, I'm Sam.", "Do you live alone? Any falls?", "You're worn out.", "You love your garden.",
            "Would it be OK if I asked about family?", "What are your hopes?", "Mm-hm.", "Why didn't you ring?",
        ).exchanges
    ]  # fmt: skip
    assert len(set(lines)) > 2
    for line in lines:
        assert 0 < len(line) <= 140
        assert not [word for word in PRAISE if word in line.lower().split()]


def test_a_safety_cue_that_goes_by_is_not_given_away() -> None:
    frank = residents()["frank"]
    rehearsal = start(frank, safety=True)
    for said in ("That sounds hard.", "How do you get through a day?", "It's lonely.", "What else?", "Tell me more."):
        rehearsal = rehearsal.say(said, feedback)
    (first, *_) = [each for each in rehearsal.exchanges if each.reply.safety_cue]
    assert "safe" not in quiet_line(first).lower()


def test_another_way_can_be_taken_up_and_the_present_one_is_kept() -> None:
    rehearsal = talk("frank", "Hello.", "What's going well?")
    again = rehearsal.rewind(2).say("That sounds hard.", feedback)
    taken = again.take_up(1)
    assert taken.exchanges == rehearsal.exchanges
    assert [branch.from_turn for branch in taken.branches] == [1]
    assert taken.branches[0].exchanges == again.exchanges
    assert taken.take_up(1).exchanges == again.exchanges
