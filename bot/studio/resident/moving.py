"""What a turn does to a resident before anything is said: trust, being heard, runs of the same, a cue noticed."""

from __future__ import annotations

from dataclasses import replace

from bot.studio.resident.lines import joined
from bot.studio.resident.state import State
from bot.studio.resident.taking import Taken
from bot.studio.resident.trust import trust_after
from bot.studio.words import content_words

FIRST_CUE = 3
"""The reply in which a safety cue is let fall first."""

CUE_AGAIN = 2
"""Turns after which a missed one is followed by a plainer one."""


def moved(state: State, taken: Taken) -> State:
    """Where the conversation stands once the turn was taken, before anything is said.

    Args:
        state: where it stood before.
        taken: the turn.
    """
    turn = taken.turn
    heard = (taken.acknowledges or (taken.reflects and _is_about_hardship(state, taken))) and not (
        taken.is_parroting or taken.is_formula
    )
    sore = dict(state.sore)
    if taken.sore is not None:
        sore[taken.sore] = sore.get(taken.sore, 0) + 1
    return replace(
        state,
        trust=trust_after(state, taken),
        heard=state.heard + (1 if heard else 0),
        just_heard=heard,
        # One word after another is a list as well, whatever is on it.
        deficit_run=_run(state.deficit_run, (turn.deficit_led or taken.is_bare) and not taken.is_listening, fades=True),
        cheer_run=_run(state.cheer_run, taken.is_cheerful),
        echo_run=_run(state.echo_run, taken.is_echo),
        silence_run=_run(state.silence_run, taken.move == "silence"),
        insults=state.insults + (taken.move == "insult"),
        sore=tuple(sore.items()),
        noticed=state.noticed or _notices(state, taken),
    )


def _is_about_hardship(state: State, taken: Taken) -> bool:
    """Whether what is said back is something hard: what was told last, or before."""
    hard = [line for fact in state.resident.facts if fact.hard for line in fact.says[: state.layers_told(fact.key)]]
    return state.last_hard or bool(
        content_words(taken.plain) & content_words(" ".join((state.resident.opening, *hard)))
    )


def _run(before: int, goes_on: bool, *, fades: bool = False) -> int:
    if goes_on:
        return before + 1
    return max(0, before - 2) if fades else 0


def _notices(state: State, taken: Taken) -> bool:
    """Whether a turn shows that a safety cue was noticed: soon after it, and about it."""
    layer = state.resident.safety
    if layer is None or not state.cues_given or state.turns - state.cue_turn > 1:
        return False
    return taken.topic == "safety" or bool(layer.noticed.search(taken.plain))


def with_safety_cue(state: State, words: str) -> tuple[str, int]:
    """Let a safety cue fall: from the third reply on, and again, plainer, after one that was missed.

    Args:
        state: where the conversation stands.
        words: what the resident says.

    Returns:
        What is said with the cue, and how many cues were let fall: one or none.
    """
    layer = state.resident.safety
    if layer is None or not state.safety_on or state.noticed or state.gone or state.cues_given >= len(layer.cues):
        return words, 0
    turn = state.turns + 1
    if turn < (state.cue_turn + CUE_AGAIN if state.cues_given else FIRST_CUE):
        return words, 0
    return joined(words, layer.cues[state.cues_given]), 1
