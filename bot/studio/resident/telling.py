"""What a resident tells: which fact comes up, how far it is told, and what is held back for now.

Nothing is unlocked by a formula: a fact needs a question that could bring it up, trust, and for the skill that nobody
asked about also that what is hard was heard, and that a hint of it was let slip first (practice 4.5, in layers).
"""

from __future__ import annotations

import random
from dataclasses import dataclass, replace

from bot.studio.resident.lines import first_sentence, fresh, is_new, joined, shortened
from bot.studio.resident.person import Fact
from bot.studio.resident.state import State
from bot.studio.resident.taking import Taken

A_HINT_BEFORE = 0.6
"""How much less trust a hint takes than what it hints at."""

SETTLED = 2
"""Turns that must have been taken before a hint is let slip: nobody says such a thing first off."""

ASKED_FOR_ITSELF = ("own_ideas", "what_would_help", "would_offer", "coping")
"""Topics that are what is asked about, whatever else the question names."""

BEING_HEARD = 0.6
"""How much less trust a hidden skill takes of whoever heard what is hard."""

AT_EASE = 3.5
"""Trust from which on more than one sentence comes."""


@dataclass(frozen=True)
class Told:
    """What was said of a life in one reply.

    Attributes:
        state: in which it is told.
        words: what was said; "" for nothing.
        fact: key of the fact; "" for none.
        is_new: whether the fact came up for the first time.
        is_hard: whether it told hardship.
        hinted: key of the fact a hint was let slip of; "" for none.
        is_guarded: whether something was held back.
    """

    state: State
    words: str = ""
    fact: str = ""
    is_new: bool = False
    is_hard: bool = False
    hinted: str = ""
    is_guarded: bool = False


def tell_about(state: State, taken: Taken, chance: random.Random, *, briefly: bool = False) -> Told:
    """Answer a question about a life.

    Args:
        state: where the conversation stands, trust moved already.
        taken: the question.
        chance: chooses among ways of saying the same.
        briefly: whether only the first sentence is said.

    Returns:
        What is told; no words when the resident has nothing to say to it.
    """
    fact = _asked_for(state, taken)
    if fact is not None:
        told = tell(state, fact, briefly=briefly or (state.trust < AT_EASE and taken.turn.form in ("closed", "none")))
        return told if briefly else _with_hint(told, taken, chance)
    topic = taken.topic or ""
    named = taken.named
    if taken.follows_up and not topic and not state.last_fact and (opened := tell_hard(state)).words:
        # Nothing was spoken of yet but what they began with.
        return opened
    if named is not None and state.layers_told(named.key) < len(named.says):
        return _hint_or_guard(state, taken, chance)
    if taken.follows_up and not topic and state.last_fact:
        return _told_all(state, chance)
    if topic in state.resident.answers:
        return _answer(state, topic, taken, chance, briefly)
    if _held_back(state, topic):
        return _hint_or_guard(state, taken, chance)
    if any(topic in each.topics for each in state.resident.facts):
        return Told(state, fresh(state, state.resident.lines["nothing_more"], chance))
    return Told(state)


def _told_all(state: State, chance: random.Random) -> Told:
    """Asked for more of what was spoken of last, when there is no more: what was hinted at, or that this is all."""
    for fact in state.resident.of_kind("hidden"):
        if fact.key in state.hinted and _can_go_on(state, fact):
            return tell(state, fact)
    latest = state.resident.fact(state.last_fact)
    moment = "nothing_more" if state.layers_told(latest.key) >= len(latest.says) else "guarded"
    return Told(state, fresh(state, state.resident.lines[moment], chance), is_guarded=moment == "guarded")


def tell(state: State, fact: Fact, *, briefly: bool = False) -> Told:
    """Tell the next layer of a fact.

    Args:
        state: where the conversation stands.
        fact: the fact; one whose layers are all told gives no words.
        briefly: whether only the first sentence is said.
    """
    layer = state.layers_told(fact.key)
    if layer >= len(fact.says):
        return Told(state)
    words = fact.says[layer]
    if briefly and is_new(state, shortened(words)):
        words = shortened(words)
    after = replace(state.with_told(fact.key, layer + 1), last_fact=fact.key)
    return Told(after, words, fact.key, layer == 0, fact.hard)


def go_on(state: State, chance: random.Random) -> Told:
    """Go on unprompted, as somebody does who is listened to (practice 4.5: reflection and silence).

    Args:
        state: where the conversation stands.
        chance: chooses.
    """
    latest = [fact for fact in state.resident.facts if fact.key == state.last_fact]
    near = latest + list(state.resident.of_kind("hard", "coping", "life"))
    ready = [fact for fact in near if may_tell(state, fact) and state.layers_told(fact.key) < len(fact.says)]
    if not ready:
        return Told(state)
    if not latest and ready[0].kind == "hard":
        # Nothing was spoken of but what they began with, and that is what was heard.
        return tell(state, ready[0])
    fact = ready[0] if latest and ready[0] is latest[0] else chance.choice(ready)
    return tell(state, fact)


def tell_hard(state: State) -> Told:
    """Stay on the hard thing: tell more of it, if there is more."""
    for fact in state.resident.of_kind("hard"):
        if state.layers_told(fact.key) < len(fact.says):
            return tell(state, fact)
    return Told(state)


