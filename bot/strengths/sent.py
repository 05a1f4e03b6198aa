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
    variant = contact.response_for(response)
    told_both = contact.latest("concern") is not None and not variant.endswith("_told")
    return [Say(variant), *([Say("utter_safeguarding_knows")] if told_both else [])]
