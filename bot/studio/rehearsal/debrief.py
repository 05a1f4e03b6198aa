"""The debrief of a rehearsal, in the order of practice 4.3: strengths-based itself, and plain about safety.

The learner's own view comes first; then two lines that worked and what the resident did next; one thing to try, in the
learner's own style; one pair to think about; what was found and what was not; indicators. There is no score.
"""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import yaml

from bot.studio.feedback.asked import CHOICE, CLOSED
from bot.studio.rehearsal.indicators import Indicators, indicators
from bot.studio.rehearsal.rehearsal import Exchange, Rehearsal
from bot.studio.rehearsal.rewording import reworded, wording
from bot.studio.resident.person import CIRCLES, ON_THE_CIRCLES, Fact
from bot.studio.resident.taking import take
from bot.studio.resident.topics import topics

PAIRS = Path(__file__).with_name("pairs.yml")

WORST_FIRST = (
    "insult", "blamed", "withdraws", "brushed_off", "not_listening", "whatever", "is_that_it", "flat", "agrees", "sore",
    "jargon",
)  # fmt: skip
"""What a thing to try may be about, what matters most first."""

NEVER_A_SLIP = ("insult", "blamed")
A_HABIT = 3
"""How much more often something less bad has to come up to be what is talked over."""

SMALLER = ("saying_back", "again", "multiple", "silence")
"""What it may be about when what was hard was taken up."""

WORKED = {"hidden": 6, "hinted": 4, "strained": 3, "own_idea": 3, "went_on": 2, "opened": 2, "safety_noticed": 7}
"""How much a line opened, so that the two best can be named; nobody sees the number."""

BY_THE_WAY = ("opened", "strained", "own_idea")
"""What may also be told in passing, whatever was asked."""

MOST_WORKED = 2


@dataclass(frozen=True)
class Worked:
    """A line that worked.

    Attributes:
        turn: its number.
        said: the line.
        reply: what the resident did next.
        note: what that was.
    """

    turn: int
    said: str
    reply: str
    note: str


@dataclass(frozen=True)
class TryOne:
    """One thing to try.

    Attributes:
        turn: number of the turn to go back to; 0 when there was none.
        said: what was said there.
        note: what happened.
        reworded: another way to say it, in the learner's style.
    """

    turn: int
    said: str
    note: str
    reworded: str


@dataclass(frozen=True)
class Pair:
    """Two ways of seeing a thing; the learner says which was nearer."""

    question: str
    about: str
    conventional: str
    strengths: str


@dataclass(frozen=True)
class Seen:
    """Something on one of the three circles.

    Attributes:
        circle: ``personal``, ``network`` or ``community``.
        label: what it is.
        kind: the fact's kind.
        hinted: whether a hint of it was let slip.
    """

    circle: str
    label: str
    kind: str
    hinted: bool = False


@dataclass(frozen=True)
class Debrief:
    """What there is to say after a rehearsal.

    Attributes:
        safety: said before everything else when a safety cue was missed, and when one was met; empty without one.
        safety_missed: whether one was missed.
        own_view: what the learner is asked first.
        worked: up to two lines that worked.
        try_one: one thing to try.
        pair: one pair to think about.
        found: what came out, on the three circles.
        undiscovered: what did not.
        indicators: what was counted.
        again: how to go on.
        safety_turn: the turn to go back to for a cue that was missed; 0 without one.
    """

    safety: tuple[str, ...]
    safety_missed: bool
    own_view: tuple[str, ...]
    worked: tuple[Worked, ...]
    try_one: TryOne
    pair: Pair
    found: tuple[Seen, ...]
    undiscovered: tuple[Seen, ...]
    indicators: Indicators
    again: str
    safety_turn: int = 0

    @property
    def found_hidden(self) -> bool:
        """Whether the skill that nobody asked about came out."""
        return any(seen.kind == "hidden" for seen in self.found)


