"""What a person mentioned along the way, so that it can be asked about once, in their words, and not from a list."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from bot.strengths.fit_to_say import MAYBE_MORE, ONE_OF_THEM, is_over
from bot.strengths.statement import Holds
from bot.strengths.strength_heard import DOMAIN_OF, HURTS, Kind, StrengthHeard, Strengths, Tie


@dataclass(frozen=True, kw_only=True)
class Mention:
    """One thing a person mentioned that they might like to say more about.

    Attributes:
        kind: what it is.
        text: the piece of the message, with the word in front that says whose it is ("my sister").
        line: id of the line it stands in; a mention goes with its line.
        told_as: how it was told, of ``question.TOLD_AS``.
        is_kind: whether somebody was told of as there for them.
    """

    kind: Kind
    text: str
    line: str
    told_as: str = "now"
    is_kind: bool = False

    @property
    def domain(self) -> str:
        """The area of life it belongs to."""
        return DOMAIN_OF[self.kind]

    def to_record(self) -> dict[str, Any]:
        """Return plain values for JSON."""
        record: dict[str, Any] = {"kind": self.kind.value, "text": self.text, "line": self.line}
        record |= {"told_as": self.told_as} if self.told_as != "now" else {}
        return record | ({"is_kind": True} if self.is_kind else {})

    @classmethod
    def from_record(cls, record: dict[str, Any]) -> Mention:
        """Return the mention that ``to_record`` wrote."""
        return cls(
            kind=Kind(record["kind"]),
            text=record["text"],
            line=record["line"],
            told_as=record.get("told_as", "now"),
            is_kind=record.get("is_kind", False),
        )


NO_ROLE = "other"
"""The role of somebody whose part in the person's life was not told ("the girl at the chemist")."""

WHOSE = re.compile(
    r"(?:\b(?:my|me|our|us|the|a|an|his|her|their|this|that|these|those|some)\s+)(?:(?:own|big|little|old|late|best|good)\s+)?$",
    re.IGNORECASE,
)
"""Words in front of a piece without which it does not stand well in a question."""


HAVE_ONE = re.compile(r"\b(?:i|we)(?: have|'ve|ve| got| still)+ (?:got )?(?:an?|one)\s+(?:\w+ ){0,2}$", re.IGNORECASE)
"""Said in front of somebody who is theirs."""

PASSED_BY = re.compile(
    r"\b(?:lady|woman|man|bloke|guy|girl|lad|fella|person|people|some\w+|staff|worker|doctor|gp|nurse|receptionist|driver"
    r"|officer|assessor|social worker|chap)\b",
    re.IGNORECASE,
)
"""What people are called who may be anybody."""

WORKS_WITH_THEM = re.compile(
    r"\b(?:key ?worker|support worker|social worker|case ?worker|care manager|advis[eo]r|gp|doctor|nurse|consultant"
    r"|therapist|physio|o\.?t\.?|counsellor|psychologist|job coach|landlord|probation|solicitor|housing officer)s?\b",
    re.IGNORECASE,
)
"""Who is paid to be there, so that nobody is asked what the two do for each other."""

OF_ANOTHER = re.compile(r"(?:his|her|their)\b", re.IGNORECASE)
"""Somebody who belongs to another ("Jo and her mum"): what they and the person do for each other is not asked."""

DOES_FOR_ME = re.compile(
    r"\b(?:helps?|does|rings?|drives?|cooks?|brings?|takes?|cleans?|shops?)\b.{0,20}\b(?:me|us|my)\b", re.I
)
DO_FOR_THEM = re.compile(
    r"\b(?:i|we)(?:'ll| also| always| still)? (?:help|do|ring|drive|cook|bring|take|clean|shop|mend|fix|look after)"
    r" (?:for )?(?:him|her|them|his|their|with)\b",
    re.IGNORECASE,
)

GOES_ON = (Kind.SKILL, Kind.INTEREST, Kind.COMMUNITY)
"""Kinds of thing that somebody does, and may have stopped doing."""

