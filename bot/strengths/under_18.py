"""A child, or somebody who says that they are under 18: the service is for adults (practice 6.5)."""

from __future__ import annotations

from bot.strengths.asking import ask, ask_next
from bot.strengths.contact import Contact, Moment
from bot.strengths.keeping import chosen_from, keep
from bot.strengths.library import Library
from bot.strengths.reply import Heard, Reply, Say
from bot.strengths.statement import Place

UNDER_18 = "hard_moments.under_18"


def is_a_child(contact: Contact) -> bool:
    """Whether somebody has said that they are under 18, and not taken it back."""
    return UNDER_18 in contact.asked


def note_lines_for_children(contact: Contact) -> None:
    """Remember that somebody to listen was named, so that a child is named no line for grown-ups after that."""
    if "samaritans" not in contact.mentioned:
        contact.mentioned.append("samaritans")


def hear_a_child(contact: Contact, heard: Heard, library: Library, *, tells_age: bool) -> list[Reply] | None:
    """Hear a child: no question about their life goes on; kind words, Childline and a person instead.

    Args:
        contact: the contact under way.
        heard: what was said.
        library: the question library.
        tells_age: whether the words say that they are under 18.

    Returns:
        What is said; None for what is said of the lines they see or have shared, which goes on as always.
    """
    chosen = chosen_from(library, heard)
    if chosen is not None and f"{UNDER_18}.{chosen.key}" == heard.choice:
        contact.asked.remove(UNDER_18)
        return [Say("utter_going_on_adult"), *_out_of_pause(contact, library)]
    if contact.moment in (Moment.READ_BACK, Moment.SHARED) and not tells_age:
        return None
    first_time = not is_a_child(contact)
    contact.leave_open_question()
    contact.interrupted.clear()
    if heard.act in ("tell", "complain", "ask_practical", "proxy"):
        keep(contact, heard, Place.ALSO, domain="opening", question=UNDER_18)
    contact.moment = Moment.PAUSED
    note_lines_for_children(contact)
    if not first_time:
        ends = heard.act in ("deny", "decline")
        return [Say("utter_goodbye")] if ends else [Say("utter_noted"), *ask(contact, UNDER_18)]
    return [
        Say("utter_under_18"),
        Say("utter_childline"),
        Say("utter_children_phone"),
        *ask(contact, UNDER_18),
    ]


def _out_of_pause(contact: Contact, library: Library) -> list[Reply]:
    if "permission.turn" in contact.asked:
        return ask_next(contact, library)
    contact.moment = Moment.PERMISSION
    return ask(contact, "permission.turn")