def debrief(rehearsal: Rehearsal) -> Debrief:
    """Return the debrief of a rehearsal as it stands; branches that were gone back from are left out."""
    counted = indicators(rehearsal.exchanges)
    missed_at, safety = _safety(rehearsal)
    missed = bool(missed_at)
    issue, exchange = _issue(rehearsal.exchanges, counted)
    told = {key for key, _ in rehearsal.now.told}
    facts = [fact for fact in rehearsal.resident.facts if fact.kind in ON_THE_CIRCLES]
    facts.sort(key=lambda fact: CIRCLES.index(fact.circle))
    return Debrief(
        safety=safety,
        safety_missed=missed,
        own_view=tuple(wording()["own_view"]),
        worked=_worked(rehearsal),
        try_one=_try_one(rehearsal, issue, exchange),
        pair=_pair("safety" if missed else issue, rehearsal.begun.seed + len(rehearsal.exchanges)),
        found=tuple(_seen(fact, rehearsal) for fact in facts if fact.key in told),
        undiscovered=tuple(_seen(fact, rehearsal) for fact in facts if fact.key not in told),
        indicators=counted,
        again=wording()["again"],
        safety_turn=missed_at,
    )


def _seen(fact: Fact, rehearsal: Rehearsal) -> Seen:
    return Seen(fact.circle, fact.label, fact.kind, fact.key in rehearsal.now.hinted)


def _safety(rehearsal: Rehearsal) -> tuple[int, tuple[str, ...]]:
    """The turn in which a cue was missed (0 for none), and what is said about safety."""
    layer, now = rehearsal.resident.safety, rehearsal.now
    given = [number for number, each in enumerate(rehearsal.exchanges, start=1) if each.reply.safety_cue]
    if layer is None or not given or given[0] == len(rehearsal.exchanges):
        # Nothing was let fall, or there was no turn left in which to notice it.
        return 0, ()
    if not now.noticed:
        turn = given[0] + 1
        return turn, (wording()["safety_missed"].format(missed=layer.missed, turn=turn),)
    lines = [wording()["safety_met"].format(met=layer.met)]
    if any(take(each.before, each.said, each.turn).move == "secrecy" for each in rehearsal.exchanges[given[0] :]):
        lines.append(wording()["safety_secrecy"])
    if _carried_on(rehearsal.exchanges):
        lines.append(wording()["safety_carried_on"])
    return 0, tuple(lines)


def _carried_on(exchanges: tuple[Exchange, ...]) -> bool:
    """Whether the first turn after a disclosure asks about a strength as if nothing had been said."""
    for told, after in pairwise(exchanges):
        if told.reply.happened == "safety_noticed":
            return after.turn.strengths_seeking and not (after.turn.acknowledges or after.turn.reflection)
    return False


def _worked(rehearsal: Rehearsal) -> tuple[Worked, ...]:
    """The two lines that opened most, in the order in which they were said."""
    ranked = []
    for number, each in enumerate(rehearsal.exchanges, start=1):
        what = what_it_opened(each)
        if what == "opened" and not _is_whole(each):
            continue
        is_fair = not (each.turn.leading or each.turn.blame or each.turn.advice or each.turn.deficit_led)
        # A box on a form may be answered all the same; that is not what a debrief would have anybody do again.
        is_fair = is_fair and not (what in BY_THE_WAY and _is_a_box(each) and not _asks_ideas(each))
        went_past = number > 1 and rehearsal.exchanges[number - 2].reply.safety_cue and not each.after.noticed
        if what and is_fair and not went_past:
            ranked.append((-WORKED[what], number, what, each))
    ranked.sort(key=lambda entry: entry[:2])
    # Being let go on is one thing to have done well, however often.
    again = [entry for entry in ranked if entry[2] == "went_on"][1:]
    ranked = [entry for entry in ranked if entry not in again]
    notes = wording()["worked"]
    best = sorted(ranked[:MOST_WORKED], key=lambda entry: entry[1])
    return tuple(Worked(number, each.said, each.reply.text, notes[what]) for _, number, what, each in best)


def _is_a_box(each: Exchange) -> bool:
    """Whether a turn asks what a form asks: in the conventional way, or yes or no in no way at all."""
    return each.turn.style == "conventional" or (each.turn.style == "neutral" and each.turn.form in (CLOSED, CHOICE))


