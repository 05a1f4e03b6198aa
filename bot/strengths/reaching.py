"""How, when and where it is safe to reach the person (practice 5.3(9)); every part may be skipped."""

from __future__ import annotations

from dataclasses import replace

from bot.strengths.answering import chosen_from
from bot.strengths.asking import ask, come_back
from bot.strengths.contact import Contact, Moment
from bot.strengths.hearing import says_nothing_there, says_only_yes
from bot.strengths.library import Library
from bot.strengths.reply import Heard, Reply, Say
from bot.strengths.safe_contact import NUMBER_OR_ADDRESS, THEY_WILL_RING

QUESTIONS = (
    "safe_contact.way",
    "safe_contact.detail",
    "safe_contact.name",
    "safe_contact.when",
    "safe_contact.private",
)
IN_SAFETY = ("safety.way", "safety.detail", "safe_contact.name", "safety.when", "safety.private")
"""The same, asked anew once danger was voiced: what is safe can have changed."""

YES_OR_NO = "private"
"""The one question here that a bare yes or no answers; to any other it says nothing that could be kept."""


def questions_for(contact: Contact) -> tuple[str, ...]:
    """Return the questions about how to reach the person, in the words that fit what was said before."""
    if contact.latest("concern") is None:
        return QUESTIONS
    # Whoever voiced danger is not asked for a name for that alone.
    return tuple(key for key in IN_SAFETY if key != "safe_contact.name" or contact.reaching_for != "concern")


def reach(contact: Contact, reaching_for: str) -> list[Reply]:
    """Ask how to reach the person, once; what was answered or skipped before is not asked again.

    Args:
        contact: the contact under way.
        reaching_for: ``summary``, ``person``, ``assessment`` or ``concern``.
    """
    contact.moment = Moment.SAFE_CONTACT
    contact.reaching_for = reaching_for
    return _ask_next(contact)


def hear_reaching(contact: Contact, heard: Heard, library: Library) -> list[Reply]:
    """Keep one part of how to reach the person, exactly as it was said, and ask for the next."""
    part = (contact.open_question or QUESTIONS[0]).partition(".")[2]
    left_out = _is_left_out(contact, heard)
    if not left_out:
        chosen = chosen_from(library, heard)
        said = chosen.key if chosen and part == "way" else chosen.say if chosen else heard.words
        contact.safe_contact = replace(contact.safe_contact, **{part: said})
        # Six digits or an at sign in the answer to "how": the number or address came with it.
        if part == "way" and chosen is None and NUMBER_OR_ADDRESS.search(heard.words):
            contact.safe_contact = replace(contact.safe_contact, detail=heard.words)
            contact.asked += [key for key in questions_for(contact) if key.endswith(".detail")]
    return [Say("utter_leave_out" if left_out else "utter_noted"), *_ask_next(contact)]


def remaining_to_reach(contact: Contact) -> int:
    """Return how many questions are left about how to reach the person, the open one included."""
    questions = questions_for(contact)
    left = [question for question in questions if question not in contact.asked and not _not_needed(contact, question)]
    return len(left) + 1


def _is_left_out(contact: Contact, heard: Heard) -> bool:
    if heard.act in ("decline", "dont_know"):
        return True
    bare = says_nothing_there(heard.words) or says_only_yes(heard.words)
    return heard.choice is None and bare and (contact.open_question or "").partition(".")[2] != YES_OR_NO


def _ask_next(contact: Contact) -> list[Reply]:
    for question in questions_for(contact):
        if question in contact.asked or _not_needed(contact, question):
            continue
        return ask(contact, question)
    return _done(contact)


def _not_needed(contact: Contact, question: str) -> bool:
    way = contact.safe_contact.way
    return question.partition(".")[2] not in ("way", "name") and way in (None, THEY_WILL_RING)


def _done(contact: Contact) -> list[Reply]:
    if contact.reaching_for == "summary":
        contact.moment = Moment.SHARING
        shared = sum(statement.shared for statement in contact.statements)
        ready = "utter_ready_to_share" if contact.safe_contact.can_be_used else "utter_ready_to_share_unreachable"
        return [
            Say(ready, {"count": str(shared), "total": str(len(contact.statements))}),
            *ask(contact, "sharing.confirm"),
        ]
    if contact.reaching_for == "concern":
        return [*_what_safeguarding_knows(contact), *come_back(contact)]
    contact.moment = Moment.PAUSED
    return [*_what_they_know(contact), *ask(contact, "asides.after_request")]


def _what_safeguarding_knows(contact: Contact) -> list[Reply]:
    if contact.safe_contact.can_be_used:
        return [Say("utter_safeguarding_can_reach")]
    return [Say("utter_safeguarding_cannot_reach"), Say("utter_safeguarding_phone")]


def _what_they_know(contact: Contact) -> list[Reply]:
    """Say whether the team can reach the person; never that it can when it can't."""
    if contact.safe_contact.can_be_used:
        return [Say("utter_know_how_to_reach")]
    if contact.safe_contact.way == THEY_WILL_RING:
        return [Say("utter_you_will_ring"), Say("utter_team_phone")]
    return [Say("utter_cannot_reach_you"), Say("utter_team_phone")]
