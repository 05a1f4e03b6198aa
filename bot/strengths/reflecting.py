"""Saying back what somebody said, in their own words: one short true sentence, or nothing (practice 2.3, OARS).

A reflection shows that somebody listened. A bad one shows the opposite, so that in every doubt nothing is said back
and the caller says a plain acknowledgement (STU-1). No words are made up: "I" and "my" become "you" and "your", and
the piece with most life in it is chosen. What is hard about a person is never said to them as a fact (STU-3).
"""

from __future__ import annotations

import re
from dataclasses import replace

from bot.strengths.clauses import BEGINS_WHOSE, LOOSE_WORDS, NEGATIVE, SUBJECT, Clause, in_pieces, in_sentences, trimmed
from bot.strengths.fit_to_say import (
    DOES_FOR_ME,
    MAYBE_MORE,
    SHE_DOES,
    is_grave,
    is_half_said,
    is_no_word_on_them,
    is_over,
    is_unsafe,
    is_whole,
    spelt,
    tells_of_failing,
)
from bot.strengths.naming import is_third_person, mention
from bot.strengths.reflection_rules import rules as _rules
from bot.strengths.statement import Holds
from bot.strengths.strength_heard import HURTS, Kind, StrengthHeard, Strengths, Tie
from bot.strengths.turning import plain, turned

MOST_WORDS = 12
"""Words in a clause that is said back. Longer ones are cut at a joint, or left."""

MOST_PIECES = 3

OWN_SUBJECT = re.compile(r"(?:when |if )?(?:i|i'm|i've|i'd|i'll|we|we're|we've|we'd|we'll|my|our|me)\b", re.IGNORECASE)
OWN_DOING = re.compile(r"(?:when |if )?(?:i|i'm|we|we're)\b", re.IGNORECASE)
ENERGY = re.compile(
    r"\b(?:love|loved|enjoy|proud|happy|best|favourite|mad about|laugh|giggle|joy|tonic|lifts|settles|calm|peace)\b",
    re.IGNORECASE,
)
EFFORT = re.compile(
    r"\b(?:still|every (?:day|night|morning)|keep|kept|learned|learnt|taught|made|make|look after|looked after|"
    r"care for|raised|asked|rang|years|ran|led|built|mended|fixed|restored|trained|won|in charge of|"
    r"(?:men|women|people|staff|lads) under)\b",
    re.IGNORECASE,
)

GIVES_A_NAME = re.compile(
    r"(?i:(?:my|me) name(?: is|'s)(?: [\w'-]+){1,2})|(?i:i am|i'm|my name is|my name's|this is|me is)"
    r"(?i: called)?(?i: (?:mrs?|ms|miss|dr|mr))?\.?(?: [A-Z][\w'-]+){1,3}"
)
"""“I am Halina”: nobody is told their own name as if it were news."""
HANGS = re.compile(r"(?:if|when)\b|.* (?:if|when|which|that|who)$", re.IGNORECASE)
POINTS_BACK = re.compile(
    r"(?:they|they're|they've|they'd|it|it's|its|this|that|that's|those|these|there)\b", re.IGNORECASE
)
IS_ABOUT = re.compile(r"it'?s about (?:my|our|me|mi) \w+", re.IGNORECASE)
"""“Alright then. It's about my evenings” points at nothing that was said before."""
POINTS = re.compile(r"\b(?:it|them|that|this|those|these|him|one|there|they)\b", re.IGNORECASE)
POINTS_LAST = re.compile(r"\b(?:it|them|em|that|this|those|these)$", re.IGNORECASE)
NOT_AGREEING = re.compile(
    r"(?:my|our) (?:husband|wife|son|daughter|mother|father|mum|mam|dad|brother|sister|friend|neighbour) "
    r"(?P<verb>\w+)\b|(?:i|we) (?:done|seen|been|gone|et|writ)\b"
    r"|(?:my|our|the) \w+ (?:is|are|am) (?:finish|break|die|pain|sick much)\b",
    re.IGNORECASE,
)
"""Little English: it is heard, and said back to nobody as if we mocked it ("Your husband hear.")."""
NAMED_BEFORE = re.compile(r"(?:he|she)\b", re.IGNORECASE)
TO_DO = re.compile(r"to (?!be fair|be honest|do with|me\b|us\b|my\b|the\b)[a-z]{2,} \w", re.IGNORECASE)
"""“to see my lad”: a wish of one's own, and half a sentence."""

