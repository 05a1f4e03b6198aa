"""Taking up what a first message tells besides: nobody who told five things hears only that they were noted (STU-1).

One sentence names two or three more of them, in the person's words. What hurts, what was denied and what can't be named
well is not among them; beside something hard only what holds somebody up is (practice 2.1, 2.4).
"""

from __future__ import annotations

import re
from dataclasses import replace

from bot.strengths.acknowledging import REFLECTED, responses
from bot.strengths.clauses import NEGATIVE, in_pieces
from bot.strengths.fit_to_say import is_grave, is_unsafe
from bot.strengths.hearing import is_a_load, is_hard
from bot.strengths.reflecting import piece_said_back
from bot.strengths.reflection_rules import rules
from bot.strengths.reply import Heard, Say
from bot.strengths.statement import Holds
from bot.strengths.strength_heard import HURTS, Kind, StrengthHeard, Tie
from bot.strengths.turning import plain, turned

LONG_ENOUGH = 12
"""Words of a first message from which on more than one thing in it is taken up."""

MOST_THINGS = 3
ROOM = 10
"""Words for the things in a sentence of fifteen."""

SHORTEST_STEM = 3

STOPS_SHORT = re.compile(r"\s+[a-z]", re.IGNORECASE)
DOES_IT = re.compile(r"\b(?:i|we|you|to|can|could|who|still|always|and|or|just)\s+$", re.IGNORECASE)
"""What stands before a trade that is something done: "I cook" makes nobody a cook, and "I nurse him" no nurse."""

GIVEN_UP = (Kind.INTEREST, Kind.COMMUNITY)
"""What is over beside something hard is part of what was lost; a trade that was learned is still theirs."""

SMALL = re.compile(
    r"an?|and|at|back|being|for|from|get|getting|ha[dsv]e?|i[nst]|i|like|more|my|o[fn]|our|own|the|to|up|was|with|your?",
    re.IGNORECASE,
)
"""Words that two things may share without being one."""


def take_up(heard: Heard, first: Say) -> list[Say]:
    """Return what is said first to a first message, and what else in it is taken up.

    Args:
        heard: the message.
        first: the acknowledgement of it.

    Returns:
        The acknowledgement alone where there is nothing to add to it; nothing else is said in its place unless it names
        nothing of the message.
    """
    if heard.choice is not None or len(heard.words.split()) < LONG_ENOUGH or first.response not in responses():
        return [first]
    hard = is_hard(heard)
    said = first.details.get("reflection", "")
    if hard and said and not is_about_what_is_hard(said):
        # Pity may not stand behind something good as if it were meant for that.
        said, first = "", replace(first, details={"reflection": ""}) if first.response != REFLECTED else first
    things = _with_room([thing for thing in things_in(heard) if not _is_said(thing, said)])
    if not things:
        return [first]
    listed = things[0] if len(things) == 1 else f"{', '.join(things[:-1])} and {things[-1]}"
    if not hard and not said:
        return [Say("utter_taken_up", {"things": listed})]
    return [first, Say("utter_taken_up_too", {"things": listed})]


def is_about_what_is_hard(said: str) -> bool:
    """Whether what is said back names the hard thing itself."""
    return bool(rules().hard_told.search(said) or NEGATIVE.search(said))


def things_in(heard: Heard) -> list[str]:
    """Return what a message tells that can be named after "you told me about", turned to "you"; in its order.

    Args:
        heard: the message.
    """
    hard = is_hard(heard)
    load = hard and is_a_load(heard.words)
    named = [
        (one.start, _named(heard.words, one))
        for one in heard.strengths or ()
        # What has to be done for another is no skill of theirs to be told of, as nothing is kept of it (``keeping``).
        if _may_be_named(one, hard=hard) and not (load and one.kind is Kind.SKILL)
    ]
    if not hard and not any(one.kind is Kind.PERSON for one in heard.strengths or ()):
        named += _people_in(heard.words)
    found = [thing for _, thing in sorted(named, key=lambda each: each[0]) if thing is not None]
    return list(dict.fromkeys(found))


def _may_be_named(one: StrengthHeard, *, hard: bool) -> bool:
    if one.is_denied or one.tie in HURTS:
        return False
    if one.kind is Kind.PERSON:
        # Who was there, and is not, is named with care or not at all; beside something hard they may be the hard part.
        return one.holds is Holds.NOW and (not hard or one.tie is Tie.SUPPORTIVE)
    return not (hard and one.kind in GIVEN_UP and one.holds is not Holds.NOW)


def _named(words: str, one: StrengthHeard) -> str | None:
    """One thing as it stands behind "about"; None for a piece that stops short of what is meant, or can't be named."""
    text = plain(one.text)
    if rules().trades.fullmatch(text.lower()) and one.kind is Kind.SKILL:
        before = words[: one.start]
        if _is_somebody_elses(before):
            return None
        if DOES_IT.search(before):
            return None if STOPS_SHORT.match(words[one.end :]) else rules().verbs.get(text.lower())
        return f"being {'an' if text[0].lower() in 'aeiou' else 'a'} {text}"
    if one.kind in (Kind.SKILL, Kind.GOAL) and len(text.split()) == 1 and STOPS_SHORT.match(words[one.end :]):
        return None  # "play" of "play bridge"
    return piece_said_back(words, one)


def _is_somebody_elses(before: str) -> bool:
    """Whether a trade is said of somebody else: "my husband could fit it, he's a joiner"."""
    is_one = r"(?:['\u2019]?s|['\u2019]re)?(?: (?:is|was|were|are|used to be|works?|worked|trained|had been|has been))?"
    whose = rf"\b(?:he|she|they|{rules().people.pattern}){is_one}(?: as)?(?: (?!i\b)[\w-]+){{0,2}}\s+$"
    return re.search(whose, before, re.IGNORECASE) is not None


def _people_in(words: str) -> list[tuple[int, str | None]]:
    """Relatives who are named in little English, where the understanding heard nobody ("daughter in school")."""
    found: list[tuple[int, str | None]] = []
    for clause in in_pieces(plain(words), ()):
        who = re.match(
            rf"(?:i have |my |our |with )?(?:a )?(?P<who>{rules().people.pattern})\b(?! of\b)", clause.words, re.I
        )
        if who is None or NEGATIVE.search(clause.words) or is_grave(clause.words) or is_unsafe(clause.words):
            continue
        found.append((words.lower().find(who["who"].lower()), turned(f"my {who['who'].lower()}", rules().turning)))
    return found


def _is_said(thing: str, said: str) -> bool:
    weighty = {word for word in thing.lower().split() if not SMALL.fullmatch(word)}
    heard = re.findall(r"[\w'-]+", said.lower())
    return any(word in heard or any(_is_one_word(word, other) for other in heard) for word in weighty)


def _is_one_word(doing: str, word: str) -> bool:
    """Whether "knitting" is the "knit" of what was said back."""
    stem = doing.removesuffix("ing")
    if stem == doing or len(stem) < SHORTEST_STEM:
        return False
    return word in (stem, f"{stem}e") or (stem[-1] == stem[-2] and word == stem[:-1])


def _with_room(things: list[str]) -> list[str]:
    """As many of the things, from the first, as one sentence holds."""
    chosen: list[str] = []
    for thing in things:
        joined = " and ".join([*chosen, thing])
        if len(chosen) < MOST_THINGS and len(joined.split()) <= ROOM:
            chosen.append(thing)
    return chosen
