"""How a resident's trust moves with a turn: slowly, down more easily than up, and not twice for the same trick.

The direction of each move is practice 4.5; the amounts are ours, tried against written learners in
``benchmarks/rehearsal``.
"""

from __future__ import annotations

from bot.studio.resident.state import State
from bot.studio.resident.taking import Taken

HIGHEST, LOWEST = 10.0, 0.0
MOST_UP, MOST_DOWN = 0.8, -1.5

AFTER_ENOUGH = 2
"""Turns of saying back, in a row, from which on another one is worth nothing."""


def trust_after(state: State, taken: Taken) -> float:
    """Return the trust that a turn leaves.

    Args:
        state: where the conversation stood before it.
        taken: how the resident takes the turn.
    """
    change = _lost(state, taken)
    if change > -0.5:
        change += _won(state, taken)
    change = max(MOST_DOWN, min(MOST_UP, change))
    return round(max(LOWEST, min(HIGHEST, state.trust + change)), 2)


def _won(state: State, taken: Taken) -> float:
    turn = taken.turn
    if taken.is_repeated or taken.is_formula or taken.is_parroting or taken.move == "silence":
        return 0.0
    if taken.is_echo and state.echo_run >= AFTER_ENOUGH:
        return 0.0
    won = 0.0
    if taken.acknowledges or taken.reflects:
        won += 0.5 if state.last_hard else 0.2
    if taken.affirms:
        won += 0.2
    if turn.asks_permission or turn.form == "choice":
        won += 0.2
    if taken.topic == "own_ideas":
        won += 0.3
    asks_about_them = taken.kind not in ("chat", "") or taken.follows_up or taken.named is not None
    if turn.form == "open" and not turn.deficit_led and not taken.is_cheerful and asks_about_them:
        won += 0.2
    if taken.named is not None and state.layers_told(taken.named.key):
        won += 0.2
    if taken.move in ("sorry", "introduces", "stop_offer", "person_offer"):
        won += 0.3
    return won


def _lost(state: State, taken: Taken) -> float:
    turn = taken.turn
    worn = taken.is_repeated or (taken.is_echo and state.echo_run >= AFTER_ENOUGH)
    losses = (
        (taken.move == "insult", 1.5),
        (turn.blame, 1.0),
        (taken.move == "brushes_off", 0.8),
        # Somebody who has been heard before lets a clumsy question pass more easily.
        (taken.is_cheerful, 0.3 if state.heard >= 2 or state.just_heard else 0.6),
        (turn.deficit_led and not taken.is_listening, min(0.2 + 0.1 * state.deficit_run, 0.5)),
        (turn.leading, 0.3),
        (turn.multiple, 0.1),
        (turn.advice and not turn.asks_permission, 0.2 if _own_idea_told(state) else 0.4),
        (turn.jargon, 0.2),
        (taken.sore is not None, 1.0 if dict(state.sore).get(taken.sore or 0) else 0.4),
        (worn, 0.3),
    )
    return -sum(amount for happened, amount in losses if happened)


def _own_idea_told(state: State) -> bool:
    return any(state.layers_told(fact.key) for fact in state.resident.of_kind("own_idea"))