AROUND = 22
"""Characters before and behind a goal in which it may be said that somebody wants to get back to it."""

IN_A_SENTENCE = 45
"""Characters before and behind a thing in which it may be said how often it is done."""

TO_GET_BACK = re.compile(
    r"\b(?:back|again|like (?:i|we) (?:did|used)|used to|more|see more|keep|carry on|stay)\b", re.IGNORECASE
)
EVENT = re.compile(
    r"\b(?:wedding|meeting|party|trip|holiday|visit|christmas|eid|diwali|birthday|go to|go and|see (?:the|my)|concert|"
    r"match|game|reunion|christening|anniversary|day out)\b",
    re.IGNORECASE,
)

SOMEBODY_BACK = re.compile(
    rf"\b(?:him|her|them|(?:my|our|me|mi) (?:{ONE_OF_THEM}|son|daughter|brother|sister|friend|lad|lass|boy|girl|baby"
    r"|dog|cat)"
    r"(?: \w+)?) (?:back|here again|still here|alive|with me again)\b",
    re.IGNORECASE,
)
"""Somebody who is gone is wanted back: no goal to be asked about ("What would be good about that?")."""

OFTEN = re.compile(
    r"\b(?:on (?:a )?(?:mon|tues|wednes|thurs|fri|satur|sun)days?|(?:mon|tues|wednes|thurs|fri|satur|sun)days"
    r"|of a \w+day"
    r""
    r"|i (?:still |also )?(?:run|lead|chair|teach|organi[sz]e|manage|moderate|host)|every|each|weekly|daily"
    r"|once a (?:week|month|fortnight)|twice a|most (?:days|weeks|nights)|always|all day)\b",
    re.IGNORECASE,
)
"""Said of what goes on: nobody is asked when the last time was."""

CLAUSE_ENDS = re.compile(r"[.!?;,\n]+|\s(?:but|only|cos|because)\s", re.IGNORECASE)
A_DAY = re.compile(r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)days?\b", re.IGNORECASE)
IS = re.compile(
    r"\b(?:is|are|it's|i'm|i am|we're|(?:i|we) (?:still )?(?:go|play|do|run|meet|sing|bake|help))\b", re.IGNORECASE
)
WAS = re.compile(r"\b(?:was|were|went|used to|had|did|would|till?|until|\w+ed)\b", re.IGNORECASE)

POINTS_BACK = re.compile(r"\b(?:it|them|that|those|these|this)\b", re.IGNORECASE)
"""Words by which a piece points at what was named elsewhere, so that it names nothing by itself."""

NOTHING_TO_DO = re.compile(
    r"(?:a|the|my|our)? ?(?:roof(?: over (?:my|our) heads?)?|pension|bed|warm bed|money|wages?|house|flat|phone"
    r"|internet)",
    re.IGNORECASE,
)
"""What somebody has, and nobody does or is asked to do more of."""

DOER = re.compile(
    r"\b(?:i|we|i'd|i'll|id|to|can|could|would|i (?:still|also|just|really|always|sometimes))\s+$",
    re.IGNORECASE,
)
"""Words behind which a piece is a verb, so that it is named as what is done: "i splice ropes"."""


LOVED = re.compile(
    r"\b(?:(?:keeps?|kept|keeping) (?:me|us) (?:sane|going|happy|right|well|ticking over|on my feet|smiling)"
    r"|(?:gets?|got) me (?:up|out|through|going)|(?:makes|made) me (?:happy|smile|feel (?:alive|good|myself|like me))"
    r"|(?:cheers|lifts|perks|calms|settles|relaxes) me(?: up| down)?|my (?:happy place|escape|therapy|medicine"
    r"|pride and joy|one pleasure|hobby|passion)|(?:lose|lost|forget) (?:myself|the time|my troubles)|forget everything"
    r"|time (?:flies|goes)|(?:i |still |really |always )(?:love|enjoy|adore)|(?:love|enjoy|adore)s? (?:it|that|doing)"
    r"|can'?t get enough|couldn'?t be without|would be lost without|mad (?:about|on|for))\b",
    re.IGNORECASE,
)
"""Said of what somebody does: they do it because they like to, and not only because they can."""

