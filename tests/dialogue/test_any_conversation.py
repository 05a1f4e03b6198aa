"""Whatever a person says in whatever order, nothing breaks, nothing is lost, and the contact can be written down."""

from __future__ import annotations

import json

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.strengths.contact import Contact, Moment
from bot.strengths.pieces import read_back_lines
from bot.strengths.reply import Ask
from bot.strengths.safety import FEELINGS, KINDS, Safety, Tier
from bot.strengths.statement import Holds
from bot.strengths.strength_heard import Kind, StrengthHeard, Tie
from tests.dialogue.conversation import Conversation, Move, buttons, rules, stand_in_store

INTENTS = sorted({intent for intent, _ in rules()} | {"nlu_fallback", "None"})
WORDS = st.one_of(
    st.sampled_from(
        ["yes", "no", "nobody", "remove 1", "change 1 to tea", "don't share 1", "add bowls", "01632 960111"]
    ),
    st.text(max_size=40),
)
LINE_ACTS = ("change_line", "remove_line", "withhold_line", "offer_line")
TAKES_AWAY = ("remove_line", "choose")

NOTICED = st.one_of(
    st.just(Safety()),
    st.builds(
        lambda tier, kind: Safety(tier=tier, kinds=(kind,), why=("test",)),
        st.sampled_from(Tier),
        st.sampled_from((*KINDS, *FEELINGS)),
    ),
)
TYPED = [intent for intent in INTENTS if not intent.endswith("_line") and intent != "voice_danger"]
HEARD = st.builds(
    lambda kind, holds, tie: StrengthHeard(
        kind=kind, text="x", start=0, end=1, holds=holds, tie=tie if kind is Kind.PERSON else None
    ),
    st.sampled_from(Kind),
    st.sampled_from(Holds),
    st.sampled_from(Tie),
)
typed = st.builds(
    lambda act, words, safety, hardship, strengths: Move(
        act, words, safety=safety, hardship=hardship, strengths=strengths
    ),
    st.sampled_from(TYPED),
    WORDS,
    NOTICED,
    st.sampled_from([None, True, False]),
    st.one_of(st.none(), st.lists(HEARD, max_size=3).map(tuple)),
)
chosen = st.tuples(st.just("button"), st.integers(0, 20))
on_line = st.tuples(st.sampled_from(LINE_ACTS), st.integers(0, 20))


def told(conversation: Conversation, move: Move) -> bool:
    """Whether words told in this moment are to be kept as a line."""
    contact = conversation.contact
    return (
        move.act == "tell"
        and contact is not None
        and contact.moment in (Moment.REASON, Moment.EXPLORING, Moment.STAYING)
        and contact.reopened is None
        and not move.safety.is_passed_on
    )


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(turns=st.lists(st.one_of(typed, typed, chosen, on_line), min_size=1, max_size=40))
def test_no_order_of_turns_breaks_anything_or_loses_a_word(turns: list[Move | tuple[str, int]]) -> None:
    conversation = Conversation()
    with stand_in_store():
        conversation.say("begin")
        for turn in turns:
            move = made(conversation, turn)
            if move is None:
                continue
            before = conversation.now
            replies = conversation.take(move)

            assert replies, f"nobody answers {move}"
            assert sum(isinstance(reply, Ask) for reply in replies) <= 1
            record = json.loads(json.dumps(conversation.now.to_record()))
            assert Contact.from_record(record) == conversation.now
            assert not vanished(before, conversation, move)
            if told(Conversation(contact=before), move) and move.words and conversation.now.id == before.id:
                assert move.words in conversation.words or conversation.said[0] == "utter_could_not_do_that"


def made(conversation: Conversation, turn: Move | tuple[str, int]) -> Move | None:
    """The move a drawn turn stands for: the n-th button offered, or the n-th line shown."""
    if isinstance(turn, Move):
        return turn
    what, number = turn
    if what == "button":
        offered = list(buttons(conversation.replies))
        return offered[number % len(offered)] if offered else None
    lines = read_back_lines(conversation.now)
    if conversation.now.moment is not Moment.READ_BACK or not lines:
        return None
    return Move(what, what, line=lines[number % len(lines)].statement.id)


def vanished(before: Contact, conversation: Conversation, move: Move) -> set[str]:
    """Lines that were there and are not, although nobody removed or deleted anything."""
    after = conversation.now
    if after.id != before.id:
        assert before.moment is Moment.FORGETTING
        return set()
    gone = {line.id for line in before.statements} - {line.id for line in after.statements}
    if before.open_check is not None and after.latest("concern") is not None:
        # What was asked about turned out to be danger: the safeguarding team has it, and it is no line any more.
        gone -= {before.open_check.line or ""}
    if gone and before.moment in (Moment.READ_BACK, Moment.FORGETTING, Moment.PAUSED):
        asked_for = move.act == "remove_line" or move.words.startswith("remove")
        return set() if asked_for and len(gone) == 1 else gone
    return gone
