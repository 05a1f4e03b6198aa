"""Whatever is done to the lines in whatever order, what is shared is what was shown, and nothing that was taken out."""

from __future__ import annotations

from typing import Any

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from bot.strengths.contact import Moment
from bot.strengths.pieces import read_back_lines
from bot.strengths.reply import Reply, ShowLines
from bot.strengths.summary import Summary
from tests.dialogue.conversation import Conversation, Move, begun, buttons, stand_in_store

SAID = ("I grow tomatoes", "my sister rings me", "I sing at the chapel", "I mend clocks", "I bake", "the bus helps me")
TOWARDS_SHARING = {
    Moment.READ_BACK: Move("affirm", "yes"),
    Moment.SHARING: Move("affirm", "yes"),
    Moment.SAFE_CONTACT: Move("decline", "skip"),
    Moment.CHANGING: Move("decline", "skip"),
    Moment.ADDING: Move("decline", "skip"),
    Moment.FORGETTING: Move("deny", "no"),
}
LINE_ACTS = ("remove_line", "withhold_line", "offer_line", "change_line")

typed = st.builds(
    Move,
    st.just("tell"),
    st.sampled_from(
        [
            *(f"{what} {number}" for what in ("remove", "don't share", "share", "change") for number in range(1, 7)),
            "change 1 to I grow beans",
            "add I walk the dog",
            "leave my sister out of it",
            "share all but 2",
            "undo that",
            "I play bowls",
        ]
    ),
)
commands = st.builds(
    lambda act: Move(act, {"affirm": "yes", "deny": "no", "finish": "show me", "share": "share it"}.get(act, act)),
    st.sampled_from(["affirm", "affirm", "affirm", "deny", "finish", "share", "decline", "share_nothing", "go_back"]),
)
pressed = st.tuples(st.just("button"), st.integers(0, 20))
on_line = st.tuples(st.sampled_from(LINE_ACTS), st.integers(0, 20))
moves = st.lists(st.one_of(typed, commands, commands, pressed, on_line), min_size=3, max_size=25)


@settings(
    max_examples=120, deadline=None, derandomize=True, phases=(Phase.generate,), suppress_health_check=[*HealthCheck]
)
@given(said=st.lists(st.sampled_from(SAID), min_size=1, unique=True), turns=moves)
def test_what_is_shared_is_what_was_shown_last(said: list[str], turns: list[Move | tuple[str, int]]) -> None:
    with stand_in_store() as store:
        conversation = begun(Move("tell", said[0]), Move("affirm", "yes"), *(Move("tell", more) for more in said[1:]))
        shown = Shown(conversation)
        for turn in [Move("finish", "show me"), *turns, *["towards sharing"] * 8]:
            move = made(conversation, turn)
            if move is None:
                continue
            before, held_back = len(store.done), withheld(conversation)
            shown.look(conversation.take(move), conversation)
            for kind, summary in store.done[before:]:
                if kind == "summary":
                    shown.check(summary, held_back)


class Shown:
    """What the person was shown of each line, and whether it stood there as shared, when they last saw it."""

    def __init__(self, conversation: Conversation) -> None:
        self.lines: dict[str, tuple[str, bool]] = {}
        self.look(conversation.replies, conversation)

    def look(self, replies: list[Reply], conversation: Conversation) -> None:
        lines = {line.statement.id: line.statement for line in read_back_lines(conversation.now)}
        for reply in replies:
            if isinstance(reply, ShowLines):
                # As ``actions.speaking`` draws them: these lines, or all.
                for name in reply.lines or lines:
                    if name in lines:
                        self.lines[name] = (lines[name].words, lines[name].shared)

    def check(self, summary: Summary, held_back: set[str]) -> None:
        for statement in summary.statements:
            assert statement.id in self.lines, f"{statement.words!r} was shared and never shown"
            assert self.lines[statement.id] == (statement.words, True), (
                f"{statement.words!r} was shown as something else"
            )
            assert statement.id not in held_back


def withheld(conversation: Conversation) -> set[str]:
    return {line.id for line in conversation.now.statements if not line.shared}


def made(conversation: Conversation, turn: Any) -> Move | None:
    """The move a drawn turn stands for: the n-th button offered, or the n-th line shown."""
    if isinstance(turn, Move):
        return turn
    if turn == "towards sharing":
        return TOWARDS_SHARING.get(conversation.now.moment, Move("finish", "show me"))
    what, number = turn
    if what == "button":
        offered = list(buttons(conversation.replies))
        return offered[number % len(offered)] if offered else None
    lines = read_back_lines(conversation.now)
    if conversation.now.moment is not Moment.READ_BACK or not lines:
        return None
    return Move(what, what, line=lines[number % len(lines)].statement.id)
