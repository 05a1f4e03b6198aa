"""Saying truly what anybody has been given so far, the safeguarding team included."""

from __future__ import annotations

from bot.strengths.contact import Contact
from bot.strengths.reply import Reply, Say


def what_was_sent(contact: Contact, response: str) -> list[Reply]:
    """Return a response that speaks of what was sent, in the variant that is true, and what else has to be said.

    Args:
        contact: the contact under way.
        response: name of the response that says "nothing has been sent".
    """
    variant = _true_variant(contact, response)
    told_both = contact.latest("concern") is not None and not variant.endswith("_told")
    return [Say(variant), *([Say("utter_safeguarding_knows")] if told_both else [])]


def _true_variant(contact: Contact, response: str) -> str:
    """The variant of a response that is true for what the team has been given so far.

    ``response_shared`` once a summary was shared, ``response_asked`` once a person or an assessment was asked for,
    ``response_told`` when only the safeguarding team was told something, and ``response`` while nobody has anything.
    """
    if contact.latest("summary") is not None:
        return f"{response}_shared"
    if any(item.kind != "concern" for item in contact.passed_on):
        return f"{response}_asked"
    return f"{response}_told" if contact.passed_on else response
