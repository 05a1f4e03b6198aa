"""Look at limits on the tuning set: ``python -m benchmarks.understanding.tune``.

The tuning set (``tuning/``) was written apart from what teaches the assistant and from what measures it. Limits in
``bot/understanding/danger.py``, ``strengths_heard.py`` and ``config.yml`` are chosen here and nowhere else.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import click
import numpy as np
from sklearn.metrics import average_precision_score, roc_auc_score

from benchmarks.understanding.run import denied_as_held, is_danger, matched
from bot.running.model import ROOT
from bot.strengths.hearing import carries_hardship
from bot.strengths.safety import PASSED_ON, Tier
from bot.understanding import danger as weighing
from bot.understanding import strengths_heard
from bot.understanding.examples import all_examples
from bot.understanding.labels import TIERS
from bot.understanding.reading import Reading, reader
from bot.understanding.safety_net import read_safety
from bot.understanding.teaching import acts_in
from bot.understanding.understanding import Learned, learn

HERE = Path(__file__).parent / "tuning"
PARTS = ("danger", "acts", "strengths")

Message = dict[str, Any]


def messages(part: str) -> list[Message]:
    return [json.loads(line) for line in (HERE / f"{part}.jsonl").read_text(encoding="utf-8").splitlines() if line]


def of_danger(learned: Learned) -> None:
    """Ranking and limits of danger."""
    said = [*messages("danger"), *messages("acts"), *messages("strengths"), *messages("front_door")]
    readings = [reader().read(message["text"], message["asked"]) for message in said]
    nets = [read_safety(message["text"]) for message in said]
    by_example = np.array([learned.words.read(message["text"]).danger for message in said])
    network = np.array([sum(reading.tier[at] for at in weighing.DANGERS) for reading in readings])
    truth = np.array([is_danger(message["safety"]["tier"]) for message in said])
    for name, scores in (("network", network), ("examples", by_example)):
        click.echo(ranked(name, truth, scores))
    for share in (1.0, 0.8, 0.65, 0.5):
        for surest in (0.01, 0.03):
            odds = share * logits(network, surest) + (1 - share) * logits(by_example, 1e-4)
            caught = np.array([net.tier in PASSED_ON for net in nets])
            click.echo(ranked(f"network counts {share}, surest {surest}", truth, odds + 3.0 * caught))
    evidence = np.array(
        [
            weighing.evidence_of_danger(reading, float(chance), caught=net.tier in PASSED_ON)
            for reading, chance, net in zip(readings, by_example, nets, strict=True)
        ]
    )
    suicidal = np.array([bool({"suicide", "self_harm"} & set(m["safety"]["kinds"])) for m in said]) & truth
    calm = np.array([message["safety"]["tier"] == "none" for message in said])
    sad = np.array([message["safety"]["tier"] == "distress" for message in said])
    click.echo("limit   noticed  suicide  calm taken for danger  distress taken for danger")
    for limit in (0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.5, 0.6, 0.7, 0.8):
        over = evidence >= limit
        click.echo(
            f"{limit:5.2f} {over[truth].mean():9.3f} {over[suicidal].mean():8.3f} {over[calm].sum():6d} of {calm.sum()}"
            f" {over[sad].sum():14d} of {sad.sum()}"
        )
    by_sort(readings, nets, evidence, truth)
    for limits in (weighing.Limits(),):
        found = [
            str(weighing.weigh(reading, float(chance), net, limits).tier)
            for reading, chance, net in zip(readings, by_example, nets, strict=True)
        ]
        counted(f"{limits}", said, found)
        for message, tier, how in zip(said, found, evidence, strict=True):
            wrong = is_danger(tier) != is_danger(message["safety"]["tier"])
            if wrong and message["safety"]["tier"] != Tier.CHECK:
                true = message["safety"]["tier"]
                click.echo(f"    {true} read as {tier} ({how:.2f}): {message['id']} {message['text'][:110]}")


def by_sort(
    readings: Sequence[Reading], nets: Sequence[Any], evidence: np.ndarray[Any, Any], truth: np.ndarray[Any, Any]
) -> None:
    """What each limit would do to each sort of danger, by what it would be if it were one."""
    sorts = np.array([weighing.sort_of(reading, net) for reading, net in zip(readings, nets, strict=True)])
    for sort in sorted(set(sorts)):
        own = sorts == sort
        click.echo(f"{sort}: {(own & truth).sum()} dangers, {(own & ~truth).sum()} others")
        for limit in (0.2, 0.25, 0.3, 0.4, 0.5, 0.6, 0.7):
            over = own & (evidence >= limit)
            click.echo(f"  {limit:.2f} noticed {(over & truth).sum():4} others taken for it {(over & ~truth).sum():4}")


def ranked(name: str, truth: np.ndarray[Any, Any], scores: np.ndarray[Any, Any]) -> str:
    """How well scores put danger before what is none."""
    calm = np.sort(scores[~truth])[::-1]
    at_two = float((scores[truth] > calm[int(0.02 * len(calm))]).mean())
    return (
        f"{name:40} AUC {roc_auc_score(truth, scores):.3f}, average precision "
        f"{average_precision_score(truth, scores):.3f}, noticed at 2 false alarms in 100: {at_two:.3f}"
    )


def logits(chances: np.ndarray[Any, Any], surest: float) -> np.ndarray[Any, Any]:
    kept = np.clip(chances, surest, 1 - surest)
    return np.asarray(np.log(kept / (1 - kept)))


def counted(name: str, said: Sequence[Message], found: Sequence[str]) -> None:
    """Print what became of each true tier."""
    click.echo(name)
    for tier in TIERS:
        own = [one for message, one in zip(said, found, strict=True) if message["safety"]["tier"] == tier]
        if own:
            noticed = sum(is_danger(one) for one in own)
            asked, sad = own.count("check"), own.count("distress")
            click.echo(f"  {tier:22} n {len(own):4}  danger {noticed:4}  check {asked:3}  distress {sad:3}")


def of_strengths() -> None:
    """Marks: how doubtful a denied thing may be, and how readily a word is marked."""
    said = messages("strengths")
    readings = [reader().read(message["text"], message["asked"]) for message in said]
    for ready in (0.0, 0.3, 0.6, 0.9, 1.2):
        for doubtful in (0.03, 0.05, 0.1, 0.2, 0.35):
            counts, denied, held = marks(said, readings, ready, doubtful)
            hits, marked, true = (sum(column) for column in zip(*counts, strict=True))
            click.echo(
                f"ready {ready:.1f} doubtful {doubtful:.2f}: F1 {2 * hits / (marked + true):.3f} "
                f"(hits {hits}, marked {marked}, true {true}), denied as held {np.mean(denied):.3f} of {len(denied)}, "
                f"held as denied {np.mean(held):.3f} of {len(held)}"
            )


def of_hardship() -> None:
    """From which chance on a message is acknowledged as hard, with and without a plain cue."""
    said = [*messages("strengths"), *messages("acts"), *messages("played"), *messages("front_door")]
    chances = np.array([reader().read(message["text"], message["asked"]).hardship for message in said])
    cued = np.array([carries_hardship(message["text"]) for message in said])
    truth = np.array([bool(message["hardship"]) for message in said])
    for least in (0.1, 0.2, 0.3, 0.4, 0.5, 0.6):
        for with_cue in (0.01, 0.05, 0.1, 0.2, 0.3):
            found = chances >= np.where(cued, with_cue, least)
            click.echo(
                f"hardship {least:.1f}, with cue {with_cue:.2f}: heard {found[truth].mean():.3f} of {truth.sum()}, "
                f"heard where there is none {found[~truth].mean():.3f} of {(~truth).sum()}"
            )


def marks(
    said: Iterable[Message], readings: Iterable[Reading], ready: float, doubtful: float
) -> tuple[list[tuple[int, int, int]], list[bool], list[bool]]:
    kept = strengths_heard.READY, strengths_heard.DOUBTFUL_IF_DENIED
    strengths_heard.READY, strengths_heard.DOUBTFUL_IF_DENIED = ready, doubtful
    try:
        counts, denied, held = [], [], []
        for message, reading in zip(said, readings, strict=True):
            heard = [one.to_record() for one in strengths_heard.strengths_in(message["text"], reading.words)]
            counts.append(matched(message, heard))
            denied += denied_as_held(message, heard)
            held += held_as_denied(message, heard)
        return counts, denied, held
    finally:
        strengths_heard.READY, strengths_heard.DOUBTFUL_IF_DENIED = kept


def held_as_denied(message: Message, heard: list[Message]) -> list[bool]:
    """Of each thing that is so and was found, whether it was taken as one that is not."""
    words = [set(one["text"].split()) for one in heard]
    return [
        heard[at]["holds"] == "denied"
        for true in message["strengths"]
        if true["holds"] == "now"
        for at, found in enumerate(words)
        if found & set(true["text"].split())
    ]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", choices=("danger", "strengths", "hardship"), action="append")
    parts = parser.parse_args().only or ["danger", "strengths", "hardship"]
    if "strengths" in parts:
        of_strengths()
    if "hardship" in parts:
        of_hardship()
    if "danger" in parts:
        of_danger(learn(all_examples(acts_in(ROOT / "data" / "nlu")), 10.0))


if __name__ == "__main__":
    main()