HALF_A_WISH = frozenset(("want", "need"))
"""“Want people to stop asking” is an order when it is said back as it stands."""

BEGINS_HELP = re.compile(r"help (?:with|at|to|in|for|from)\b", re.IGNORECASE)
SMALL_WORDS = frozenset(("a", "an", "the", "my", "our", "one", "two", "three", "some", "old"))
"""Words that a capital letter belongs to only where they begin a sentence."""
MOST_SAID = 15
"""Words of a sentence that anybody is asked to read."""

SHORTEST_WISH = 2
"""Words of a wish up to which it leaves open what there should be more of."""

SAYS_ENOUGH = 4
"""Words of a piece of a sentence from which on it may be understood by itself."""
SPLICED = re.compile(
    r",\s+(?:my|our|me|the|his|her|their)\s+[\w'-]+\s+(?:is|was|are|were|has|had|have|did|does|do|got|gets|gave|built|made|"
    r"took|went|came|said|says|rang|taught|ran|kept|bought|brought|put|left|lost|won|grew|[a-z]{3,}ed)\b",
    re.IGNORECASE,
)
"""“I want the fuchsias out, my Harold built that greenhouse”: two sentences with a comma between them."""
QUOTES_THEM = re.compile(
    r"\b(?:says?|said|tells? (?:me|us)|told (?:me|us)|thinks?|thought|reckons?|goes|insists)\b"
    r".{0,12}\b(?:i|i'm|im|my|me|mine|i'll|i've)\b",
    re.IGNORECASE,
)
NEW_START = re.compile(r",\s+(?:i|we|i'm|im|i've|ive|i'd|id|i'll|we've|they|he|she)\b", re.IGNORECASE)
DENIES = re.compile(r"\b(?:never|no|none|nor)\b", re.IGNORECASE)
DETERMINER = re.compile(r"\b(my|me|our|the|a|an|his|her|their|some)\s+$", re.IGNORECASE)
SAYS_PAST = re.compile(
    r"\b(?:was|were|used to|till?|until|had|did|once|years|\w+ed|went|made|taught|grew|ran|drove|sang|built|kept)\b",
    re.IGNORECASE,
)


def reflect(words: str, strengths: Strengths | None, *, said_by: str = "resident") -> str | None:
    """Say back one thing of what somebody said (OARS; practice 2.3).

    Args:
        words: exactly what was typed.
        strengths: the strengths heard in it; None when nobody looked.
        said_by: ``resident``, or ``someone_else`` when a person types for another.

    Returns:
        One sentence of at most fifteen words in the person's own words, or None when no good one can be made.
    """
    text = spelt(plain(words))
    if _rules().been_asked.search(text):
        return _rules().asked_again
    heard = strengths or ()
    if is_grave(text) or any(strength.tie is Tie.HARMFUL for strength in heard):
        return None  # to pick another piece would pass over what was told
    done = _done_with_them(text, said_by)
    if done is not None:
        return done
    hurt = _names_that_hurt(heard)
    whole, cut = in_sentences(text, heard), in_pieces(text, heard)
    for clauses in (whole, cut):
        joined = _joined(clauses, hurt)
        if joined is not None:
            return joined
    for clause in sorted([*whole, *(clause for clause in cut if not clause.whole)], key=_weight, reverse=True):
        said = None if is_over(text) and _went_on(clause) else _say_back(clause, hurt, said_by)
        if said is not None:
            return said
    return _pieces(words, heard, hurt)


def _went_on(clause: Clause) -> bool:
    """Whether a clause tells of what is over as if it went on: all but its people, unless it says so itself."""
    if is_over(clause.words) or SAYS_PAST.search(clause.words):
        return False
    if OWN_DOING.match(clause.words):
        return True
    return any(heard.kind is not Kind.PERSON for heard in clause.heard)