NOT_LOVED = re.compile(
    r"\b(?:not|never|no longer|nothing|hardly|used to|(?:do|does|did|is|was|ca|wo|would|could)n'?t)"
    r"(?: (?!but\b)\w+){0,2} $",
    re.IGNORECASE,
)
"""Said in front of such words: "I don't enjoy it", "nothing keeps me going"."""

LOVED_WITHIN = 60
"""Characters before and behind a skill in which it may be said that it is loved."""


SENTENCE_ENDS = re.compile(r"[.!?;\n]+")
SPEAKS_ON = re.compile(r"\s*(?:it|that|this|its|thats)\b", re.IGNORECASE)


def is_loved(words: str, strength: StrengthHeard) -> bool:
    """Return whether a skill is told as something that somebody likes doing, so that it is an interest as well.

    Args:
        words: the message.
        strength: what was heard in it.
    """
    if strength.kind is not Kind.SKILL or strength.holds is not Holds.NOW:
        return False
    told = words.replace("\u2019", "'")
    before = SENTENCE_ENDS.split(told[: strength.start])[-1]
    same, *after = SENTENCE_ENDS.split(told[strength.end :])
    # "I mend clocks. It keeps me sane": the next sentence speaks of it only if it says so.
    speaks_on = [sentence for sentence in after[:1] if SPEAKS_ON.match(sentence)]
    return any(_says_loved(part) for part in (before[-LOVED_WITHIN:], same[:LOVED_WITHIN], *speaks_on))


def _says_loved(part: str) -> bool:
    """Whether a piece says that something is loved; "can't get enough" carries its own "not"."""
    return any(not NOT_LOVED.search(part[: found.start()]) for found in LOVED.finditer(part))


def loved_in(words: str, strengths: Strengths) -> bool:
    """Return whether any skill in a message is loved; see ``is_loved``."""
    return any(is_loved(words, strength) for strength in strengths)


def mentioned_in(words: str, strengths: Strengths, line: str, before: Iterable[Mention]) -> list[Mention]:
    """Return what of a message may be asked about: what is so, does not hurt, and was not mentioned before.

    What was given up is left alone, for asking about it is asking about a loss; and a tie that hurts is no subject for
    a friendly question (SIM-4).

    Args:
        words: the message.
        strengths: what was heard in it.
        line: id of the line the words were kept as.
        before: what was mentioned before.
    """
    known = {(mention.kind, _plain(mention.text), mention.is_kind) for mention in before}
    new: list[Mention] = []
    for strength in strengths:
        whose = WHOSE.search(words[: strength.start])
        text = _theirs(words, strength, words[whose.start() if whose else strength.start : strength.end])
        is_kind = strength.kind is Kind.PERSON and strength.tie is Tie.SUPPORTIVE
        key = (strength.kind, _plain(text), is_kind)
        if _may_be_asked_about(strength, text, words) and not _is_a_stranger(strength, text) and key not in known:
            known.add(key)
            does = strength.kind is not Kind.PERSON and DOER.search(words[: strength.start])
            verb = "to " if does and not whose else ""  # "talk to brother" is nothing that is done
            told_as = _told_as(strength, words)
            new.append(Mention(kind=strength.kind, text=f"{verb}{text}", line=line, told_as=told_as, is_kind=is_kind))
    return new


def _theirs(words: str, strength: StrengthHeard, text: str) -> str:
    """A piece with "my" in place of "a" where somebody says whom they have: "I've a grown up daughter"."""
    if strength.kind is not Kind.PERSON or not HAVE_ONE.search(words[: strength.start]):
        return text
    return re.sub(r"^(?:an?|one)\s+", "my ", text, flags=re.IGNORECASE)


