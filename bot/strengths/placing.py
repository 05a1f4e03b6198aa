"""Where words stand that answer no question of their own: under the heading of what was heard in them.

"What have I missed?" and "add something" ask about nothing in particular. The words stay exactly as they were typed;
only where they stand is read from them, and the person sees that at once and can change it.
"""

from __future__ import annotations

import re
from dataclasses import replace

from bot.strengths.contact import Contact
from bot.strengths.hearing import carries_hardship, domains_spoken_of, is_hard, wishes_for_their_life
from bot.strengths.keeping import asks_for_help, keep
from bot.strengths.reply import Heard
from bot.strengths.statement import Place, Statement
from bot.strengths.strength_heard import DOMAIN_OF, Strengths

PLACE_OF = {
    "aspirations": Place.GOAL,
    "good_day": Place.GOAL,
    "skills_experience": Place.PERSONAL_STRENGTH,
    "passions_interests": Place.PERSONAL_STRENGTH,
    "coping_exceptions": Place.PERSONAL_STRENGTH,
    "people_networks": Place.NETWORK_STRENGTH,
    "groups_places": Place.COMMUNITY_STRENGTH,
    "own_ideas": Place.OWN_IDEA,
    "would_offer": Place.WOULD_OFFER,
    "what_would_help": Place.WHAT_WOULD_HELP,
    "hard_now": Place.HARD_NOW,
}
"""Where words stand that speak of an area of life; of any other they are something else that was said."""

SENTENCE = re.compile(r"\S.*?(?:[.!?\u2026]+(?=\s|$)|$)", re.MULTILINE)


def keep_in_place(contact: Contact, heard: Heard, question: str) -> list[Statement]:
    """Keep what was said, a line for each sentence that stands somewhere of its own.

    Args:
        contact: the contact under way.
        heard: what was said.
        question: key of the question it answers.

    Returns:
        The lines, in the order they were said; together they hold all the words.
    """
    parts = _parts(heard)
    placed = [(_domain_of(part), part) for part in parts]
    if len({domain for domain, _ in placed}) == 1:
        placed = [(placed[0][0], heard)]
    kept = []
    for domain, part in placed:
        place = PLACE_OF.get(domain, Place.ALSO)
        kept.append(keep(contact, part, place, domain=domain if domain in PLACE_OF else "opening", question=question))
    return kept


def _parts(heard: Heard) -> list[Heard]:
    """The sentences, each with the strengths that were heard within it."""
    parts = []
    for sentence in SENTENCE.finditer(heard.words):
        words = sentence.group().strip()
        within = _within(heard.strengths, sentence.start(), sentence.end())
        hard = heard.hardship if heard.hardship is None else heard.hardship and (carries_hardship(words) or not within)
        parts.append(replace(heard, words=words, strengths=within, hardship=hard))
    return parts if len(parts) > 1 else [heard]


def _within(strengths: Strengths | None, start: int, end: int) -> Strengths | None:
    if strengths is None:
        return None
    return tuple(
        replace(one, start=one.start - start, end=one.end - start)
        for one in strengths
        if start <= one.start and one.end <= end
    )


def _domain_of(heard: Heard) -> str:
    """The area of life that the words belong to; what is hard, or is asked for, is never filed as a strength."""
    if asks_for_help("opening", heard):
        return "what_would_help"
    if wishes_for_their_life(heard.words):
        return "aspirations"
    if is_hard(heard):
        return "hard_now"
    if heard.strengths is None:
        return next(iter(domains_spoken_of(heard.words)), "opening")
    first = min(heard.strengths, key=lambda one: (one.is_denied, one.start), default=None)
    return DOMAIN_OF[first.kind] if first else "opening"