def _done_with_them(text: str, said_by: str) -> str | None:
    """What somebody names, and then says they did with it, as one sentence: "clocks. mended em" (STU-1)."""
    found = _rules().done_with_them.match(text)
    if found is None or said_by != "resident" or is_unsafe(found["what"]) or _rules().filler.fullmatch(found["what"]):
        return None
    what = turned(trimmed(found["what"]).lower(), _rules().turning)
    return None if what is None or NEGATIVE.search(what) else _sentence(f"you {found['did'].lower()} {what}")


def _say_back(clause: Clause, hurt: frozenset[str], said_by: str) -> str | None:
    """The clause said back whole, or None."""
    words, rules = clause.words, _rules()
    if not 0 < len(words.split()) <= MOST_WORDS or is_unsafe(words) or is_no_word_on_them(words):
        return None
    broken = NOT_AGREEING.match(words)
    verb_is_bare = broken is not None and (broken["verb"] is None or broken["verb"].lower() in rules.verbs)
    if rules.not_about_a_life.search(words) or verb_is_bare:
        return None
    if rules.filler.fullmatch(words) or GIVES_A_NAME.fullmatch(words) or _says_too_little(clause):
        return None
    if any(name in words.lower() for name in hurt) or rules.still_learning.search(words):
        return None
    if said_by != "resident" and QUOTES_THEM.search(words):
        return None  # "he'd say I'm all right" speaks of him, and must not be turned to the person who types
    if _leans_on_what_was_before(clause) or _tells_otherwise(clause):
        return None
    said = _begun(clause, said_by)
    if said is None:
        return None
    turning = turned(said, rules.turning)
    return None if turning is None or "you you" in turning else _sentence(turning)


def _begun(clause: Clause, said_by: str) -> str | None:
    """A clause with what has to stand in front of it, or None when it is no whole clause of a length to be read."""
    words = clause.words
    goal = any(heard.kind is Kind.GOAL for heard in clause.heard)
    # "See my girls more" is whole, and "see more" is not.
    told = words.removesuffix(" more") if goal and len(words.split()) > SHORTEST_WISH else words
    if tells_of_failing(words) or not is_whole(told, clause.leads):
        return None
    opening = _opening(words, goal, said_by)
    if opening is None or _rules().ends_wrong.search(told) or len(f"{opening}{words}".split()) > MOST_SAID:
        return None
    if not opening and SHE_DOES.match(words):
        opening = "it "
    return f"{opening}{words[0].lower()}{words[1:]}" if opening and words[1:2].islower() else f"{opening}{words}"


def _says_too_little(clause: Clause) -> bool:
    """Whether a clause is a lone word out of more words, and no strength of the kind that one word can name."""
    things = any(heard.kind is not Kind.PERSON for heard in clause.heard)
    if not things and is_half_said(clause.words, bool(clause.heard)) and not (clause.alone and clause.whole):
        return True
    if len(clause.words.split()) != 1 or (clause.alone and clause.whole):
        return False
    return not any(heard.kind is not Kind.PERSON and not heard.is_denied for heard in clause.heard)


def _leans_on_what_was_before(clause: Clause) -> bool:
    """Whether a clause can't be understood, or is not grammatical, without what stood around it."""
    words, count = clause.words, len(clause.words.split())
    names_what = any(not POINTS.search(heard.text) for heard in clause.heard)
    if IS_ABOUT.match(words):
        return False
    if clause.order and (POINTS_BACK.match(words) or (POINTS.search(words) and not names_what)):
        return True
    if clause.order and POINTS_LAST.search(words):
        return True  # "You repair them"
    if not SUBJECT.match(words) and (NEW_START.search(words) or DENIES.search(words)):
        return True
    if SPLICED.search(words):
        return True
    if clause.whole or DOES_FOR_ME.match(words):
        return False
    short = count < SAYS_ENOUGH and (_rules().people.search(words) or OWN_SUBJECT.match(words)) and not clause.heard
    return bool(short) or HANGS.match(words) is not None or not (clause.leads or OWN_SUBJECT.match(words))


