"""What is said at once when somebody voices danger: help that fits, and the truth about who has been told.

All wording and every number stand in ``safety.yml`` beside this file. Nothing here decides what a message means.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import zip_longest
from pathlib import Path
from typing import Any

import yaml

from bot.strengths.safety import Safety, Tier, is_more_urgent

WORDING = Path(__file__).with_name("safety.yml")

MOST_SENTENCES = 3
"""Sentences in one bubble."""

MOST_KINDS = 2
"""Kinds that one answer gives help for; more would be a list nobody reads."""

MOST_LINES_AGAIN = 2
"""Lines named to a further alarm of another kind, or one more urgent; to the same again, one."""

OTHER = "other"
NOT_YOUR_FAULT = "not_your_fault"
SILENT_CALL = "silent_call"
"""Of no use to somebody who tells of what is over."""

KIND_WORDS = frozenset({"glad", "thank_you", "sorry_so_hard", NOT_YOUR_FAULT, "should_not_wait"})
"""Sentences of an opening that are said once; the rest of it says what to do, and is said again."""

BULLET = "\u2022"
"""Begins each line of a list of help (practice 5.3(3): one or two lines first, then a short list)."""

NEVER_SAID = "unchecked"
PLACEHOLDER = re.compile(r"{(\w+)}")
SENTENCE_END = re.compile(r"(?<=[.!?])\s+")


@dataclass(frozen=True, kw_only=True)
class Line:
    """A number or address people can turn to (practice 5.2).

    Attributes:
        key: short name.
        name: who answers.
        contact: number or address; a placeholder when it is local.
        say: the sentence that gives it.
        more: a second sentence, or empty.
        status: ``checked``, ``handbook``, ``local``, or ``unchecked`` (never said).
        last_checked: day it was last compared with a public page, as YYYY-MM-DD; empty when nobody noted one.
        nation: where it can be rung; empty for local lines.
        setting: the setting that holds a local number, or empty.
    """

    key: str
    name: str
    contact: str
    say: str
    more: str
    status: str
    last_checked: str
    nation: str
    setting: str


@dataclass(frozen=True, kw_only=True)
class Told:
    """What became of telling the safeguarding team about one message.

    Attributes:
        reference: what the person can quote; None when the team could not be told.
        added: whether the team had been told something in this conversation before.
    """

    reference: str | None
    added: bool = False


@dataclass(frozen=True, kw_only=True)
class Bubble:
    """One thing said.

    Attributes:
        text: the words.
        reference: the reference in them, or None.
    """

    text: str
    reference: str | None = None


@dataclass(kw_only=True)
class Given:
    """What first help was given so far in one conversation, so that nothing is repeated word for word.

    Attributes:
        tiers: the most urgent tier for which help was given, by kind.
        way_out: whether the way out of the page was named.
        to_a_child: whether the person has said that they are under 18.
    """

    tiers: dict[str, Tier] = field(default_factory=dict)
    way_out: bool = False
    to_a_child: bool = False

    def note(self, safety: Safety) -> None:
        """Remember that help was given for what a message voiced."""
        for kind in _kinds(safety):
            if kind not in self.tiers or is_more_urgent(safety.tier, self.tiers[kind]):
                self.tiers[kind] = safety.tier

    def has(self, safety: Safety) -> bool:
        """Return whether help for all of this was given before, at no lesser urgency."""
        return all(kind in self.tiers and not is_more_urgent(safety.tier, self.tiers[kind]) for kind in _kinds(safety))


def first_help(
    safety: Safety, told: Told, given: Given, local: Mapping[str, str], *, has_way_out: bool
) -> list[Bubble]:
    """Return what is said at once to a message that voiced danger, the most urgent first.

    Args:
        safety: what was noticed in it; a tier that reaches staff.
        told: what became of telling the safeguarding team.
        given: what was given before in this conversation; changed to hold this too.
        local: values of placeholders (``Settings.local_details``); a line whose number is empty is left out.
        has_way_out: whether the door has a button to leave the page at once.
    """
    again, first_ever = given.has(safety), not given.tiers
    names_way_out = has_way_out and is_by_others(safety.kinds) and not given.way_out
    given.note(safety)
    given.way_out = given.way_out or names_way_out
    way_out = " ".join(_say(name, local) for name in _wording()["after"]["way_out"]) if names_way_out else ""
    if not first_ever:
        return [_once_more(safety, told, local, way_out, given, again=again)]
    opening, help_lines = _opening(safety), _help(safety, to_a_child=given.to_a_child)
    after = _wording()["after"]
    first, overflow = _first_bubble(opening, local)
    help_lines = [*overflow, *(name for name in help_lines if name not in opening)]
    help_lines += [name for name in after["by_other_means"] if name not in help_lines]
    listed = [said for said in (_say(name, local) for name in help_lines) if said]
    bubbles = [first, *_listed([*listed, *([way_out] if way_out else [])])]
    bubbles += _about_telling(told, local, first_ever=True)
    return [*bubbles, *_bubbles(after["truth"], local)]


def _once_more(
    safety: Safety, told: Told, local: Mapping[str, str], way_out: str, given: Given, *, again: bool
) -> Bubble:
    """Return all that is said to a further alarm: what to do, the lines that matter, and what was added, in one bubble.

    The whole list was given the first time and stands above. Of two kinds each has its first line.
    """
    what_to_do = [name for name in _opening(safety) if name not in KIND_WORDS]
    opening = [*what_to_do, "glad_again"] if safety.tier is Tier.EMERGENCY_NOW else ["glad_again", *what_to_do]
    first, overflow = _first_bubble(opening, local)
    by_kind = [_help(Safety(tier=safety.tier, kinds=(kind,)), to_a_child=given.to_a_child) for kind in _kinds(safety)]
    in_turn = dict.fromkeys(name for names in zip_longest(*by_kind) for name in names if name is not None)
    known = [name for name in in_turn if name in lines() and name not in opening and _say(name, local)]
    listed = [_say(name, local) for name in (*overflow, *known[: 1 if again else MOST_LINES_AGAIN])]
    (telling,) = _about_telling(told, local, first_ever=False)
    said = [*listed, *([way_out] if way_out else []), telling.text]
    return Bubble(text="\n".join([first.text, *(f"{BULLET} {each}" for each in said)]), reference=telling.reference)


def _first_bubble(names: list[str], local: Mapping[str, str]) -> tuple[Bubble, list[str]]:
    """Return what is said first, as much as fits into one bubble, and what to do besides; kind words give way."""
    to_do = [name for name in names if name not in KIND_WORDS]
    kind = [name for name in names if name in KIND_WORDS]
    fits: set[str] = set()
    room = MOST_SENTENCES
    # Two things to do and whose fault it is not come first; what finds no room here is listed below.
    fault = [name for name in kind if name == NOT_YOUR_FAULT]
    for name in dict.fromkeys((*to_do[:2], *fault, *kind, *to_do)):
        count = len(SENTENCE_END.split(_say(name, local)))
        if count <= room:
            fits.add(name)
            room -= count
    said = " ".join(_say(name, local) for name in names if name in fits)
    return Bubble(text=said), [name for name in to_do if name not in fits]


def _listed(said: list[str]) -> list[Bubble]:
    """Put help into one bubble: in a line while it is short, as a list when there is more of it."""
    if not said:
        return []
    if sum(len(SENTENCE_END.split(each)) for each in said) <= MOST_SENTENCES:
        return [Bubble(text=" ".join(said))]
    return [Bubble(text="\n".join(f"{BULLET} {each}" for each in said))]


def is_by_others(kinds: Iterable[str]) -> bool:
    """Whether any of these kinds is harm by another person, who may be looking on."""
    watched = frozenset(_wording()["watched"])
    return any(kind in watched for kind in kinds)


def told_late(reference: str, local: Mapping[str, str]) -> Bubble:
    """Return what says that the team knows now of something it could not be told before."""
    return Bubble(text=_fill(_wording()["told"]["late"], {**local, "reference": reference}), reference=reference)


def at_a_closed_door(local: Mapping[str, str]) -> list[str]:
    """Return what anybody can ring while nobody is heard here, a sentence or two each.

    Args:
        local: values of placeholders (``Settings.local_details``); a line whose number is empty is left out.
    """
    said = (_say(name, local) for name in _wording()["at_a_closed_door"])
    return [text for text in said if text]


@lru_cache(maxsize=1)
def lines() -> dict[str, Line]:
    """Return the safety lines by key, from ``safety.yml``, the only place that holds numbers."""
    return {
        entry["key"]: Line(
            key=entry["key"],
            name=entry["name"],
            contact=str(entry["contact"]),
            say=entry["say"],
            more=entry.get("more", ""),
            status=entry["status"],
            last_checked=str(entry.get("last_checked", "")),
            nation=entry.get("nation", ""),
            setting=entry.get("setting", ""),
        )
        for entry in _wording()["lines"]
    }


@lru_cache(maxsize=1)
def _wording() -> dict[str, Any]:
    read: dict[str, Any] = yaml.safe_load(WORDING.read_text(encoding="utf-8"))
    return read


def _kinds(safety: Safety) -> tuple[str, ...]:
    """The kinds that have a reply of their own, or the one reply for all others."""
    known = tuple(kind for kind in safety.kinds if kind in _wording()["replies"])
    return known[:MOST_KINDS] or (OTHER,)


def _opening(safety: Safety) -> list[str]:
    part = "now" if safety.tier is Tier.EMERGENCY_NOW else "opens"
    names = list(dict.fromkeys(name for kind in _kinds(safety) for name in _wording()["replies"][kind][part]))
    if safety.tier is Tier.PAST_DISCLOSURE:
        names = ["thank_you", *(name for name in names if name == NOT_YOUR_FAULT)]
    # Whoever hurt somebody, or fears to, is heard and helped; who is to blame is not for a program to say.
    names = [name for name in names if name != NOT_YOUR_FAULT or "harm_to_others" not in safety.kinds]
    first = [name for name in _wording()["before_all"] if name in names]
    return _with_one_call([*first, *(name for name in names if name not in first)])


def _calls() -> frozenset[str]:
    """The sentences that say when to call 999."""
    read = _wording()["calls"]
    return frozenset((read["now"], read["own_life"], read["own_life_and_more"], read["several"], *read["others"]))


def _with_one_call(names: list[str]) -> list[str]:
    """Leave one sentence that says when to call 999, where two kinds have one each: said twice, it says less."""
    calls = [name for name in names if name in _calls()]
    if len(calls) < 2:
        return names
    read = _wording()["calls"]
    of_several = read["own_life_and_more"] if read["own_life"] in calls else read["several"]
    one = read["now"] if read["now"] in calls else of_several
    at = names.index(calls[0])
    return [*names[:at], one, *(name for name in names[at:] if name not in calls)]


def _help(safety: Safety, *, to_a_child: bool) -> list[str]:
    named = [name for kind in _kinds(safety) for name in _wording()["replies"][kind]["help"]]
    leave_out = set(_calls()) if _calls() & set(_opening(safety)) else set()
    if safety.tier is Tier.PAST_DISCLOSURE:
        leave_out.add(SILENT_CALL)
    if to_a_child:
        named = [*_wording()["for_a_child"]["first"], *named]
        leave_out |= set(_wording()["for_a_child"]["never"])
    return list(dict.fromkeys(name for name in named if name not in leave_out))


def _about_telling(told: Told, local: Mapping[str, str], *, first_ever: bool) -> list[Bubble]:
    wording = _wording()["told"]
    if told.reference is None:
        key = "not_told" if local.get("safeguarding_phone") else "not_told_no_number"
        who = f" {_wording()['sentences']['who_they_are']}" if first_ever else ""
        return [Bubble(text=f"{_fill(wording[key], local)}{who}")]
    said = _fill(wording["again" if told.added else "first"], {**local, "reference": told.reference})
    secret = f"{_wording()['sentences']['secret']} " if first_ever else ""
    return [Bubble(text=f"{secret}{said}", reference=told.reference)]


def _bubbles(names: Iterable[str], local: Mapping[str, str]) -> list[Bubble]:
    """Put sentences together, as many as fit into one bubble; what belongs together stays together."""
    bubbles: list[str] = []
    room = 0
    for said in (_say(name, local) for name in names):
        count = len(SENTENCE_END.split(said)) if said else 0
        if not count:
            continue
        if count <= room:
            bubbles[-1] += f" {said}"
            room -= count
        else:
            bubbles.append(said)
            room = MOST_SENTENCES - count
    return [Bubble(text=text) for text in bubbles]


def _say(name: str, local: Mapping[str, str]) -> str:
    """Return a sentence, or nothing when it is a line that is never said or whose number is not known here."""
    line = lines().get(name)
    if line is None:
        return _fill(_wording()["sentences"][name], local)
    if line.status == NEVER_SAID or (line.setting and not local.get(line.setting, "").strip()):
        return ""
    return _fill(f"{line.say} {line.more}".strip(), local)


def _fill(text: str, local: Mapping[str, str]) -> str:
    return PLACEHOLDER.sub(lambda found: local[found[1]], text)