def may_tell(state: State, fact: Fact) -> bool:
    """Whether there is trust enough for the next layer of a fact; each layer takes a little more."""
    needed = fact.trust + 0.4 * state.layers_told(fact.key)
    if fact.kind == "hidden":
        return state.trust >= needed - BEING_HEARD and state.heard > 0 and fact.key in state.hinted
    return state.trust >= needed


def _is_well_asked(state: State, taken: Taken) -> bool:
    """Whether a question leaves room for something that nobody asked about."""
    turn = taken.turn
    open_enough = turn.form == "open" or (turn.form == "choice") or (not taken.asks and taken.is_listening)
    if state.resident.asks_for_choices:
        open_enough = open_enough or turn.form == "closed"
    # Somebody who goes on asking about the very thing may do so in any form.
    open_enough = open_enough or taken.named is not None or taken.follows_up or turn.strengths_seeking
    return open_enough and not (turn.leading or turn.deficit_led or turn.advice or turn.blame or taken.is_cheerful)


def _asked_for(state: State, taken: Taken) -> Fact | None:
    """The fact that a question brings up: named by its words, or the thing spoken of last, or by its topic."""
    named = taken.named
    if named is not None and taken.topic in ASKED_FOR_ITSELF and taken.topic not in named.topics:
        # "What would help with the letter?" asks what would help.
        named = None
    if named is not None and named.kind != "hidden" and taken.is_named_outright and _can_go_on(state, named):
        return named
    hidden = _hidden_asked_for(state, taken)
    if hidden is not None:
        return hidden
    if named is not None and _can_go_on(state, named):
        return named
    topic = taken.topic or ""
    if taken.follows_up and state.last_fact and (topic in ("", "feelings") or _is_about_last(state, topic)):
        latest = state.resident.fact(state.last_fact)
        if _can_go_on(state, latest):
            return latest
        if state.layers_told(latest.key) < len(latest.says) and latest.says[0] in state.last_reply:
            # It was spoken of just now, and more of it takes more trust: something else would be no answer.
            return None
    about = [fact for fact in state.resident.facts if topic in fact.topics and fact.kind != "hidden"]
    unspoken = [fact for fact in about if not state.layers_told(fact.key) and may_tell(state, fact)]
    begun = [fact for fact in about if state.layers_told(fact.key) and _can_go_on(state, fact)]
    # What the topic is first of all about comes before what it also touches.
    unspoken.sort(key=lambda fact: fact.topics.index(topic))
    return next(iter((*unspoken, *begun)), None)


def _hidden_asked_for(state: State, taken: Taken) -> Fact | None:
    for fact in state.resident.of_kind("hidden"):
        near = (
            taken.topic in fact.topics
            or taken.named is fact
            or (taken.follows_up and fact.key == _last_hint(state))
            or (taken.topic == "anything_else" and fact.key in state.hinted)
        )
        if near and _is_well_asked(state, taken) and _can_go_on(state, fact):
            return fact
    return None


def _can_go_on(state: State, fact: Fact) -> bool:
    return state.layers_told(fact.key) < len(fact.says) and may_tell(state, fact)


def _is_about_last(state: State, topic: str) -> bool:
    return topic in state.resident.fact(state.last_fact).topics


def _last_hint(state: State) -> str:
    """The fact of which a hint was let slip in the reply before, or ""."""
    for key in reversed(state.hinted):
        if any(hint in state.last_reply for hint in state.resident.fact(key).hint):
            return key
    return ""


def _held_back(state: State, topic: str) -> bool:
    return any(
        topic in fact.topics and state.layers_told(fact.key) < len(fact.says) and not may_tell(state, fact)
        for fact in state.resident.facts
    )


def _hint_or_guard(state: State, taken: Taken, chance: random.Random) -> Told:
    told = _with_hint(Told(state), taken, chance)
    if told.words:
        return told
    return Told(state, fresh(state, state.resident.lines["guarded"], chance), is_guarded=True)


def _with_hint(told: Told, taken: Taken, chance: random.Random) -> Told:
    """Let a hint slip of the skill that nobody asked about, where a question comes near it and there is trust."""
    state = told.state
    for fact in state.resident.of_kind("hidden"):
        near = taken.topic in fact.topics or taken.named is fact
        needed = fact.trust - BEING_HEARD - A_HINT_BEFORE
        enough = state.turns >= SETTLED and state.heard > 0 and state.trust >= needed
        new = [hint for hint in fact.hint if is_new(state, hint)]
        if not (near and enough and new and _is_well_asked(state, taken)) or state.layers_told(fact.key):
            continue
        hint = chance.choice(new)
        hinted = tuple(dict.fromkeys((*state.hinted, fact.key)))
        words = joined(first_sentence(told.words), hint)
        return replace(told, state=replace(state, hinted=hinted), words=words, hinted=fact.key)
    return told


def _answer(state: State, topic: str, taken: Taken, chance: random.Random, briefly: bool) -> Told:
    words = state.resident.answers[topic]
    line = fresh(state, words, chance)
    if briefly and is_new(state, first_sentence(line)):
        line = first_sentence(line)
    told = Told(state, line)
    return told if briefly else _with_hint(told, taken, chance)