def stopped_by(words: str, before: Iterable[Mention]) -> list[Mention]:
    """Return what was mentioned before, as it stands after a message that may tell that some of it has stopped.

    Args:
        words: the message.
        before: what was mentioned before.
    """
    over, said = is_over(words), f" {_plain(words)} "
    return [
        replace(one, told_as="stopped") if over and one.kind in GOES_ON and f" {_core(one.text)} " in said else one
        for one in before
    ]


def _told_as(strength: StrengthHeard, words: str) -> str:
    """How something was told: going on, over, or as which kind of goal."""
    if strength.kind in GOES_ON:
        sentence = words[max(0, strength.start - IN_A_SENTENCE) : strength.end + IN_A_SENTENCE]
        if _goes_on(strength, words):
            return "often"
        return "stopped" if is_over(words) else "often" if OFTEN.search(sentence) else "now"
    if strength.kind is not Kind.GOAL:
        return "now"
    around = words[max(0, strength.start - AROUND) : strength.end + AROUND]
    if TO_GET_BACK.search(around):
        return "back"
    return "event" if EVENT.search(strength.text) else "thing"


def _goes_on(strength: StrengthHeard, words: str) -> bool:
    """Whether its own clause says that it goes on, whatever else the message says is over.

    "Thursday is darts, only I can't hold the arrows now": they still go, and keep score.
    """
    clause = CLAUSE_ENDS.split(words[: strength.start])[-1] + CLAUSE_ENDS.split(words[strength.start :])[0]
    says_so = (OFTEN.search(clause) or A_DAY.search(clause)) and IS.search(clause)
    return bool(says_so) and not is_over(clause) and not WAS.search(clause)


def _may_be_asked_about(strength: StrengthHeard, text: str, words: str) -> bool:
    """Whether a friendly question about it would not hurt, and would make sense."""
    if strength.holds is not Holds.NOW or _is_no_subject(strength) or not _is_named(text, words):
        return False
    if strength.kind is Kind.PERSON and (OF_ANOTHER.match(text) or _told_both_ways(strength, words)):
        return False
    if strength.kind is Kind.GOAL and any(
        gone.start() < strength.end and strength.start < gone.end() for gone in SOMEBODY_BACK.finditer(words)
    ):
        return False
    if POINTS_BACK.search(strength.text) and strength.kind is not Kind.PERSON:
        return False  # "you mentioned repairing them"
    return strength.kind is Kind.PERSON or NOTHING_TO_DO.fullmatch(_plain(text)) is None


def _told_both_ways(strength: StrengthHeard, words: str) -> bool:
    """Whether it was just told which way help goes, so that nobody is asked for it: he helps me, and I help his son."""
    sentence = SENTENCE_ENDS.split(words[: strength.start])[-1] + SENTENCE_ENDS.split(words[strength.start :])[0]
    return DOES_FOR_ME.search(sentence) is not None and DO_FOR_THEM.search(sentence) is not None


def _is_named(text: str, words: str) -> bool:
    """Whether it can be told who or what is meant: "my sisters" of "my sisters got a van" may be one, or more."""
    return MAYBE_MORE.match(words[words.find(text) :]) is None


def _core(text: str) -> str:
    """A piece without what stands before it to say whose it is."""
    return re.sub(r"^(?:to|my|me|our|the|a|an) ", "", _plain(text))


def _is_no_subject(strength: StrengthHeard) -> bool:
    """Whether it is no subject for a friendly question: a tie that hurts, or somebody who has no part in their life."""
    if strength.kind is not Kind.PERSON or strength.tie is Tie.SUPPORTIVE:
        return False
    return strength.tie in HURTS or strength.role in (None, NO_ROLE)


def _is_a_stranger(strength: StrengthHeard, text: str) -> bool:
    """Whether somebody is only met on the way ("lady at job centre"), so that nothing is asked about them."""
    if strength.kind is not Kind.PERSON:
        return False
    is_theirs = re.match(r"(?:my|our|me|mi)\b", text, re.IGNORECASE)
    return WORKS_WITH_THEM.search(text) is not None or (not is_theirs and PASSED_BY.search(text) is not None)


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())
