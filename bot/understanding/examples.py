"""Everything the network learns from, as one list: each example says what is known of it and leaves the rest open.

- acts come from Rasa's training data (``data/nlu``),
- danger and what only sounds like it from ``examples/safety``,
- strengths and hardship from ``examples/strengths``.

What nobody labelled is not guessed: it costs the network nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import yaml

from bot.strengths.safety import Tier
from bot.understanding.marked import Strength, read_marked

EXAMPLES = Path(__file__).with_name("examples")
SINCE_TEACHING = "since_teaching"
"""Folder of examples that the network has not been taught yet; the classifier of words learns them at once."""

CALM = (Tier.NONE,)
CALM_OR_SAD = (Tier.NONE, Tier.DISTRESS)
NO_DANGER = (Tier.NONE, Tier.DISTRESS, Tier.CHECK)

# A file of examples may cover kinds that are told apart elsewhere; which of them a sentence is, is not known.
KINDS_OF_FILE = {"cuckooing_scams": ("cuckooing", "mate_crime", "scam")}


@dataclass(frozen=True, kw_only=True)
class Example:
    """One message and what is known of it.

    Attributes:
        text: the message.
        act: its intent, or empty when not known.
        tiers: the tiers it may have; empty when not known.
        kinds: kinds of danger of which it has at least one; empty when not known.
        hardship: whether it carries hardship; None when not known.
        asked: key of the question that was open, or empty.
        strengths: what is marked in it; None when nobody looked.
    """

    text: str
    act: str = ""
    tiers: tuple[Tier, ...] = ()
    kinds: tuple[str, ...] = ()
    hardship: bool | None = None
    asked: str = ""
    strengths: tuple[Strength, ...] | None = None


def all_examples(acts: Iterable[tuple[str, str]], folder: Path = EXAMPLES) -> list[Example]:
    """Return every example, one for each text; what is labelled in two places is put together.

    Args:
        acts: text and intent of Rasa's training data.
        folder: where the examples of danger and of strengths are.

    Raises:
        ValueError: a file is not well formed.
    """
    known: dict[str, Example] = {}
    of_danger = (*_of_danger(folder / "safety"), *_of_danger(folder / SINCE_TEACHING))
    new_strengths = _of_strengths(folder / SINCE_TEACHING / "strengths")
    for example in (*of_danger, *_of_strengths(folder / "strengths"), *new_strengths, *_of_acts(acts)):
        key = " ".join(example.text.casefold().split())
        known[key] = _together(known[key], example) if key in known else example
    return list(known.values())


def _together(first: Example, second: Example) -> Example:
    """What two places say of one text; where both speak the first is believed (danger, then strengths, then acts)."""
    return replace(
        first,
        act=first.act or second.act,
        tiers=first.tiers or second.tiers,
        kinds=first.kinds or second.kinds,
        hardship=second.hardship if first.hardship is None else first.hardship,
        asked=first.asked or second.asked,
        strengths=second.strengths if first.strengths is None else first.strengths,
    )


def _of_danger(folder: Path) -> Iterator[Example]:
    for path in sorted(folder.rglob("*.yml")):
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
        if content["kind"] == Tier.NONE:
            # Hard lives in no danger may carry strong feeling; which of the two, nobody has said of each.
            tiers = CALM_OR_SAD if content.get("feeling") else CALM
            hard = content.get("hard")
            yield from (Example(text=text, tiers=tiers, hardship=hard) for text in content["sentences"])
            continue
        kinds = _kinds(content["kind"])
        for tier, sentences in content["tiers"].items():
            for text in sentences:
                # Who voices danger tells of something hard, even in a cheerful voice; a doubtful line may not.
                hardship = None if tier == Tier.CHECK else True
                yield Example(text=text, tiers=(Tier(tier),), kinds=kinds, hardship=hardship)


def _kinds(name: str) -> tuple[str, ...]:
    if name == Tier.CHECK:
        return ()
    return KINDS_OF_FILE.get(name, (name,))


def _of_strengths(folder: Path) -> Iterator[Example]:
    for path in sorted(folder.glob("*.txt")):
        for marked in read_marked(path):
            yield Example(
                text=marked.text,
                tiers=_tiers_of(marked.strengths, hardship=marked.hardship),
                hardship=marked.hardship,
                asked=marked.asked,
                strengths=marked.strengths,
            )


def _tiers_of(strengths: tuple[Strength, ...], *, hardship: bool) -> tuple[Tier, ...]:
    """The tiers that a message written about strengths may have: with a harmful tie in it, nobody said."""
    if any(strength.tie == "harmful" for strength in strengths):
        return ()
    return NO_DANGER if hardship else CALM


def _of_acts(acts: Iterable[tuple[str, str]]) -> Iterator[Example]:
    for text, act in acts:
        if act == "ask_emergency":
            yield Example(text=text, act=act)
        elif act in TELLING:
            # Danger in the examples of acts is labelled in ``examples/safety/told``; the rest may still be heavy.
            yield Example(text=text, act=act, tiers=NO_DANGER)
        else:
            # "Scrap everything" wishes for something and tells of nothing.
            yield Example(text=text, act=act, tiers=CALM, hardship=False, strengths=())


TELLING = frozenset({"tell", "proxy", "complain", "ask_practical", "off_topic", "ask_person", "ask_assessment"})


def as_rasa_examples(messages: Iterable[Any]) -> Iterator[tuple[str, str]]:
    """Yield text and intent of Rasa's training messages that have both."""
    for message in messages:
        text, intent = message.get("text"), message.get("intent")
        if text and intent:
            yield text, intent
