"""One question of the library: its wording, its answers, and when it is not asked.

The fields are those of practice 2.2 and 2.3. How a question is written in a file is in ``question_file``.
"""

from __future__ import annotations

from dataclasses import dataclass

from bot.strengths.statement import Arrangement, Flow, Holds, Place, TieQuality, Wish

DOMAINS = (
    "aspirations",
    "good_day",
    "motivation_energy",
    "skills_experience",
    "passions_interests",
    "people_networks",
    "groups_places",
    "coping_exceptions",
    "own_ideas",
    "would_offer",
    "what_would_help",
    "hard_now",
    "communication_access",
)
"""The domains of practice 2.2 that a summary speaks of, in the order the conversation offers them.

How somebody likes to talk is no area of life to be offered in turn: it is asked when it helps, and stands last here.
"""

STEPS = (
    "opening",
    "permission",
    "staying",
    "hard_moments",
    "read_back",
    "safe_contact",
    "sharing",
    "asides",
    "safety",
)
"""Moments that have questions of their own and are not areas of life."""

QUESTION_TYPES = (
    "open",
    "exception",
    "coping",
    "survival",
    "support",
    "possibility",
    "miracle",
    "scaling",
    "esteem",
    "perspective",
    "change",
    "meaning",
    "choice",
)
"""Kinds of question (practice 2.3: Saleebey; De Jong and Berg), with ``open`` and ``choice`` for the rest."""

AFTER = ("answer", "yes", "volunteered", "partner", "start")
"""When a follower is asked."""

ACTS = (
    "answer",
    "enough",
    "explore",
    "stay",
    "carry_on",
    "decline",
    "dont_know",
    "affirm",
    "deny",
    "ask_person",
    "finish",
    "share",
    "share_nothing",
    "add_line",
    "stop",
    "start_again",
    "delete",
)
"""What a choice may do."""

STYLES = ("conventional", "strengths_based", "strengths_only", "asset_balanced")
"""Ways of asking that trainers tell apart; ``strengths_only`` leaves out what is hard (STU-7)."""

ASSET_BALANCED = "asset_balanced"
"""The way in which residents are asked."""

KINDS_MENTIONED = ("goal", "skill", "interest", "person", "community")
"""What a person may have mentioned that a question asks more about."""

TOLD_AS = ("now", "stopped", "back", "event", "thing")
"""How something mentioned was told: going on or hoped for (``now``); over, for good or for now (``stopped``); and of a
goal, whether it is to get ``back`` to something, an ``event``, or a ``thing`` to get."""

IT = "{it}"
"""Stands for what was mentioned, in the person's words turned to "you" and "your"."""

SIGNALS = ("hardship", "grief", "illness", "carer", "survived", "nobody", "proxy", "no_offer")
"""What the conversation has given that speaks for or against a question.

``hardship`` is of the latest message; the others stay: somebody has died (``grief``), an illness or a condition, the
person looks after somebody (``carer``), came through something and said so (``survived``), has nobody, types for
another (``proxy``), or has nothing left to give (``no_offer``).
"""

ASKED_OF = ("person", "others")
"""Whose part in a change a question asks about; the first never stands alone (STU-2)."""


@dataclass(frozen=True, kw_only=True)
class Choice:
    """One answer offered as a button beside the text box.

    Attributes:
        key: short name, unique within its question.
        say: the words on the button, and what is kept if it is chosen.
        does: ``answer`` (keep it), or an act: ``decline``, ``dont_know``, ``ask_person`` ...
        holds: whether a kept answer says that the thing is so.
        flow: for people, which way help goes.
        quality: for people, how the tie feels.
        wish: for people, whether more, less or the same of it is wished for.
        arrangement: who would do what would help.
        also: other ways people type the same, in lower case.
    """

    key: str
    say: str
    does: str = "answer"
    holds: Holds = Holds.NOW
    flow: Flow | None = None
    quality: TieQuality | None = None
    wish: Wish | None = None
    arrangement: Arrangement | None = None
    also: tuple[str, ...] = ()

    @property
    def leaves_it(self) -> bool:
        """Whether somebody who has no answer can choose it."""
        ways_out = ("dont_know", "decline", "enough")
        return self.does in ways_out or self.holds is Holds.DENIED or self.quality is TieQuality.NOT_SURE


@dataclass(frozen=True, kw_only=True)
class Question:
    """One question, with the ways to say it and when not to.

    Attributes:
        key: name, such as ``aspirations.more_of``; the part before the dot is the domain.
        domain: one of ``DOMAINS`` or ``STEPS``.
        question_type: one of ``QUESTION_TYPES``.
        style: one of ``STYLES``.
        tradition: where the question comes from (RIP-12).
        wording: what is asked.
        easier: the same in easier words.
        choices: answers offered; free text is always allowed beside them.
        caution: when not to ask it.
        place: where an answer stands in the summary; None when nothing is kept as a statement.
        follows: key of the question this one asks more about; None for an opener.
        after: when a follower is asked: ``answer`` (once something was kept), ``yes`` (a bare yes), or
            ``volunteered`` (in place of the question it follows, when that was answered unasked); ``partner``
            and ``start`` are there for the agenda to ask when there is room: what others should do, and what
            would get a thing started.
        asked: False for wording that only trainers use.
        for_another: what is asked when somebody types for another person; None beside the areas of life.
        for_another_easier: the same in easier words.
        pair: name that the counterparts of one question share.
        asks_more_of: what was mentioned that it asks about, with ``{it}`` in its wording; one of
            ``KINDS_MENTIONED``, or None.
        told_as: how that must have been told, of ``TOLD_AS``; empty for anything but what has stopped.
        not_with: signals with which it is not asked.
        only_with: signals of which one must be there for it to be asked; empty for any time.
        asks_of: ``person`` when it asks what the person could do, ``others`` when it asks what others should do.
        partner: key of the question that shares the load with this one.
    """

    key: str
    domain: str
    question_type: str
    style: str
    tradition: str
    wording: str
    easier: str
    choices: tuple[Choice, ...]
    caution: str
    place: Place | None
    follows: str | None
    after: str
    asked: bool
    for_another: str | None = None
    for_another_easier: str | None = None
    pair: str | None = None
    asks_more_of: str | None = None
    told_as: tuple[str, ...] = ()
    not_with: tuple[str, ...] = ()
    only_with: tuple[str, ...] = ()
    asks_of: str | None = None
    partner: str | None = None

    @property
    def is_opener(self) -> bool:
        """Whether it may open its domain in the live conversation: it follows nothing and needs nothing mentioned."""
        return self.asked and self.follows is None and self.asks_more_of is None

    @property
    def can_be_left(self) -> bool:
        """Whether one of its choices says "I am not sure", "rather not", "there is none" or "that is all"."""
        return any(choice.leaves_it for choice in self.choices)

    def choice(self, key: str) -> Choice | None:
        """Return the choice with this key, or None."""
        return next((choice for choice in self.choices if choice.key == key), None)