def _tells_otherwise(clause: Clause) -> bool:
    """Whether a clause on its own would say what is not so: something over as if it were now, something denied."""
    told = [heard for heard in clause.heard if not heard.is_denied]
    if told:
        # "chapel" of somebody who can't go any more would read as if they did
        return all(heard.holds is Holds.PAST for heard in told) and not SAYS_PAST.search(clause.words)
    return bool(clause.heard) and not NEGATIVE.search(clause.words)


def _opening(words: str, goal: bool, said_by: str) -> str | None:
    """What has to stand in front of a clause for it to be one ("I", "I would like to"); None when it can't be said."""
    rules = _rules()
    first = words.split(maxsplit=1)[0].lower()
    if SUBJECT.match(words):
        return "" if len(words.split()) > 1 and not rules.begins_wrong.match(words) else None
    if (first not in rules.verbs or not goal) and rules.told_of_oneself.match(words):
        return _of_oneself(first, said_by)
    if goal and said_by == "resident" and TO_DO.match(words):
        return "i would like "
    if first in rules.verbs:
        if len(words.split()) == 1:
            return "" if rules.nouns_too.fullmatch(first) else None
        if BEGINS_HELP.match(words):
            return ""
        if not goal or first == "help":
            return None
        # Bare as it is, a hope is the person's own; of somebody who is typed for it is not said whose.
        return "i would like to " if said_by == "resident" else "to "
    if (
        first in HALF_A_WISH
        or rules.begins_wrong.match(words)
        or (is_third_person(first) and not SHE_DOES.match(words))
    ):
        return None
    low = words.lower()
    if rules.people.fullmatch(low) or (rules.body_parts.fullmatch(first) and len(words.split()) > 1):
        return "my "
    return "the " if rules.places.fullmatch(low) else ""


def _of_oneself(first: str, said_by: str) -> str | None:
    """What stands in front of "baked bread" and "happy to help"; None of somebody who is typed for."""
    if said_by != "resident":
        return None
    return "i'm " if first == "happy" else "i "


def _weight(clause: Clause) -> float:
    """How much there is in a clause: a strength, energy, effort, the person in it (practice 2.1)."""
    words = clause.words
    told = sum(not heard.is_denied for heard in clause.heard)
    return (
        3 * min(told, 2)
        + 2 * bool(ENERGY.search(words))
        + 2 * bool(EFFORT.search(words))
        + 2 * bool(OWN_SUBJECT.match(words))
        + bool(SUBJECT.match(words))
        - 2 * bool(clause.order and POINTS.search(words))
        - 3 * bool(_rules().hard_told.search(words))
        - 4 * bool(clause.order and NAMED_BEFORE.match(words))
        + (3 <= len(words.split()) <= MOST_WORDS)
        + clause.whole
        - clause.order / 10
    )


def _joined(clauses: list[Clause], hurt: frozenset[str]) -> str | None:
    """A few bare things said one by one ("wool. and Emmerdale") said back together."""
    parts = [clause.words for clause in clauses if clause.words]
    if not 1 < len(parts) <= MOST_PIECES or any(len(part.split()) > 2 or "," in part for part in parts):
        return None
    if any(heard.is_denied for clause in clauses for heard in clause.heard):
        return None
    if any(_say_back(replace(clause, alone=True, whole=True), hurt, "someone_else") is None for clause in clauses):
        return None
    if any(SUBJECT.match(part) or part.split()[0].lower() in _rules().verbs for part in parts):
        return None
    first, *others = [turned(part, _rules().turning) or part for part in parts]
    return _list([first, *(_within(part) for part in others)])


def _within(part: str) -> str:
    """A piece as it stands within a sentence: "One colleague" with a small letter, a name with its own."""
    return part[0].lower() + part[1:] if part.split(maxsplit=1)[0].lower() in SMALL_WORDS else part


