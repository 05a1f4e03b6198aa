"""A short answer: taken as the whole answer, said back, and more invited once (practice 2.4)."""

from __future__ import annotations

from bot.strengths.acknowledging import acknowledgement
from bot.strengths.asking import ask, ask_next
from bot.strengths.contact import Contact, Moment
from bot.strengths.hearing import can_be_quoted, is_hard, says_nothing_there, says_only_yes
from bot.strengths.keeping import keep
from bot.strengths.library import Library
from bot.strengths.reflecting import reflect
from bot.strengths.reply import Heard, Reply, Say
from bot.strengths.statement import Place

NOT_MISS = "hard_moments.not_miss"

WORDS_OF_A_SHORT_ANSWER = 2

INVITES_MORE = ("passions_interests", "groups_places", "good_day")
"""Areas of life in which a short answer is something to like, so that one may ask what."""

SAYS_HOW = frozenset(
    {
        *("fine", "ok", "okay", "good", "alright", "same", "normal", "usual", "depends", "maybe", "whatever"),
        *("sometimes", "great", "yes", "no", "well", "bad", "so-so"),
    }
)
"""Short answers that name nothing: taken as they are."""


def invite_more(contact: Contact, heard: Heard, library: Library) -> list[Reply] | None:
    """Take a short answer as the whole answer, say it back, and invite more once in a conversation."""
    question = library.get(contact.open_question or "")
    short = heard.words.split()
    if (
        question is None
        or contact.moment is not Moment.EXPLORING
        or question.domain not in INVITES_MORE
        or question.place is None
        or heard.act != "tell"
        or question.asks_more_of is not None
        or NOT_MISS in contact.asked
        or contact.reopened is not None
        or not 0 < len(short) <= WORDS_OF_A_SHORT_ANSWER
        or not any(word.isalpha() for word in short)
        or any(word.casefold().strip(".,!?") in SAYS_HOW for word in short)
        or heard.words.strip().endswith("?")
        or says_nothing_there(heard.words)
        or says_only_yes(heard.words)
        or is_hard(heard)
        or not can_be_quoted(heard.words)
    ):
        return None
    kept = keep(contact, heard, question.place, domain=question.domain, question=question.key)
    if not kept.is_strength and kept.place is not Place.GOAL:
        return [acknowledgement(heard, kept, contact), *ask_next(contact, library)]
    said = reflect(heard.words, heard.strengths, said_by=contact.said_by)
    if said is None:
        return [acknowledgement(heard, kept, contact), *ask(contact, NOT_MISS)]
    return [Say("utter_short_answer", {"words": said.rstrip(".")}), *ask(contact, NOT_MISS)]
