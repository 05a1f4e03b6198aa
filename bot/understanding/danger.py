"""Is anybody in danger? The network's reading, a plain classifier, and the plain net, weighed together.

Each sees what the others miss: the network understands what has no keyword, the classifier knows the very words and
pieces of words of our examples (slips of the thumb and other languages with them), and the net knows the sentences that
must never be missed whatever a model has learned.
``why`` says which of them spoke, for trained staff.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from bot.strengths.safety import HARM_BY_OTHERS, KINDS, OWN_HAND, PASSED_ON, Safety, Tier
from bot.understanding.labels import DANGER_KINDS, TIERS
from bot.understanding.reading import Reading

Array = np.ndarray[Any, Any]

DANGERS = [TIERS.index(tier.value) for tier in PASSED_ON]
MOST_KINDS = 3
PATTERN = 1.5
"""What a caught pattern adds to the odds (their logarithm)."""

NETWORK_COUNTS = 0.65
"""How much of the evidence is the network's; the rest is the classifier's."""

SUREST = 0.01
"""The network is never taken to be surer than this: it was taught to be sure, and is often wrong where it is surest."""


@dataclass(frozen=True, kw_only=True)
class Limits:
    """From where on danger is taken as voiced; chosen on the tuning set (docs/decisions/0009).

    Attributes:
        danger: least evidence, 0 to 1, of danger to life or to a roof, warmth, food or medicine.
        own_life: least evidence of danger by the person's own hand; a miss there is the worst there is.
        concern: least evidence of abuse or neglect, which the words of any hard life with care in it come near.
        check: least evidence of danger at which one gentle question is asked.
        unclear: least chance that the words could carry danger or not, at which it is asked too.
        with_net: the least of both together, when the plain net thinks that one should ask.
        distress: least chance of distress.
        kind: least chance that a kind is named beside the first.
    """

    danger: float = 0.5
    own_life: float = 0.3
    concern: float = 0.5
    check: float = 0.3
    unclear: float = 0.5
    with_net: float = 0.012
    distress: float = 0.4
    kind: float = 0.2


def weigh(reading: Reading, by_example: float | None, net: Safety, limits: Limits) -> Safety:
    """Return what danger a message voices.

    Args:
        reading: what the network makes of it.
        by_example: chance of danger by the classifier of words, 0 to 1; None when there is none.
        net: what the plain net caught.
        limits: from where on it counts.
    """
    caught = net.tier in PASSED_ON
    evidence = evidence_of_danger(reading, by_example, caught=caught)
    told_by_letters_alone = not reading.in_its_letters and by_example is None and not caught
    if evidence >= _least(reading, by_example, net, limits) and not told_by_letters_alone:
        if not reading.in_its_letters and not caught:
            return Safety(tier=Tier.URGENT_TODAY, kinds=UNREAD, why=_why(reading, by_example, net))
        tier = _tier_of_danger(reading, net)
        return Safety(tier=tier, kinds=_kinds(reading, net, limits.kind), why=_why(reading, by_example, net))
    unclear = float(reading.tier[TIERS.index(Tier.CHECK)]) if reading.in_its_letters else 0.0
    supported = caught or (net.tier is Tier.CHECK and evidence + unclear >= limits.with_net)
    if evidence >= limits.check or unclear >= limits.unclear or supported:
        kinds = _kinds(reading, net, limits.kind)[:1]
        return Safety(tier=Tier.CHECK, kinds=kinds, why=_why(reading, by_example, net))
    if reading.in_its_letters and reading.tier[TIERS.index(Tier.DISTRESS)] >= limits.distress:
        return Safety(tier=Tier.DISTRESS, kinds=("distress",), why=_why(reading, by_example, net))
    return Safety()


UNREAD = ("suicide", "domestic_abuse")
"""What danger is taken to be in letters that the network cannot read: nobody can tell, so help is named for both."""


def _least(reading: Reading, by_example: float | None, net: Safety, limits: Limits) -> float:
    # What kind it would be is not known either of letters that the network cannot read; and one reading that nothing
    # bears out needs as much as any ("message 0").
    if by_example is None or not reading.in_its_letters:
        return limits.concern
    return float(getattr(limits, sort_of(reading, net)))


def sort_of(reading: Reading, net: Safety) -> str:
    """Return which of ``Limits``'s limits is asked: it depends on what the danger would be.

    Args:
        reading: what the network makes of a message.
        net: what the plain net caught.
    """
    kind = _kinds(reading, net, Limits.kind)[0]
    if kind in OWN_HAND:
        return "own_life"
    return "concern" if kind in HARM_BY_OTHERS else "danger"


def evidence_of_danger(reading: Reading, by_example: float | None, *, caught: bool) -> float:
    """Return how much speaks for danger, 0 to 1: the two classifiers' odds together, a caught pattern added to them."""
    odds = _odds(float(sum(reading.tier[at] for at in DANGERS)), SUREST)
    if by_example is not None and not reading.in_its_letters:
        odds = _odds(by_example, SMALLEST)
    elif by_example is not None:
        odds = NETWORK_COUNTS * odds + (1 - NETWORK_COUNTS) * _odds(by_example, SMALLEST)
    return _chance(odds + (PATTERN if caught else 0.0))


SMALLEST = 1e-4


def _odds(chance: float, surest: float) -> float:
    kept = min(max(chance, surest), 1 - surest)
    return float(np.log(kept / (1 - kept)))


def _chance(odds: float) -> float:
    return float(1 / (1 + np.exp(-odds)))


def _tier_of_danger(reading: Reading, net: Safety) -> Tier:
    by_network = PASSED_ON[int(np.argmax([reading.tier[at] for at in DANGERS]))]
    if net.tier not in PASSED_ON:
        return by_network
    # Of two readings the more urgent is acted on.
    return min(by_network, net.tier, key=PASSED_ON.index)


def _kinds(reading: Reading, net: Safety, least: float) -> tuple[str, ...]:
    of_danger = [(float(reading.kind[DANGER_KINDS.index(kind)]), kind) for kind in KINDS]
    ranked = sorted(of_danger, reverse=True)
    named = [kind for chance, kind in ranked if chance >= least] or [ranked[0][1]]
    return tuple(dict.fromkeys([*(kind for kind in net.kinds if kind in KINDS), *named]))[:MOST_KINDS]


def _why(reading: Reading, by_example: float | None, net: Safety) -> tuple[str, ...]:
    best = max(range(len(KINDS)), key=lambda at: float(reading.kind[at]))
    danger = float(sum(reading.tier[at] for at in DANGERS))
    return (
        *net.why,
        f"network: danger {danger:.2f}, most like {KINDS[best]}",
        *([] if by_example is None else [f"examples: danger {by_example:.2f}"]),
    )
