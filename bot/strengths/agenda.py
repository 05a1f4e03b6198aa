"""Which question comes next (practice 2.1).

Goals, skills and networks are offered before anything else; what would help and what is hard come last. A person
can leave the list at any point. What was volunteered is not asked as if it had not been said: the person is asked
whether there is more.
"""

from __future__ import annotations

from bot.strengths.contact import Contact, Coverage
from bot.strengths.library import DOMAINS, Library, Question
from bot.strengths.soundness import MUST_OPEN
from bot.strengths.statement import Holds

ORDER = (
    "aspirations",
    "good_day",
    "skills_experience",
    "passions_interests",
    "people_networks",
    "groups_places",
    "coping_exceptions",
    "own_ideas",
    "would_offer",
    "what_would_help",
    "hard_now",
)
"""The order in which areas of life are offered."""

BEFORE_ANY_NEED = MUST_OPEN
"""Goals, skills and networks: offered before any of the domains below (issue: the order that Front Door exists for)."""

SPEAK_OF_NEED = ("what_would_help", "hard_now")
"""Domains whose questions may bring out a need."""

CHECK_IN = "asides.carry_on"
"""Asked once, half way, so that going on is a choice and not a habit."""

CHECK_IN_AFTER = "people_networks"


def next_question(contact: Contact, library: Library) -> Question | None:
    """Return the question to ask next, or None when all areas have been offered.

    Args:
        contact: the contact under way.
        library: the question library.
    """
    follower = _follower(contact, library)
    if follower is not None:
        return follower
    for domain in ORDER:
        if _offered(contact, domain):
            continue
        if domain == ORDER[ORDER.index(CHECK_IN_AFTER) + 1] and CHECK_IN not in contact.asked:
            return library[CHECK_IN]
        question = _opener(contact, library, domain)
        if question is not None:
            return question
    return None


def remaining(contact: Contact, library: Library) -> int:
    """Return how many areas of life have not been offered yet."""
    return sum(not _offered(contact, domain) and _opener(contact, library, domain) is not None for domain in ORDER)


def _offered(contact: Contact, domain: str) -> bool:
    return domain in contact.declined or any(key.startswith(f"{domain}.") for key in contact.asked)


def _opener(contact: Contact, library: Library, domain: str) -> Question | None:
    openers = library.openers(domain)
    if not openers:
        return None
    if contact.coverage(domain) is Coverage.TALKED_ABOUT:
        # Volunteered: ask for more of it if the library can, otherwise leave it be.
        return library.follower(openers[0].key, "volunteered")
    return openers[0]


def _follower(contact: Contact, library: Library) -> Question | None:
    """The question that asks more about the one just answered, if something was kept that it can ask about."""
    answered = _latest_in_a_domain(contact, library)
    if answered is None:
        return None
    follower = library.follower(_followed(library, answered), "answer")
    if follower is None or follower.key in contact.asked:
        return None
    domain = follower.domain
    told = [line for line in contact.statements if line.domain == domain and line.holds is not Holds.DENIED]
    # Of a tie that is said to hurt, nobody is asked which way the help goes and how that feels.
    kept = [line for line in told if not line.is_said_to_hurt]
    return follower if kept and domain not in contact.declined else None


def _latest_in_a_domain(contact: Contact, library: Library) -> str | None:
    """The question being answered; beside the areas of life, the last one asked about them."""
    keys = [contact.open_question or "", *reversed(contact.asked)]
    return next((key for key in keys if key in library and library[key].domain in DOMAINS), None)


def _followed(library: Library, key: str) -> str:
    """The key a follower would follow: "is there anyone else" is followed by what follows "who is in your life"."""
    question = library.get(key)
    return question.follows if question and question.follows and question.after == "volunteered" else key