def _pieces(words: str, heard: Strengths, hurt: frozenset[str]) -> str | None:
    """The things heard, where no clause can be said back whole."""
    named: dict[Kind, list[str]] = {}
    text = plain(words)
    for strength in heard:
        if strength.holds is not Holds.NOW or strength.tie in HURTS or _rules().about_this.search(text):
            continue
        if strength.kind is not Kind.PERSON and is_over(text):
            continue
        if _rules().still_learning.search(text) and strength.text.lower().partition(" ")[0] in _rules().verbs:
            continue
        piece = piece_said_back(words, strength)
        if piece is not None and not any(name in piece.lower() for name in hurt):
            named.setdefault(strength.kind, []).append(piece)
    if not named:
        return None
    longest: list[str] = max(named.values(), key=len)
    return _list(list(dict.fromkeys(longest))[:MOST_PIECES])


def piece_said_back(words: str, strength: StrengthHeard) -> str | None:
    """Return one thing heard, with the "my" or "the" that stood before it, turned to "you".

    Args:
        words: the message.
        strength: what was heard in it.

    Returns:
        The thing as it stands within a sentence, or None when it can't stand alone.
    """
    rules, text = _rules(), plain(strength.text)
    low, count = text.lower(), len(text.split())
    before = DETERMINER.search(words[: strength.start])
    if _is_not_theirs(words, strength, before):
        return None
    if before is not None:
        return mention(f"{before[0]}{text}")
    if rules.filler.fullmatch(low):
        return None
    if strength.kind is Kind.GOAL and low.partition(" ")[0] in rules.verbs:
        wish = low if text.isupper() else f"{low[0]}{text[1:]}"  # "see Joan" keeps her name
        return mention(f"to {wish}") if count > 1 else None  # "finish my level 2" is more than "finishing"
    if low in rules.verbs and not low.endswith("sleep") and low not in ("work", "help"):
        return rules.verbs[low]
    if low.partition(" ")[0] in rules.verbs or rules.people.fullmatch(low) or rules.places.fullmatch(low):
        return mention(text)
    if strength.kind is Kind.PERSON:
        return mention(text) if text[0].isupper() or BEGINS_WHOSE.match(text) else None
    if strength.kind in (Kind.SKILL, Kind.GOAL) and not BEGINS_WHOSE.match(text) and not low.endswith("ing"):
        return None
    return mention(text) if count <= LOOSE_WORDS or BEGINS_WHOSE.match(text) else None


def _is_not_theirs(words: str, strength: StrengthHeard, before: re.Match[str] | None) -> bool:
    """Whether a piece is no thing or person of theirs that can stand alone, or that can't be told."""
    if words[strength.end :].startswith(("'", "\u2019")):
        return True  # "my husband's bankruptcy" tells of no husband
    low = plain(strength.text).lower()
    if before is not None and before[1].lower() == "me" and not _rules().turning.possessive_before.match(low):
        return True  # "helps me sleep" tells of no sleep of theirs
    if MAYBE_MORE.match(words[before.start() if before else strength.start :]):
        return True
    rules, text = _rules(), plain(strength.text)
    return bool(POINTS.search(text) or rules.still_learning.search(text) or rules.trades.fullmatch(low))


def _list(parts: list[str]) -> str:
    if len(parts) == 1:
        return _sentence(parts[0])
    return _sentence(f"{', '.join(parts[:-1])}, and {parts[-1]}")


def _sentence(words: str) -> str:
    said = words.strip(" ,.!?'")
    return f"{said[0].upper()}{said[1:]}."


def _names_that_hurt(heard: Strengths) -> frozenset[str]:
    """The people told as strained or harmful: by every word of how they were named that has weight."""
    return frozenset(word for strength in heard if strength.tie in HURTS for word in _weighty(strength))


def _weighty(strength: StrengthHeard) -> set[str]:
    said = {word for word in plain(strength.text).lower().split() if len(word) > 1}
    return said - {"my", "me", "our", "the", "of", "and", "in", "from", "at", "an", "his", "her"}
