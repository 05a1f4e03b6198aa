"""Going back, in whatever moment: to the question before, or out of what was begun by mistake."""

from __future__ import annotations

from bot.strengths.asking import ask, carry_on, come_back, finish, resume, show_all
from bot.strengths.closing import do_not_forget
from bot.strengths.contact import Contact, Moment
from bot.strengths.library import DOMAINS, Library
from bot.strengths.reaching import questions_for
from bot.strengths.reply import Reply, Say
from bot.strengths.turning import without_stop


def go_back(contact: Contact, library: Library) -> list[Reply]:
    """Open the question before this one again, with what was said to it; leave a moment that is not one of questions.

    Args:
        contact: the contact under way.
        library: the question library.
    """
    match contact.moment:
        case Moment.CHANGING:
            return [Say("utter_kept_as_it_was"), *come_back(contact)]
        case Moment.ADDING:
            return [Say("utter_nothing_added"), *come_back(contact)]
        case Moment.FORGETTING:
            return do_not_forget(contact)
        case Moment.PAUSED:
            return carry_on(contact, library)
        case Moment.SAFETY:
            contact.check = None
            return [Say("utter_back"), *come_back(contact)]
        case Moment.SHARED:
            return finish(contact)
        case Moment.SAFE_CONTACT | Moment.SHARING:
            return _go_back_in_reaching(contact)
        case _:
            return _go_back_in_life(contact, library)


def _go_back_in_life(contact: Contact, library: Library) -> list[Reply]:
    past = [key for key in contact.asked if key in library and library[key].domain in (*DOMAINS, "opening")]
    if contact.open_question in past:
        past = past[: past.index(contact.open_question)]
    if not past:
        return [Say("utter_nothing_before"), *resume(contact)]
    previous = past[-1]
    if contact.moment is Moment.STAYING and "permission.turn" in contact.asked:
        # Leave to turn was not given yet: it is asked for anew.
        contact.asked.remove("permission.turn")
    contact.leave_open_question()
    contact.moment = Moment.REASON if library[previous].domain == "opening" else Moment.EXPLORING
    replies = ask(contact, previous)
    before = contact.reopened
    return [Say("utter_back_to", {"words": without_stop(before.words)}) if before else Say("utter_back"), *replies]


def _go_back_in_reaching(contact: Contact) -> list[Reply]:
    """Ask the safe-contact question before this one; what was said to it stands until it is said anew."""
    asked = [question for question in questions_for(contact) if question in contact.asked]
    if contact.open_question in asked:
        asked = asked[: asked.index(contact.open_question)]
        contact.asked.remove(contact.open_question)
    if asked:
        contact.moment = Moment.SAFE_CONTACT
        return [Say("utter_back"), *ask(contact, asked[-1])]
    if contact.reaching_for == "summary":
        return show_all(contact)
    return [Say("utter_back"), *come_back(contact)]