def _is_whole(each: Exchange) -> bool:
    """Whether all of it was told, and not only as much as a closed question or little trust gets."""
    return any(line in each.reply.text for line in each.before.resident.fact(each.reply.told).says)


def what_it_opened(each: Exchange) -> str:
    """Return what a turn opened, in words of ``wording.yml`` under ``worked``, or ""."""
    happened = each.reply.happened
    if happened == "safety_noticed":
        return happened
    if each.reply.told and each.reply.is_new and happened != "not_listening":
        kind = each.before.resident.fact(each.reply.told).kind
        if kind in ("hidden", "strained", "own_idea"):
            return kind
    return happened if happened in ("hinted", "went_on", "opened") else ""


def _issue(exchanges: tuple[Exchange, ...], counted: Indicators) -> tuple[str, Exchange | None]:
    """What the one thing to try is about, and the turn to go back to."""
    found = _worst_of(exchanges)
    if found:
        return found
    if counted.hard and not counted.hard_heard:
        return "never_acknowledged", next(each for each in exchanges if each.before.last_hard)
    found = _first_of(SMALLER, exchanges)
    if found:
        return found
    ideas_told = bool(exchanges) and any(
        exchanges[-1].after.layers_told(fact.key) for fact in exchanges[-1].after.resident.of_kind("own_idea")
    )
    if exchanges and not ideas_told:
        return "never_asked_ideas", exchanges[-1]
    if counted.can_compare and counted.reflections * 2 < counted.questions:
        return "never_reflected", next((each for each in exchanges if not each.turn.reflection), exchanges[0])
    return "none", exchanges[-1] if exchanges else None


def _worst_of(exchanges: tuple[Exchange, ...]) -> tuple[str, Exchange] | None:
    """What went worst, and the first turn in which it did; a habit counts for more than one slip that was worse."""
    often = Counter(each.reply.happened for each in exchanges if each.reply.happened in WORST_FIRST)
    ranked = sorted(often, key=WORST_FIRST.index)
    for rank, issue in enumerate(ranked):
        is_slip = issue not in NEVER_A_SLIP and any(often[other] >= often[issue] + A_HABIT for other in ranked[rank:])
        if not is_slip:
            return _first_of((issue,), exchanges)
    return None


def _first_of(issues: tuple[str, ...], exchanges: tuple[Exchange, ...]) -> tuple[str, Exchange] | None:
    """The first of some issues that came up, and the first turn in which it did."""
    for issue in issues:
        for each in exchanges:
            asks_much = issue == "multiple" and each.turn.multiple and not _is_small_talk(each)
            if asks_much or each.reply.happened == issue:
                return issue, each
    return None


def _is_small_talk(each: Exchange) -> bool:
    return bool(_asked_in(each)) and all(topics()[topic].kind == "chat" for topic in _asked_in(each))


def _asks_ideas(each: Exchange) -> bool:
    return "own_ideas" in _asked_in(each)


def _asked_in(each: Exchange) -> tuple[str, ...]:
    """What a turn asked about."""
    return each.after.asked[len(each.before.asked) :]


def _try_one(rehearsal: Rehearsal, issue: str, exchange: Exchange | None) -> TryOne:
    note = wording()["tried"][issue]
    if exchange is None:
        return TryOne(0, "", note, wording()["rewording"]["coping"][0]["full"])
    number = rehearsal.exchanges.index(exchange) + 1
    return TryOne(number, exchange.said, note, reworded(exchange, issue, rehearsal.exchanges))


def _pair(issue: str, seed: int) -> Pair:
    """One pair worth a thought after what happened."""
    read = _pairs()
    fitting = [pair for pair in read["pairs"] if issue in pair.get("after", ())]
    chosen = random.Random(seed).choice(fitting or read["pairs"])
    return Pair(read["question"], chosen["about"], chosen["conventional"], chosen["strengths"])


@lru_cache(maxsize=1)
def _pairs() -> dict[str, Any]:
    read: dict[str, Any] = yaml.safe_load(PAIRS.read_text(encoding="utf-8"))
    return read
