"""What a question library must hold for the conversation to be held with it, whoever wrote its files."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from bot.strengths.fault import Fault
from bot.strengths.question import STEPS

if TYPE_CHECKING:
    from bot.strengths.library import Library
    from bot.strengths.question import Question

Faults = Iterator[tuple[str, str]]
"""Each with the field it belongs to."""

MUST_OPEN = ("aspirations", "skills_experience", "people_networks")
"""Goals, skills and networks: every library has a question that opens each, because all else waits for them."""

NAMED = (
    "opening.reason",
    "permission.turn",
    "staying.more",
    "staying.listening",
    "read_back.check",
    "read_back.piece",
    "read_back.missed",
    "read_back.title",
    "read_back.change",
    "read_back.add",
    "safe_contact.way",
    "safe_contact.detail",
    "safe_contact.name",
    "safe_contact.when",
    "safe_contact.private",
    "sharing.confirm",
    "asides.carry_on",
    "asides.after_request",
    "asides.paused",
    "asides.came_back",
    "asides.shared",
    "asides.delete",
    "asides.start_again",
    "asides.ask_person",
    "safety.next",
    "safety.stopped",
    "safety.not_meant",
    "safety.check_life",
    "safety.check_now",
    "safety.check_everyone",
    "safety.way",
    "safety.detail",
    "safety.when",
    "safety.private",
    "hard_moments.kept_going",
    "hard_moments.not_miss",
    "hard_moments.angry",
    "hard_moments.practical_more",
    "hard_moments.ways_on",
    "hard_moments.under_18",
    "hard_moments.they_know",
    "hard_moments.they_would_say",
    "hard_moments.they_show",
    "hard_moments.and_you",
)
"""Questions the conversation asks by name; a council may reword them, not leave them out."""


NOT_ASKED_WITH = {"miracle": ("grief", "illness"), "exception": ("hardship",), "esteem": ("nobody",)}
"""Kinds of question that hurt at the wrong time, with the signals that keep them away (practice 2.3, cautions)."""

NOT_OFFERED_WITH = ("hardship", "no_offer")
"""Nobody who has nothing left to give is asked what they would share (STU-2, LEE-5)."""

FOR_TRAINERS_ONLY = ("conventional", "strengths_only")
"""Styles that leave one half of somebody out (STU-1); they are compared in the studio and asked of nobody."""

LOADS_THE_PERSON = re.compile(
    r"(?i)\b(?:do|try|change)(?: about (?:it|this|that))? (?:yourself|on your own|differently)\b"
    r"|\b(?:can|could|will) you do about\b|\bwhat (?:have|did) you (?:tried|try)\b|\byour (?:own )?part\b"
)
"""Wording that asks what the person could do about it."""


def unsound(library: Library, files: Mapping[str, str], broken: frozenset[str] = frozenset()) -> list[Fault]:
    """List what the conversation could not be held with.

    A follower stays in the domain it asks more of: otherwise a file of a council's own could bring a question
    about what is hard before goals, skills and networks were offered.

    Args:
        library: the questions that could be read.
        files: name of the file each question stands in, by key.
        broken: keys of questions that could not be read, which are not missing besides.

    Returns:
        The faults in plain words, in the order of the files; then what is missing altogether.
    """
    faults = [
        Fault(said, file=files[question.key], entry=question.key, field=field)
        for question in library.values()
        for field, said in (
            *_fault_in_following(question, library, broken),
            *_fault_in_sharing_the_load(question, library, broken),
            *_faults_in_caution(question),
            *_fault_in_style(question),
        )
    ]
    missing = [key for key in NAMED if key not in library and key not in broken]
    if missing:
        faults.append(Fault(f"The library lacks {', '.join(missing)}, which the conversation asks by name", file=""))
    begun = {key.partition(".")[0] for key in broken}
    closed = [domain for domain in MUST_OPEN if not library.openers(domain) and domain not in begun]
    if closed:
        said = f"The library has no question that opens {', '.join(closed)}; all else waits for them"
        faults.append(Fault(said, file=""))
    return faults


def _fault_in_following(question: Question, library: Library, broken: frozenset[str]) -> Faults:
    """Why a question can't follow what it says it follows."""
    passed = {question.key}
    before = question.follows
    while before is not None and before not in broken:
        if before not in library:
            yield "follows", f"follows {before}, which is not in the library"
            return
        if library[before].domain != question.domain:
            yield "follows", f"follows {before}, which belongs to another domain"
            return
        if before in passed:
            yield "follows", "follows itself in the end"
            return
        passed.add(before)
        before = library[before].follows


def _fault_in_sharing_the_load(question: Question, library: Library, broken: frozenset[str]) -> Faults:
    """Whether a question asks what the person could do and names none that asks what others should do (STU-2)."""
    if question.asked and question.asks_of is None and LOADS_THE_PERSON.search(f"{question.wording} {question.easier}"):
        yield "asks_of", "asks what the person could do: write 'asks_of: person' and name its partner"
    if question.partner is None:
        if question.asks_of == "person":
            yield "asks_of", "asks what the person could do, and names no partner that asks what others should do"
    elif question.partner not in library:
        if question.partner not in broken:
            yield "partner", f"its partner {question.partner} is not in the library"
    elif question.asks_of == "person" and not _asks_others(library[question.partner]):
        yield "partner", f"its partner {question.partner} does not ask what others should do ('asks_of: others')"


def _asks_others(question: Question) -> bool:
    return question.asked and question.asks_of == "others"


def _faults_in_caution(question: Question) -> Faults:
    """What keeps a question away at the wrong time and is not written."""
    if not question.asked or question.domain in STEPS:
        return
    wanted = dict.fromkeys(NOT_ASKED_WITH.get(question.question_type, ()))
    if question.domain == "would_offer":
        wanted |= dict.fromkeys(NOT_OFFERED_WITH)
    missing = [signal for signal in wanted if signal not in question.not_with]
    if missing:
        about = "about sharing" if question.domain == "would_offer" else f"of the type {question.question_type}"
        yield "not_with", f"a question {about} is not asked with {' or '.join(missing)}: write it in not_with"
    if question.question_type == "survival" and question.only_with != ("survived",):
        said = (
            "a question of the type survival is asked only of those who came through something: only_with: [survived]"
        )
        yield "only_with", said


def _fault_in_style(question: Question) -> Faults:
    """Whether residents would be asked in a way that trainers only look at, to see what it does (STU-7)."""
    if question.asked and question.style in FOR_TRAINERS_ONLY:
        yield "asked", f"a question in the style {question.style} is for trainers only: write asked: false"
