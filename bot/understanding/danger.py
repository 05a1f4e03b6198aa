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

from bot.strengths.safety import KINDS, PASSED_ON, Safety, Tier
from bot.understanding.labels import DANGER_KINDS, TIERS
from bot.understanding.reading import Reading

Array = np.ndarray[Any, Any]

DANGERS = [TIERS.index(tier.value) for tier in PASSED_ON]
MOST_KINDS = 3
PATTERN = 1.0
"""What a caught pattern adds to the odds (their logarithm)."""


@dataclass(frozen=True, kw_only=True)
class Limits:
    """From where on danger is taken as voiced; chosen on the tuning set (docs/decisions/0009).

    Attributes:
        danger: least evidence, 0 to 1.
        check: least evidence that one gentle question is right.
        check_with_net: the same when the plain net thinks so too.
        distress: least chance of distress.
        kind: least chance that a kind is named beside the first.
    """

    danger: float = 0.4
    check: float = 0.45
    check_with_net: float = 0.1
    distress: float = 0.5
    kind: float = 0.2


def weigh(reading: Reading, by_example: float | None, net: Safety, limits: Limits) -> Safety:
    """Return what danger a message voices.

    Args:
        reading: what the network makes of it.
        by_example: chance of danger by the classifier of words and meaning, 0 to 1; None when there is none.
        net: what the plain net caught.
        limits: from where on it counts.
    """
    caught = net.tier in PASSED_ON
    evidence = evidence_of_danger(reading, by_example, caught=caught)
    if evidence >= limits.danger:
        tier = _tier_of_danger(reading, net)
        return Safety(tier=tier, kinds=_kinds(reading, net, limits.kind), why=_why(reading, by_example, net))
    unclear = float(reading.tier[TIERS.index(Tier.CHECK)]) + evidence
    if unclear >= limits.check or (net.tier is Tier.CHECK and unclear >= limits.check_with_net):
        kinds = _kinds(reading, net, limits.kind)[:1]
        return Safety(tier=Tier.CHECK, kinds=kinds, why=_why(reading, by_example, net))
    if reading.tier[TIERS.index(Tier.DISTRESS)] >= limits.distress:
        return Safety(tier=Tier.DISTRESS, kinds=("distress",), why=_why(reading, by_example, net))
    return Safety()


def evidence_of_danger(reading: Reading, by_example: float | None, *, caught: bool) -> float:
    """Return how much speaks for danger, 0 to 1: the two classifiers' odds together, a caught pattern added to them."""
    network = _odds(float(sum(reading.tier[at] for at in DANGERS)))
    odds = network if by_example is None else (network + _odds(by_example)) / 2
    return _chance(odds + (PATTERN if caught else 0.0))


def _odds(chance: float) -> float:
    kept = min(max(chance, 1e-4), 1 - 1e-4)
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
